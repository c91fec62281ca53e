import { DAY, HOUR } from "../../platform/time";
import type { PromiseKind } from "../promises/promise-kind.types";
import type { Terms } from "../promises/terms-by-kind.pure";

/** What of an order decides how long its promises last. */
export interface OrderTimes {
  placedAt: number;
  deliveredAt: number | null;
  /** When its consumer said that what was called delivered had not come; null: never. */
  notReceivedAt: number | null;
  completedAt: number | null;
}

/**
 * When the promise's own time is over, as its terms say. A promise without a time of its own is kept or broken with the delivery.
 * What has not begun yet is counted from the last moment that is known.
 */
const ENDS: Record<PromiseKind, (order: OrderTimes, terms: Terms) => number> = {
  PRICE: deliveryOf,
  GIFT_OR_DISCOUNT: deliveryOf,
  QUALITY: deliveryOf,
  DELIVERY_TIME: (order, { withinHours = 0 }) => order.placedAt + withinHours * HOUR,
  AFTER_SALES: (order, { supportDays = 0 }) => completionOf(order) + supportDays * DAY,
  RETURN_REFUND: (order, { returnDays = 0 }) => deliveryOf(order) + returnDays * DAY,
  CONFIDENTIALITY: (order, { dataRetentionDays = 0 }) => completionOf(order) + dataRetentionDays * DAY,
  AVAILABILITY: completionOf,
  OTHER: deliveryOf,
};

export const promisedUntil = (order: OrderTimes, { kind, terms }: { kind: PromiseKind; terms: Terms }): number =>
  Math.max(deliveryOf(order), ENDS[kind](order, terms));

/** Whoever says that nothing came has not lost the time that a delivery gives. */
function deliveryOf({ deliveredAt, notReceivedAt, placedAt }: OrderTimes): number {
  return deliveredAt ?? notReceivedAt ?? placedAt;
}

function completionOf(order: OrderTimes): number {
  return order.completedAt ?? deliveryOf(order);
}
