import type { Actor } from "../../accounts/actor/actor";
import { readSigner } from "../../accounts/roles/signer.queries";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { whyNot, type PaymentAction } from "../payments/payment.policy";
import { firstOf } from "../payments/payment.pure";
import type { LockedPayment } from "./lock-payment";

/** Refuses what `Payment.availableActions` does not offer: the same check, under the locks. */
export async function authorisePayment(
  tx: Tx,
  actor: Actor,
  action: PaymentAction,
  { payment, consumerId, ...circumstances }: LockedPayment,
): Promise<void> {
  const signer = firstOf(action, payment) === null ? null : await readSigner(tx, actor, ["FINANCE"]);
  const facts = { ...payment, ...circumstances, signer, now: tx.now };
  const refused = whyNot(action, actor, facts, consumerId);
  if (refused) throw new Refusal(refused.code, { ...refused, field: "input.paymentId" });
}
