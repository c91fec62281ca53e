import type { Author } from "../../accounts/account/record-on-account";
import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { markFound } from "../remedies/payout-changes";
import { Ruling } from "../rulings/ruling.entity";
import { isOwedBack, takenBackOf } from "../remedies/owed-back";
import { Remedy } from "../remedies/remedy.entity";
import { settledByHand } from "../instructions/settled-by-hand";
import { freeReference, refuseTakenReference } from "../payments/free-reference";
import { authorisePayment } from "./authorise-payment";
import { findPayment, lockPayment, type LockedPayment } from "./lock-payment";
import { needsTwoPersons, refuseTiedSecond } from "./two-persons.queries";
import { countArrival } from "./count-arrival";
import { openPaidCase } from "./open-paid-case";
import { paidFacts, remedyIsPaid } from "./remedy-is-paid";
import { Payment } from "../payments/payment.entity";
import type { ConfirmPayoutInput } from "../payments/payment.types";
import { confirm, confirmOnce, type Sent } from "../payments/payment-changes";
import { factsOf, recordPayment } from "../payments/record-payment";

/**
 * Finance has sent the money: only now is the remedy done, and the case closes if it was the last one. After the consumer reported
 * that nothing arrived, it confirms that the money was sent again or found. While a case is stayed or being decided again, nothing is
 * paid out.
 *
 * A large sum needs two people who give the same reference; a second person who gives another replaces the first, so that a typing
 * error can be corrected.
 */
export async function confirmPayout(
  tx: Tx,
  actor: Actor,
  { paymentId, expectedVersion, ...given }: Omit<ConfirmPayoutInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const found = await findPayment(tx, paymentId);
  const caseFile = await openPaidCase(tx, found);
  const locked = await lockPayment(tx, found, expectedVersion);
  const { payment } = locked;
  await authorisePayment(tx, actor, "CONFIRM_PAYOUT", locked);
  if (payment.status === "DISPUTED" && !given.reason)
    throw new Refusal("BAD_USER_INPUT", { reason: "payment.reasonNeeded", field: "input.reason" });
  const { channel, reference, reason = null } = given;
  if (channel === "PLATFORM")
    throw new Refusal("BAD_USER_INPUT", { reason: "payment.notByPlatform", field: "input.channel" });
  const field = "input.reference";
  const sent = {
    channel,
    reference,
    reason,
    referenceKey: await freeReference(tx, given, { field, paymentId: payment.id }),
  };
  if (await isFirstOfTwo(tx, actor, payment, sent)) {
    recordFirstConfirmation(tx, actor, locked, sent);
    return { paymentId };
  }
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  await settledByHand(tx, locked.provider, locked.instructions, author);
  const wasDisputed = payment.status === "DISPUTED";
  confirm(tx, payment, actor.accountId, sent);
  await refuseTakenReference(tx, field);
  recordPayment(tx, locked.provider, payment, "PAYMENT_CONFIRMED", author, locked.consumerId, factsOf(payment));
  if (wasDisputed) await answerReport(tx, payment);
  else if (caseFile) await remedyIsPaid(caseFile, payment);
  // Whatever was offered: money that would count for nothing in its case is not sent.
  else throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.caseWaits", field: "input.paymentId" });
  return { paymentId };
}

async function isFirstOfTwo(
  tx: Tx,
  actor: Actor,
  payment: Payment,
  { channel, referenceKey }: Pick<Payment, "channel" | "referenceKey">,
): Promise<boolean> {
  if (!(await needsTwoPersons(tx, payment))) return false;
  const same = payment.channel === channel && payment.referenceKey === referenceKey;
  if (payment.firstConfirmedById === null || !same) return true;
  if (payment.firstConfirmedById === actor.accountId)
    throw new Refusal("SECOND_APPROVER_REQUIRED", { reason: "payment.confirmedByYou", field: "input.paymentId" });
  await refuseTiedSecond(tx, actor, payment.firstConfirmedById);
  return false;
}

function recordFirstConfirmation(
  tx: Tx,
  actor: Actor,
  { payment, provider, consumerId }: LockedPayment,
  sent: Sent,
): void {
  confirmOnce(tx, payment, actor.accountId, sent);
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(payment));
}

/** The case stays in whatever state it is; the consumer's time to report a missing payment starts again. */
async function answerReport(tx: Tx, payment: Payment): Promise<void> {
  const remedy = await tx.byId(Remedy, payment.remedyId);
  const complaint = await tx.byId(Complaint, payment.complaintId);
  if (!remedy || !complaint) throw new Error(`a foreign key of ${payment.id} has no target`);
  const ruling = await tx.byId(Ruling, remedy.rulingId);
  const payments = await tx.find(Payment, { remedyId: remedy.id });
  const isAnswered = payments.every(({ status }) => status !== "DISPUTED");
  const takenBack = ruling && takenBackOf(remedy, ruling, payments);
  if (isAnswered) markFound(tx, remedy);
  recordCaseEvent(tx, complaint, null, {
    type: "COMPENSATION_ANSWERED",
    data: { ...paidFacts(payment), remedyId: remedy.id, reason: payment.reason },
  });
  if (!ruling || !isOwedBack(ruling)) return;
  const amount = takenBack === null ? payment.amount : isAnswered ? takenBack : 0;
  await countArrival(tx, complaint, remedy, { amount, isOwedBack: true });
}
