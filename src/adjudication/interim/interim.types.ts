import { Field, InputType, Int } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { InterimMeasureKind } from "./interim-enums.types";

@InputType({ description: "An interim measure asked for, or the renewal of the one that acts." })
export class ImposeInterimMeasureInput extends CaseInput {
  @Field(() => InterimMeasureKind, { description: "What it does." })
  kind: InterimMeasureKind;

  @Field(() => Int, {
    description:
      "For how many days, counted from its confirmation; at most as many as the house rule `clock.INTERIM_END` allows.",
  })
  days: number;

  @TextField({
    min: 10,
    max: 2_000,
    description:
      "Why it cannot wait for the decision, or why longer; at least 10 characters. The provider reads it once the measure acts.",
  })
  reason: string;
}

@InputType({ description: "A second person's confirmation of an interim measure." })
export class ConfirmInterimMeasureInput extends CaseInput {}

@InputType({ description: "The end of what is open of interim measures in a case." })
export class LiftInterimMeasureInput extends CaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "Why; at least 10 characters. The provider reads it if the measure acted.",
  })
  reason: string;
}

@InputType({ description: "The provider's request that a third person review the measure." })
export class RequestInterimReviewInput extends CaseInput {
  @TextField({ min: 10, max: 2_000, description: "Why the measure should be lifted; at least 10 characters." })
  text: string;
}

@InputType({ description: "The decision on a provider's request for review." })
export class DecideInterimReviewInput extends CaseInput {
  @Field(() => Boolean, { description: "true: the measure is lifted at once. false: it lasts until its end." })
  lift: boolean;

  @TextField({ min: 10, max: 2_000, description: "Why, for the provider; at least 10 characters." })
  reason: string;
}
