import { Field, Float, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { RiskMeasure } from "./inspection-enums.types";

@ObjectType({ simpleResolvers: true, description: "The counts of one period." })
export class RiskWindow {
  @Field(() => DateTime, { description: "From when, exclusive." })
  since: number;

  @Field(() => DateTime, { description: "Until when, inclusive." })
  until: number;

  @Field(() => Int, { description: "The number of events that the measure counts." })
  events: number;

  @Field(() => Int, {
    description:
      "How many orders placed with the provider were paid for, and how many consumers complained about others.",
  })
  orders: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Why the platform considers a provider's rate to be rising: the exact conditional test of two Poisson rates, one-sided, with the orders as the exposures.",
})
export class RiskNumbers {
  @Field(() => RiskMeasure, { description: "What was counted." })
  measure: RiskMeasure;

  @Field(() => RiskWindow, { description: "The latest period." })
  recent: RiskWindow;

  @Field(() => RiskWindow, { description: "The period before it, of the same length." })
  before: RiskWindow;

  @Field(() => Float, {
    description:
      "The probability, 0 to 1, that at least so many of both periods' events fall into the latest one if the rate had not changed.",
  })
  chance: number;
}
