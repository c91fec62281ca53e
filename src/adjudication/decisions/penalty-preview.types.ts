import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { AmountField, Money } from "../../platform/graphql/money";
import { QueryInput } from "../../platform/graphql/query-input";
import { ListOf, WithinBounds } from "../../platform/graphql/text-field";
import { ProviderHistory } from "./provider-history.queries";
import { FindingResult } from "../rulings/ruling-enums.types";

@InputType({ description: "The finding about one promise that would be made." })
export class PreviewedFindingInput {
  @Field(() => ID, { description: "The breach, `brc_…`; each of the case exactly once." })
  breachId: string;

  @Field(() => FindingResult, { description: "Whether the promise was broken." })
  result: FindingResult;

  @Field(() => SeverityEnum, {
    nullable: true,
    description: "How grave, when it was broken; the rule's own severity when left out.",
  })
  severity?: Severity | null;

  @Field(() => ID, {
    description: "The rule version it is judged by, `rlv_…`; one that was in force when the order was placed.",
  })
  ruleVersionId: string;
}

@InputType({ description: "A measure that would be ordered; see PenaltyInput." })
export class PreviewedPenaltyInput {
  @Field(() => PenaltyKind, { description: "What; one that a rule cited for a broken promise allows." })
  kind: PenaltyKind;

  @AmountField({
    nullable: true,
    description: "How much, in minor units of the case's currency: for FINE.",
  })
  amount?: number | null;

  @Field(() => Int, { nullable: true, description: "How many days, 1 to 730: for kinds that last." })
  @WithinBounds(1, 730)
  days?: number | null;

  @Field(() => ID, { nullable: true, description: "For LISTING_FREEZE: the one listing, `lst_…`." })
  listingId?: string | null;
}

@InputType({ description: "The parts of a decision that concern the provider: what would be passed to `issueRuling`." })
export class PenaltyPreviewInput extends QueryInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @Field(() => [PreviewedFindingInput], { description: "One for each breach of the case." })
  @ListOf(1, 20)
  findings: PreviewedFindingInput[];

  @Field(() => [PreviewedPenaltyInput], { defaultValue: [], description: "What would be ordered." })
  @ListOf(0, 8)
  penalties: PreviewedPenaltyInput[];
}

const SecondApprovalCause = defineEnum("SecondApprovalCause", "Why one person may not decide alone.", {
  L4: "A violation is of level L4.",
  FINE: "A contract charge is large.",
  SUSPENSION: "The provider would be suspended.",
  TERMINATION: "The cooperation would end.",
});
export type SecondApprovalCause = keyof typeof SecondApprovalCause;

const DepartureDirection = defineEnum("DepartureDirection", "To which side a decision departs from past rulings.", {
  GRAVER: "Graver, longer or more than usual.",
  MILDER: "Milder, shorter or less than usual.",
});
type DepartureDirection = keyof typeof DepartureDirection;

@ObjectType({ simpleResolvers: true, description: "A provider's points at one moment." })
class StandingPoints {
  @Field(() => Int, { description: "Points that count." })
  active: number;

  @Field(() => Int, { description: "Points of rulings that are not final; they count once those are." })
  provisional: number;
}

@ObjectType({ simpleResolvers: true, description: "A measure that a threshold of points triggers automatically." })
class ThresholdMeasure {
  @Field(() => PenaltyKind, { description: "What the threshold orders." })
  kind: PenaltyKind;

  @Field(() => Int, { nullable: true, description: "How many days; null for kinds that take none." })
  days: number | null;

  @Field(() => Money, {
    nullable: true,
    description: "How much, for FINE; null for one in proportion to what is at stake while it does not fire.",
  })
  amount: Money | null;

  @Field(() => Boolean, { description: "It acts only once leads who did not rule on the case have agreed." })
  needsApproval: boolean;
}

@ObjectType({ simpleResolvers: true, description: "A threshold of points that the decision would cross." })
class CrossedThreshold {
  @Field(() => Int, { description: "The number of points at which it fires." })
  points: number;

  @Field(() => Boolean, {
    description:
      "Whether it is the one that fires. Only the highest newly passed does; and only if the provider's rate of upheld cases is above that of others, or if violations of level L4 or rulings not obeyed alone reach it. It may fire for fewer points if that rate is far above.",
  })
  fires: boolean;

