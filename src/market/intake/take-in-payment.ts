import { Refusal } from "../../platform/refusal";
import type { PaymentRecordInput } from "./intake.types";
import { ON_ORDER_PAID } from "./intake-hooks";
import type { RecordBatch, Taken } from "./record-batch";

/** What the marketplace has received, it knows best: it counts as confirmed. */
export async function takeInPayment(batch: RecordBatch, record: PaymentRecordInput): Promise<Taken> {
  const { tx, author, source } = batch;
  const { externalId, amount } = record;
  if (batch.find("PAYMENT", externalId))
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.paymentStays", field: "payment.externalId" });
  const order = batch.order(record.order, "payment.order");
  if (amount.currency !== order.priceCurrency)
    throw new Refusal("BAD_USER_INPUT", {
      ...{ reason: "intake.currency", field: "payment.amount.currency" },
      params: { expected: order.priceCurrency },
    });
  const paidAt = batch.past(record.paidAt, "payment.paidAt");
  const [id = ""] = await Promise.all(
    tx.hooked(ON_ORDER_PAID).map((keep) =>
      keep(tx, {
        ...{ provider: batch.providerById(order.providerId), order, author, amount: amount.amount, paidAt },
        reference: `${source.name}:${externalId}`,
      }),
    ),
  );
  return { outcome: "CREATED", id, own: true };
}
