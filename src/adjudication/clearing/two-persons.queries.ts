import { whyNotSecond } from "../../accounts/actor/signer.policy";
import { readSigner } from "../../accounts/roles/signer.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import type { Payment } from "../payments/payment.entity";
import { takesTwo } from "../payments/payment.pure";

/** Whether it is a large sum by the house rules. */
export async function needsTwoPersons(tx: Tx, payment: Payment): Promise<boolean> {
  const [limits = {}] = (await HouseRules.inForce(tx, tx.now)).family("payment.twoPersons");
  return takesTwo(payment, limits);
}

/** Refuses a second approver who gave the first a role, or was given one by them, or whose own role is too recent. */
export async function refuseTiedSecond(tx: Tx, actor: Actor, first: string): Promise<void> {
  const tied = whyNotSecond(await readSigner(tx, actor, ["FINANCE"]), [first], tx.now);
  if (tied) throw new Refusal(tied.code, { ...tied, field: "input.paymentId" });
}
