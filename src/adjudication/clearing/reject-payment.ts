import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { findPayment, lockPayment } from "./lock-payment";
import { reject } from "../payments/payment-changes";
import type { RejectPaymentInput } from "../payments/payment.types";
import { whyNot } from "../payments/payment.policy";
import { factsOf, recordPayment } from "../payments/record-payment";

/** The money never came. One person is enough: nothing counted yet. The reference is free again for who really paid by it. */
export async function rejectPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, reason, expectedVersion }: Omit<RejectPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const { payment, provider, consumerId } = await lockPayment(tx, await findPayment(tx, paymentId), expectedVersion);
  const refused = whyNot("REJECT", actor, payment, consumerId);
  if (refused) throw new Refusal(refused.code, { ...refused, field: "input.paymentId" });
  reject(tx, payment, { settledById: actor.accountId, reason });
  const author = { actorId: actor.accountId, actorRole: "FINANCE" };
  recordPayment(tx, provider, payment, "PAYMENT_REJECTED", author, consumerId, { ...factsOf(payment), reason });
  return { paymentId };
}
