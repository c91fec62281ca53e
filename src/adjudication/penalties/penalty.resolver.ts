import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Listing } from "../../market/listings/listing.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { say } from "../../platform/messages/explain";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import type { Role } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeInsideOfProvider } from "../../market/providers/provider.queries";
import { Ruling } from "../rulings/ruling.entity";
import { maySeeInsideOfRuling } from "../rulings/ruling.policy";
import { approvePenalty } from "./approve-penalty";
import { declinePenalty } from "./decline-penalty";
import type { PenaltyAction } from "./penalty.policy";
import type { Available } from "../../platform/graphql/available-action";
import { AvailablePenaltyAction, availablePenaltyActions } from "./available-penalty-action.queries";
import { Fine } from "./fine.entity";
import { payFine } from "./pay-fine";
import { PenaltyApproval } from "./penalty-approval.entity";
import { PenaltyPayload } from "./penalty-payload.types";
import { runOnPenalty } from "./run-on-penalty";
import { Penalty } from "./penalty.entity";
import { ApprovePenaltyInput, DeclinePenaltyInput, PayFineInput, SubmitHearingStatementInput } from "./penalty.types";
import { penaltiesAwaitingApproval, PenaltyConnection } from "./penalty.queries";
import { statusAt } from "../measures/penalty-schedule.pure";
import type { PenaltyStatus } from "../measures/penalty-status.types";
import { submitHearingStatement } from "./submit-hearing-statement";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => Penalty)
export class PenaltyResolver {
  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => PenaltyConnection, {
    description:
      "Penalties triggered by providers' points that leads must approve, the oldest first. For leads and auditors. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  penaltiesAwaitingApproval(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Penalty>> {
    return penaltiesAwaitingApproval(ctx, args);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => PenaltyPayload, {
    description:
      "A lead approves a penalty; with the last approval needed it acts: a suspension needs one, a termination two and the end of its hearing. Refused: NOT_FOUND, NOT_IN_THIS_STATE, SECOND_APPROVER_REQUIRED for a person who decided or approved the ruling, or approved the penalty before, and for a person who gave one of them a role or was given one by them, NOT_YET with `availableAt` while the provider may be heard or one's own role is too recent, CONFLICT_OF_INTEREST.",
  })
  approvePenalty(
    @Ctx() ctx: Context,
    @Arg("input", () => ApprovePenaltyInput, { description: "Which penalty is approved." }) input: ApprovePenaltyInput,
  ): Promise<PenaltyPayload> {
    return runOnPenalty(ctx, "approvePenalty", input, approvePenalty);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => PenaltyPayload, {
    description:
      "A lead declines a penalty that awaits approval; it will not act. Refused: NOT_FOUND, NOT_IN_THIS_STATE, SECOND_APPROVER_REQUIRED for a person who decided or approved the ruling, CONFLICT_OF_INTEREST.",
  })
  declinePenalty(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclinePenaltyInput, { description: "Which and why." }) input: DeclinePenaltyInput,
  ): Promise<PenaltyPayload> {
    return runOnPenalty(ctx, "declinePenalty", input, declinePenalty);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => PenaltyPayload, {
    description:
      "The provider's statement before its cooperation may be terminated, once and until `Penalty.hearingUntil`. For its owners. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE, TOO_LATE.",
  })
  submitHearingStatement(
    @Ctx() ctx: Context,
    @Arg("input", () => SubmitHearingStatementInput, { description: "What the provider says." })
    input: SubmitHearingStatementInput,
  ): Promise<PenaltyPayload> {
    return runOnPenalty(ctx, "submitHearingStatement", input, submitHearingStatement);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => PenaltyPayload, {
    description:
      "The provider pays a contract charge that is due or overdue, from its deposit (as far as that is not reserved for consumers) or by a transfer. The transfer is CLAIMED and pays nothing until the platform's finance confirms it (`confirmPayment`); if the contract charge is no longer due by then, the money goes into the deposit. For its owners. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE also when the deposit is too small, BAD_USER_INPUT, ALREADY_EXISTS when the reference was claimed before, LIMIT_REACHED when the viewer has too many open claims.",
  })
  payFine(
    @Ctx() ctx: Context,
    @Arg("input", () => PayFineInput, { description: "Which and how." }) input: PayFineInput,
  ): Promise<PenaltyPayload> {
    return runOnPenalty(ctx, "payFine", input, payFine);
  }

  @Reads<Penalty>("status", "startsAt", "endsAt")
  @FieldResolver()
  status(@Ctx() ctx: Context, @Root() penalty: Penalty): PenaltyStatus {
    return statusAt(penalty, ctx.nowAgainst("penalty"));
  }

  @Reads<Penalty>("amount", "currency")
  @FieldResolver(() => Money, { nullable: true, description: "How much, for FINE; null for other kinds." })
  amount(@Root() penalty: Penalty): Money | null {
    return moneyOrNull(penalty.amount, penalty.currency);
  }

  @Reads<Penalty>(one(Listing, "listingId"))
  @FieldResolver(() => Listing, {
    nullable: true,
    description: "The one listing it freezes; null when it freezes all, and for other kinds.",
  })
  async listing(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Listing | null> {
    return penalty.listingId === null ? null : ctx.loaders.one(Listing, penalty, "listingId");
  }

  @Reads<Penalty>("cause", "reason", "threshold")
  @FieldResolver(() => String, {
    description:
      "Why this measure, in words meant for the public: the moderator's for cause RULING, otherwise in the reader's language.",
  })
  reason(@Ctx() ctx: Context, @Root() { cause, reason, threshold }: Penalty): string {
    if (cause === "RULING") return reason;
    return say(`penaltyReason.${cause}`, ctx, { points: threshold ?? 0 });
  }

  @Reads<Penalty>(one(Ruling, "rulingId"))
  @FieldResolver(() => Ruling, { description: "The ruling that ordered or caused it." })
  async ruling(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Ruling | null> {
    return ctx.loaders.one(Ruling, penalty, "rulingId");
  }

  @Reads<Penalty>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider it is against." })
  provider(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Provider | null> {
    return ctx.loaders.one(Provider, penalty, "providerId");
  }

  @Reads<Penalty>(one(Penalty, "supersededById"))
  @FieldResolver(() => Penalty, {
    nullable: true,
    description: "For SUPERSEDED: the penalty that replaced it; null otherwise.",
  })
  async supersededBy(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Penalty | null> {
    return penalty.supersededById === null ? null : ctx.loaders.one(Penalty, penalty, "supersededById");
  }

  @Reads<Penalty>("kind", "providerId", "id")
  @FieldResolver(() => Fine, {
    nullable: true,
    description: "For FINE, once it acts: its payment. For the provider's members and platform staff; null to others.",
  })
  async fine(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Fine | null> {
    if (penalty.kind !== "FINE" || !(await maySeeInsideOfProvider(ctx, penalty.providerId))) return null;
    return (await ctx.loaders.manyBy(Fine, "penaltyId", penalty.id))[0] ?? null;
  }

  @FieldResolver(() => [AvailablePenaltyAction], {
    description: "What the viewer may do about it. For the provider's owners and for leads; empty for others.",
  })
  availableActions(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Available<PenaltyAction>[]> {
    return availablePenaltyActions(ctx, penalty);
  }

  @Reads<Penalty>("providerId", "id")
  @FieldResolver(() => [PenaltyApproval], {
    nullable: true,
    description:
      "The leads' decisions on it, if it needed approval, in the order in which they were made. For the provider's members and platform staff; null to others.",
  })
  async approvals(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<PenaltyApproval[] | null> {
    if (!(await maySeeInsideOfProvider(ctx, penalty.providerId))) return null;
    return ctx.loaders.manyBy(PenaltyApproval, "penaltyId", penalty.id, "ORDER BY at, id");
  }

  @Reads<Penalty>("providerId", "hearingStatement")
  @FieldResolver(() => String, {
    nullable: true,
    description: "What the provider said in its hearing. For its members and platform staff; null to others.",
  })
  async hearingStatement(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<string | null> {
    return (await maySeeInsideOfProvider(ctx, penalty.providerId)) ? penalty.hearingStatement : null;
  }
}

@Resolver(() => PenaltyApproval)
export class PenaltyApprovalResolver {
  @FieldResolver(() => Account, { nullable: true, description: "Which lead. For platform staff; null to others." })
  async by(@Ctx() ctx: Context, @Root() approval: PenaltyApproval): Promise<Account | null> {
    return (await this.forStaff(ctx, approval)) ? ctx.loaders.byId(Account, approval.accountId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "The lead's note. For platform staff; null to others." })
  async note(@Ctx() ctx: Context, @Root() approval: PenaltyApproval): Promise<string | null> {
    return (await this.forStaff(ctx, approval)) ? approval.note : null;
  }

  /** Staff who are not a party of the case that caused the penalty. */
  private async forStaff(ctx: Context, { penaltyId }: PenaltyApproval): Promise<boolean> {
    const penalty = await ctx.loaders.byId(Penalty, penaltyId);
    const ruling = penalty && (await ctx.loaders.byId(Ruling, penalty.rulingId));
    return ruling !== null && maySeeInsideOfRuling(ctx.actor, ruling);
  }
}

@Resolver(() => Fine)
export class FineResolver {
  @Reads<Fine>("amount", "currency")
  @FieldResolver(() => Money, { description: "The sum to be paid." })
  amount(@Root() { amount, currency }: Fine): Money {
    return { amount, currency };
  }
}