  @Field(() => [ThresholdMeasure], {
    description:
      "The measures it triggers; of the one that fires with the training and public notice of those below it. A measure that the ruling itself orders at least as severely is not ordered twice. The sum of a contract charge in proportion is told where it fires.",
  })
  measures: ThresholdMeasure[];
}

@ObjectType({
  simpleResolvers: true,
  description: "Days or amount of one kind of measure, compared with past rulings.",
})
class MeasureExtent {
  @Field(() => PenaltyKind, { description: "The kind of measure." })
  kind: PenaltyKind;

  @Field(() => Int, { description: "Precedents that ordered this kind." })
  precedents: number;

  @Field(() => Int, { nullable: true, description: "The median of their days; null for FINE, and without any." })
  medianDays: number | null;

  @Field(() => Money, {
    nullable: true,
    description: "The median of their contract charges, in the case's currency; null for others.",
  })
  medianFine: Money | null;
}

@ObjectType({ simpleResolvers: true, description: "Where a decision departs from past rulings." })
class PrecedentDeparture {
  @Field(() => PenaltyKind, {
    nullable: true,
    description:
      "The kind that lasts much longer or shorter, or costs much more or less, than usual; null when the gravest measure itself is another than usual.",
  })
  kind: PenaltyKind | null;

  @Field(() => DepartureDirection, { description: "To which side." })
  direction: DepartureDirection;
}

@ObjectType({
  simpleResolvers: true,
  description: "The measures compared with those of past rulings, issued and not reversed, on the same rule and level.",
})
class PrecedentComparison {
  @Field(() => String, { description: "The rule's code." })
  ruleCode: string;

  @Field(() => SeverityEnum, { description: "The level: the gravest of the decision." })
  severity: Severity;

  @Field(() => Int, { description: "The number of past rulings compared, the latest ones." })
  precedents: number;

  @Field(() => PenaltyKind, {
    nullable: true,
    description: "The median of their gravest measures; null when that is none at all.",
  })
  medianMeasure: PenaltyKind | null;

  @Field(() => [MeasureExtent], { description: "For each kind planned that has days or an amount." })
  extents: MeasureExtent[];

  @Field(() => [PrecedentDeparture], {
    description: "Where the decision departs from them; empty when it does not, or when they are too few to tell.",
  })
  departures: PrecedentDeparture[];
}

@ObjectType({ simpleResolvers: true, description: "What a decision would do to the provider, before it is taken." })
export class PenaltyPreview {
  @Field(() => StandingPoints, { description: "The provider's points now." })
  pointsBefore: StandingPoints;

  @Field(() => Int, { description: "The points that would count if the ruling became final at this moment." })
  pointsAfter: number;

  @Field(() => [CrossedThreshold], {
    description: "The thresholds crossed when the ruling is final, the lowest first.",
  })
  thresholds: CrossedThreshold[];

  @Field(() => Int, {
    description:
      "Listed services that would be frozen, hidden or ranked lower, by the planned measures and the threshold's.",
  })
  listingsTouched: number;

  @Field(() => Int, {
    description: "Orders placed or delivered but not completed, for services that could no longer be ordered.",
  })
  openOrdersTouched: number;

  @Field(() => [SecondApprovalCause], {
    description: "Why a second person would have to approve the ruling; empty when one may decide alone.",
  })
  secondApprovalBecause: SecondApprovalCause[];

  @Field(() => [PrecedentComparison], { description: "How past rulings decided on the same rules and level." })
  precedents: PrecedentComparison[];

  @Field(() => Boolean, {
    description: "The decision departs from past rulings: `issueRuling` needs `departureReason`.",
  })
  departureReasonRequired: boolean;

  @Field(() => ProviderHistory, { description: "The provider's history." })
  history: ProviderHistory;

  /** For downstream resolvers: the provider, the severity the case would count with, and the penalties that would affect the whole provider. */
  about: {
    providerId: string;
    orderId: string;
    currentRulingId: string | null;
    level: Severity | null;
    measures: PenaltyKind[];
  };
}
