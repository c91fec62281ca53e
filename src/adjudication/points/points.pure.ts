import type { Severity } from "../../case/complaints/case-enums.types";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import { MARKET_RESTRICTIONS, kindsWith } from "../../house-rules/measures.table";
import { DAY } from "../../platform/time";
import { chargeOf, type ChargeRules, type Stake } from "./charge.pure";
import { rateLevel, type Exposure, type RateRules } from "./rate.pure";
import { groupBy } from "../../platform/grouping.pure";

/** What a ruling found against a provider, as far as points depend on it. */
export interface ViolationFacts {
  id: string;
  rulingId: string;
  kind: "PROMISE_BROKEN" | "NON_PERFORMANCE";
  level: Severity;
  /** Of the promise, see `lineageOf`. */
  lineage: string | null;
  /** Whose case it was. */
  consumerId: string | null;
  /** When the consumer complained: cases of one cause are complained of together, however long each takes to decide. */
  complainedAt: number;
  /** What the case was about in money. */
  stake: Stake | null;
  /** null while its ruling is not final, and for those that came to count before rates were measured. */
  exposure: Exposure | null;
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
  /** Minor units, for FINE; 0 in a house rule for one in proportion. */
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
  /** Cases about one promise within so many days are one incident, which weighs at most so many times as much as its gravest case. */
  incident: { days: number; most: number };
  /** The percentage of points that remains for a violation that was remedied promptly. */
  promptRemedyLeaves: number;
  thresholds: readonly Threshold[];
  rate: RateRules;
  /** Measures of every threshold that is passed, not only of the highest. */
  duties: readonly PenaltyKind[];
  charge: ChargeRules;
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
  const before: Placed[] = [];
  for (const violation of violations.filter(inForce).sort(inOrder)) {
    const rules = rulesAt(timeOf(violation));
    const placed = { ...violation, incident: incidentOf(before, violation, rules) };
    weights.set(violation.id, weightAfter(before, placed, rules));
    before.push(placed);
  }
  return weights;
}

/** Cases of one cause: about one promise, complained of within a few days of the one that came to count first. */
interface Incident {
  since: number;
  rulings: Set<string>;
  /** Points of its gravest violation, and what its violations so far weigh together. */
  gravest: number;
  weighs: number;
}

type Placed = ViolationFacts & { incident: Incident };

/** That the cause is one is presumed from the promise and the time: nobody has to find it. */
function incidentOf(before: readonly Placed[], violation: ViolationFacts, { incident }: PointRules): Incident {
  const { lineage, complainedAt, rulingId } = violation;
  const joined = before.find(
    (other) =>
      lineage !== null &&
      other.lineage === lineage &&
      (other.rulingId === rulingId || Math.abs(other.incident.since - complainedAt) < incident.days * DAY),
  );
  const found = joined?.incident ?? { since: complainedAt, rulings: new Set(), gravest: 0, weighs: 0 };
  found.rulings.add(rulingId);
  return found;
}

/** What one more violation adds to its incident: the points of the gravest, the more the more cases, but never as many times, and never more than it would alone. */
function addedTo(incident: Incident, points: number, { incident: { days, most } }: PointRules): number {
  if (days === 0) return points;
  incident.gravest = Math.max(incident.gravest, points);
  const weighs = Math.round(incident.gravest * Math.min(most, 1 + Math.log2(incident.rulings.size)));
  const added = Math.min(points, Math.max(0, weighs - incident.weighs));
  incident.weighs += added;
  return added;
}

