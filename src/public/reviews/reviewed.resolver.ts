import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Listing } from "../../market/listings/listing.entity";
import { Order } from "../../market/orders/order.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { ReviewTally } from "./review-tally.entity";
import { Review } from "./review.entity";
import { reviewableUntil } from "./review.pure";
import { listReviews, ReviewConnection, reviewOfOrder } from "./review.queries";
import { ReviewSummary, toSummary } from "./review.types";
import { Reads } from "../../platform/graphql/reads";

const REVIEWS = {
  description:
    "Its reviews, the latest first; hidden ones are included as stubs with the reason. Public. Refused: CURSOR_INVALID for the cursor of another list.",
};
const SUMMARY = { description: "Totals of its reviews. Public." };

@Resolver(() => Provider)
export class ProviderReviewsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => ReviewConnection, REVIEWS)
  reviews(@Root() { id }: Provider, @Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Page<Review>> {
    return listReviews(ctx, "provider_id", id, args);
  }

  @Reads<Provider>("id")
  @FieldResolver(() => ReviewSummary, SUMMARY)
  reviewSummary(@Root() { id }: Provider, @Ctx() ctx: Context): Promise<ReviewSummary> {
    return summaryOf(ctx, id);
  }
}

@Resolver(() => Listing)
export class ListingReviewsResolver {
  @Reads<Listing>("id")
  @FieldResolver(() => ReviewConnection, REVIEWS)
  reviews(@Root() { id }: Listing, @Args(() => PageArgs) args: PageArgs, @Ctx() ctx: Context): Promise<Page<Review>> {
    return listReviews(ctx, "listing_id", id, args);
  }

  @Reads<Listing>("id")
  @FieldResolver(() => ReviewSummary, SUMMARY)
  reviewSummary(@Root() { id }: Listing, @Ctx() ctx: Context): Promise<ReviewSummary> {
    return summaryOf(ctx, id);
  }
}

@Resolver(() => Order)
export class OrderReviewResolver {
  @Reads<Order>("id")
  @FieldResolver(() => Review, { nullable: true, description: "Its review; null while there is none." })
  review(@Root() { id }: Order, @Ctx() ctx: Context): Promise<Review | null> {
    return reviewOfOrder(ctx, id);
  }

  @Reads<Order>("id", "completedAt")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "Until when the consumer may review it, once its `paymentStatus` is PAID; null before it is COMPLETED, and once it has its review.",
  })
  async reviewableUntil(@Root() { id, completedAt }: Order, @Ctx() ctx: Context): Promise<number | null> {
    if (completedAt === null || (await reviewOfOrder(ctx, id)) !== null) return null;
    const rules = await HouseRules.inForce(ctx.db, ctx.now());
    return reviewableUntil(completedAt, rules.at(completedAt).number("review.window", "days"));
  }
}

const summaryOf = async (ctx: Context, id: string): Promise<ReviewSummary> =>
  toSummary((await ctx.loaders.byId(ReviewTally, id)) ?? undefined);
