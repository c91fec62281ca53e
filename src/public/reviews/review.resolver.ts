import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Order } from "../../market/orders/order.entity";
import { maySeeOrder } from "../../market/orders/order.policy";
import type { Tx } from "../../platform/database/tx";
import type { Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput } from "../../platform/graphql/idempotency";
import type { Actor, Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { answerReview } from "./answer-review";
import { hideReview } from "./hide-review";
import { unhideReview } from "./unhide-review";
import { ComplaintOutcome, reviewActions, type ReviewAction } from "./review-enums.types";
import { Review } from "./review.entity";
import { AnswerReviewInput, HideReviewInput, UnhideReviewInput, WriteReviewInput } from "./review-inputs.types";
import { maskName } from "./review.pure";
import { maySeeHidden, whyNot } from "./review.policy";
import { complaintOutcomeOf, findReview } from "./review.queries";
import { ReviewHiding, ReviewPayload } from "./review.types";
import { writeReview } from "./write-review";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Review)
export class ReviewResolver {
  @Query(() => Review, { nullable: true, description: "One review; null when there is none. Public." })
  review(
    @Arg("id", () => ID, { description: "Its id, `rvw_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Review | null> {
    return findReview(ctx, id);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => ReviewPayload, {
    description:
      "Reviews an order, once and permanently; the provider is notified. Refused: NOT_FOUND, FORBIDDEN for another's order, CONFLICT_OF_INTEREST for a member of the provider, NOT_IN_THIS_STATE while it is not COMPLETED and PAID, TOO_LATE after `Order.reviewableUntil`, ALREADY_EXISTS with `extensions.existingId` when it has its review.",
  })
  writeReview(
    @Arg("input", () => WriteReviewInput, INPUT) input: WriteReviewInput,
    @Ctx() ctx: Context,
  ): Promise<ReviewPayload> {
    return run(ctx, "writeReview", input, writeReview);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ReviewPayload, {
    description:
      "The provider answers a review, once and permanently; its author is notified. Refused: NOT_FOUND, FORBIDDEN for anyone but its members, CONFLICT_OF_INTEREST for the author, NOT_IN_THIS_STATE when it is answered or hidden.",
  })
  answerReview(
    @Arg("input", () => AnswerReviewInput, INPUT) input: AnswerReviewInput,
    @Ctx() ctx: Context,
  ): Promise<ReviewPayload> {
    return run(ctx, "answerReview", input, answerReview);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ReviewPayload, {
    description:
      "Hides a review with a public reason: a stub stays in its place, its stars do not count. Author and provider are notified. Refused: NOT_FOUND, CONFLICT_OF_INTEREST for its author and members of its provider, NOT_IN_THIS_STATE when it is hidden.",
  })
  hideReview(
    @Arg("input", () => HideReviewInput, INPUT) input: HideReviewInput,
    @Ctx() ctx: Context,
  ): Promise<ReviewPayload> {
    return run(ctx, "hideReview", input, hideReview);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ReviewPayload, {
    description:
      "Shows a hidden review again, with a public reason; its stars count again. Author and provider are notified. Refused: NOT_FOUND, CONFLICT_OF_INTEREST, NOT_IN_THIS_STATE when it is not hidden.",
  })
  unhideReview(
    @Arg("input", () => UnhideReviewInput, INPUT) input: UnhideReviewInput,
    @Ctx() ctx: Context,
  ): Promise<ReviewPayload> {
    return run(ctx, "unhideReview", input, unhideReview);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "1 (bad) to 5 (very good). Null while it is hidden, but to its author, the provider's members and platform staff.",
  })
  stars(@Root() review: Review, @Ctx() ctx: Context): number | null {
    return isShown(ctx, review) ? review.stars : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The review in words. Null while it is hidden, except to its author, the provider's members and platform staff.",
  })
  text(@Root() review: Review, @Ctx() ctx: Context): string | null {
    return isShown(ctx, review) ? review.text : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The provider's answer; null while there is none, and while the review is hidden as `text` is.",
  })
  answer(@Root() review: Review, @Ctx() ctx: Context): string | null {
    return isShown(ctx, review) ? review.answer : null;
  }

  @Reads<Review>("hiddenBecause", "hiddenText", "hiddenAt")
  @FieldResolver(() => ReviewHiding, { nullable: true, description: "Why it is hidden; null when it is not. Public." })
  hidden(@Root() { hiddenBecause, hiddenText, hiddenAt }: Review): ReviewHiding | null {
    return hiddenBecause === null || hiddenAt === null
      ? null
      : { because: hiddenBecause, text: hiddenText ?? "", at: hiddenAt };
  }

  @Reads<Review>("consumerId")
  @FieldResolver(() => String, {
    description:
      "The author's name, all but its first letter masked: `李**`. `order` shows more to those who may see it.",
  })
  async authorName(@Root() { consumerId }: Review, @Ctx() ctx: Context): Promise<string> {
    return maskName((await ctx.loaders.byId(Account, consumerId))?.displayName ?? "");
  }

  @FieldResolver(() => ComplaintOutcome, {
    nullable: true,
    description:
      "The outcome of a complaint about the order: a final ruling is public, an open case is visible only to its parties and platform staff. Null when there is nothing the viewer may know.",
  })
  complaintOutcome(@Root() review: Review, @Ctx() ctx: Context): Promise<ComplaintOutcome | null> {
    return complaintOutcomeOf(ctx, review);
  }

  @FieldResolver(() => [reviewActions.AvailableAction], { description: "What the viewer may do with it." })
  availableActions(@Root() review: Review, @Ctx() ctx: Context): Available<ReviewAction>[] {
    const { actor } = ctx;
    return actor ? reviewActions.availableTo(ctx, (action) => whyNot(action, actor, review)) : [];
  }

  @Reads<Review>("providerId")
  @FieldResolver(() => Provider, { description: "The provider reviewed." })
  provider(@Root() { providerId }: Review, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, providerId);
  }

  @Reads<Review>("listingId")
  @FieldResolver(() => Listing, { description: "The listing ordered, in its present state." })
  listing(@Root() { listingId }: Review, @Ctx() ctx: Context): Promise<Listing | null> {
    return ctx.loaders.byId(Listing, listingId);
  }

  @Reads<Review>("orderId")
  @FieldResolver(() => String, {
    description:
      "What the listing was called when it was ordered, whatever it is called now: what the stars were given for. Public.",
  })
  async orderedTitle(@Root() { orderId }: Review, @Ctx() ctx: Context): Promise<string> {
    return (await ctx.loaders.byId(Order, orderId))?.title ?? "";
  }

  @Reads<Review>("orderId")
  @FieldResolver(() => Order, {
    nullable: true,
    description: "The order reviewed. For its parties and platform staff; null to others.",
  })
  async order(@Root() { orderId }: Review, @Ctx() ctx: Context): Promise<Order | null> {
    const order = await ctx.loaders.byId(Order, orderId);
    return order && maySeeOrder(ctx.actor, order) ? order : null;
  }
}

const isShown = (ctx: Context, review: Review): boolean => review.hiddenAt === null || maySeeHidden(ctx.actor, review);

async function run<I extends MutationInput>(
  ctx: Context,
  name: string,
  input: I,
  command: (tx: Tx, actor: Actor, input: I) => Promise<{ reviewId: string }>,
): Promise<ReviewPayload> {
  const { reviewId } = await ctx.command(name, input, (tx, actor) => command(tx, actor, input));
  const review = await findReview(ctx, reviewId);
  if (!review) throw new Refusal("NOT_FOUND");
  return { clientMutationId: input.clientMutationId, review };
}
