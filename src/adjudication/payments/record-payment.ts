import type { Author } from "../../accounts/record-on-account";
import { orderTopics } from "../../market/orders/order-topics";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Payment } from "./payment.entity";

type Facts = Pick<Payment, "purpose" | "amount" | "currency"> & { paymentId: string };

export const factsOf = ({ id, purpose, amount, currency }: Payment): Facts => ({
  paymentId: id,
  purpose,
  amount,
  currency,
});

type PaymentFact = "PAYMENT_CLAIMED" | "PAYMENT_CONFIRMED_ONCE" | "PAYMENT_CONFIRMED" | "PAYMENT_REJECTED";

/**
 * In the history of the provider, whose money it is. Its inbox keeps what became of a claim. The steps of an order are in nobody's
 * inbox, and so are its payments; but that one was not found is news to both sides.
 */
export function recordPayment<T extends PaymentFact>(
  tx: Tx,
  provider: Provider,
  payment: Payment,
  type: T,
  author: Author,
  consumerId: string | null,
  data: Events[T],
): void {
  const { orderId, penaltyId } = payment;
  if (orderId === null || consumerId === null) {
    const tell = type === "PAYMENT_CONFIRMED" || type === "PAYMENT_REJECTED" ? [provider.id] : [];
    recordOnProvider(tx, provider, type, author, "MEMBERS", penaltyId === null ? data : { ...data, penaltyId }, tell);
    return;
  }
  tx.record(provider, {
    type,
    ...author,
    topics: orderTopics({ providerId: provider.id, consumerId }),
    audience: "PARTIES",
    data: { ...data, orderId, consumerId },
    tell: type === "PAYMENT_REJECTED" ? [provider.id, consumerId] : [],
  });
}
