import type { Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { payAgain } from "../deposit/deposit-ledger";
import { Refusal } from "../../platform/refusal";
import { findPayment, lockPayment } from "./lock-payment";
import { openPaidCase } from "./open-paid-case";
import { refuseWhileCaseWaits } from "./refuse-while-case-waits";
import { settleRefund } from "./settle-refund";
import { settledByHand } from "../instructions/settled-by-hand";
import { reject } from "../payments/payment-changes";
import type { RejectPaymentInput } from "../payments/payment.types";
import { whyNot } from "../payments/payment.policy";
import { factsOf, recordPayment } from "../payments/record-payment";

/** The money never arrived. One person is enough, since nothing has counted yet. The real payer can use the reference again. */
export async function rejectPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, reason, expectedVersion }: Omit<RejectPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const found = await findPayment(tx, paymentId);
  const refunded = found.purpose === "REFUND" ? await openPaidCase(tx, found, "SETTLE_REFUND") : null;
  const { payment, provider, consumerId, ...asked } = await lockPayment(tx, found, expectedVersion);
  const refused = whyNot("REJECT", actor, { ...payment, standing: asked.standing }, consumerId);
  if (refused) throw new Refusal(refused.code, { ...refused, field: "input.paymentId" });
  await refuseWhileCaseWaits(tx, payment, refunded);
  reject(tx, payment, { settledById: actor.accountId, reason });
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  await settledByHand(tx, provider, asked.instructions, author);
  recordPayment(tx, provider, payment, "PAYMENT_REJECTED", author, consumerId, { ...factsOf(payment), reason });
  if (refunded) await settleRefund(refunded, payment, reason);
  else if (payment.purpose === "REFUND") await payAgain(tx, provider.id);
  return { paymentId };
}
