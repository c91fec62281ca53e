import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import type { Role } from "../../accounts/actor/actor";
import { Complaint } from "../../case/complaints/complaint.entity";
import { logOpening } from "../../case/complaints/log-opening";
import { onRecordOf } from "../../case/complaints/on-record";
import { runOnPart } from "../../case/complaints/run-on-case";
import { Listing } from "../../market/listings/listing.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { confirmInterimMeasure } from "./confirm-interim-measure";
import { decideInterimReview } from "./decide-interim-review";
import { imposeInterimMeasure } from "./impose-interim-measure";
import { InterimMeasure } from "./interim-measure.entity";
import { InterimMeasurePayload } from "./interim-measure-payload.types";
import { maySeeHands, maySeeInterim } from "./interim.policy";
import { InterimMeasureConnection, interimMeasuresWaiting } from "./interim.queries";
import {
  ConfirmInterimMeasureInput,
  DecideInterimReviewInput,
  ImposeInterimMeasureInput,
  LiftInterimMeasureInput,
  RequestInterimReviewInput,
} from "./interim.types";
import { liftInterimMeasure } from "./lift-interim-measure";
import { requestInterimReview } from "./request-interim-review";
import { Reads } from "../../platform/graphql/reads";

const runOnInterimMeasure = runOnPart("interimMeasure", InterimMeasure);

