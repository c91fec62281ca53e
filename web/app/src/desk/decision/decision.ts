import type {
  AppealOutcome,
  CompensationBasis,
  DecisionInput,
  FindingResult,
  PenaltyKind,
  PenaltyPreviewInput,
  RemedyKind,
  RootCause,
  RulingOutcome,
  Severity,
  Side,
} from "../../api/schema.generated";
import { NEEDS_AMOUNT } from "../../design/remedy-kinds";

/** Fields not chosen yet are empty. */
type Chosen<T> = T | "";

export interface FindingDraft {
  result: Chosen<FindingResult>;
  /** Empty: as the rule provides. */
  severity: Chosen<Severity>;
  ruleVersionId: string;
  reasoning: string;
  evidenceIds: string[];
}

export interface RemedyDraft {
  kind: RemedyKind;
  amount: number | null;
  insteadAmount: number | null;
  basis: Chosen<CompensationBasis>;
  /** The law of a statutory one. */
  ground: string;
  /** What shows a loss. */
  evidenceIds: string[];
  text: string;
  withinDays: string;
}

export interface PenaltyDraft {
  kind: Chosen<PenaltyKind>;
  amount: number | null;
  days: string;
  listingId: string;
  reason: string;
}

/** A decision as far as it is written, which is stored as the draft. */
export interface Decision {
  outcome: Chosen<RulingOutcome>;
  findings: Record<string, FindingDraft>;
  facts: string;
  reasoning: string;
  publicText: string;
  rootCause: Chosen<RootCause>;
  remedies: RemedyDraft[];
  penalties: PenaltyDraft[];
  inferences: Record<string, string>;
  presumptionRebuttedBecause: string;
  departureReason: string;
  wordsReason: string;
  /** On appeal. */
  appealOutcome: Chosen<AppealOutcome>;
  /** Where both sides appealed. */
  appealOutcomes: Partial<Record<Side, AppealOutcome>>;
  appealReasons: string;
  replaces: boolean;
}

export const NO_FINDING: FindingDraft = { result: "", severity: "", ruleVersionId: "", reasoning: "", evidenceIds: [] };
export const NEW_REMEDY: RemedyDraft = {
  kind: "REFUND_FULL",
  amount: null,
  insteadAmount: null,
  basis: "",
  ground: "",
  evidenceIds: [],
  text: "",
  withinDays: "7",
};
export const NEW_PENALTY: PenaltyDraft = { kind: "", amount: null, days: "", listingId: "", reason: "" };

export const EMPTY_DECISION: Decision = {
  outcome: "",
  findings: {},
  facts: "",
  reasoning: "",
  publicText: "",
  rootCause: "",
  remedies: [],
  penalties: [],
  inferences: {},
  presumptionRebuttedBecause: "",
  departureReason: "",
  wordsReason: "",
  appealOutcome: "",
  appealOutcomes: {},
  appealReasons: "",
  replaces: false,
};

export const isBreach = (result: Chosen<FindingResult>): boolean => result === "BROKEN" || result === "PARTLY_BROKEN";

const numberOrNull = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));

/** The form ensures that nothing required is empty; the server checks everything else. */
export function toInput(decision: Decision, breachIds: readonly string[]): DecisionInput {
  return {
    outcome: decision.outcome as RulingOutcome,
    facts: decision.facts,
    reasoning: decision.reasoning,
    publicText: decision.publicText,
    rootCause: decision.rootCause as RootCause,
    findings: breachIds.map((breachId) => {
      const {
        result,
        severity,
        ruleVersionId,
        reasoning,
        evidenceIds = [],
      } = decision.findings[breachId] ?? NO_FINDING;
      return {
        breachId,
        result: result as FindingResult,
        severity: severity || null,
        ruleVersionId,
        reasoning,
        evidenceIds,
      };
    }),
    remedies: decision.remedies.map(({ withinDays, amount, basis, ground, evidenceIds, ...remedy }) => ({
      ...remedy,
      amount: NEEDS_AMOUNT.has(remedy.kind) ? amount : null,
      basis: basis || null,
      ground: (basis === "STATUTORY" && ground.trim()) || null,
      evidenceIds: basis === "ACTUAL_LOSS" ? evidenceIds : null,
      withinDays: Number(withinDays),
    })),
    penalties: decision.penalties.map(({ kind, days, listingId, ...penalty }) => ({
      ...penalty,
      kind: kind as PenaltyKind,
      days: numberOrNull(days),
      listingId: listingId || null,
    })),
    adverseInferences: inferencesOf(decision),
    presumptionRebuttedBecause: decision.presumptionRebuttedBecause.trim() || null,
    departureReason: decision.departureReason.trim() || null,
    wordsReason: decision.wordsReason.trim() || null,
  };
}

/** In the order in which refusals number them. */
export const inferencesOf = ({ inferences }: Decision): { requestId: string; inference: string }[] =>
  Object.entries(inferences).flatMap(([requestId, inference]) => (inference.trim() ? { requestId, inference } : []));

/** The input for the preview; null while a finding is missing. */
export function toPreview(
  decision: Decision,
  complaintId: string,
  breachIds: readonly string[],
): PenaltyPreviewInput | null {
  const { findings, penalties = [] } = toInput(decision, breachIds);
  if (findings.some(({ result, ruleVersionId }) => !result || !ruleVersionId)) return null;
  return {
    complaintId,
    findings: findings.map(({ reasoning: _, evidenceIds: __, ...finding }) => finding),
    penalties: penalties.flatMap(({ reason: _, ...penalty }) => (penalty.kind ? penalty : [])),
  };
}
