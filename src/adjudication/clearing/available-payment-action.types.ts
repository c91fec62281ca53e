import type { Context } from "../../platform/graphql/context";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { actionsFor, type PaymentAction, type PaymentFacts } from "../payments/payment.policy";

const paymentActions = defineActions<PaymentAction>("Payment", "a payment, by the platform's finance", {
  CONFIRM: "confirmPayment",
  REJECT: "rejectPayment",
  CONFIRM_PAYOUT: "confirmPayout",
  INSTRUCT: "instructPayment",
});

export const AvailablePaymentAction = paymentActions.AvailableAction;

/** Uses the same check as the commands. */
export const availablePaymentActions = (
  ctx: Context,
  payment: PaymentFacts,
  consumerId: string | null,
): Available<PaymentAction>[] =>
  actionsFor(ctx.actor, payment, consumerId).map(({ action, refused }) =>
    paymentActions.available(ctx, action, refused),
  );
