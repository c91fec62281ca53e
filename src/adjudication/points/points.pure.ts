import type { Severity } from "../../case/complaints/case-enums.types";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import { DAY } from "../../platform/time";
import type { ChargeRules, Stake } from "./charge.pure";
import type { Exposure, RateRules } from "./rate.pure";

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

export const inForce = ({ reversedAt }: ViolationFacts): boolean => reversedAt === null;
const timeOf = ({ countedAt, foundAt }: ViolationFacts): number => countedAt ?? foundAt;

/** In the order in which they came to count; those that do not count yet come last, as if they were to count next. */
export const inOrder = (a: ViolationFacts, b: ViolationFacts): number =>
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
