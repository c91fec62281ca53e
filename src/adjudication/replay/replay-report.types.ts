import { Field, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";

@ObjectType({ simpleResolvers: true, description: "The numbers of a finished replay." })
export abstract class ReplayTotals {
  @Field(() => Int, {
    description: "Rulings recomputed: issued, not reversed, decided in the period, and citing any version of the rule.",
  })
  rulings: number;

  @Field(() => Int, {
    description:
      "How many of the rulings recomputed would change: in severity, points, penalties, or because a measure was not allowed.",
  })
  changed: number;

  @Field(() => Int, {
    description: "How many of the rulings recomputed would have found a violation graver or milder.",
  })
  severity: number;

  @Field(() => Int, {
    description: "How many of the rulings recomputed ordered a measure that the draft does not allow.",
  })
  measureNotAllowed: number;

  @Field(() => Int, {
    description:
      "How many of the rulings recomputed could have ordered an additional measure. That alone does not count as a change.",
  })
  measureNewlyAllowed: number;

  @Field(() => Int, { description: "How many of the rulings recomputed would have led to other points." })
  points: number;

  @Field(() => Int, {
    description: "How many of the rulings recomputed would have led to other penalties by the provider's points.",
  })
  penalties: number;

  @Field(() => Int, {
    description:
      "Other rulings whose points or penalties would change as a consequence: of the same providers, on other rules or outside the period.",
  })
  otherRulings: number;

  @Field(() => Int, { description: "How many providers the recomputed rulings are about." })
  providers: number;

  @Field(() => Int, {
    description: "How many of the providers that the recomputed rulings are about would see any ruling changed.",
  })
  providersChanged: number;

  @Field(() => Int, { description: "Additional penalties that the points would have required, over all rulings." })
  newPenalties: number;

  @Field(() => Int, {
    description: "Penalties that the points required and would no longer require, over all rulings.",
  })
  gonePenalties: number;
}

@ObjectType({ simpleResolvers: true, description: "What a finished replay counted." })
export class ReplayReport extends ReplayTotals {
  @Field(() => DateTime, {
    description:
      "When it was begun. Each provider's history was read as a whole, one after the other, so that rulings of that time may or may not be in it.",
  })
  replayedAt: number;

  @Field(() => String, { description: "What the replay counted, in a few sentences, in the viewer's language." })
  text: string;
}

export const noTotals = (): ReplayTotals => ({
  rulings: 0,
  changed: 0,
  severity: 0,
  measureNotAllowed: 0,
  measureNewlyAllowed: 0,
  points: 0,
  penalties: 0,
  otherRulings: 0,
  providers: 0,
  providersChanged: 0,
  newPenalties: 0,
  gonePenalties: 0,
});
