import { isMemberOf, isStaff, type Actor } from "../platform/identity/actor";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import type { Order } from "./order.entity";
import type { OrderAction } from "./order-status";

const isConsumerOf = (actor: Actor | null, order: Order): boolean => actor?.accountId === order.consumerId;

export const orderPolicy = {
  see: (actor: Actor | null, order: Order): boolean =>
    isConsumerOf(actor, order) || isMemberOf(actor, order.providerId) || isStaff(actor),
  seeAllOf: (actor: Actor | null, providerId: string): boolean => isMemberOf(actor, providerId) || isStaff(actor),
  /** The right person, whatever the order's status. */
  mayEver: (actor: Actor | null, order: Order, action: OrderAction): boolean =>
    ORDER_LIFECYCLE[action].by === "CONSUMER" ? isConsumerOf(actor, order) : isMemberOf(actor, order.providerId),
  mayNow: (actor: Actor | null, order: Order, action: OrderAction): boolean =>
    orderPolicy.mayEver(actor, order, action) && ORDER_LIFECYCLE[action].from === order.status,
  availableActions: (actor: Actor | null, order: Order): OrderAction[] =>
    (Object.keys(ORDER_LIFECYCLE) as OrderAction[]).filter((action) => orderPolicy.mayNow(actor, order, action)),
};
