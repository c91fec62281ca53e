import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Order } from "../../market/orders/order.entity";
import { maySeeOrder } from "../../market/orders/order.policy";
import type { Tx } from "../../platform/database/tx";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { Money } from "../../platform/graphql/money";
import type { Actor, Role } from "../../accounts/actor/actor";
import { signerOf } from "../../accounts/roles/signer.queries";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { AvailablePaymentAction, availablePaymentActions } from "./available-payment-action.types";
import { claimOrderPayment } from "./claim-order-payment";
import { confirmPayment } from "./confirm-payment";
import { confirmPayout } from "./confirm-payout";
import { instructPayment } from "./instruct-payment";
import {
  PaymentPurposeEnum,
  PaymentStatusEnum,
  type PaymentPurpose,
  type PaymentStatus,
} from "../payments/payment-enums.types";
import { Payment } from "../payments/payment.entity";
import {
  InstructionFailureEnum,
  InstructionStateEnum,
  type InstructionFailure,
  type InstructionState,
} from "../instructions/instruction-enums.types";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { PaymentSide } from "../instructions/payment-side";
import type { PaymentAction } from "../payments/payment.policy";
import { RemedyPayload } from "../remedies/remedy-payload.types";
import { runOnRemedy } from "../remedies/run-on-remedy";
import {
  ClaimOrderPaymentInput,
  ConfirmPaymentInput,
  ConfirmPayoutInput,
  InstructPaymentInput,
  RejectPaymentInput,
  ReportCompensationMissingInput,
} from "../payments/payment.types";
import { maySeeAllPayments } from "../payments/payment.policy";
import { PaymentConnection, paymentsIn } from "../payments/payment.queries";
import { circumstancesOf, consumerOf } from "./circumstances.queries";
import { rejectPayment } from "./reject-payment";
import { reportCompensationMissing } from "./report-compensation-missing";
import { one, Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The payment after the command." })
class PaymentPayload extends MutationPayload {
  @Field(() => Payment, { description: "The payment as it is now." })
  payment: Payment;
}

@Resolver(() => Payment)
export class PaymentResolver {
  @Authorized<Role>("FINANCE", "AUDITOR")
  @Query(() => PaymentConnection, {
    description:
      "Payments with one status, the longest waiting first. For the platform's finance and auditors. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  payments(
    @Ctx() ctx: Context,
    @Arg("status", () => PaymentStatusEnum, { defaultValue: "CLAIMED", description: "Only those of this status." })
    status: PaymentStatus,
    @Arg("purpose", () => PaymentPurposeEnum, { nullable: true, description: "Only for this purpose." })
    purpose: PaymentPurpose | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Payment>> {
    return paymentsIn(ctx, status, purpose ?? null, args);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => PaymentPayload, {
    description:
      "A side of an order claims that it was paid. The payment is CLAIMED and counts nowhere until the platform's finance confirms it (`confirmPayment`). Refused: NOT_FOUND, NOT_IN_THIS_STATE for an order that was cancelled or is paid, BAD_USER_INPUT for more than is due, ALREADY_EXISTS when the reference was claimed before, LIMIT_REACHED when the viewer has too many open claims.",
  })
  claimOrderPayment(
    @Ctx() ctx: Context,
    @Arg("input", () => ClaimOrderPaymentInput, { description: "Which order, and by which payment." })
    input: ClaimOrderPaymentInput,
  ): Promise<PaymentPayload> {
    return runOnPayment(ctx, "claimOrderPayment", input, claimOrderPayment);
  }

  @Authorized<Role>("FINANCE")
  @Mutation(() => PaymentPayload, {
    description:
      "The platform's finance confirms that the money has arrived: it enters the deposit, from which consumers who are owed money and overdue contract charges are paid, or it pays its contract charge or its order. Sums above the house rule `payment.twoPersons` need two people; after the first the payment is still CLAIMED. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is settled, a PAYOUT, under way by the payment side, an order is paid already, or it is a REFUND whose case is stayed or being decided again, CONFLICT_OF_INTEREST for the person who claimed it or whom it concerns, SECOND_APPROVER_REQUIRED for the person who confirmed it first, STALE_VERSION, LIMIT_REACHED when the balance would become too large to count.",
  })
  confirmPayment(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmPaymentInput, { description: "Which payment has arrived." }) input: ConfirmPaymentInput,
  ): Promise<PaymentPayload> {
    return runOnPayment(ctx, "confirmPayment", input, confirmPayment);
  }

  @Authorized<Role>("FINANCE")
  @Mutation(() => PaymentPayload, {
    description:
      "The platform's finance did not find the money, or gives up a REPAYMENT; one above the house rule `payment.twoPersons` takes two people. The person who claimed it is told why; the reference can be used again. Of a REFUND the part that did arrive is recorded with `arrivedAmount`, as a payment of its own: the rest is still owed. A DISPUTED PAYOUT that nothing orders any longer is rejected, too, when it never arrived: it returns to the deposit. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is settled, any other PAYOUT, under way by the payment side, or a REFUND whose case is stayed or being decided again, CONFLICT_OF_INTEREST for the person who claimed it or whom it concerns, SECOND_APPROVER_REQUIRED for the person who confirmed the PAYOUT or was the first to give up the REPAYMENT, STALE_VERSION.",
  })
  rejectPayment(
    @Ctx() ctx: Context,
    @Arg("input", () => RejectPaymentInput, { description: "Which and why." }) input: RejectPaymentInput,
  ): Promise<PaymentPayload> {
    return runOnPayment(ctx, "rejectPayment", input, rejectPayment);
  }

  @Authorized<Role>("FINANCE")
  @Mutation(() => PaymentPayload, {
    description:
      "The platform's finance has sent a PAYOUT to the consumer. Only now is the remedy done; the last one closes the case as REMEDIED. It is also the answer, with `reason`, to a consumer who reported that nothing arrived. Sums above the house rule `payment.twoPersons` need two people who give the same reference. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is settled, no PAYOUT, under way by the payment side, or its case is stayed or being decided again, CONFLICT_OF_INTEREST for a person whom it concerns, SECOND_APPROVER_REQUIRED for the person who confirmed it first, ALREADY_EXISTS when the reference belongs to another payment, BAD_USER_INPUT, STALE_VERSION.",
  })
  confirmPayout(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmPayoutInput, { description: "Which and how." }) input: ConfirmPayoutInput,
  ): Promise<PaymentPayload> {
    return runOnPayment(ctx, "confirmPayout", input, confirmPayout);
  }

  @Authorized<Role>("FINANCE")
  @Mutation(() => PaymentPayload, {
    description:
      "The platform's finance leaves a PAYOUT or a REPAYMENT to the payment side. That happens by itself with each new one, except with sums above the house rule `payment.twoPersons`, which take two people; after the first nothing is asked for yet. It is for those, and for what failed before. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is settled, under way, of another purpose, or there is no payment side, CONFLICT_OF_INTEREST for a person whom it concerns, SECOND_APPROVER_REQUIRED for the person who was the first, STALE_VERSION.",
  })
  instructPayment(
    @Ctx() ctx: Context,
    @Arg("input", () => InstructPaymentInput, { description: "Which payment is to be moved." })
    input: InstructPaymentInput,
  ): Promise<PaymentPayload> {
    return runOnPayment(ctx, "instructPayment", input, instructPayment);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => RemedyPayload, {
    description:
      "The consumer reports that the money paid out to them never arrived, within 30 days of the last PAYOUT of the remedy (`Payment.settledAt`; house rule `payment.reportMissing`), whether or not a rest is still to come, and also when its ruling was reversed on appeal since (`Complaint.formerPayouts`): an open REPAYMENT of it is rejected, since what never came is not owed back, and what counts for what is ordered now is found or sent again. Each PAYOUT that was sent is DISPUTED, and the platform's finance must answer. Refused: NOT_FOUND, NOT_IN_THIS_STATE, TOO_LATE, LIMIT_REACHED after as many times as that rule says, FORBIDDEN, STALE_VERSION.",
  })
  reportCompensationMissing(
    @Ctx() ctx: Context,
    @Arg("input", () => ReportCompensationMissingInput, { description: "Which, and what you checked." })
    input: ReportCompensationMissingInput,
  ): Promise<RemedyPayload> {
    return runOnRemedy(ctx, "reportCompensationMissing", input, reportCompensationMissing);
  }

  @Reads<Payment>("amount", "currency")
  @FieldResolver(() => Money, { description: "The sum that is paid." })
  amount(@Root() { amount, currency }: Payment): Money {
    return { amount, currency };
  }

  @Reads<Payment>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, {
    description: "The provider that it was paid to or by, or whose deposit it came from.",
  })
  provider(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Provider | null> {
    return ctx.loaders.one(Provider, payment, "providerId");
  }

  @Reads<Payment>("orderId")
  @FieldResolver(() => Order, {
    nullable: true,
    description: "For ORDER: the order, for its parties and platform staff; null to others.",
  })
  async order(@Ctx() ctx: Context, @Root() { orderId }: Payment): Promise<Order | null> {
    const order = orderId === null ? null : await ctx.loaders.byId(Order, orderId);
    return order && maySeeOrder(ctx.actor, order) ? order : null;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      "The consumer whose order or case it is about. For the platform's finance and auditors; null to others.",
  })
  async consumer(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Account | null> {
    if (!maySeeAllPayments(ctx.actor)) return null;
    const consumerId = await consumerOf(ctx.loaders, payment);
    return consumerId === null ? null : ctx.loaders.byId(Account, consumerId);
  }

  @Reads<Payment>("claimedById")
  @FieldResolver(() => Account, {
    nullable: true,
    description:
      "Who claimed it; null for a PAYOUT and a REPAYMENT. For the platform's finance and auditors; null to others.",
  })
  claimedBy(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Account | null> {
    return staffsView(ctx, payment.claimedById);
  }

  @Reads<Payment>("firstConfirmedById")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who was the first of two to confirm it. For the platform's finance and auditors; null to others.",
  })
  firstConfirmedBy(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Account | null> {
    return staffsView(ctx, payment.firstConfirmedById);
  }

  @Reads<Payment>("settledById")
  @FieldResolver(() => Account, {
    nullable: true,
    description:
      "Who confirmed or rejected it; null before, and when a payment provider did. For the platform's finance and auditors; null to others.",
  })
  settledBy(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Account | null> {
    return staffsView(ctx, payment.settledById);
  }

  @Reads<Payment>("id")
  @FieldResolver(() => InstructionStateEnum, {
    nullable: true,
    description:
      "How far the platform's payment side has come with what it was last asked to do about it; null where people pay, and finance confirms it.",
  })
  async instructionState(@Ctx() ctx: Context, @Root() payment: Payment): Promise<InstructionState | null> {
    return (await lastInstruction(ctx, payment))?.state ?? null;
  }

  @Reads<Payment>("id")
  @FieldResolver(() => InstructionFailureEnum, {
    nullable: true,
    description:
      "Why the payment side did not do what it was last asked about it; null when it did, or has not answered.",
  })
  async instructionFailure(@Ctx() ctx: Context, @Root() payment: Payment): Promise<InstructionFailure | null> {
    return (await lastInstruction(ctx, payment))?.failure ?? null;
  }

  @FieldResolver(() => [AvailablePaymentAction], {
    description: "What the viewer may do about it; empty for everyone but the platform's finance.",
  })
  async availableActions(@Ctx() ctx: Context, @Root() payment: Payment): Promise<Available<PaymentAction>[]> {
    if (!maySeeAllPayments(ctx.actor)) return [];
    const { consumerId, ...circumstances } = await circumstancesOf(
      ctx.loaders,
      payment,
      PaymentSide.of(ctx.db) !== null,
    );
    const isSecond = payment.firstConfirmedById !== null || payment.settledById !== null;
    const signer = isSecond && ctx.actor ? await signerOf(ctx, ctx.actor, ["FINANCE"]) : null;
    const facts = { ...payment, ...circumstances, signer, now: ctx.now() };
    return availablePaymentActions(ctx, facts, consumerId);
  }
}

const lastInstruction = async ({ loaders }: Context, { id }: Payment): Promise<PaymentInstruction | null> =>
  (await loaders.manyBy(PaymentInstruction, "paymentId", id)).at(-1) ?? null;

const staffsView = async (ctx: Context, accountId: string | null): Promise<Account | null> =>
  accountId !== null && maySeeAllPayments(ctx.actor) ? ctx.loaders.byId(Account, accountId) : null;

async function runOnPayment<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  work: (tx: Tx, actor: Actor, input: I) => Promise<{ paymentId: string }>,
): Promise<PaymentPayload> {
  const { paymentId } = await ctx.command(name, input, (tx, actor) => work(tx, actor, input));
  const payment = await ctx.loaders.byId(Payment, paymentId);
  if (!payment) throw new Refusal("NOT_FOUND", { field: "input.paymentId" });
  return { clientMutationId: input.clientMutationId, payment };
}
