import { Field, ID, InputType, Int } from "type-graphql";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  SeverityEnum,
  type CompensationBasis,
  type RemedyKind,
  type Severity,
} from "../../case/complaints/case-enums.types";
import { LeasedCaseInput } from "../../case/complaints/case-input.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { kindsWith } from "../../house-rules/measures.table";
import { MutationInput } from "../../platform/graphql/idempotency";
import { AmountField } from "../../platform/graphql/money";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { AdverseInferenceInput } from "./adverse-inference.types";
import { FindingResult, RootCause, RulingOutcome } from "./ruling-enums.types";

/** "A, B and C". */
const inWords = (kinds: readonly PenaltyKind[]): string => kinds.join(", ").replace(/, (?=\w+$)/, " and ");

@InputType({ description: "The finding about one promise in the complaint." })
export class FindingInput {
  @Field(() => ID, { description: "The breach, `brc_…`; each of the case exactly once." })
  breachId: string;

  @Field(() => FindingResult, { description: "Whether the promise was broken." })
  result: FindingResult;

  @Field(() => SeverityEnum, {
    nullable: true,
    description:
      "How grave, when it was broken; the rule's own severity when left out. Not allowed when it was not broken.",
  })
  severity?: Severity | null;

  @Field(() => ID, {
    description: "The rule version it is judged by, `rlv_…`; one that was in force when the order was placed.",
  })
  ruleVersionId: string;

  @TextField({ max: 5_000, description: "Why, for this promise." })
  reasoning: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The evidence that the finding rests on, `evd_…`: pieces that count, and that the side it goes against has been shown. At most 50.",
  })
  @ListOf(0, 50)
  evidenceIds?: string[] | null;
}

@InputType({ description: "What the provider must do for the consumer." })
export class RemedyInput {
  @Field(() => RemedyKindEnum, { description: "What the provider has to do." })
  kind: RemedyKind;

  @AmountField({
    least: 1,
    nullable: true,
    description:
      "How much, in minor units of the case's currency; needed for REFUND_PART, CREDIT and COMPENSATION, not allowed for others. Over all cases of the order, refunds and credit are at most what was paid for it; BAD_USER_INPUT otherwise.",
  })
  amount?: number | null;

  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description:
      "For COMPENSATION, and for CREDIT beyond the price: on what basis. Over all cases of the order limited by the house rule `compensation.…` of the basis; no part of the price goes back with it.",
  })
  basis?: CompensationBasis | null;

  @TextField({
    min: 5,
    max: 1_000,
    nullable: true,
    description: "STATUTORY: which law grants it, in plain words; needed there, not allowed otherwise.",
  })
  ground?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "ACTUAL_LOSS: the consumer's evidence that shows the loss, `evd_…`, seen by both sides and counted; at least one there, none otherwise. At most 20.",
  })
  @ListOf(0, 20)
  evidenceIds?: string[] | null;

  @AmountField({
    least: 1,
    nullable: true,
    description:
      "What is owed in money if it is not performed, in minor units of the case's currency, at most the order's price; needed for REPLACE, REPERFORM, EXTEND_SERVICE and APOLOGY, not allowed for others.",
  })
  insteadAmount?: number | null;

  @TextField({ max: 2_000, description: "The remedy in words: what exactly counts as done." })
  text: string;

  @Field(() => Int, {
    description:
      "Days to do it: 1 to 180. Of money counted from the ruling, of everything else from when the ruling is final.",
  })
  @WithinBounds(1, 180)
  withinDays: number;
}

@InputType({ description: "A measure against the provider." })
export class PenaltyInput {
  @Field(() => PenaltyKind, { description: "What; one that a rule cited for a broken promise allows." })
  kind: PenaltyKind;

  @AmountField({
    least: 1,
    nullable: true,
    description: `How much, in minor units of the case's currency; needed for ${inWords(kindsWith("takes", ["AMOUNT"]))}, not allowed for others.`,
  })
  amount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many days, 1 to 730: needed for ${inWords(kindsWith("takes", ["DAYS"]))}, not allowed for others.`,
  })
  @WithinBounds(1, 730)
  days?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: `For ${inWords(kindsWith("restricts", ["ORDERS"]))}: the one listing to freeze, \`lst_…\`; all of the provider's when left out.`,
  })
  listingId?: string | null;

  @TextField({ max: 1_000, description: "Why this measure. Published with it: name no person." })
  reason: string;
}

