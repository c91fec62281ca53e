import type { OrderAction, OrderStatus } from "./order-status.types";

interface Arrow {
  from: OrderStatus;
  to: OrderStatus;
  by: "CONSUMER" | "PROVIDER";
}

/** The order's whole life after it is placed. */
export const ORDER_LIFECYCLE: Record<OrderAction, Arrow> = {
  DELIVER: { from: "PLACED", to: "DELIVERED", by: "PROVIDER" },
  COMPLETE: { from: "DELIVERED", to: "COMPLETED", by: "CONSUMER" },
  CANCEL: { from: "PLACED", to: "CANCELLED", by: "CONSUMER" },
  REPORT_NOT_RECEIVED: { from: "DELIVERED", to: "PLACED", by: "CONSUMER" },
};
