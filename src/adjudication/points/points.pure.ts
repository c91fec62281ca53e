import type { Severity } from "../../case/complaints/case-enums.types";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import { DAY } from "../../platform/time";

/** What a ruling found against a provider, as far as points depend on it. */
export interface ViolationFacts {
  id: string;
  rulingId: string;
  kind: "PROMISE_BROKEN" | "NON_PERFORMANCE";
  level: Severity;
  /** Of the promise, see `lineageOf`. */
  lineage: string | null;
  foundAt: number;
  /** Its position in the order in which the provider's violations came to count; null while its ruling is not final. Violations of one ruling share a position. */
  step: number | null;
  countedAt: number | null;
  promptlyRemediedAt: number | null;
  reversedAt: number | null;
}

export interface Measure {
  kind: PenaltyKind;
  days: number | null;
  /** Minor units, for FINE. */
  amount: number | null;
}

export interface Threshold {
  points: number;
  measures: readonly Measure[];
}

/** The house rules about points, in force at one moment. */
export interface PointRules {
  levels: Record<Severity, { points: number; expiresAfterDays: number }>;
  lenientDays: number;
  repeated: { count: number; days: number };
  /** The percentage of points that remains for a violation that was remedied promptly. */
  promptRemedyLeaves: number;
  thresholds: readonly Threshold[];
}

export type RulesAt = (at: number) => PointRules;

/** The final weight of a violation. */
export interface Weight {
  /** The severity it counts with: a repeated L2 counts as L3. */
  level: Severity;
  /** Points before any reward for a prompt remedy, and after it. */
  full: number;
  rewarded: number;
  /** null while it does not count. */
  expiresAt: number | null;
}

const inForce = ({ reversedAt }: ViolationFacts): boolean => reversedAt === null;
const timeOf = ({ countedAt, foundAt }: ViolationFacts): number => countedAt ?? foundAt;

/** In the order in which they came to count; those that do not count yet come last, as if they were to count next. */
const inOrder = (a: ViolationFacts, b: ViolationFacts): number =>
  (a.step ?? Infinity) - (b.step ?? Infinity) || a.foundAt - b.foundAt || (a.id < b.id ? -1 : 1);

/**
 * The weight of every violation in force. Leniency and repetition depend on earlier violations, so reversing one may change the
 * weight of others: each weighs what it would if the reversed one had never happened.
 */
export function weigh(violations: readonly ViolationFacts[], rulesAt: RulesAt): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  const before: ViolationFacts[] = [];
  for (const violation of violations.filter(inForce).sort(inOrder)) {
    weights.set(violation.id, weightAfter(before, violation, rulesAt(timeOf(violation))));
    before.push(violation);
  }
  return weights;
}

function weightAfter(before: readonly ViolationFacts[], violation: ViolationFacts, rules: PointRules): Weight {
  const level = isRepeated(before, violation, rules) ? "L3" : violation.level;
  const { points, expiresAfterDays } = rules.levels[level];
  const full = isFirstMinor(before, violation, rules) ? 0 : points;
  const rewardable = level === "L1" || level === "L2";
  const { countedAt } = violation;
  return {
    level,
    full,
    rewarded: rewardable ? Math.floor((full * rules.promptRemedyLeaves) / 100) : full,
    expiresAt: countedAt === null ? null : countedAt + expiresAfterDays * DAY,
  };
}

/** Leniency: the first minor one in a year is a warning without points. */
const isFirstMinor = (before: readonly ViolationFacts[], violation: ViolationFacts, rules: PointRules): boolean =>
  violation.level === "L1" &&
  !within(before, violation, rules.lenientDays).some(({ level }) => level === violation.level);

function isRepeated(before: readonly ViolationFacts[], violation: ViolationFacts, { repeated }: PointRules): boolean {
  const { level, lineage, rulingId } = violation;
  if (level !== "L2" || lineage === null) return false;
  const same = within(before, violation, repeated.days).filter((other) => other.lineage === lineage);
  // Several promises of one lineage in one case were broken once.
  const others = new Set(same.map((other) => other.rulingId).filter((id) => id !== rulingId));
  return others.size + 1 >= repeated.count;
}

const within = (before: readonly ViolationFacts[], violation: ViolationFacts, days: number): ViolationFacts[] =>
  before.filter((other) => timeOf(other) > timeOf(violation) - days * DAY);

export type PointsEntryKind = "PROVISIONAL" | "COUNTED" | "HALVED" | "RECOUNTED" | "REVERSED";

/** One line of the append-only ledger. */
export interface Entry {
  violationId: string;
  kind: PointsEntryKind;
  /** The points it adds or removes. */
  points: number;
  /** Whether it is about points that do not count yet. A violation's first entry that is not provisional ends its provisional ones. */
  provisional: boolean;
  /** The severity the violation counts with. */
  level: Severity;
  at: number;
  expiresAt: number | null;
}