/** The fields of a decision, as a mixin, since the inputs that carry one already have a base class. */
// oxlint-disable-next-line typescript/no-explicit-any -- TypeScript asks this of a mixin's constructor
function withDecision<T extends abstract new (...args: any[]) => object>(Base: T) {
  @InputType()
  abstract class Decided extends Base {
    @Field(() => RulingOutcome, {
      description:
        "The outcome. Must agree with the findings: UPHELD when every one is BROKEN, DISMISSED when none is BROKEN or PARTLY_BROKEN, PARTLY_UPHELD otherwise.",
    })
    outcome: RulingOutcome;

    @TextField({ max: 10_000, description: "The facts held proven." })
    facts: string;

    @TextField({ max: 10_000, description: "Why this follows from them." })
    reasoning: string;

    @TextField({
      max: 2_000,
      description: "The decision in words for the public register: name no person and no private matter.",
    })
    publicText: string;

    @Field(() => RootCause, { description: "The root cause of the dispute." })
    rootCause: RootCause;

    @Field(() => [FindingInput], { description: "One for each breach of the case." })
    @ListOf(1, 20)
    findings: FindingInput[];

    @Field(() => [RemedyInput], {
      defaultValue: [],
      description:
        "At least one unless the outcome is DISMISSED; then none. None in a case of the platform's own; and none is needed where a body outside decided for the consumer, which has ordered what is owed.",
    })
    @ListOf(0, 10)
    remedies: RemedyInput[];

    @Field(() => [PenaltyInput], { defaultValue: [], description: "None when the outcome is DISMISSED." })
    @ListOf(0, 8)
    penalties: PenaltyInput[];

    @Field(() => [AdverseInferenceInput], {
      defaultValue: [],
      description:
        "What follows from the requests that a side left unanswered, if anything: one for each that it had to answer.",
    })
    @ListOf(0, 20)
    adverseInferences: AdverseInferenceInput[];

    @TextField({
      min: 10,
      max: 2_000,
      nullable: true,
      description:
        "What refutes the presumption that the promises were broken (`Complaint.presumedBroken`): required when a finding goes against it, not allowed otherwise; at least 10 characters.",
    })
    presumptionRebuttedBecause?: string | null;

    @TextField({
      min: 10,
      max: 2_000,
      nullable: true,
      description:
        "Why the measures depart from past rulings on the same rule and level: required when they do (see `penaltyPreview`), kept in any case; at least 10 characters.",
    })
    departureReason?: string | null;

    @TextField({
      min: 10,
      max: 2_000,
      nullable: true,
      description:
        'Why words in the public texts that are also a name of a person in the case are meant as ordinary words: required when the decision is refused because of them (a name such as "not as promised"), kept in any case; at least 10 characters.',
    })
    wordsReason?: string | null;
  }
  return Decided;
}

@InputType({ description: "A complete decision that replaces a ruling on appeal." })
export class DecisionInput extends withDecision(Object) {}

@InputType({ description: "A decision on a case under review." })
export class IssueRulingInput extends withDecision(LeasedCaseInput) {}

@InputType({ description: "A second approver's approval." })
export class ApproveRulingInput extends MutationInput {
  @Field(() => ID, { description: "The ruling that awaits approval, `rlg_…`." })
  rulingId: string;

  @TextField({ max: 2_000, nullable: true, description: "A note for the platform's staff." })
  reason?: string | null;
}

@InputType({ description: "A second approver's refusal." })
export class DeclineRulingInput extends MutationInput {
  @Field(() => ID, { description: "The ruling that awaits approval, `rlg_…`." })
  rulingId: string;

  @TextField({ max: 2_000, description: "Why, for the platform's staff: the case will be decided again." })
  reason: string;
}
