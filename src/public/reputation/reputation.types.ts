import { Field, Float, Int, ObjectType } from "type-graphql";
import { SeverityEnum } from "../../case/complaints/case-enums.types";
import { RestrictionKind } from "../../market/listings/restriction.resolver";
import { DateTime } from "../../platform/graphql/scalars";
import { OutlookKindEnum, ReputationLabel } from "./reputation-enums.types";
import type { OutlookKind } from "./outlook.pure";
import type { Acting, CappingKind, Formula, Parts, SeriousLevel, Standing } from "./reputation.pure";

@ObjectType({
  simpleResolvers: true,
  description:
    "The parts of a reputation's formula, as they weigh at its moment. The numbers given here are those of formula version 2; they are house rules, and another `formulaVersion` has others.",
})
export class ReputationParts implements Parts {
  @Field(() => Float, {
    description:
      "N: completed and paid orders, each weighing its price as a share of what is usual in its category, at most 1; of one consumer at most 3 in 30 days count, each half as much as the one before; a quarter for accounts younger than 30 days; and half as much every 180 days.",
  })
  orders: number;

  @Field(() => Float, {
    description:
      "D: promises found broken by final rulings, .25 for L1, .6 for L2, 1 for L3 and L4, less for orders cheaper than usual but at least a quarter; a quarter of that when the sides settled the case themselves, half for a provider that settles far more often than others; fading as orders do.",
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
    description:
      "R: complaints first answered in time, 0 to 1, each weighing what its order weighs in `orders`, and nothing while that is not paid for; .8 is assumed without a record, with the weight of 10.",
  })
  answered: number;

  @Field(() => Float, {
    description:
      "S: complaints solved, as their consumers say, 0 to 1, weighing the same; a partly solved one is half; .7 is assumed without a record, with the weight of 10.",
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
  @Field(() => OutlookKindEnum, { description: "What will change it." })
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

@ObjectType({ simpleResolvers: true, description: "A serious case that a reputation remembers." })
class SeriousCase {
  @Field(() => SeverityEnum, { description: "How grave: L3 or L4." })
  level: SeriousLevel;

  @Field(() => DateTime, { description: "Until when its points last and hold the score down." })
  until: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A provider's score for keeping its promises, and why: score = 100 · (keep/100)^.5 · R^.2 · S^.2 · V^.1. Review stars do not count. The numbers are those of formula version 2. Public.",
})
export class Reputation {
  @Field(() => DateTime, {
    description: "The moment it refers to. Inputs that began to count, or were taken back, later are left out.",
  })
  asOf: number;

  @Field(() => Float, {
    nullable: true,
    description: "The score, 0 to 100, under the measures in force then; null unless `label` is RATED.",
  })
  score: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The score, 0 to 100, without the measures in force then; null unless `label` is RATED.",
  })
  uncappedScore: number | null;

  @Field(() => ReputationLabel, { description: "Whether there is a score to show." })
  label: ReputationLabel;

  @Field(() => RestrictionKind, {
    nullable: true,
    description:
      "The measure in force then that caps the score: demoted at most 60, all listings frozen 40, suspended 20, by a penalty or because its verification has expired; null when none does.",
  })
  cappedBy: CappingKind | null;

  @Field(() => SeriousCase, {
    nullable: true,
    description:
      "The gravest case of level L3 or L4 whose points had not expired by then: the score is at most 80 after one of L3, and 60 after one of L4. Null when there is none.",
  })
  seriousCase: SeriousCase | null;

  @Field(() => Float, {
    description:
      "The value search ranks by, 0 to 1: 1 less the upper end of Wilson's 95 % interval for `faults` of `orders`. Of those that are new, a few are ranked higher for a day, by lot, so that about one place in ten is theirs.",
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
