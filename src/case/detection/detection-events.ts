import type { Hidden, Id, Time } from "../../platform/database/event";

declare module "../../market/orders/order-events" {
  interface OrderEvents {
    ORDER_OVERDUE: { orderId: Id; consumerId: Hidden; dueAt: Time };
  }
}
