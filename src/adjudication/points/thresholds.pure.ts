import type { PenaltyKind } from "../measures/penalty-kind.types";
import { MARKET_RESTRICTIONS, kindsWith } from "../../house-rules/measures.table";
import { chargeOf, type Stake } from "./charge.pure";
import { rateLevel } from "./rate.pure";
import {
  inForce,
  inOrder,
  weigh,
  type PointRules,
  type RulesAt,
  type Threshold,
  type ViolationFacts,
  type Weight,
} from "./points.pure";

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
export function firedThresholds(violations: readonly ViolationFacts[], rulesAt: RulesAt): Firing[] {
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
