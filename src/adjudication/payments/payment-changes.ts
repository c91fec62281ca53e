import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { PaymentSide } from "../instructions/payment-side";
import { requestInstruction } from "../instructions/request-instruction";
import { Payment } from "./payment.entity";
import { takesTwo } from "./payment.pure";

// Changes of a payment's row, under its provider's lock. Permissions and consequences are decided downstream.

/** How a payout was sent. */
export type Sent = Pick<Payment, "channel" | "reference" | "referenceKey" | "reason">;

/** What is due has no channel until somebody says how it moved. */
export const UNSAID: Sent = { channel: null, reference: null, referenceKey: null, reason: null };

/**
 * A sum that is still to be paid: set aside for a remedy and to be sent to the consumer, or owed back by the consumer. The payment side is
 * told to move it, if there is one; a sum that takes two people only when they say so (instruct-payment.ts).
 */
export async function openDue(
  tx: Tx,
  purpose: "PAYOUT" | "REPAYMENT",
  due: Pick<Payment, "providerId" | "complaintId" | "remedyId" | "amount" | "currency">,
): Promise<void> {
  const id = newId(Payment);
  tx.insert(Payment, {
    id,
    purpose,
    ...due,
    status: "CLAIMED",
    claimedAt: tx.now,
    reports: 0,
    version: 1,
  });
  if (!PaymentSide.of(tx)) return;
  const [limits = {}] = (await HouseRules.inForce(tx, tx.now)).family("payment.twoPersons");
  if (!takesTwo(due, limits)) await requestInstruction(tx, { kind: purpose, paymentId: id, ...due });
}

/** The first of two people. */
export function confirmOnce(tx: Tx, payment: Payment, firstConfirmedById: string, sent?: Sent): void {
  tx.change(payment, { ...sent, firstConfirmedById, firstConfirmedAt: tx.now, version: payment.version + 1 });
}

/** What two persons agreed on is under way: whatever is said of it after that takes two again. */
export function forgetFirst(tx: Tx, payment: Payment): void {
  tx.change(payment, { ...UNSAID, firstConfirmedById: null, firstConfirmedAt: null, version: payment.version + 1 });
}

export function confirm(tx: Tx, payment: Payment, settledById: string | null, sent?: Sent): void {
  tx.change(payment, {
    status: "CONFIRMED",
    ...sent,
    settledById,
    settledAt: tx.now,
    version: payment.version + 1,
  });
}

/** The real payer can use the reference again. */
export function reject(tx: Tx, payment: Payment, by?: Pick<Payment, "settledById" | "reason">): void {
  tx.change(payment, {
    status: "REJECTED",
    referenceKey: null,
    settledAt: tx.now,
    ...by,
    version: payment.version + 1,
  });
}

/** The consumer reports that nothing arrived: it must be confirmed again, by two people if it needs two. */
export function dispute(tx: Tx, payout: Payment): void {
  tx.change(payout, {
    status: "DISPUTED",
    reports: payout.reports + 1,
    firstConfirmedById: null,
    firstConfirmedAt: null,
    version: payout.version + 1,
  });
}
