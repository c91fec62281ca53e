import type { Severity } from "../../case/complaints/case-enums.types";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import type { PenaltyFacts } from "../penalties/standing.pure";
import type { RulesAt, ViolationFacts } from "../points/points.pure";
import { stand, type CalledFor, type Judgement } from "./standing-of-history.pure";

/** The terms of a rule version or draft that rulings depend on. */
export interface RuleTerms {
  code: string;
  severity: Severity;
  measures: readonly PenaltyKind[];
}

interface PastFinding {
  id: string;
  /** null if the promise was not found broken. */
  severity: Severity | null;
  cited: RuleTerms;
}

/** A ruling that is recomputed. */
export interface PastRuling {
  id: string;
  findings: readonly PastFinding[];
  /** The kinds of measures it ordered itself. */
  ordered: readonly PenaltyKind[];
}

export interface PastViolation extends ViolationFacts {
  findingId: string | null;
}

/** Everything that determines one provider's points and penalties. Reversed violations weigh nothing, as everywhere. */
export interface History {
  rulings: readonly PastRuling[];
  /** Of all its rulings, including those that are not recomputed. */
  violations: readonly PastViolation[];
  /** Penalties that rulings ordered themselves and that are in force. */
  orders: readonly PenaltyFacts[];
}

export interface ReplayedFinding {
  findingId: string;
  before: Severity;
  after: Severity;
}

export interface RulingUnderDraft {
  rulingId: string;
  /** Whether it cites the rule; the points and penalties of other rulings may change too, because of what preceded them. */
  tried: boolean;
  /** Those whose severity changes. */
  findings: ReplayedFinding[];
  measuresNotAllowed: PenaltyKind[];
  measuresNewlyAllowed: PenaltyKind[];
  before: Judgement;
  after: Judgement;
}

export type RulingChange = "SEVERITY" | "MEASURE_NOT_ALLOWED" | "MEASURE_NEWLY_ALLOWED" | "POINTS" | "PENALTIES";

export interface ReplayedHistory {
  /** All recomputed rulings, and others that change as a consequence. */
  rulings: RulingUnderDraft[];
  /** Points that count at the moment asked for. */
  activeBefore: number;
  activeAfter: number;
}

/** A finding with the default severity of its version gets the draft's severity; one that departed from the default keeps its own. */
export function severityUnder(draft: RuleTerms, { severity, cited }: PastFinding): Severity | null {
  return cited.code === draft.code && severity === cited.severity ? draft.severity : severity;
}

/**
 * One provider's history as if the rulings had been made under the draft; everything else stays as it was found. A measure that the
 * draft does not allow counts as not ordered; the penalty that the points required in its place is then ordered.
 */
export function replayHistory(history: History, draft: RuleTerms, rulesAt: RulesAt, at: number): ReplayedHistory {
  const tried = history.rulings.map((ruling) => tryAgain(ruling, draft));
  const severities = new Map(
    tried.flatMap(({ findings }) => findings.map(({ findingId, after }) => [findingId, after])),
  );
  const notAllowed = new Map(tried.map(({ rulingId, measuresNotAllowed }) => [rulingId, measuresNotAllowed]));
  const before = stand(history.violations, history.orders, rulesAt, at);
  const after = stand(
    history.violations.map((each) => ({ ...each, level: severities.get(each.findingId ?? "") ?? each.level })),
    history.orders.filter(({ rulingId, kind }) => !notAllowed.get(rulingId)?.includes(kind)),
    rulesAt,
    at,
  );
  const untried = new Set(history.violations.map(({ rulingId }) => rulingId));
  for (const { rulingId } of tried) untried.delete(rulingId);
  const judge = (ruling: RetriedRuling): RulingUnderDraft => ({
    ...ruling,
    before: before.judgementOf(ruling.rulingId),
    after: after.judgementOf(ruling.rulingId),
  });
  const others = [...untried].map((rulingId) => judge(unchanged(rulingId)));
  return {
    rulings: [...tried.map(judge), ...others.filter((ruling) => changesOf(ruling).length > 0)],
    activeBefore: before.active,
    activeAfter: after.active,
  };
}

/** The ways in which a ruling would differ. */
export function changesOf(ruling: RulingUnderDraft): RulingChange[] {
  const { before, after } = ruling;
  return [
    ...(ruling.findings.length > 0 ? (["SEVERITY"] as const) : []),
    ...(ruling.measuresNotAllowed.length > 0 ? (["MEASURE_NOT_ALLOWED"] as const) : []),
    ...(ruling.measuresNewlyAllowed.length > 0 ? (["MEASURE_NEWLY_ALLOWED"] as const) : []),
    ...(before.points !== after.points ? (["POINTS"] as const) : []),
    ...(newPenalties(ruling).length + gonePenalties(ruling).length > 0 ? (["PENALTIES"] as const) : []),
  ];
}

/** A measure that could have been ordered in addition does not count as a change. */
export const wouldChange = (changes: readonly RulingChange[]): boolean =>
  changes.some((change) => change !== "MEASURE_NEWLY_ALLOWED");

type Compared = Pick<RulingUnderDraft, "before" | "after">;
export const newPenalties = ({ before, after }: Compared): CalledFor[] => without(after.penalties, before.penalties);
export const gonePenalties = ({ before, after }: Compared): CalledFor[] => without(before.penalties, after.penalties);

/** The same measure required by another threshold makes no difference to the provider. */
function without(some: readonly CalledFor[], others: readonly CalledFor[]): CalledFor[] {
  const left = [...others];
  return some.filter(({ kind, days, amount }) => {
    const place = left.findIndex((other) => other.kind === kind && other.days === days && other.amount === amount);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

type RetriedRuling = Omit<RulingUnderDraft, "before" | "after">;

const unchanged = (rulingId: string): RetriedRuling => ({
  rulingId,
  tried: false,
  findings: [],
  measuresNotAllowed: [],
  measuresNewlyAllowed: [],
});

function tryAgain({ id, findings, ordered }: PastRuling, draft: RuleTerms): RetriedRuling {
  const broken = findings.filter(({ severity }) => severity !== null);
  const allowed = new Set(broken.flatMap(({ cited }) => cited.measures));
  const allowedNow = new Set(broken.flatMap(({ cited }) => (cited.code === draft.code ? draft : cited).measures));
  return {
    rulingId: id,
    tried: true,
    findings: broken.flatMap((finding) => {
      const [before, after] = [finding.severity, severityUnder(draft, finding)];
      return before === null || after === null || before === after ? [] : { findingId: finding.id, before, after };
    }),
    measuresNotAllowed: [...new Set(ordered)].filter((kind) => allowed.has(kind) && !allowedNow.has(kind)),
    measuresNewlyAllowed: [...allowedNow].filter((kind) => !allowed.has(kind)),
  };
}
