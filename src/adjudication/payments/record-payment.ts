import type { Author } from "../../accounts/account/record-on-account";
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
 * Records the event in the history of the provider, whose money it is. The provider's inbox gets the result of a claim, and a consumer's
 * what became of what they owed back. An order's
 * steps go to no inbox, and neither do its payments, except that both sides are notified when one was not found.
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
  const { orderId, penaltyId, purpose } = payment;
  if (orderId === null || consumerId === null) {
    const notify = type === "PAYMENT_CONFIRMED" || type === "PAYMENT_REJECTED" ? [provider.id] : [];
    if (notify.length > 0 && purpose === "REPAYMENT" && consumerId !== null) notify.push(consumerId);
    recordOnProvider(tx, provider, type, author, "MEMBERS", penaltyId === null ? data : { ...data, penaltyId }, notify);
    return;
  }
  tx.record(provider, {
    type,
    ...author,
    topics: orderTopics({ providerId: provider.id, consumerId }),
    audience: "PARTIES",
    data: { ...data, orderId, consumerId },
    notify: type === "PAYMENT_REJECTED" ? [provider.id, consumerId] : [],
  });
}
