import { Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import type { BreachClass } from "../../case/complaints/complaint.lifecycle";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Money } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { RuleVersion } from "../rules/rule-version.entity";

const DecisionGround = defineEnum("DecisionGround", "On what a decision rests.", {
  INCOMPATIBLE_CONTENT: "What was done is incompatible with the platform's rules; see `rules`.",
});
export type DecisionGround = keyof typeof DecisionGround;

const StatementCategory = defineEnum(
  "StatementCategory",
  "What kind of matter it is, in the words of the EU's DSA Transparency Database.",
  {
    SCAMS_AND_FRAUD: "Consumers were deceived deliberately.",
    DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: "Personal data was exposed.",
    UNSAFE_AND_PROHIBITED_PRODUCTS: "Someone's safety was at risk.",
    OTHER_VIOLATION_TC: "Another violation of the platform's terms: a promise that was not kept.",
  },
);
type StatementCategory = keyof typeof StatementCategory;

export const CATEGORIES: Record<BreachClass, StatementCategory> = {
  ORDINARY: "OTHER_VIOLATION_TC",
  FRAUD: "SCAMS_AND_FRAUD",
  DATA_LEAK: "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
  RETALIATION: "OTHER_VIOLATION_TC",
  SAFETY: "UNSAFE_AND_PROHIBITED_PRODUCTS",
};

const MeasureScope = defineEnum("MeasureScope", "What a measure concerns.", {
  LISTING: "One listing of the provider: `listingId`.",
  PROVIDER: "The whole provider, with all its listings.",
});
export type MeasureScope = keyof typeof MeasureScope;

const TerritorialScope = defineEnum("TerritorialScope", "Where a measure acts.", {
  EVERYWHERE: "Wherever the marketplace is used.",
});
export type TerritorialScope = keyof typeof TerritorialScope;

const AutomatedDecision = defineEnum("AutomatedDecision", "How far the decision was taken by machine.", {
  AUTOMATED_FULLY: "By automated means alone. No ruling is.",
  AUTOMATED_PARTIALLY: "People decided; some measures followed automatically from the points for the violations.",
  NOT_AUTOMATED: "By people alone.",
});
export type AutomatedDecision = keyof typeof AutomatedDecision;

const StatementSource = defineEnum("StatementSource", "How the platform learnt of the matter.", {
  COMPLAINT: "By a consumer's complaint.",
});
export type StatementSource = keyof typeof StatementSource;

const RedressKind = defineEnum("RedressKind", "A way to have a decision looked at again.", {
  INTERNAL_APPEAL: "By the platform itself, through other people: `appealRuling`.",
  OUTSIDE_DISPUTE_SETTLEMENT: "By an external body, such as a consumer association.",
  COURT: "By a court of law.",
});
export type RedressKind = keyof typeof RedressKind;
export const REDRESS_KINDS = Object.values(RedressKind);

@ObjectType({ simpleResolvers: true, description: "A measure of a ruling, as shown in a statement of reasons." })
export class StatedMeasure {
  @Field(() => PenaltyKind, { description: "What is done." })
  kind: PenaltyKind;

  @Field(() => MeasureScope, { description: "What it concerns." })
  scope: MeasureScope;

  @Field(() => ID, { nullable: true, description: "The one listing it concerns, `lst_…`; null for PROVIDER." })
  listingId: string | null;

  @Field(() => TerritorialScope, { description: "Where it acts." })
  territorialScope: TerritorialScope;

  @Field(() => DateTime, {
    nullable: true,
    description: "From when it acts; null while it waits for the ruling to become final.",
  })
  startsAt: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it ends; null when it is indefinite, or lasts `days` from a start yet to come.",
  })
  endsAt: number | null;

  @Field(() => Int, { nullable: true, description: "How many days it lasts; null when it is indefinite." })
  days: number | null;

  @Field(() => Money, { nullable: true, description: "How much, for FINE; null for other kinds." })
  amount: Money | null;
}

@ObjectType({ simpleResolvers: true, description: "A way to have the decision reviewed." })
export class Redress {
  @Field(() => RedressKind, { description: "By whom the decision can be reviewed." })
  kind: RedressKind;

  @Field(() => DateTime, { nullable: true, description: "Until when; null if the platform sets no deadline for it." })
  until: number | null;

  @Field(() => String, { description: "How it is done, in the viewer's language." })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "The reasons for a ruling and the means of redress against it, in the form that the EU's Digital Services Act requires (Regulation (EU) 2022/2065, article 17) and with the names of its Transparency Database.",
})
export class StatementOfReasons {
  @Field(() => String, { description: "The facts and circumstances relied on." })
  facts: string;

  @Field(() => DecisionGround, {
    nullable: true,
    description: "On what the decision rests; null when no promise was found broken.",
  })
  decisionGround: DecisionGround | null;

  @Field(() => [RuleVersion], { description: "The rules it was judged by, in the versions then in force." })
  rules: RuleVersion[];

  @Field(() => String, { description: "Why the facts fall under the rules, or do not." })
  explanation: string;

  @Field(() => StatementCategory, { description: "What kind of matter it is." })
  category: StatementCategory;

  @Field(() => [StatedMeasure], {
    description: "What is done against the provider; while the ruling awaits approval, what is planned.",
  })
  measures: StatedMeasure[];

  @Field(() => Boolean, {
    description: "Whether the matter was found by automated means. A complaint is made by a person.",
  })
  automatedDetection: boolean;

  @Field(() => AutomatedDecision, { description: "How far the decision was taken by automated means." })
  automatedDecision: AutomatedDecision;

  @Field(() => StatementSource, { description: "How the platform learnt of the matter." })
  source: StatementSource;

  @Field(() => [Redress], { description: "What can be done against the decision." })
  redress: Redress[];

  @Field(() => DateTime, { nullable: true, description: "When the ruling was issued; null while it awaits approval." })
  issuedAt: number | null;
}
