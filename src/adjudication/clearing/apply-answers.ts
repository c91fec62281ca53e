import { SYSTEM } from "../../accounts/account/record-on-account";
import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Database } from "../../platform/database/database";
import { itemFailed } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { applyAt } from "../instructions/instruction-changes";
import { toApply } from "../instructions/instruction.queries";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { confirm, reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import { foldReference } from "../../case/complaints/order-money.pure";
import { factsOf, recordPayment } from "../payments/record-payment";
import { returnPayout } from "../remedies/cancel-payouts";
import { isOwedBack } from "../remedies/owed-back";
import { markSent } from "../remedies/payout-changes";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";
import { countArrival } from "./count-arrival";
import { missLateRefund } from "./count-refund";
import { lockPayment } from "./lock-payment";
import { refuseWhileCaseWaits } from "./refuse-while-case-waits";
import { openPaidCase } from "./open-paid-case";
import { paidFacts, remedyIsPaid } from "./remedy-is-paid";
import { reopenRefund } from "./settle-refund";
import { settlePayment } from "./settle-payment";

/** Of answers whose case had to decide something first, or that a process took and did not live to apply. */
export async function applyAnswers({ database, clock, log }: SweptServices): Promise<void> {
  for (const id of await toApply(database, clock.now()))
    await applyNow(database, id).catch((error: unknown) =>
      itemFailed(log, error, { id }, "what the payment side said of an instruction could not be applied"),
    );
}

/** Applies it, or puts it off while its case is stayed or being decided again. */
export async function applyNow(database: Database, instructionId: string): Promise<void> {
  try {
    await database.transact((tx) => applyAnswer(tx, instructionId));
  } catch (error) {
    if (!(error instanceof Refusal) || error.details.reason !== "payment.caseWaits") throw error;
    await database.transact((tx) => applyAt(tx, instructionId, tx.now + MINUTE));
  }
}

/** What follows for the payment from what the payment side said; once. */
async function applyAnswer(tx: Tx, instructionId: string): Promise<void> {
  const found = await tx.byId(PaymentInstruction, instructionId);
  if (!found || found.applyAt === null) return;
  const payment = await tx.byId(Payment, found.paymentId);
  if (payment) await applyToPayment(tx, payment, found);
  await applyAt(tx, instructionId, null);
}

async function applyToPayment(tx: Tx, payment: Payment, instruction: PaymentInstruction): Promise<void> {
  const isDone = instruction.state === "CONFIRMED";
  // What the consumer owes back stays owed: finance instructs anew, or collects it otherwise.
  if (payment.purpose === "REPAYMENT" && !isDone) return;
  if (payment.purpose === "PAYOUT")
    return isDone ? payoutArrived(tx, payment, instruction) : payoutFailed(tx, payment, instruction);
  if (!isDone) return claimFailed(tx, payment, instruction);
  const mayStill = async () => (await isToApply(tx, instruction)) && (await isClaimed(tx, payment));
  await settlePayment(tx, payment, SYSTEM, mayStill);
}

/** Another process may have applied it since. The caller has locked the provider. */
const isToApply = async (tx: Tx, { id }: PaymentInstruction): Promise<boolean> =>
  ((await tx.byId(PaymentInstruction, id))?.applyAt ?? null) !== null;

const isClaimed = async (tx: Tx, { id }: Payment): Promise<boolean> =>
  (await tx.byId(Payment, id))?.status === "CLAIMED";

/** The consumer has it, whatever the case has decided since: a stay or an appeal does not undo what happened. */
async function payoutArrived(tx: Tx, found: Payment, instruction: PaymentInstruction): Promise<void> {
  await tx.lock(Complaint, found.complaintId ?? "");
  const caseFile = await openPaidCase(tx, found);
  const { payment, provider, consumerId } = await lockPayment(tx, found);
  if (!(await isToApply(tx, instruction)) || payment.status !== "CLAIMED") return;
  const { reference, id } = instruction;
  confirm(tx, payment, null, { channel: "PLATFORM", reference, referenceKey: foldReference(id), reason: null });
  recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED", SYSTEM, consumerId, factsOf(payment));
  if (caseFile) return remedyIsPaid(caseFile, payment);
  const { complaint, remedy, ruling } = await read(tx, payment);
  const others = await tx.find(Payment, { remedyId: remedy.id, purpose: "PAYOUT", status: "CLAIMED" });
  const isWhole = remedy.setAsideAt !== null && !remedy.isDone && others.every((each) => each.id === payment.id);
  if (isWhole) markSent(tx, remedy);
  recordCaseEvent(tx, complaint, null, {
    type: isWhole ? "REMEDY_PAID_FROM_DEPOSIT" : "REMEDY_PAID_IN_PART",
    data: { remedyId: remedy.id, ...paidFacts(payment) },
  });
  if (ruling && isOwedBack(ruling))
    await countArrival(tx, complaint, remedy, { amount: payment.amount, isOwedBack: true });
}

/** The sum stays set aside, for finance to send otherwise; unless nothing orders it any longer. */
async function payoutFailed(tx: Tx, found: Payment, instruction: PaymentInstruction): Promise<void> {
  await tx.lock(Complaint, found.complaintId ?? "");
  const { payment } = await lockPayment(tx, found);
  if (!(await isToApply(tx, instruction)) || payment.status !== "CLAIMED" || instruction.failure === null) return;
  const { complaint, remedy, ruling } = await read(tx, payment);
  const { amount, currency } = payment;
  const { failure } = instruction;
  if (ruling?.status === "REVERSED" || remedy.isCancelled) return returnPayout(tx, payment, remedy);
  const data = { remedyId: remedy.id, amount, currency, failure };
  recordCaseEvent(tx, complaint, null, { type: "REMEDY_PAYMENT_FAILED", data });
}

/** What a provider left to the payment side did not happen: nothing has counted yet, and what it was for is owed as before. */
async function claimFailed(tx: Tx, found: Payment, instruction: PaymentInstruction): Promise<void> {
  const refunded = found.purpose === "REFUND" ? await openPaidCase(tx, found) : null;
  const locked = await lockPayment(tx, found);
  const { payment, provider } = locked;
  const { failure } = instruction;
  if (!(await isToApply(tx, instruction)) || payment.status !== "CLAIMED" || failure === null) return;
  refuseWhileCaseWaits(locked);
  reject(tx, payment);
  // The provider and finance are told by the instruction's own event.
  recordOnProvider(tx, provider, "PAYMENT_REJECTED", SYSTEM, "MEMBERS", { ...factsOf(payment), reason: failure });
  if (refunded) await reopenRefund(refunded, payment, failure);
  else if (payment.purpose === "REFUND") await missLateRefund(tx, payment, null);
}

async function read(
  tx: Tx,
  { id, complaintId, remedyId }: Payment,
): Promise<{ complaint: Complaint; remedy: Remedy; ruling: Ruling | null }> {
  const complaint = await tx.byId(Complaint, complaintId);
  const remedy = await tx.byId(Remedy, remedyId);
  if (!complaint || !remedy) throw new Error(`a foreign key of ${id} has no target`);
  return { complaint, remedy, ruling: await tx.byId(Ruling, remedy.rulingId) };
}
