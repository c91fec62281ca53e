import { Field, Float, Int, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { HidingReason } from "./review-enums.types";
import type { ReviewTally } from "./review-tally.entity";
import { Review } from "./review.entity";

@ObjectType({ simpleResolvers: true, description: "The review after the command." })
export class ReviewPayload extends MutationPayload {
  @Field(() => Review, { description: "The review as it stands now." })
  review: Review;
}

@ObjectType({ simpleResolvers: true, description: "Why a review is not shown. Public." })
export class ReviewHiding {
  @Field(() => HidingReason, { description: "Why it is hidden." })
  because: HidingReason;

  @Field(() => String, { description: "The moderator's reason in words." })
  text: string;

  @Field(() => DateTime, { description: "Since when it is hidden." })
  at: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "Totals of the reviews of a provider or a listing, without hidden ones.",
})
export class ReviewSummary {
  @Field(() => Int, { description: "How many reviews are shown." })
  count: number;

  @Field(() => Float, { nullable: true, description: "The mean of their stars, 1 to 5; null while there is none." })
  average: number | null;

  @Field(() => [Int], { description: "How many have 1, 2, 3, 4 and 5 stars, in this order; five numbers." })
  byStars: number[];

  @Field(() => Int, { description: "How many are hidden." })
  hidden: number;
}

export function toSummary(tally: ReviewTally | undefined): ReviewSummary {
  if (!tally) return { count: 0, average: null, byStars: [0, 0, 0, 0, 0], hidden: 0 };
  const byStars = [tally.stars1, tally.stars2, tally.stars3, tally.stars4, tally.stars5];
  const count = byStars.reduce((sum, n) => sum + n, 0);
  const stars = byStars.reduce((sum, n, index) => sum + n * (index + 1), 0);
  return { count, average: count === 0 ? null : stars / count, byStars, hidden: tally.hidden };
}
