import type { OrderStatus } from "./order-status.types";

type OrderStep = { orderId: string; consumerId: string; status: OrderStatus };

declare module "../providers/provider-events" {
  interface ProviderEvents {
    ORDER_PLACED: { orderId: string; consumerId: string; listingId: string; promises: number };
    ORDER_DELIVERED: OrderStep;
    ORDER_COMPLETED: OrderStep;
    ORDER_CANCELLED: OrderStep;
  }
}
