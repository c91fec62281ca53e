import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { markUnsent } from "../remedies/payout-changes";
import { Remedy } from "../remedies/remedy.entity";
import type { Payment } from "../payments/payment.entity";
import { paidFacts } from "./remedy-is-paid";
import { needsTwoPersons } from "./two-persons.queries";
import { authorisePayment } from "./authorise-payment";
import { findPayment, lockPayment } from "./lock-payment";
import { openPaidCase } from "./open-paid-case";
import { countRefund, missLateRefund } from "./count-refund";
import { settleRefund } from "./settle-refund";
import { settledByHand } from "../instructions/settled-by-hand";
import { claimPart } from "../payments/claim-part";
import { confirm, confirmOnce, reject, UNSAID } from "../payments/payment-changes";
import { firstToSay } from "../payments/payment.pure";
import type { RejectPaymentInput } from "../payments/payment.types";
import { factsOf, recordPayment } from "../payments/record-payment";

/**
 * The money never arrived, or only a part of a refund. One person is enough, since nothing has counted yet. The real payer can use the reference again. What is owed back counts
 * already: giving up a large sum takes two, and the first has no effect alone. Of a payout that its consumer never had, and that nothing
 * orders any longer, it is somebody else than whoever confirmed that it was sent: it goes back to the deposit.
 */
export async function rejectPayment(
  tx: Tx,
  actor: Actor,
  { paymentId, reason, arrivedAmount, expectedVersion }: Omit<RejectPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const found = await findPayment(tx, paymentId);
  if (found.complaintId !== null) tx.lockAll(Complaint, [found.complaintId]);
  const refunded = found.purpose === "REFUND" ? await openPaidCase(tx, found) : null;
  const locked = await lockPayment(tx, found, expectedVersion);
  await authorisePayment(tx, actor, "REJECT", locked);
  const { payment, provider, consumerId, instructions } = locked;
  const arrived = partOf(payment, arrivedAmount ?? null);
  const author: Author = { actorId: actor.accountId, actorRole: "FINANCE" };
  const facts = { ...factsOf(payment), reason };
  const isFirst = firstToSay("REJECT", payment) === null;
  if (isFirst && payment.purpose === "REPAYMENT" && (await needsTwoPersons(tx, payment))) {
    confirmOnce(tx, payment, actor.accountId, { ...UNSAID, reason });
    recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED_ONCE", author, consumerId, facts);
    return { paymentId };
  }
  reject(tx, payment, { settledById: actor.accountId, reason });
  await settledByHand(tx, provider, instructions, author);
  recordPayment(tx, provider, payment, "PAYMENT_REJECTED", author, consumerId, facts);
  if (arrived !== null) {
    const part = claimPart(tx, provider, payment, { amount: arrived, reason, author });
    if (await needsTwoPersons(tx, part)) {
      confirmOnce(tx, part, actor.accountId);
      recordPayment(tx, provider, part, "PAYMENT_CONFIRMED_ONCE", author, consumerId, factsOf(part));
    } else {
      confirm(tx, part, actor.accountId);
      recordPayment(tx, provider, part, "PAYMENT_CONFIRMED", author, consumerId, factsOf(part));
      await countRefund(tx, refunded, part);
    }
  } else if (payment.purpose === "PAYOUT") await takeBack(tx, payment, reason);
  else if (refunded) await settleRefund(refunded, payment, reason);
  else if (payment.purpose === "REFUND") await missLateRefund(tx, payment, reason);
  return { paymentId };
}

/** How much of it did arrive. What the payment side moves, it moves whole; of what is no refund the rest is claimed by whoever pays it. */
function partOf({ purpose, channel, amount, currency }: Payment, arrived: number | null): number | null {
  if (arrived === null) return null;
  if (purpose === "REFUND" && channel !== "PLATFORM" && arrived < amount) return arrived;
  const claimed = { amount, currency };
  throw new Refusal("BAD_USER_INPUT", {
    reason: "payment.noPart",
    field: "input.arrivedAmount",
    params: { claimed },
  });
}

/** As if it had never been sent: the deposit has it again, and nobody owes it. */
async function takeBack(tx: Tx, payout: Payment, reason: string): Promise<void> {
  const remedy = await tx.byId(Remedy, payout.remedyId);
  const complaint = await tx.byId(Complaint, payout.complaintId);
  if (!remedy || !complaint) throw new Error(`a foreign key of ${payout.id} has no target`);
  await markUnsent(tx, payout, remedy);
  const facts = { ...paidFacts(payout), channel: null, reference: null };
  recordCaseEvent(tx, complaint, null, {
    type: "COMPENSATION_ANSWERED",
    data: { ...facts, remedyId: remedy.id, reason },
  });
}
