import type { Author } from "../../accounts/account/record-on-account";
import type { CaseFile } from "../../case/complaints/case-file";
import { enterDeposit, openOwingCases } from "./enter-deposit";
import { Fine } from "../penalties/fine.entity";
import { markFinePaid } from "../penalties/mark-fine-paid";
import { Penalty } from "../penalties/penalty.entity";
import { whyNot as whyNotPay } from "../penalties/penalty.policy";
import { reconcile } from "../penalties/reconcile";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { lockPayment, type LockedPayment } from "./lock-payment";
import { refuseWhileCaseWaits } from "./refuse-while-case-waits";
import { Complaint } from "../../case/complaints/complaint.entity";
import { openPaidCase } from "./open-paid-case";
import { countRefund } from "./count-refund";
import { confirm, UNSAID } from "../payments/payment-changes";
import type { Payment } from "../payments/payment.entity";
import { factsOf, recordPayment } from "../payments/record-payment";

/**
 * The money of a claimed payment has arrived. That is confirmed by the platform's finance (confirm-payment.ts), or by the
 * signed answer of its payment side (apply-answers.ts), with `SYSTEM` as author. Only here does a claim become money: it enters the deposit, which pays consumers and fines, or pays its fine or its order, or shows that its
 * remedy is done.
 *
 * Locks, in this order: the cases whose consumers wait for money (by id), then the provider. The payment changes
 * under its provider's lock alone. A settled payment is refused with NOT_IN_THIS_STATE (payment.settled). PAYOUTs go in the other direction: see confirm-payout.ts.
 */
export async function settlePayment(
  tx: Tx,
  payment: Payment,
  author: Author,
  /** Called once everything is locked; false if nothing may be settled yet. */
  maySettle: (locked: LockedPayment) => Promise<boolean>,
  expectedVersion?: number | null,
): Promise<void> {
  const files =
    payment.purpose === "ORDER" || payment.purpose === "REFUND"
      ? new Map<string, CaseFile>()
      : await openOwingCases(tx, payment.providerId);
  // Also one that nothing orders any longer may count for what its case owes now.
  if (payment.purpose === "REFUND" && payment.complaintId !== null) tx.lockAll(Complaint, [payment.complaintId]);
  const refunded = payment.purpose === "REFUND" ? await openPaidCase(tx, payment) : null;
  const locked = await lockPayment(tx, payment, expectedVersion);
  if (!(await maySettle(locked))) return;
  const { status, purpose } = locked.payment;
  if (purpose === "PAYOUT") throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.otherDirection" });
  if (status !== "CLAIMED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.settled", params: { status } });
  refuseWhileCaseWaits(locked);
  await settle(tx, locked, author, files);
  if (purpose === "REFUND") await countRefund(tx, refunded, locked.payment);
}

async function settle(
  tx: Tx,
  { payment, provider, consumerId, isTooMuch }: LockedPayment,
  author: Author,
  files: ReadonlyMap<string, CaseFile>,
): Promise<void> {
  if (isTooMuch) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.orderPaid", field: "input.paymentId" });
  confirm(tx, payment, author.actorId, payment.purpose === "REPAYMENT" ? UNSAID : undefined);
  recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED", author, consumerId, factsOf(payment));
  if (payment.purpose === "ORDER" || payment.purpose === "REFUND") return;
  if (payment.purpose !== "FINE" || !(await payFine(tx, { payment, provider }))) {
    const { amount, currency, reference } = payment;
    const repays = payment.purpose === "REPAYMENT" ? payment : null;
    const by = { byId: author.actorId, byRole: author.actorRole };
    await enterDeposit(tx, provider, files, { amount, currency, repays, reference, ...by });
  }
  await reconcile(tx, provider);
}

/** Returns false if the fine is no longer due, because the deposit has paid it or it was reversed. The money then belongs to the provider. */
async function payFine(tx: Tx, { payment, provider }: Pick<LockedPayment, "payment" | "provider">): Promise<boolean> {
  const penalty = await tx.byId(Penalty, payment.penaltyId);
  const fine = await tx.findOne(Fine, { penaltyId: payment.penaltyId ?? "" });
  if (!penalty || !fine || whyNotPay("PAY_FINE", penalty, fine, tx.now)) return false;
  await markFinePaid(tx, provider, fine, penalty, { paidBy: "TRANSFER", reference: payment.reference });
  return true;
}
