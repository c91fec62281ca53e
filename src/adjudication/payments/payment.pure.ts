import type { OrderPaymentStatus, PaymentStatus } from "./payment-enums.types";

/** `limits`: by currency, and `other`. A sum above its limit needs two people. */
export const takesTwo = (
  { amount, currency }: { amount: number; currency: string },
  limits: Readonly<Record<string, number>>,
): boolean => amount > (limits[currency] ?? limits.other ?? 0);

/** One spelling for each reference: case, full-width forms, spaces and punctuation do not matter. */
export const foldReference = (reference: string): string =>
  [
    ...reference
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ]
    .slice(0, 200)
    .join("");

/** Only confirmed payments count as paid. */
export function paymentStatusOf(
  { priceAmount }: { priceAmount: number },
  payments: readonly { status: PaymentStatus; amount: number }[],
): OrderPaymentStatus {
  const paid = payments.filter(({ status }) => status === "CONFIRMED").reduce((sum, { amount }) => sum + amount, 0);
  if (paid > 0) return paid >= priceAmount ? "PAID" : "PART_PAID";
  return payments.some(({ status }) => status === "CLAIMED") ? "CLAIMED" : "UNPAID";
}
