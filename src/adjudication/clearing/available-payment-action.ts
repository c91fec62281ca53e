import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import type { Payment } from "../payments/payment.entity";
import { actionsFor, PAYMENT_ACTIONS, type PaymentAction } from "../payments/payment.policy";

const MUTATION_OF: Record<PaymentAction, string> = {
  CONFIRM: "confirmPayment",
  REJECT: "rejectPayment",
  CONFIRM_PAYOUT: "confirmPayout",
};

const PaymentActionEnum = Object.fromEntries(PAYMENT_ACTIONS.map((action) => [action, action]));
registerEnumType(PaymentActionEnum, {
  name: "PaymentAction",
  description: "What the platform's finance may do about a payment.",
  valuesConfig: {
    CONFIRM: { description: "Mutation `confirmPayment`." },
    REJECT: { description: "Mutation `rejectPayment`." },
    CONFIRM_PAYOUT: { description: "Mutation `confirmPayout`." },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "One thing the viewer may do about a payment, now or when something no longer stands in the way.",
})
export class AvailablePaymentAction {
  @Field(() => PaymentActionEnum, { description: "Which." })
  action: PaymentAction;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, { nullable: true, description: "null: the viewer may do it." })
  unavailableBecause: UnavailableBecause | null;
}

/** By the same question that the commands ask. */
export const availablePaymentActions = (
  ctx: Context,
  payment: Payment,
  consumerId: string | null,
): AvailablePaymentAction[] =>
  actionsFor(ctx.actor, payment, consumerId).map(({ action, refused }) => ({
    action,
    mutation: MUTATION_OF[action],
    unavailableBecause: unavailableBecause(ctx, refused),
  }));
