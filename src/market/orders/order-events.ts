import type { Flag, Hidden, Id, Quantity, Time } from "../../platform/database/event";
import type { BuyerKind } from "./buyer-kind.types";
import type { OrderStatus } from "./order-status.types";

type OrderStep = { orderId: Id; consumerId: Hidden; status: OrderStatus };
/** `dueAt`: when it completes by itself. */
type Delivered = OrderStep & { dueAt: Time };

/** Of an order, in its provider's history, where nobody reads them: its parties have the order. Open: detection adds one. */
export interface OrderEvents {
  ORDER_PLACED: { orderId: Id; consumerId: Hidden; listingId: Id; promises: Quantity; buyerKind: BuyerKind };
  ORDER_DELIVERED: Delivered;
  ORDER_COMPLETED: OrderStep & { automatic?: Flag };
  ORDER_NOT_RECEIVED: OrderStep & { reports: Quantity };
  ORDER_CANCELLED: OrderStep;
}

declare module "../providers/provider-events" {
  interface ProviderEvents extends OrderEvents {}
}
