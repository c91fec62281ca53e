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
import type { Role } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import { one, Reads } from "../../platform/graphql/reads";
import { DateTime } from "../../platform/graphql/scalars";
import { Refusal } from "../../platform/refusal";
import {
  InstructionFlagEnum,
  InstructionStateEnum,
  type InstructionFlag,
  type InstructionState,
} from "../instructions/instruction-enums.types";
import { InstructionConnection, instructionsIn } from "../instructions/instruction.queries";
import { LookIntoInstructionInput } from "../instructions/instruction.types";
import { lookIntoInstruction } from "../instructions/look-into-instruction";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { maySeeAllPayments } from "../payments/payment.policy";

@ObjectType({ simpleResolvers: true, description: "The instruction after the command." })
class PaymentInstructionPayload extends MutationPayload {
  @Field(() => PaymentInstruction, { description: "The instruction as it is now." })
  paymentInstruction: PaymentInstruction;
}

@Resolver(() => PaymentInstruction)
export class PaymentInstructionResolver {
  @Authorized<Role>("FINANCE", "AUDITOR")
  @Query(() => InstructionConnection, {
    description:
      "What the platform's payment side was asked to do, the newest first. For the platform's finance and auditors. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  paymentInstructions(
    @Ctx() ctx: Context,
    @Arg("state", () => InstructionStateEnum, {
      nullable: true,
      description: "Only those in this state; all when left out.",
    })
    state: InstructionState | null,
    @Arg("flagged", () => Boolean, {
      defaultValue: false,
      description: "Only those of which the payment side said something contradictory that nobody has looked into.",
    })
    flagged: boolean,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<PaymentInstruction>> {
    return instructionsIn(ctx, state ?? null, flagged, args);
  }

  @Authorized<Role>("FINANCE")
  @Mutation(() => PaymentInstructionPayload, {
    description:
      "The platform's finance has looked into what the payment side said of an instruction; what that takes, it does apart from this. Refused: NOT_FOUND, NOT_IN_THIS_STATE when nothing is to be looked into, CONFLICT_OF_INTEREST.",
  })
  async lookIntoInstruction(
    @Ctx() ctx: Context,
    @Arg("input", () => LookIntoInstructionInput, INPUT) input: LookIntoInstructionInput,
  ): Promise<PaymentInstructionPayload> {
    const { instructionId } = await ctx.command("lookIntoInstruction", input, (tx, actor) =>
      lookIntoInstruction(tx, actor, input),
    );
    const paymentInstruction = await ctx.loaders.byId(PaymentInstruction, instructionId);
    if (!paymentInstruction) throw new Refusal("NOT_FOUND", { field: "input.instructionId" });
    return { clientMutationId: input.clientMutationId, paymentInstruction };
  }

  @Reads<PaymentInstruction>("amount", "currency")
  @FieldResolver(() => Money, { nullable: true, description: "The sum that is moved; null for HOLD and RELEASE." })
  amount(@Root() { amount, currency }: PaymentInstruction): Money | null {
    return moneyOrNull(amount, currency);
  }

  @Reads<PaymentInstruction>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider whose money or payouts it is about." })
  provider(@Ctx() ctx: Context, @Root() instruction: PaymentInstruction): Promise<Provider | null> {
    return ctx.loaders.one(Provider, instruction, "providerId");
  }

  @Reads<PaymentInstruction>("flag")
  @FieldResolver(() => InstructionFlagEnum, {
    nullable: true,
    description:
      "What the payment side said that contradicts what was asked or said before. For the platform's finance and auditors; null to others.",
  })
  flag(@Ctx() ctx: Context, @Root() { flag }: PaymentInstruction): InstructionFlag | null {
    return maySeeAllPayments(ctx.actor) ? flag : null;
  }

  @Reads<PaymentInstruction>("flaggedAt")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "Since when that is to be looked into; null once somebody has. For the platform's finance and auditors; null to others.",
  })
  flaggedAt(@Ctx() ctx: Context, @Root() { flaggedAt }: PaymentInstruction): number | null {
    return maySeeAllPayments(ctx.actor) ? flaggedAt : null;
  }
}
