import { Field, Float, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { RiskMeasure } from "./inspection-enums.types";

@ObjectType({ simpleResolvers: true, description: "What was counted in one stretch of time." })
export class RiskWindow {
  @Field(() => DateTime, { description: "From when, exclusive." })
  since: number;

  @Field(() => DateTime, { description: "Until when, inclusive." })
  until: number;

  @Field(() => Int, { description: "How many there were of what the measure counts." })
  events: number;

  @Field(() => Int, { description: "How many orders were placed with the provider." })
  orders: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Why the platform holds that a provider's rate is rising: the exact conditional test of two Poisson rates, one-sided, with the orders placed as the exposures.",
})
export class RiskNumbers {
  @Field(() => RiskMeasure, { description: "What was counted." })
  measure: RiskMeasure;

  @Field(() => RiskWindow, { description: "The latest stretch of time." })
  recent: RiskWindow;

  @Field(() => RiskWindow, { description: "The one before it, as long." })
  before: RiskWindow;

  @Field(() => Float, {
    description:
      "How likely so many, or more, of both windows' events would have fallen into the latest one, from 0 to 1, had the rate not changed.",
  })
  chance: number;
}
