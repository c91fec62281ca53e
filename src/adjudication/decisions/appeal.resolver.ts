import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { ComplaintPayload } from "../../case/complaints/complaint-payload.types";
import { runOnCase, runOnPart } from "../../case/complaints/run-on-case";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening, OPENED } from "../../case/complaints/log-opening";
import { sideOf } from "../../case/complaints/complaint.policy";
import { ComplaintConnection } from "../../case/complaints/complaint.resolver";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { isStaff, type Role } from "../../accounts/actor/actor";
import { Ruling } from "../rulings/ruling.entity";
import { inFull } from "../rulings/ruling.queries";
import { Appeal } from "./appeal.entity";
import { AppealPayload } from "./decision-payloads.types";
import { appealedCases } from "./appeal.queries";
import {
  AnswerAppealInput,
  AppealRulingInput,
  DecideAppealInput,
  WaiveAppealInput,
  WithdrawAppealInput,
} from "./appeal.types";
import { answerAppeal } from "./answer-appeal";
import { decideAppeal } from "./decide-appeal";
import { appealRuling } from "./appeal-ruling";
import { waiveAppeal } from "./waive-appeal";
import { withdrawAppeal } from "./withdraw-appeal";
import { one, Reads } from "../../platform/graphql/reads";

const runOnAppeal = runOnPart("appeal", Appeal);

@Resolver(() => Appeal)
export class AppealResolver {
  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AppealPayload, {
    description:
      "Appeals against the ruling of a case, once for each side and ruling, until `Ruling.appealableUntil`. While another lead moderator decides, the window is paused and contract charges, suspensions and terminations are stayed. The other side may also appeal. Refused: TOO_LATE, LIMIT_REACHED after an earlier appeal, NOT_IN_THIS_STATE also after `waiveAppeal`, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  appealRuling(
    @Ctx() ctx: Context,
    @Arg("input", () => AppealRulingInput, INPUT) input: AppealRulingInput,
  ): Promise<AppealPayload> {
    return runOnAppeal(ctx, "appealRuling", input, appealRuling);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AppealPayload, {
    description:
      "Answers the other side's appeal, once, until `Appeal.answerDueAt`. The appeal is not decided before that, or before the answer. Refused: TOO_LATE, NOT_IN_THIS_STATE when there is nothing to answer, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  answerAppeal(
    @Ctx() ctx: Context,
    @Arg("input", () => AnswerAppealInput, INPUT) input: AnswerAppealInput,
  ): Promise<AppealPayload> {
    return runOnAppeal(ctx, "answerAppeal", input, answerAppeal);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AppealPayload, {
    description:
      "Withdraws the appeal of one's own side for good. When the last appeal is withdrawn, the case is RULED again, the window continues where it was paused, and the time to pay begins anew; if neither side may appeal any longer, the ruling is final at once. Refused: NOT_IN_THIS_STATE, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  withdrawAppeal(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawAppealInput, INPUT) input: WithdrawAppealInput,
  ): Promise<AppealPayload> {
    return runOnAppeal(ctx, "withdrawAppeal", input, withdrawAppeal);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "One's own side accepts the ruling and gives up its right to appeal for good. If the other side may not appeal either, the ruling is final at once. Refused: TOO_LATE, LIMIT_REACHED after an appeal, NOT_IN_THIS_STATE, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  waiveAppeal(
    @Ctx() ctx: Context,
    @Arg("input", () => WaiveAppealInput, INPUT) input: WaiveAppealInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "waiveAppeal", input, waiveAppeal);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Decides all open appeals against the ruling of a case. The viewer must be someone other than the people who decided or approved it. GRANTED and PARTLY_GRANTED need a complete `replacement`, which is final at once, unless it is worse for a side that neither appealed nor answered: that side may appeal against it once, to yet another lead; if only one side's appeal is granted, it may not be worse for that side. Where both sides appealed, `outcomes` decides each. The effects of the former ruling on the provider are undone; its contract charges had not fallen due. Money that the consumer received because of it counts towards the sums that the replacement orders, for goods once they are back; the rest is owed back, see `Complaint.repayments`. When a ruling is reversed after it was final (the case was reopened, or closed by an external decision), contract charges that were paid are refunded, and money that a consumer was paid from the deposit stays with the consumer. Refused: CONFLICT_OF_INTEREST for one's own ruling or case, SECOND_APPROVER_REQUIRED for a person who gave a role to one of those who ruled or was given one by them, and for a measure that needs two people and that the ruling did not have (remit instead), NOT_YET with `availableAt` while the other side may still answer, or one's own role is too recent, MEASURE_NOT_ALLOWED, BAD_USER_INPUT naming the field, NOT_IN_THIS_STATE, NOT_FOUND, STALE_VERSION.",
  })
  decideAppeal(
    @Ctx() ctx: Context,
    @Arg("input", () => DecideAppealInput, INPUT) input: DecideAppealInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "decideAppeal", input, decideAppeal);
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "The cases whose appeals wait for a decision, the longest overdue or soonest due first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  appealsAwaitingDecision(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Complaint>> {
    return appealedCases(ctx, args);
  }

  @Reads<Appeal>(one(Ruling, "rulingId"))
  @FieldResolver(() => Ruling, { description: "The ruling appealed against." })
  ruling(@Ctx() ctx: Context, @Root() appeal: Appeal): Promise<Ruling | null> {
    return ctx.loaders.one(Ruling, appeal, "rulingId");
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The person who filed it. For platform staff; null to others.",
  })
  filedBy(@Ctx() ctx: Context, @Root() appeal: Appeal): Promise<Account | null> {
    return this.person(ctx, appeal, appeal.filedById);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The person who answered it; null without an answer. For platform staff; null to others.",
  })
  answeredBy(@Ctx() ctx: Context, @Root() appeal: Appeal): Promise<Account | null> {
    return this.person(ctx, appeal, appeal.answeredById);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The person who decided it; null while it is pending. For platform staff; null to others.",
  })
  decidedBy(@Ctx() ctx: Context, @Root() appeal: Appeal): Promise<Account | null> {
    return this.person(ctx, appeal, appeal.decidedById);
  }

  private async person(ctx: Context, { complaintId }: Appeal, accountId: string | null): Promise<Account | null> {
    const complaint = await ctx.loaders.byId(Complaint, complaintId);
    const inside = complaint && isStaff(ctx.actor) && sideOf(ctx.actor, complaint) === null;
    return inside && accountId !== null ? ctx.loaders.byId(Account, accountId) : null;
  }
}

@Resolver(() => Complaint)
export class ComplaintAppealsResolver {
  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => [Appeal], { description: "Every appeal in this case, oldest first; empty if no one appealed." })
  async appeals(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Appeal[]> {
    await logOpening(ctx, complaint);
    return ctx.loaders.manyBy(Appeal, "complaintId", complaint.id);
  }
}

@Resolver(() => Ruling)
export class RulingAppealsResolver {
  @FieldResolver(() => [Appeal], {
    nullable: true,
    description:
      "The appeals against it, at most one for each side. For the parties and platform staff; null to others.",
  })
  async appeals(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Appeal[] | null> {
    return inFull(ctx, ruling, () => ctx.loaders.manyBy(Appeal, "rulingId", ruling.id));
  }
}
