import type { OrderPaymentStatus, PaymentStatus } from "../api/schema.generated";

interface Sum {
  amount: number;
  currency: string;
}

interface Paid {
  price: Sum;
  paymentStatus: OrderPaymentStatus;
  payments: readonly { status: PaymentStatus; amount: Sum }[];
  /** What the marketplace has given back outside any case. */
  refunds: readonly { amount: Sum }[];
}

/** What can go back at most: of an order that was paid in part, such as a deposit, that part. */
export function mayGoBack({ price, paymentStatus, payments, refunds }: Paid): Sum {
  const arrived = payments.filter(({ status, amount }) => status === "CONFIRMED" && amount.currency === price.currency);
  const paid = paymentStatus === "PART_PAID" ? addUp(arrived) : price.amount;
  return { ...price, amount: Math.max(0, paid - addUp(refunds)) };
}

const addUp = (all: readonly { amount: Sum }[]): number => all.reduce((sum, { amount }) => sum + amount.amount, 0);