function weightAfter(before: readonly Placed[], violation: Placed, rules: PointRules): Weight {
  const level = isRepeated(before, violation, rules) ? "L3" : violation.level;
  const { points, expiresAfterDays } = rules.levels[level];
  const added = addedTo(violation.incident, points, rules);
  const full = isFirstMinor(before, violation, rules) ? 0 : added;
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

function isRepeated(before: readonly Placed[], violation: Placed, { repeated }: PointRules): boolean {
  const { level, lineage, incident } = violation;
  if (level !== "L2" || lineage === null) return false;
  const same = within(before, violation, repeated.days).filter((other) => other.lineage === lineage);
  // What one incident broke was broken once, and so were several promises of one lineage in one case.
  const others = new Set(same.map((other) => other.incident).filter((other) => other !== incident));
  return others.size + 1 >= repeated.count;
}

const within = <V extends ViolationFacts>(before: readonly V[], violation: ViolationFacts, days: number): V[] =>
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

export const byViolation = <E extends { violationId: string }>(entries: readonly E[]): Map<string, E[]> =>
  groupBy(entries, ({ violationId }) => violationId);

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

/** A threshold that was passed when a ruling came to count, or a default; its measures are those that it brings. */
export interface Firing {
  step: number;
  rulingId: string;
  at: number;
  threshold: Threshold;
}

/** Points that count at one moment. */
interface Sums {
  all: number;
  /** Of fraud and the like, and of rulings not obeyed: no rate excuses these. */
  grave: number;
}

/** The gravest level, and what the provider alone decides: whether it does what it was ordered to. */
const isGrave = ({ kind, level }: ViolationFacts): boolean => kind === "NON_PERFORMANCE" || level === "L4";

/** A threshold passed at an earlier step, and whether it has not been left since. */
interface Passed {
  points: number;
  still: (before: Sums) => boolean;
}

/**
 * Goes through the counting violations in order: at each step only the highest newly passed threshold fires, with the duties of all
 * those below it that are passed by the same step.
 */
export function replay(violations: readonly ViolationFacts[], rulesAt: RulesAt): Firing[] {
  const weights = weigh(violations, rulesAt);
  const counted = violations.filter((violation) => inForce(violation) && violation.step !== null).sort(inOrder);
  const steps = [...new Set(counted.map(({ step }) => step))];
  const firings: Firing[] = [];
  let passed: Passed[] = [];
  for (const step of steps) {
    const [first, ...rest] = counted.filter((violation) => violation.step === step);
    if (!first || first.countedAt === null || step === null) continue;
    const at = first.countedAt;
    const rules = rulesAt(at);
    const earlier = counted.filter((violation) => (violation.step ?? Infinity) < step);
    const now = [first, ...rest];
    const before = sumsOf(earlier, (violation) => pointsAt(violation, weights.get(violation.id), at));
    const added = sumsOf(now, ({ id }) => weights.get(id)?.full ?? 0);
    const after = { all: before.all + added.all, grave: before.grave + added.grave };
    const alive = [...earlier.filter(({ id }) => (weights.get(id)?.expiresAt ?? 0) > at), ...now];
    passed = passed.filter(({ still }) => still(before));
    const held = Math.max(0, ...passed.map(({ points }) => points));
    const newly = newlyPassed(rules, held, after, rateOf([...earlier, ...now], first, rules), consumersOf(alive));
    passed.push(...newly);
    const fired = rules.thresholds.filter(({ points }) => newly.some((each) => each.points === points));
    const threshold = togetherOf(fired, rules, alive, first.stake);
    if (threshold) firings.push({ step, rulingId: first.rulingId, at, threshold });
  }
  return firings;
}

/**
 * The thresholds above the held one that are passed with so many points: by those that no rate excuses as far as they reach, by the
 * others, if the rate is above the bar, only a few rungs at a time.
 */
function newlyPassed(rules: PointRules, held: number, after: Sums, rate: Rate, consumers: number): Passed[] {
  const above = rules.thresholds.filter(({ points }) => points > held).sort((a, b) => a.points - b.points);
  return above.flatMap((threshold, rung): Passed[] => {
    const { points } = threshold;
    if (after.grave >= points) return [{ points, still: (before) => before.grave >= points || before.all >= points }];
    const isOpen = rung < rate.rungs && (!stopsSales(threshold) || consumers >= rules.rate.stopConsumers);
    const needed = (points * rate.percent) / 100;
    return isOpen && after.all >= needed ? [{ points, still: (before) => before.all >= needed }] : [];
  });
}

const STOPPING: readonly PenaltyKind[] = kindsWith(
  "restricts",
  MARKET_RESTRICTIONS.filter((restriction) => restriction !== "PLACE"),
);
const stopsSales = ({ measures }: Threshold): boolean => measures.some(({ kind }) => STOPPING.includes(kind));

/** How many rungs its points may climb at once, from which share of their points on. */
interface Rate {
  rungs: number;
  percent: number;
}

/** Without limit, where nothing was measured: so it was before rates were. */
function rateOf(upTo: readonly ViolationFacts[], { exposure }: ViolationFacts, { rate }: PointRules): Rate {
  if (!exposure) return { rungs: Infinity, percent: 100 };
  const inWindow = upTo.filter(({ countedAt }) => countedAt !== null && countedAt > exposure.since);
  switch (rateLevel(consumersOf(inWindow), exposure, rate)) {
    case "NORMAL":
      return { rungs: 0, percent: 100 };
    case "ABOVE":
      return { rungs: rate.rungs, percent: 100 };
    case "FAR_ABOVE":
      return { rungs: rate.far.rungs, percent: rate.far.percent };
  }
}

/** Whoever complains of several orders is one consumer. */
const consumersOf = (violations: readonly ViolationFacts[]): number =>
  new Set(violations.map(({ consumerId, rulingId }) => consumerId ?? rulingId)).size;

/** The highest of them with its own measures and the duties of the others; fines in proportion are computed. */
function togetherOf(
  fired: readonly Threshold[],
  { duties, charge }: PointRules,
  alive: readonly ViolationFacts[],
  stake: Stake | null,
): Threshold | null {
  const [highest, ...lower] = [...fired].sort((a, b) => b.points - a.points);
  if (!highest) return null;
  const own = highest.measures.map((measure) =>
    measure.amount === 0 ? { ...measure, amount: chargeOf(alive, stake?.currency ?? "", charge) } : measure,
  );
  const kinds = new Set(own.map(({ kind }) => kind));
  const added = lower.flatMap(({ measures }) =>
    measures.filter(({ kind }) => {
      const isNew = duties.includes(kind) && !kinds.has(kind);
      if (isNew) kinds.add(kind);
      return isNew;
    }),
  );
  return { points: highest.points, measures: [...own, ...added] };
}

/** A reward given at the same moment comes after it: a threshold crossed by then stays crossed. */
function pointsAt({ promptlyRemediedAt }: ViolationFacts, weight: Weight | undefined, at: number): number {
  if (!weight || (weight.expiresAt !== null && weight.expiresAt <= at)) return 0;
  return promptlyRemediedAt !== null && promptlyRemediedAt < at ? weight.rewarded : weight.full;
}

const sumsOf = (violations: readonly ViolationFacts[], of: (violation: ViolationFacts) => number): Sums => ({
  all: sum(violations, of),
  grave: sum(violations.filter(isGrave), of),
});

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
