import { Field, Float, Int, ObjectType } from "type-graphql";
import { RestrictionKind } from "../../market/listings/restriction.resolver";
import { DateTime } from "../../platform/graphql/scalars";
import { OutlookKindEnum, ReputationLabel } from "./reputation-enums.types";
import type { OutlookKind } from "./outlook.pure";
import type { Acting, CappingKind, Formula, Parts, Standing } from "./reputation.pure";

@ObjectType({
  simpleResolvers: true,
  description:
    "The parts of a reputation's formula, as they weigh at its moment. The numbers given here are those of formula version 1; they are house rules, and another `formulaVersion` has others.",
})
export class ReputationParts implements Parts {
  @Field(() => Float, {
    description:
      "N: completed orders, each weighing half as much every 180 days; of one consumer at most 3 in 30 days count.",
  })
  orders: number;

  @Field(() => Float, {
    description:
      "D: promises found broken by final rulings, .25 for L1, .6 for L2, 1 for L3 and L4, a quarter of that when the sides settled the case themselves; fading as orders do.",
  })
  faults: number;

  @Field(() => Float, {
    description:
      "d = (D + 50 · .02) / (N + 50): what share of the orders ends in a broken promise, as far as is known.",
  })
  faultRate: number;

  @Field(() => Float, { description: "keep = 100 · 2^(-d / .02), 0 to 100." })
  keep: number;

  @Field(() => Float, {
    description: "R: complaints first answered in time, 0 to 1; .8 is assumed without a record, with the weight of 10.",
  })
  answered: number;

  @Field(() => Float, {
    description:
      "S: complaints solved, as their consumers say, 0 to 1; a partly solved one is half; .7 is assumed without a record, with the weight of 10.",
  })
  solved: number;

  @Field(() => Float, {
    description:
      "V: the share of the verification and training required that is complete, .1 to 1; each of the two is half of it.",
  })
  verified: number;
}

@ObjectType({ simpleResolvers: true, description: "One of the rules whose breaches weigh most in a reputation." })
export class ReputationCause {
  @Field(() => String, { description: "The rule's code, e.g. `DELIVERY-1`." })
  ruleCode: string;

  @Field(() => Int, { description: "In how many final rulings it was the rule broken most gravely." })
  cases: number;

  @Field(() => Float, { description: "Its share of `faults`, 0 to 1." })
  share: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "Something that would change a score, computed as of then, all else being equal.",
})
export class ReputationOutlook {
  @Field(() => OutlookKindEnum, { description: "What." })
  kind: OutlookKind;

  @Field(() => Int, { nullable: true, description: "How many orders or cases; null for kinds that need none." })
  count: number | null;

  @Field(() => DateTime, { nullable: true, description: "When; null for what could happen at once." })
  at: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "The score then, 0 to 100, under the measures still in force then; null when it still would not be shown.",
  })
  scoreAfter: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The difference to the present score; null when one of the two is not shown.",
  })
  difference: number | null;

  @Field(() => String, { description: "The reason in words, in the viewer's language." })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A provider's score for keeping its promises, and why: score = 100 · (keep/100)^.5 · R^.2 · S^.2 · V^.1. Review stars do not count. The numbers are those of formula version 1. Public.",
})
export class Reputation {
  @Field(() => DateTime, {
    description: "The moment it refers to. Inputs that began to count, or were taken back, later are left out.",
  })
  asOf: number;

  @Field(() => Float, {
    nullable: true,
    description: "0 to 100, under the measures in force then; null unless `label` is RATED.",
  })
  score: number | null;

  @Field(() => Float, { nullable: true, description: "The same without those measures; null unless `label` is RATED." })
  uncappedScore: number | null;

  @Field(() => ReputationLabel, { description: "Whether there is a score to show." })
  label: ReputationLabel;

  @Field(() => RestrictionKind, {
    nullable: true,
    description:
      "The measure in force then that caps the score: demoted at most 60, all listings frozen 40, suspended 20, by a penalty or because its verification has expired; null when none does.",
  })
  cappedBy: CappingKind | null;

  @Field(() => Float, {
    description:
      "The value search ranks by, 0 to 1: 1 less the upper end of Wilson's 95 % interval for `faults` of `orders`.",
  })
  rankKey: number;

  @Field(() => ReputationParts, { description: "The parts of the score." })
  parts: ReputationParts;

  @Field(() => Int, { description: "The version of the formula." })
  formulaVersion: number;

  providerId: string;
  formula: Formula;
  standing: Standing;
  acting: readonly Acting[];
  /** The number of lines its ledger had. */
  lines: number;
}
