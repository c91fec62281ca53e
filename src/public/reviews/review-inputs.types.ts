import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { HidingReason } from "./review-enums.types";

@InputType({ description: "A consumer's review of an order." })
export class WriteReviewInput extends MutationInput {
  @Field(() => ID, { description: "The completed order, `ord_…`." })
  orderId: string;

  @Field(() => Int, { description: "1 (bad) to 5 (very good) stars." })
  @WithinBounds(1, 5)
  stars: number;

  @TextField({ min: 5, max: 2_000, description: "The review in words; public, and final. At least 5 characters." })
  text: string;
}

@InputType()
abstract class ReviewInput extends MutationInput {
  @Field(() => ID, { description: "The review, `rvw_…`." })
  reviewId: string;
}

@InputType({ description: "The provider's one answer to a review." })
export class AnswerReviewInput extends ReviewInput {
  @TextField({ max: 2_000, description: "The answer; public, and final." })
  text: string;
}

@InputType({ description: "Which review to hide, and why." })
export class HideReviewInput extends ReviewInput {
  @Field(() => HidingReason, { description: "Why it is hidden; public." })
  because: HidingReason;

  @TextField({
    min: 10,
    max: 1_000,
    description: "The reason in words; public. At least 10 characters, without personal data.",
  })
  text: string;
}

@InputType({ description: "Which review to show again, and why." })
export class UnhideReviewInput extends ReviewInput {
  @TextField({ min: 10, max: 1_000, description: "The reason; public. At least 10 characters, without personal data." })
  text: string;
}
