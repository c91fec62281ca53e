import { defineEnum } from "../../platform/graphql/enum";

export const OrderStatus = defineEnum("OrderStatus", "The state of an order.", {
  PLACED: "Ordered; the provider has not delivered yet.",
  DELIVERED: "The provider says it has delivered.",
  COMPLETED: "The consumer has confirmed the delivery, or has not contested it in time.",
  CANCELLED: "The consumer has cancelled before delivery.",
});
export type OrderStatus = keyof typeof OrderStatus;

export const OrderAction = defineEnum("OrderAction", "What a party can do with an order.", {
  DELIVER: "`deliverOrder`, by a member of the provider.",
  COMPLETE: "`completeOrder`, by the consumer.",
  CANCEL: "`cancelOrder`, by the consumer.",
  REPORT_NOT_RECEIVED: "`reportNotReceived`, by the consumer.",
});
export type OrderAction = keyof typeof OrderAction;