interface Held {
  points: number;
  provisional: boolean;
  expiresAt: number | null;
  kinds: ReadonlySet<PointsEntryKind>;
}

/** The total of one violation's entries, in their order. */
function hold(entries: readonly Entry[]): Held {
  const counted = entries.filter(({ provisional }) => !provisional);
  const lines = counted.length > 0 ? counted : entries;
  return {
    points: lines.reduce((sum, { points }) => sum + points, 0),
    provisional: counted.length === 0,
    expiresAt: lines.at(-1)?.expiresAt ?? null,
    kinds: new Set(entries.map(({ kind }) => kind)),
  };
}

export interface Points {
  active: number;
  provisional: number;
}

/** The points that count at a moment, by the ledger (entries in the order they were written). */
export function activePoints(entries: readonly Entry[], at: number): Points {
  const points = { active: 0, provisional: 0 };
  for (const lines of byViolation(entries.filter((entry) => entry.at <= at)).values()) {
    const held = hold(lines);
    if (held.provisional) points.provisional += held.points;
    else if (held.expiresAt === null || at < held.expiresAt) points.active += held.points;
  }
  return points;
}

export function byViolation<E extends { violationId: string }>(entries: readonly E[]): Map<string, E[]> {
  const groups = new Map<string, E[]>();
  for (const entry of entries) {
    const group = groups.get(entry.violationId);
    if (group) group.push(entry);
    else groups.set(entry.violationId, [entry]);
  }
  return groups;
}

/** The entry needed to bring a violation's entries to its weight; null if none is needed. */
export function missingEntry(
  violation: ViolationFacts,
  weight: Weight | undefined,
  written: readonly Entry[],
  at: number,
): Entry | null {
  const held = hold(written);
  const line = (kind: PointsEntryKind, points: number, provisional: boolean, expiresAt: number | null): Entry => ({
    violationId: violation.id,
    kind,
    points,
    provisional,
    level: weight?.level ?? written.at(-1)?.level ?? violation.level,
    at,
    expiresAt,
  });
  if (!weight) {
    if (written.length === 0 || held.kinds.has("REVERSED")) return null;
    return line("REVERSED", -held.points, held.provisional, held.expiresAt);
  }
  const { expiresAt } = weight;
  const counts = violation.step !== null;
  if (counts && (held.provisional || written.length === 0)) return line("COUNTED", weight.full, false, expiresAt);
  if (!counts && written.length === 0) return line("PROVISIONAL", weight.full, true, null);
  const due = violation.promptlyRemediedAt === null ? weight.full : weight.rewarded;
  if (due === held.points && expiresAt === held.expiresAt) return null;
  const rewarded = due === weight.rewarded && held.points === weight.full && expiresAt === held.expiresAt;
  return line(rewarded ? "HALVED" : "RECOUNTED", due - held.points, held.provisional, expiresAt);
}

/** A threshold that was crossed when a ruling came to count, or a default. */
export interface Firing {
  step: number;
  rulingId: string;
  at: number;
  threshold: Threshold;
}

/** Goes through the counting violations in order: at each step only the highest newly crossed threshold fires. */
export function replay(violations: readonly ViolationFacts[], rulesAt: RulesAt): Firing[] {
  const weights = weigh(violations, rulesAt);
  const counted = violations.filter((violation) => inForce(violation) && violation.step !== null).sort(inOrder);
  const steps = [...new Set(counted.map(({ step }) => step))];
  return steps.flatMap((step) => {
    const now = counted.filter((violation) => violation.step === step);
    const [first] = now;
    if (!first || first.countedAt === null || step === null) return [];
    const at = first.countedAt;
    const earlier = counted.filter((violation) => (violation.step ?? Infinity) < step);
    const before = sum(earlier, (violation) => pointsAt(violation, weights.get(violation.id), at));
    const after = before + sum(now, ({ id }) => weights.get(id)?.full ?? 0);
    const threshold = highestCrossed(rulesAt(at).thresholds, before, after);
    return threshold ? [{ step, rulingId: first.rulingId, at, threshold }] : [];
  });
}

/** A reward given at the same moment comes after it: a threshold crossed by then stays crossed. */
function pointsAt({ promptlyRemediedAt }: ViolationFacts, weight: Weight | undefined, at: number): number {
  if (!weight || (weight.expiresAt !== null && weight.expiresAt <= at)) return 0;
  return promptlyRemediedAt !== null && promptlyRemediedAt < at ? weight.rewarded : weight.full;
}

export const crossed = (thresholds: readonly Threshold[], before: number, after: number): Threshold[] =>
  thresholds.filter(({ points }) => before < points && points <= after).sort((a, b) => a.points - b.points);

const highestCrossed = (thresholds: readonly Threshold[], before: number, after: number): Threshold | undefined =>
  crossed(thresholds, before, after).at(-1);

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
