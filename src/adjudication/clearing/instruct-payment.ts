import type { Author } from "../../accounts/account/record-on-account";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { requestInstruction } from "../instructions/request-instruction";
import { confirmOnce, forgetFirst, UNSAID } from "../payments/payment-changes";
import { firstToSay } from "../payments/payment.pure";
import type { InstructPaymentInput } from "../payments/payment.types";
import { factsOf, recordPayment } from "../payments/record-payment";
import { authorisePayment } from "./authorise-payment";
import { findPayment, lockPayment } from "./lock-payment";
import { needsTwoPersons } from "./two-persons.queries";

/**
 * Finance leaves a payment to the payment side: a large one, for which it takes two people; one that failed before; or one from before
 * there was a payment side.
 */
export async function instructPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, expectedVersion }: Omit<InstructPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const locked = await lockPayment(tx, await findPayment(tx, paymentId), expectedVersion);
  await authorisePayment(tx, actor, "INSTRUCT", locked);
  const { payment, provider, consumerId } = locked;
  if (firstToSay("INSTRUCT", payment) === null && (await needsTwoPersons(tx, payment))) {
    confirmOnce(tx, payment, actor.accountId, { ...UNSAID, channel: "PLATFORM" });
    const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
    recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(payment));
    return { paymentId };
  }
  const { purpose, providerId, amount, currency, complaintId, remedyId } = payment;
  if (purpose !== "PAYOUT" && purpose !== "REPAYMENT") throw new Error(`${paymentId} is nothing that is due`);
  if (payment.firstConfirmedById !== null) forgetFirst(tx, payment);
  await requestInstruction(tx, { kind: purpose, paymentId, providerId, amount, currency, complaintId, remedyId });
  return { paymentId };
}
