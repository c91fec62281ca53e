import type { RefundRecordInput } from "./intake.types";
import { ON_ORDER_REFUNDED } from "./intake-hooks";
import type { RecordBatch, Taken } from "./record-batch";
import { takeInMoney } from "./take-in-money";

/** What the marketplace has given back of an order outside any case. */
export const takeInRefund = (batch: RecordBatch, { refundedAt, ...record }: RefundRecordInput): Promise<Taken> =>
  takeInMoney(batch, ON_ORDER_REFUNDED, { ...record, kind: "REFUND", at: batch.past(refundedAt, "refund.refundedAt") });
