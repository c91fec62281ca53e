import type { PaymentRecordInput } from "./intake.types";
import { ON_ORDER_PAID } from "./intake-hooks";
import type { RecordBatch, Taken } from "./record-batch";
import { takeInMoney } from "./take-in-money";

/** What the marketplace has received for an order counts as confirmed. */
export const takeInPayment = (batch: RecordBatch, { paidAt, ...record }: PaymentRecordInput): Promise<Taken> =>
  takeInMoney(batch, ON_ORDER_PAID, { ...record, kind: "PAYMENT", at: batch.past(paidAt, "payment.paidAt") });