@Resolver(() => Complaint)
export class InterimResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => InterimMeasurePayload, {
    description:
      "Asks that new orders be paused while a grave case is examined, or that the pause that acts be renewed. Nothing acts before a second person confirms it; unconfirmed it lapses. Refused: NOT_FOUND, LEASE_REQUIRED unless the viewer handles the case, NOT_IN_THIS_STATE when the case is not grave or a measure waits already, LIMIT_REACHED when it was renewed or lifted on review before, or another case pauses the same, BAD_USER_INPUT, CONFLICT_OF_INTEREST, STALE_VERSION.",
  })
  imposeInterimMeasure(
    @Arg("input", () => ImposeInterimMeasureInput, INPUT) input: ImposeInterimMeasureInput,
    @Ctx() ctx: Context,
  ): Promise<InterimMeasurePayload> {
    return runOnInterimMeasure(ctx, "imposeInterimMeasure", input, imposeInterimMeasure);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => InterimMeasurePayload, {
    description:
      "A second person confirms the interim measure asked for: it acts from now on, and the provider is notified. Refused: NOT_FOUND, NOT_IN_THIS_STATE, SECOND_APPROVER_REQUIRED for the person who asked for it, and for a person who gave that person a role or was given one by them, NOT_YET with `availableAt` while one's own role is too recent, TOO_LATE, LIMIT_REACHED when another case pauses the same by now, CONFLICT_OF_INTEREST, STALE_VERSION.",
  })
  confirmInterimMeasure(
    @Arg("input", () => ConfirmInterimMeasureInput, INPUT) input: ConfirmInterimMeasureInput,
    @Ctx() ctx: Context,
  ): Promise<InterimMeasurePayload> {
    return runOnInterimMeasure(ctx, "confirmInterimMeasure", input, confirmInterimMeasure);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => InterimMeasurePayload, {
    description:
      "Lifts the interim measure of a case, and refuses one that waits for confirmation. One person is enough. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST, STALE_VERSION.",
  })
  liftInterimMeasure(
    @Arg("input", () => LiftInterimMeasureInput, INPUT) input: LiftInterimMeasureInput,
    @Ctx() ctx: Context,
  ): Promise<InterimMeasurePayload> {
    return runOnInterimMeasure(ctx, "liftInterimMeasure", input, liftInterimMeasure);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => InterimMeasurePayload, {
    description:
      "The provider asks that a third person review the interim measure, once for each. Undecided when it is due, the measure has ended. For the provider's members. Refused: NOT_FOUND, NOT_IN_THIS_STATE, LIMIT_REACHED, STALE_VERSION.",
  })
  requestInterimReview(
    @Arg("input", () => RequestInterimReviewInput, INPUT) input: RequestInterimReviewInput,
    @Ctx() ctx: Context,
  ): Promise<InterimMeasurePayload> {
    return runOnInterimMeasure(ctx, "requestInterimReview", input, requestInterimReview);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => InterimMeasurePayload, {
    description:
      "Decides on a provider's request for review: the measure is lifted at once, or lasts until its end. Refused: NOT_FOUND, NOT_IN_THIS_STATE, CONFLICT_OF_INTEREST for the two who imposed it, SECOND_APPROVER_REQUIRED for a person who gave one of them a role or was given one by them, NOT_YET with `availableAt` while one's own role is too recent, STALE_VERSION.",
  })
  decideInterimReview(
    @Arg("input", () => DecideInterimReviewInput, INPUT) input: DecideInterimReviewInput,
    @Ctx() ctx: Context,
  ): Promise<InterimMeasurePayload> {
    return runOnInterimMeasure(ctx, "decideInterimReview", input, decideInterimReview);
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => InterimMeasureConnection, {
    description:
      "Interim measures that wait for a second person's confirmation or for the decision on a review, the longest waiting first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  interimMeasuresWaiting(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<InterimMeasure>> {
    return interimMeasuresWaiting(ctx, args);
  }

  @FieldResolver(() => [InterimMeasure], {
    description:
      "Its interim measures, the oldest first: for platform staff all, for the provider's members those that acted. Empty for others.",
  })
  async interimMeasures(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<InterimMeasure[]> {
    await logOpening(ctx, complaint);
    const measures = await ctx.loaders.manyBy(InterimMeasure, "complaintId", complaint.id, "ORDER BY id");
    return measures.filter((measure) => maySeeInterim(ctx.actor, complaint, measure));
  }
}

@Resolver(() => InterimMeasure)
export class InterimMeasureResolver {
  @Reads<InterimMeasure>("complaintId")
  @FieldResolver(() => Complaint, { description: "The case in which it was asked for." })
  complaint(@Root() { complaintId }: InterimMeasure, @Ctx() ctx: Context): Promise<Complaint | null> {
    return ctx.loaders.byId(Complaint, complaintId);
  }

  @Reads<InterimMeasure>("complaintId", "reason")
  @FieldResolver()
  reason(@Root() { complaintId, reason }: InterimMeasure, @Ctx() ctx: Context): Promise<string> | string {
    return onRecordOf(ctx, complaintId, () => reason);
  }

  @Reads<InterimMeasure>("complaintId", "endReason")
  @FieldResolver()
  endReason(
    @Root() { complaintId, endReason }: InterimMeasure,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => endReason);
  }

  @Reads<InterimMeasure>("complaintId", "reviewText")
  @FieldResolver()
  reviewText(
    @Root() { complaintId, reviewText }: InterimMeasure,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => reviewText);
  }

  @Reads<InterimMeasure>("complaintId", "reviewReason")
  @FieldResolver()
  reviewReason(
    @Root() { complaintId, reviewReason }: InterimMeasure,
    @Ctx() ctx: Context,
  ): Promise<string | null> | string | null {
    return onRecordOf(ctx, complaintId, () => reviewReason);
  }

  @Reads<InterimMeasure>("listingId")
  @FieldResolver(() => Listing, { nullable: true, description: "The one listing it pauses; null when it pauses all." })
  async listing(@Root() { listingId }: InterimMeasure, @Ctx() ctx: Context): Promise<Listing | null> {
    return listingId === null ? null : ctx.loaders.byId(Listing, listingId);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who asked for it. For platform staff; null to others.",
  })
  proposedBy(@Root() measure: InterimMeasure, @Ctx() ctx: Context): Promise<Account | null> {
    return this.hand(ctx, measure, measure.proposedById);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who confirmed it. For platform staff; null to others, and while nobody has.",
  })
  confirmedBy(@Root() measure: InterimMeasure, @Ctx() ctx: Context): Promise<Account | null> {
    return this.hand(ctx, measure, measure.confirmedById);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "Who decided the review. For platform staff; null to others, and while nobody has.",
  })
  reviewDecidedBy(@Root() measure: InterimMeasure, @Ctx() ctx: Context): Promise<Account | null> {
    return this.hand(ctx, measure, measure.reviewDecidedById);
  }

  private async hand(ctx: Context, { complaintId }: InterimMeasure, accountId: string | null): Promise<Account | null> {
    if (accountId === null) return null;
    const complaint = await ctx.loaders.byId(Complaint, complaintId);
    return complaint && maySeeHands(ctx.actor, complaint) ? ctx.loaders.byId(Account, accountId) : null;
  }
}
