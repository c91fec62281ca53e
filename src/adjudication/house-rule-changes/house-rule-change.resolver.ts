import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { signerOf } from "../../accounts/roles/signer.queries";
import { inWords } from "../../house-rules/house-rule.queries";
import { titleOfRule } from "../../house-rules/house-rule-titles.pure";
import { isHouseRule } from "../../house-rules/house-rule-value.pure";
import type { Tx } from "../../platform/database/tx";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Refusal } from "../../platform/refusal";
import { approveHouseRuleChange } from "./approve-house-rule-change";
import { declineHouseRuleChange } from "./decline-house-rule-change";
import { HouseRuleChange } from "./house-rule-change.entity";
import {
  actionsOpenTo,
  DECIDERS,
  maySeeProposals,
  PROPOSERS,
  whyNot,
  type HouseRuleChangeAction,
} from "./house-rule-change.policy";
import {
  findHouseRuleChange,
  HouseRuleChangeConnection,
  listHouseRuleChanges,
  statusAt,
} from "./house-rule-change.queries";
import {
  ApproveHouseRuleChangeInput,
  DeclineHouseRuleChangeInput,
  HouseRuleChangeStatus,
  HouseRuleDifference,
  ProposeHouseRuleChangeInput,
  WithdrawHouseRuleChangeInput,
} from "./house-rule-change.types";
import { proposeHouseRuleChange } from "./propose-house-rule-change";
import { withdrawHouseRuleChange } from "./withdraw-house-rule-change";
import { Reads } from "../../platform/graphql/reads";

const houseRuleChangeActions = defineActions<HouseRuleChangeAction>("HouseRuleChange", "a change of house rules", {
  APPROVE: "approveHouseRuleChange",
  DECLINE: "declineHouseRuleChange",
  WITHDRAW: "withdrawHouseRuleChange",
});

@ObjectType({ simpleResolvers: true, description: "The change after the command." })
class HouseRuleChangePayload extends MutationPayload {
  @Field(() => HouseRuleChange, { description: "The change as it is now." })
  change: HouseRuleChange;
}

@Resolver(() => HouseRuleChange)
export class HouseRuleChangeResolver {
  @Query(() => HouseRuleChangeConnection, {
    description:
      "Changes of house rules, newest first: announced, in force, and withdrawn after their announcement. Public. Administrators, leads and auditors also see proposals, and those that came to nothing. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  houseRuleChanges(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("status", () => HouseRuleChangeStatus, { nullable: true, description: "Only these; all when left out." })
    status: HouseRuleChangeStatus | null,
    @Arg("code", () => String, { nullable: true, description: "Only those of this rule, e.g. `clock.REVIEW`." })
    code: string | null,
  ): Promise<Page<HouseRuleChange>> {
    return listHouseRuleChanges(ctx, args, { status: status ?? null, code: code ?? null });
  }

  @Query(() => HouseRuleChange, {
    nullable: true,
    description:
      "One change of house rules. Public once it was announced. Null when there is none, or none for the viewer.",
  })
  houseRuleChange(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `hrc_…`." }) id: string,
  ): Promise<HouseRuleChange | null> {
    return findHouseRuleChange(ctx, id);
  }

  @Authorized(...PROPOSERS)
  @Mutation(() => HouseRuleChangePayload, {
    description:
      "Proposes new numbers of house rules, all from one moment on. A second person decides; then they are announced. Refused: BAD_USER_INPUT for an unknown rule or unit, a number outside its bounds, the numbers it has already, a date in the past or without enough notice (`availableAt` is the earliest), `urgent` for other rules, and what can never be met, alone or together with what else is pending; ALREADY_EXISTS with `existingId` while another change of the same rule is pending.",
  })
  proposeHouseRuleChange(
    @Ctx() ctx: Context,
    @Arg("input", () => ProposeHouseRuleChangeInput, INPUT) input: ProposeHouseRuleChangeInput,
  ): Promise<HouseRuleChangePayload> {
    return run(ctx, "proposeHouseRuleChange", input, proposeHouseRuleChange);
  }

  @Authorized(...DECIDERS)
  @Mutation(() => HouseRuleChangePayload, {
    description:
      "Agrees, as a second person, to a proposed change: it is announced now and in force from its date on. For administrators and leads. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is decided or its proposer is no longer an administrator, TOO_LATE when the notice would be too short, SECOND_APPROVER_REQUIRED for the proposer, for anyone whom the proposer gave a role and for anyone who gave the proposer one, NOT_YET with `availableAt` while one's own role is too recent, BAD_USER_INPUT when it can no longer be met.",
  })
  approveHouseRuleChange(
    @Ctx() ctx: Context,
    @Arg("input", () => ApproveHouseRuleChangeInput, INPUT) input: ApproveHouseRuleChangeInput,
  ): Promise<HouseRuleChangePayload> {
    return run(ctx, "approveHouseRuleChange", input, approveHouseRuleChange);
  }

  @Authorized(...DECIDERS)
  @Mutation(() => HouseRuleChangePayload, {
    description:
      "Does not agree to a proposed change. For administrators and leads. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is decided.",
  })
  declineHouseRuleChange(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineHouseRuleChangeInput, INPUT) input: DeclineHouseRuleChangeInput,
  ): Promise<HouseRuleChangePayload> {
    return run(ctx, "declineHouseRuleChange", input, declineHouseRuleChange);
  }

