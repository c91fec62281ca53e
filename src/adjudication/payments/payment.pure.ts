import type { OrderPaymentStatus, PaymentChannel, PaymentPurpose, PaymentStatus } from "./payment-enums.types";

/** `limits`: by currency, and `other`. A sum above its limit needs two people. */
export const takesTwo = (
  { amount, currency }: { amount: number; currency: string },
  limits: Readonly<Record<string, number>>,
): boolean => amount > (limits[currency] ?? limits.other ?? 0);

/**
 * What was sent for what was reversed on appeal is owed back, or counts for what is ordered now. What its consumer has paid of that, or finance
 * has given up, was taken as come; of the rest they can say that they never had it. `repayments`: all of its remedy.
 */
export const mayBeMissed = (repayments: readonly { status: PaymentStatus; settledById: string | null }[]): boolean =>
  repayments.every(({ status, settledById }) => status !== "CONFIRMED" && settledById === null);

interface OfRemedy {
  purpose: PaymentPurpose;
  status: PaymentStatus;
  settledById: string | null;
  remedyId: string | null;
}

/** Of a case's payments those. */
export const formerPayouts = <P extends OfRemedy>(payments: readonly P[]): P[] =>
  payments.filter(({ purpose, status, remedyId }) => {
    const repayments = payments.filter((each) => each.remedyId === remedyId && each.purpose === "REPAYMENT");
    const isSent = purpose === "PAYOUT" && (status === "CONFIRMED" || status === "DISPUTED");
    return isSent && repayments.length > 0 && mayBeMissed(repayments);
  });

interface SaidOnce {
  purpose: PaymentPurpose;
  channel: PaymentChannel | null;
  reason: string | null;
  firstConfirmedById: string | null;
}

/**
 * The first of two, if they said the same of it. What is due is to be left to the payment side, for which its channel is PLATFORM until the
 * second says so too, or it has moved otherwise; what is owed back is to be given up, for which it has a reason. Whoever says the one does not second
 * the other.
 */
export function firstToSay(
  action: "CONFIRM" | "INSTRUCT" | "REJECT",
  { purpose, channel, reason, firstConfirmedById }: SaidOnce,
): string | null {
  const isDue = purpose === "PAYOUT" || purpose === "REPAYMENT";
  const isGivenUp = purpose === "REPAYMENT" && reason !== null;
  const said = isDue && channel === "PLATFORM" ? "INSTRUCT" : isGivenUp ? "REJECT" : "CONFIRM";
  return action === said ? firstConfirmedById : null;
}

/** Who must not be the one to say it: the first of two, and of a payout that never came whoever confirmed that it was sent. */
export function firstOf(
  action: "CONFIRM" | "REJECT" | "CONFIRM_PAYOUT" | "INSTRUCT",
  payment: SaidOnce & { settledById: string | null },
): string | null {
  if (action === "CONFIRM_PAYOUT") return null;
  return action === "REJECT" && payment.purpose === "PAYOUT" ? payment.settledById : firstToSay(action, payment);
}

/** Only confirmed payments count as paid, also once they have gone back. */
export function paymentStatusOf(
  { priceAmount }: { priceAmount: number },
  all: readonly { purpose: PaymentPurpose; status: PaymentStatus; amount: number }[],
): OrderPaymentStatus {
  const payments = all.filter(({ purpose }) => purpose === "ORDER");
  const paid = payments.filter(({ status }) => status === "CONFIRMED").reduce((sum, { amount }) => sum + amount, 0);
  if (paid > 0) return paid >= priceAmount ? "PAID" : "PART_PAID";
  return payments.some(({ status }) => status === "CLAIMED") ? "CLAIMED" : "UNPAID";
}
