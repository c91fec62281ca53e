import type { MovedMoney } from "../../market/intake/intake-hooks";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Payment } from "./payment.entity";
import { factsOf, recordPayment } from "./record-payment";

/** What the marketplace has received for an order, or given back of it: nobody claims it and nobody here confirms it. The provider is locked. */
export function keepMoved(
  tx: Tx,
  purpose: "ORDER" | "ORDER_REFUND",
  { provider, order, author, amount, reference, at }: MovedMoney,
): string {
  const payment = Object.assign(new Payment(), {
    ...{ id: newId(Payment), purpose, providerId: provider.id, orderId: order.id },
    ...{ penaltyId: null, complaintId: null, remedyId: null, amount, currency: order.priceCurrency },
    // Its source has kept its number; whatever anybody here claims under a like reference is another payment.
    ...{ channel: "OTHER" as const, reference, referenceKey: null },
    ...{ status: "CONFIRMED" as const, claimedById: null, claimedAt: at, settledById: null, settledAt: at },
    ...{ firstConfirmedById: null, firstConfirmedAt: null, reason: null, reports: 0, version: 1 },
  });
  tx.insert(Payment, payment);
  tx.commitTo(payment);
  recordPayment(tx, provider, payment, "PAYMENT_CONFIRMED", author, order.consumerId, factsOf(payment));
  return payment.id;
}
