import type { Author } from "../../accounts/account/record-on-account";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { requestInstruction } from "../instructions/request-instruction";
import { confirmOnce, forgetFirst, UNSAID } from "../payments/payment-changes";
import { firstToSay } from "../payments/payment.pure";
import { whyNot } from "../payments/payment.policy";
import type { InstructPaymentInput } from "../payments/payment.types";
import { factsOf, recordPayment } from "../payments/record-payment";
import { findPayment, lockPayment } from "./lock-payment";
import { needsTwoPersons, refuseTiedSecond } from "./two-persons.queries";

/**
 * Finance leaves a payment to the payment side: a large one, for which it takes two people; one that failed before; or one from before
 * there was a payment side.
 */
export async function instructPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, expectedVersion }: Omit<InstructPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const { payment, provider, consumerId, standing, isOwed } = await lockPayment(
    tx,
    await findPayment(tx, paymentId),
    expectedVersion,
  );
  const refused = whyNot("INSTRUCT", actor, { ...payment, standing, isOwed }, consumerId);
  if (refused) throw new Refusal(refused.code, { ...refused, field: "input.paymentId" });
  const first = firstToSay("INSTRUCT", payment);
  if (first === null && (await needsTwoPersons(tx, payment))) {
    confirmOnce(tx, payment, actor.accountId, { ...UNSAID, channel: "PLATFORM" });
    const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
    recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(payment));
    return { paymentId };
  }
  if (first !== null) await refuseTiedSecond(tx, actor, first);
  const { purpose, providerId, amount, currency, complaintId, remedyId } = payment;
  if (purpose !== "PAYOUT" && purpose !== "REPAYMENT") throw new Error(`${paymentId} is nothing that is due`);
  if (payment.firstConfirmedById !== null) forgetFirst(tx, payment);
  await requestInstruction(tx, { kind: purpose, paymentId, providerId, amount, currency, complaintId, remedyId });
  return { paymentId };
}
