import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { hasRole, isPerson, type Actor, type Role } from "../../accounts/actor/actor";
import { signerOf } from "../../accounts/roles/signer.queries";
import type { Tx } from "../../platform/database/tx";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { Refusal } from "../../platform/refusal";
import { Complaint } from "../complaints/complaint.entity";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import { confirmFilingLimit } from "./confirm-filing-limit";
import { contestFilingLimit } from "./contest-filing-limit";
import { decideFilingLimitContest } from "./decide-filing-limit-contest";
import { filingLimitActions, type FilingLimitAction, FilingLimitStatus } from "./filing-limit-enums.types";
import type { Available } from "../../platform/graphql/available-action";
import { FilingLimit } from "./filing-limit.entity";
import { actionsOpenTo, maySee, maySeeWho, whyNot } from "./filing-limit.policy";
import { isContested, statusAt } from "./filing-limit.pure";
import { listFilingLimits, partialityOf } from "./filing-limit.queries";
import {
  ConfirmFilingLimitInput,
  ContestFilingLimitInput,
  DecideFilingLimitContestInput,
  FilingLimitPayload,
  FilingLimitsFilter,
  ImposeFilingLimitInput,
  LiftFilingLimitInput,
} from "./filing-limit.types";
import { imposeFilingLimit } from "./impose-filing-limit";
import { liftFilingLimit } from "./lift-filing-limit";
import { Reads } from "../../platform/graphql/reads";

const FilingLimitConnection = Connection(FilingLimit, "FilingLimit");

const LEAD_REFUSALS =
  "CONFLICT_OF_INTEREST for the person concerned, for whoever has a conflict with a provider that the person complained of, and for whoever is barred from the case";

@Resolver(() => FilingLimit)
export class FilingLimitResolver {
  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => FilingLimitConnection, {
    description:
      "Limits on opening complaints, the newest first; one's own are left out. For leads and auditors. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  filingLimits(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => FilingLimitsFilter, { nullable: true, description: "Which limits; all without one." })
    filter: FilingLimitsFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<FilingLimit>> {
    return listFilingLimits(ctx, args, filter ?? {});
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => FilingLimitPayload, {
    description: `Limits how often the consumer of a case may open complaints, for a time and with reasons that the person reads. NOTICE and PACED are in force at once, PAUSED once a second lead confirms it. Cases under way are not touched. Refused: NOT_FOUND, ${LEAD_REFUSALS}, ALREADY_EXISTS with \`extensions.existingId\` while one of this grade is open, BAD_USER_INPUT for more days than the house rule \`filing.limit\` allows.`,
  })
  imposeFilingLimit(
    @Arg("input", () => ImposeFilingLimitInput, INPUT) input: ImposeFilingLimitInput,
    @Ctx() ctx: Context,
  ): Promise<FilingLimitPayload> {
    return run(ctx, "imposeFilingLimit", input, imposeFilingLimit);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => FilingLimitPayload, {
    description: `Agrees, as a second lead, to a limit that another proposed: it is in force from now on. Refused: NOT_FOUND, ${LEAD_REFUSALS}, SECOND_APPROVER_REQUIRED for whoever proposed it and for those tied to them by a role that one gave the other, NOT_YET with \`extensions.availableAt\` while one's own role is too recent, NOT_IN_THIS_STATE when it does not wait for a second person, or whoever proposed it is no lead any more.`,
  })
  confirmFilingLimit(
    @Arg("input", () => ConfirmFilingLimitInput, INPUT) input: ConfirmFilingLimitInput,
    @Ctx() ctx: Context,
  ): Promise<FilingLimitPayload> {
    return run(ctx, "confirmFilingLimit", input, confirmFilingLimit);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => FilingLimitPayload, {
    description: `Ends a limit before its date, or drops one that is only proposed. Refused: NOT_FOUND, ${LEAD_REFUSALS}, NOT_IN_THIS_STATE when it is over.`,
  })
  liftFilingLimit(
    @Arg("input", () => LiftFilingLimitInput, INPUT) input: LiftFilingLimitInput,
    @Ctx() ctx: Context,
  ): Promise<FilingLimitPayload> {
    return run(ctx, "liftFilingLimit", input, liftFilingLimit);
  }

  @Authorized()
  @Mutation(() => FilingLimitPayload, {
    description:
      "Contests a limit on one's own complaints, once. A lead who neither imposed nor confirmed it decides; when nobody does within the time of the house rule `filing.contest`, the limit ends. Refused: NOT_FOUND, FORBIDDEN for others, LIMIT_REACHED when it was contested before, NOT_IN_THIS_STATE when it is over.",
  })
  contestFilingLimit(
    @Arg("input", () => ContestFilingLimitInput, INPUT) input: ContestFilingLimitInput,
    @Ctx() ctx: Context,
  ): Promise<FilingLimitPayload> {
    return run(ctx, "contestFilingLimit", input, contestFilingLimit);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => FilingLimitPayload, {
    description: `Decides about a contested limit, as a lead who neither imposed nor confirmed it. Granted, it is lifted at once. Refused: NOT_FOUND, ${LEAD_REFUSALS}, and for whoever imposed or confirmed it, SECOND_APPROVER_REQUIRED for those tied to them by a role that one gave the other, NOT_YET with \`extensions.availableAt\` while one's own role is too recent, NOT_IN_THIS_STATE unless a contest waits.`,
  })
  decideFilingLimitContest(
    @Arg("input", () => DecideFilingLimitContestInput, INPUT) input: DecideFilingLimitContestInput,
    @Ctx() ctx: Context,
  ): Promise<FilingLimitPayload> {
    return run(ctx, "decideFilingLimitContest", input, decideFilingLimitContest);
  }

  @FieldResolver(() => FilingLimitStatus, { description: "State of the limit." })
  status(@Root() limit: FilingLimit, @Ctx() ctx: Context): FilingLimitStatus {
    return statusAt(limit, ctx.now());
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "While a contest waits for its decision: when the limit ends unless it is decided before. Else null.",
  })
  contestDueAt(@Root() limit: FilingLimit, @Ctx() ctx: Context): number | null {
    return isContested(limit) && statusAt(limit, ctx.now()) === "IN_FORCE" ? limit.runsUntil : null;
  }

