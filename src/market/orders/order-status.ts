import { registerEnumType } from "type-graphql";

export const OrderStatus = {
  PLACED: "PLACED",
  DELIVERED: "DELIVERED",
  COMPLETED: "COMPLETED",
  CANCELLED: "CANCELLED",
} as const;
export type OrderStatus = keyof typeof OrderStatus;

registerEnumType(OrderStatus, {
  name: "OrderStatus",
  description: "How far an order has come.",
  valuesConfig: {
    PLACED: { description: "Ordered; the provider has not delivered yet." },
    DELIVERED: { description: "The provider says it has delivered." },
    COMPLETED: { description: "The consumer has confirmed the delivery." },
    CANCELLED: { description: "The consumer has cancelled before delivery." },
  },
});

export const OrderAction = { DELIVER: "DELIVER", COMPLETE: "COMPLETE", CANCEL: "CANCEL" } as const;
export type OrderAction = keyof typeof OrderAction;

registerEnumType(OrderAction, {
  name: "OrderAction",
  description: "What a party can do with an order.",
  valuesConfig: {
    DELIVER: { description: "`deliverOrder`, by a member of the provider." },
    COMPLETE: { description: "`completeOrder`, by the consumer." },
    CANCEL: { description: "`cancelOrder`, by the consumer." },
  },
});
