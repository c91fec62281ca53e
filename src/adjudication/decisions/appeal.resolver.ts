import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account.entity";
import { ComplaintPayload, runOnCase } from "../../case/complaints/complaint-payload";
import { Complaint } from "../../case/complaints/complaint.entity";
import { maySee, sideOf } from "../../case/complaints/complaint.policy";
import { ComplaintConnection } from "../../case/complaints/complaint.resolver";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { isStaff, type Role } from "../../accounts/actor";
import { Ruling } from "../rulings/ruling.entity";
import { Appeal } from "./appeal.entity";
import { appealedCases } from "./appeal.queries";
import { AppealRulingInput, DecideAppealInput, WaiveAppealInput, WithdrawAppealInput } from "./appeal.types";
import { decideAppeal } from "./decide-appeal";
import { appealRuling, waiveAppeal, withdrawAppeal } from "./file-appeal";

@Resolver(() => Appeal)
export class AppealResolver {
  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Appeals the ruling of a case, once for each side and ruling, until `Ruling.appealableUntil`. The window stands still and fines, suspensions and terminations are stayed while another lead moderator decides. The other side may appeal too. Refused: TOO_LATE, LIMIT_REACHED after an earlier appeal, NOT_IN_THIS_STATE also after `waiveAppeal`, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  appealRuling(
    @Ctx() ctx: Context,
    @Arg("input", () => AppealRulingInput, INPUT) input: AppealRulingInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "appealRuling", input, appealRuling);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Takes back one's own side's appeal, for good. With the last one gone the case is RULED again and the window goes on where it stopped; when neither side may appeal any more the ruling is final at once. Refused: NOT_IN_THIS_STATE, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
  })
  withdrawAppeal(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawAppealInput, INPUT) input: WithdrawAppealInput,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "withdrawAppeal", input, withdrawAppeal);
  }

  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "One's own side accepts the ruling and will not appeal, for good. When the other side may not appeal (any more) either, the ruling is final at once. Refused: TOO_LATE, LIMIT_REACHED after an appeal, NOT_IN_THIS_STATE, FORBIDDEN, NOT_FOUND, STALE_VERSION.",
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
      "Decides all open appeals against the ruling of a case, as another person than who decided or approved it. GRANTED and PARTLY_GRANTED need a complete `replacement`, which is final at once; whoever alone appealed may not come out of it worse. What the former ruling did to the provider is undone; its fines and remedies had not fallen due. Where a ruling is reversed after it was final (the case was reopened, or closed by an outside decision), fines that were paid are refunded, and money that a consumer was paid from the deposit stays with the consumer. Refused: CONFLICT_OF_INTEREST for one's own ruling or case, SECOND_APPROVER_REQUIRED to who gave one of those who ruled their role or was given it by one of them, and for a measure that one person may not take alone and that the ruling did not have (remit instead), NOT_YET with `availableAt` while one's own role is too fresh, MEASURE_NOT_ALLOWED, BAD_USER_INPUT naming the field, NOT_IN_THIS_STATE, NOT_FOUND, STALE_VERSION.",
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

  @FieldResolver(() => Ruling, { nullable: true, description: "The ruling appealed." })
  ruling(@Ctx() ctx: Context, @Root() appeal: Appeal): Promise<Ruling | null> {
    return ctx.loaders.byId(Ruling, appeal.rulingId);
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
    description: "The person who decided it; null while it waits. For platform staff; null to others.",
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
  @FieldResolver(() => [Appeal], { description: "Every appeal in this case, oldest first; none when nobody appealed." })
  appeals(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Appeal[]> {
    return ctx.loaders.manyBy(Appeal, "complaintId", complaint.id);
  }
}

@Resolver(() => Ruling)
export class RulingAppealsResolver {
  @FieldResolver(() => [Appeal], {
    nullable: true,
    description:
      "The appeals against it, at most one of each side. For the parties and platform staff; null to others.",
  })
  async appeals(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Appeal[] | null> {
    return maySee(ctx.actor, ruling) ? ctx.loaders.manyBy(Appeal, "rulingId", ruling.id) : null;
  }
}
