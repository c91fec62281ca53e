import type { Author } from "../accounts/record-on-account";
import { orderTopics } from "../orders/order-topics";
import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import type { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import type { Payment } from "./payment.entity";

type PaymentFact = "PAYMENT_CLAIMED" | "PAYMENT_CONFIRMED_ONCE" | "PAYMENT_CONFIRMED" | "PAYMENT_REJECTED";

/**
 * In the history of the provider, whose money it is. What concerns an order is told to its two sides, like everything else about it;
 * nobody is told of what they did themselves, nor of a first confirmation, which changes nothing yet.
 */
export function recordPayment(
  tx: Tx,
  provider: Provider,
  payment: Payment,
  type: PaymentFact,
  author: Author,
  consumerId: string | null,
  more: EventData = {},
): void {
  const { id: paymentId, purpose, amount, currency, orderId, penaltyId } = payment;
  const data = { paymentId, purpose, amount, currency, ...more };
  if (orderId === null || consumerId === null) {
    const tell = type === "PAYMENT_CONFIRMED" || type === "PAYMENT_REJECTED" ? [provider.id] : [];
    recordOnProvider(tx, provider, type, author, "MEMBERS", penaltyId === null ? data : { ...data, penaltyId }, tell);
    return;
  }
  const sides = [provider.id, consumerId].filter((side) =>
    author.actorRole.startsWith("PROVIDER_") ? side !== provider.id : side !== author.actorId,
  );
  tx.record(provider, {
    type,
    ...author,
    topics: orderTopics({ providerId: provider.id, consumerId }),
    audience: "PARTIES",
    data: { ...data, orderId, consumerId },
    tell: type === "PAYMENT_CONFIRMED_ONCE" ? [] : sides,
  });
}
