import type { OrderAction, OrderStatus } from "./order-status.types";

interface Arrow {
  from: OrderStatus;
  to: OrderStatus;
  by: "CONSUMER" | "PROVIDER";
  event: "ORDER_DELIVERED" | "ORDER_COMPLETED" | "ORDER_CANCELLED";
  /** The column that stores the time. */
  stamp?: "deliveredAt" | "completedAt";
}

/** The order's whole life after it is placed. */
export const ORDER_LIFECYCLE: Record<OrderAction, Arrow> = {
  DELIVER: { from: "PLACED", to: "DELIVERED", by: "PROVIDER", event: "ORDER_DELIVERED", stamp: "deliveredAt" },
  COMPLETE: { from: "DELIVERED", to: "COMPLETED", by: "CONSUMER", event: "ORDER_COMPLETED", stamp: "completedAt" },
  CANCEL: { from: "PLACED", to: "CANCELLED", by: "CONSUMER", event: "ORDER_CANCELLED" },
};