  @Reads<FilingLimit>("accountId")
  @FieldResolver(() => Account, { description: "Whose complaints it limits." })
  account(@Root() { accountId }: FilingLimit, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.loaders.byId(Account, accountId);
  }

  @Reads<FilingLimit>("complaintId")
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case that gave occasion for it; null when the viewer may not see it.",
  })
  complaint(@Root() { complaintId }: FilingLimit, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, complaintId);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The lead who imposed or proposed it. For other leads and auditors; null to everyone else.",
  })
  async imposedBy(@Root() limit: FilingLimit, @Ctx() ctx: Context): Promise<Account | null> {
    return maySeeWho(ctx.actor, limit) ? ctx.loaders.byId(Account, limit.imposedById) : null;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The second lead, of a limit that needs one. For other leads and auditors; null to everyone else.",
  })
  async confirmedBy(@Root() limit: FilingLimit, @Ctx() ctx: Context): Promise<Account | null> {
    return maySeeWho(ctx.actor, limit) ? ctx.loaders.byId(Account, limit.confirmedById) : null;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The lead who decided the contest. For other leads and auditors; null to everyone else.",
  })
  async contestDecidedBy(@Root() limit: FilingLimit, @Ctx() ctx: Context): Promise<Account | null> {
    return maySeeWho(ctx.actor, limit) ? ctx.loaders.byId(Account, limit.contestDecidedById) : null;
  }

  @FieldResolver(() => [filingLimitActions.AvailableAction], {
    description:
      "What the viewer may do about it, with the obstacles: the person concerned may contest it, leads the rest. Empty for everyone else, and once it is over.",
  })
  async availableActions(@Root() limit: FilingLimit, @Ctx() ctx: Context): Promise<Available<FilingLimitAction>[]> {
    const { actor } = ctx;
    const open = actor ? actionsOpenTo(actor, limit, ctx.now()) : [];
    if (!actor || open.length === 0) return [];
    const partiality = await partialityOf(ctx, actor, limit);
    const signer = await signerOf(ctx, actor, ["LEAD_MODERATOR"]);
    return open.map((action) =>
      filingLimitActions.available(ctx, action, whyNot(action, actor, limit, partiality, signer, ctx.now())),
    );
  }
}

/** A field of Account, defined here because accounts do not know complaints. */
@Resolver(() => Account)
export class AccountFilingLimitsResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [FilingLimit], {
    nullable: true,
    description:
      "Limits on this person's complaints that are or were in force, the newest first, at most 50. Null unless it is one's own account; leads and auditors see it too.",
  })
  async filingLimits(@Root() { id }: Account, @Ctx() ctx: Context): Promise<FilingLimit[] | null> {
    if (!isPerson(ctx.actor, id) && !hasRole(ctx.actor, "LEAD_MODERATOR", "AUDITOR")) return null;
    const limits = await ctx.loaders.manyBy(FilingLimit, "accountId", id, "ORDER BY id DESC");
    return limits.filter(({ beganAt }) => beganAt !== null).slice(0, 50);
  }
}

async function run<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  command: (tx: Tx, actor: Actor, input: I) => Promise<{ limitId: string }>,
): Promise<FilingLimitPayload> {
  const { limitId } = await ctx.command(name, input, (tx, actor) => command(tx, actor, input));
  const filingLimit = await ctx.loaders.byId(FilingLimit, limitId);
  if (!filingLimit || !maySee(ctx.actor, filingLimit)) throw new Refusal("NOT_FOUND");
  return { clientMutationId: input.clientMutationId, filingLimit };
}
