import type { OrderPaymentStatus, PaymentStatus } from "../api/schema.generated";

interface Sum {
  amount: number;
  currency: string;
}

interface Paid {
  price: Sum;
  paymentStatus: OrderPaymentStatus;
  payments: readonly { status: PaymentStatus; amount: Sum }[];
}

/** What can go back at most: of an order that was paid in part, such as a deposit, that part. */
export function whatWasPaid({ price, paymentStatus, payments }: Paid): Sum {
  if (paymentStatus !== "PART_PAID") return price;
  const arrived = payments.filter(({ status, amount }) => status === "CONFIRMED" && amount.currency === price.currency);
  return { ...price, amount: arrived.reduce((sum, { amount }) => sum + amount.amount, 0) };
}
