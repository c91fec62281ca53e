import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import type { BreachClass } from "../../case/complaints/complaint.lifecycle";
import { PenaltyKind } from "../measures/penalty-kind";
import { Money } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { RuleVersion } from "../rules/rule-version.entity";

const DecisionGround = { INCOMPATIBLE_CONTENT: "INCOMPATIBLE_CONTENT" } as const;
export type DecisionGround = keyof typeof DecisionGround;
registerEnumType(DecisionGround, {
  name: "DecisionGround",
  description: "On what a decision rests.",
  valuesConfig: {
    INCOMPATIBLE_CONTENT: { description: "What was done is incompatible with the platform's rules; see `rules`." },
  },
});

const StatementCategory = {
  SCAMS_AND_FRAUD: "SCAMS_AND_FRAUD",
  DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
  UNSAFE_AND_PROHIBITED_PRODUCTS: "UNSAFE_AND_PROHIBITED_PRODUCTS",
  OTHER_VIOLATION_TC: "OTHER_VIOLATION_TC",
} as const;
type StatementCategory = keyof typeof StatementCategory;
registerEnumType(StatementCategory, {
  name: "StatementCategory",
  description: "What kind of matter it is, in the words of the EU's DSA Transparency Database.",
  valuesConfig: {
    SCAMS_AND_FRAUD: { description: "Deceit on purpose." },
    DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: { description: "Personal data was exposed." },
    UNSAFE_AND_PROHIBITED_PRODUCTS: { description: "Somebody's safety was at risk." },
    OTHER_VIOLATION_TC: { description: "Another violation of the platform's terms: a promise that was not kept." },
  },
});

export const CATEGORIES: Record<BreachClass, StatementCategory> = {
  ORDINARY: "OTHER_VIOLATION_TC",
  FRAUD: "SCAMS_AND_FRAUD",
  DATA_LEAK: "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
  RETALIATION: "OTHER_VIOLATION_TC",
  SAFETY: "UNSAFE_AND_PROHIBITED_PRODUCTS",
};

const MeasureScope = { LISTING: "LISTING", PROVIDER: "PROVIDER" } as const;
export type MeasureScope = keyof typeof MeasureScope;
registerEnumType(MeasureScope, {
  name: "MeasureScope",
  description: "What a measure concerns.",
  valuesConfig: {
    LISTING: { description: "One listing of the provider: `listingId`." },
    PROVIDER: { description: "The whole provider, with all its listings." },
  },
});

const TerritorialScope = { EVERYWHERE: "EVERYWHERE" } as const;
export type TerritorialScope = keyof typeof TerritorialScope;
registerEnumType(TerritorialScope, {
  name: "TerritorialScope",
  description: "Where a measure acts.",
  valuesConfig: { EVERYWHERE: { description: "Wherever the marketplace is used." } },
});

const AutomatedDecision = {
  AUTOMATED_FULLY: "AUTOMATED_FULLY",
  AUTOMATED_PARTIALLY: "AUTOMATED_PARTIALLY",
  NOT_AUTOMATED: "NOT_AUTOMATED",
} as const;
export type AutomatedDecision = keyof typeof AutomatedDecision;
registerEnumType(AutomatedDecision, {
  name: "AutomatedDecision",
  description: "How far the decision was taken by machine.",
  valuesConfig: {
    AUTOMATED_FULLY: { description: "By machine alone. No ruling is." },
    AUTOMATED_PARTIALLY: {
      description: "People decided; some measures followed by themselves, from the points that the violations brought.",
    },
    NOT_AUTOMATED: { description: "By people alone." },
  },
});

const StatementSource = { COMPLAINT: "COMPLAINT" } as const;
export type StatementSource = keyof typeof StatementSource;
registerEnumType(StatementSource, {
  name: "StatementSource",
  description: "How the platform learnt of the matter.",
  valuesConfig: { COMPLAINT: { description: "By a consumer's complaint." } },
});

const RedressKind = {
  INTERNAL_APPEAL: "INTERNAL_APPEAL",
  OUTSIDE_DISPUTE_SETTLEMENT: "OUTSIDE_DISPUTE_SETTLEMENT",
  COURT: "COURT",
} as const;
export type RedressKind = keyof typeof RedressKind;
export const REDRESS_KINDS = Object.values(RedressKind);
registerEnumType(RedressKind, {
  name: "RedressKind",
  description: "A way to have a decision looked at again.",
  valuesConfig: {
    INTERNAL_APPEAL: { description: "By the platform itself, through other people: `appealRuling`." },
    OUTSIDE_DISPUTE_SETTLEMENT: { description: "By a body outside the platform, such as a consumer association." },
    COURT: { description: "By a court." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A measure of a ruling, as a statement of reasons tells it." })
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

  @Field(() => Money, { nullable: true, description: "How much, for FINE." })
  amount: Money | null;
}

@ObjectType({ simpleResolvers: true, description: "A way to have the decision looked at again." })
export class Redress {
  @Field(() => RedressKind, { description: "Which." })
  kind: RedressKind;

  @Field(() => DateTime, { nullable: true, description: "Until when; null when the platform sets no time for it." })
  until: number | null;

  @Field(() => String, { description: "How it is done, in the viewer's language." })
  text: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Why a ruling decided as it did and what can be done against it, in the shape that the EU's Digital Services Act asks for (Regulation (EU) 2022/2065, article 17) and with the names of its Transparency Database.",
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