  @Authorized(...PROPOSERS)
  @Mutation(() => HouseRuleChangePayload, {
    description:
      "Withdraws a change, proposed or announced, before it is in force: what was in force stays. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it came to nothing already, TOO_LATE from a minute before its date on, BAD_USER_INPUT when another announced change can be met only together with it.",
  })
  withdrawHouseRuleChange(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawHouseRuleChangeInput, INPUT) input: WithdrawHouseRuleChangeInput,
  ): Promise<HouseRuleChangePayload> {
    return run(ctx, "withdrawHouseRuleChange", input, withdrawHouseRuleChange);
  }

  @FieldResolver(() => HouseRuleChangeStatus, { description: "Its state now." })
  status(@Ctx() ctx: Context, @Root() change: HouseRuleChange): HouseRuleChangeStatus {
    return statusAt(change, ctx.nowAgainst("house_rule_change"));
  }

  @Reads<HouseRuleChange>("differences")
  @FieldResolver(() => [HouseRuleDifference], { description: "What it changes, rule by rule." })
  rules(@Ctx() { locale }: Context, @Root() { differences }: HouseRuleChange): HouseRuleDifference[] {
    return differences.map(({ code, before, value }) => ({
      code,
      meaning: isHouseRule(code) ? titleOfRule(code)[locale] : code,
      before: inWords(before, locale),
      after: inWords(value, locale),
    }));
  }

  @Reads<HouseRuleChange>("proposedById")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "The administrator who proposed it; null except to administrators, leads and auditors.",
  })
  async proposedBy(@Ctx() ctx: Context, @Root() { proposedById }: HouseRuleChange): Promise<Account | null> {
    return named(ctx, proposedById);
  }

  @Reads<HouseRuleChange>("decidedById")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "The second person; null while no one has decided, and except to administrators, leads and auditors.",
  })
  async decidedBy(@Ctx() ctx: Context, @Root() { decidedById }: HouseRuleChange): Promise<Account | null> {
    return named(ctx, decidedById);
  }

  @Reads<HouseRuleChange>("withdrawnById")
  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who withdrew it; null when nobody did, and except to administrators, leads and auditors.",
  })
  async withdrawnBy(@Ctx() ctx: Context, @Root() { withdrawnById }: HouseRuleChange): Promise<Account | null> {
    return named(ctx, withdrawnById);
  }

  @FieldResolver(() => [houseRuleChangeActions.AvailableAction], {
    description: "For administrators and leads, while something may still be done about it; empty for everyone else.",
  })
  async availableActions(
    @Ctx() ctx: Context,
    @Root() change: HouseRuleChange,
  ): Promise<Available<HouseRuleChangeAction>[]> {
    const { actor } = ctx;
    const open = actor ? actionsOpenTo(actor, statusAt(change, ctx.now())) : [];
    if (!actor || open.length === 0) return [];
    const signer = await signerOf(ctx, actor, DECIDERS);
    return open.map((action) =>
      houseRuleChangeActions.available(ctx, action, whyNot(action, actor, change, signer, ctx.now())),
    );
  }
}

const named = async (ctx: Context, accountId: string | null): Promise<Account | null> =>
  maySeeProposals(ctx.actor) ? ctx.loaders.byId(Account, accountId) : null;

async function run<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  command: (tx: Tx, actor: Actor, input: I) => Promise<{ changeId: string }>,
): Promise<HouseRuleChangePayload> {
  const { changeId } = await ctx.command(name, input, (tx, actor) => command(tx, actor, input));
  const change = await ctx.loaders.byId(HouseRuleChange, changeId);
  if (!change) throw new Refusal("NOT_FOUND");
  return { clientMutationId: input.clientMutationId, change };
}
