import { Field, ObjectType } from "type-graphql";
import { byMutation, defineEnum } from "../../platform/graphql/enum";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import type { Payment } from "../payments/payment.entity";
import { actionsFor, type PaymentAction } from "../payments/payment.policy";

const MUTATION_OF: Record<PaymentAction, string> = {
  CONFIRM: "confirmPayment",
  REJECT: "rejectPayment",
  CONFIRM_PAYOUT: "confirmPayout",
};

const PaymentActionEnum = defineEnum(
  "PaymentAction",
  "What the platform's finance may do about a payment.",
  byMutation(MUTATION_OF),
);

@ObjectType({
  simpleResolvers: true,
  description: "An action the viewer may take on a payment, now or once an obstacle is gone.",
})
export class AvailablePaymentAction {
  @Field(() => PaymentActionEnum, { description: "What can be done." })
  action: PaymentAction;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, { nullable: true, description: "null: the viewer may do it." })
  unavailableBecause: UnavailableBecause | null;
}

/** Uses the same check as the commands. */
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
