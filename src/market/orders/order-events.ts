import type { BuyerKind } from "./buyer-kind.types";
import type { OrderStatus } from "./order-status.types";

type OrderStep = { orderId: string; consumerId: string; status: OrderStatus };
/** `dueAt`: when it completes by itself. */
type Delivered = OrderStep & { dueAt: number };

declare module "../providers/provider-events" {
  interface ProviderEvents {
    ORDER_PLACED: { orderId: string; consumerId: string; listingId: string; promises: number; buyerKind: BuyerKind };
    ORDER_DELIVERED: Delivered;
    ORDER_COMPLETED: OrderStep & { automatic?: 1 };
    ORDER_NOT_RECEIVED: OrderStep & { reports: number };
    ORDER_CANCELLED: OrderStep;
  }
}
