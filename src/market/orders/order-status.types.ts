import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";

export const OrderStatus = defineEnum("OrderStatus", "The state of an order.", {
  PLACED: "Ordered; the provider has not delivered yet.",
  DELIVERED: "The provider says it has delivered.",
  COMPLETED: "The consumer has confirmed the delivery, or has not contested it in time.",
  CANCELLED: "The consumer has cancelled before delivery.",
});
export type OrderStatus = keyof typeof OrderStatus;

export const orderActions = defineActions("Order", "an order, by its consumer or a member of its provider", {
  DELIVER: "deliverOrder",
  COMPLETE: "completeOrder",
  CANCEL: "cancelOrder",
  REPORT_NOT_RECEIVED: "reportNotReceived",
});
export type OrderAction = keyof typeof orderActions.actions;
