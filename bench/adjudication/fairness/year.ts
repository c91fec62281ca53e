import type { Severity } from "../../../src/case/complaints/case-enums.types";
import type { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import { weigh, type PointRules, type ViolationFacts } from "../../../src/adjudication/points/points.pure";
import { firedThresholds, type Firing } from "../../../src/adjudication/points/thresholds.pure";
import type { Exposure } from "../../../src/adjudication/points/rate.pure";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { DAY } from "../../../src/platform/time";
import { toPointRules } from "../../../src/adjudication/points/point-rules.queries";
import { poisson, type Chance } from "./chance";

/** As a new database begins. */
export const NOW: PointRules = toPointRules(HouseRules.ofTable());

/** As they were: points are counted, whatever the provider's size; a fine is a flat sum. */
export const FLAT: PointRules = toPointRules(
  HouseRules.ofTable({
    "points.incident": { days: 0, multiple: 1 },
    "points.duties": { PUBLIC_NOTICE: 0, MANDATORY_TRAINING: 0 },
    "rate.stop": { consumers: 0 },
    "threshold.12": { points: 12, FINE: 500_000, LISTING_FREEZE: 30 },
  }),
);

/** The market around the provider: what the others' orders and upheld cases were in the last days. */
export interface Market {
  orders: number;
  rate: number;
}
export const MARKET: Market = { orders: 200_000, rate: 0.001 };

export interface Profile {
  ordersPerMonth: number;
  /** Of its orders, the share that ends in an upheld case. */
  upheld: number;
  /** Every remedy is performed within the time that is rewarded. */
  remediesAtOnce?: true;
}

/** One upheld case that is final. */
export interface Upheld {
  day: number;
  level?: Severity;
  /** Which of the provider's promises. */
  promise: number;
  consumer: string;
  /** What it is about, in fen. */
  amount?: number;
  remediedAtOnce?: boolean;
}

/** What they weigh together, and what fires, one after the other. A flat rule measures no rate. */
export function judge(
  cases: readonly Upheld[],
  ordersPerMonth: number,
  rules: PointRules,
  market: Market = MARKET,
): { firings: Firing[]; topPoints: number } {
  const violations = cases.map((each, index): ViolationFacts => {
    const at = each.day * DAY;
    return {
      id: `v${String(index).padStart(4, "0")}`,
      rulingId: `r${index}`,
      kind: "PROMISE_BROKEN",
      level: each.level ?? "L2",
      lineage: `p${each.promise}`,
      consumerId: each.consumer,
      complainedAt: at - 20 * DAY,
      stake: { amount: each.amount ?? 20_000, currency: "CNY" },
      exposure: rules === FLAT ? null : exposureAt(at, ordersPerMonth, market),
      foundAt: at - DAY,
      step: index + 1,
      countedAt: at,
      promptlyRemediedAt: each.remediedAtOnce ? at + DAY : null,
      reversedAt: null,
    };
  });
  const rulesAt = (): PointRules => rules;
  const weights = weigh(violations, rulesAt);
  const pointsAt = (at: number): number =>
    violations.reduce((sum, { id, countedAt, promptlyRemediedAt }) => {
      const weight = weights.get(id);
      if (!weight || countedAt === null || countedAt > at || (weight.expiresAt ?? 0) <= at) return sum;
      return sum + (promptlyRemediedAt !== null && promptlyRemediedAt <= at ? weight.rewarded : weight.full);
    }, 0);
  return {
    firings: firedThresholds(violations, rulesAt),
    topPoints: Math.max(0, ...violations.map(({ countedAt }) => pointsAt(countedAt ?? 0))),
  };
}

/** A provider that has been selling at this pace for long. */
function exposureAt(at: number, ordersPerMonth: number, { orders, rate }: Market): Exposure {
  const rules = HouseRules.ofTable();
  const within = (days: number): number => Math.round((ordersPerMonth * 12 * days) / 365);
  const recent = rules.number("rate.window", "days");
  const days =
    within(recent) < rules.number("rate.window", "orders") ? rules.number("rate.window", "longDays") : recent;
  return { since: at - days * DAY, orders: within(days), others: { events: Math.round(orders * rate), orders } };
}

export interface Outcome {
  averageTopPoints: number;
  /** Shares of the years in which at least once … */
  warned: number;
  trained: number;
  frozen: number;
  suspended: number;
  terminated: number;
}

/** Many years of one kind of provider, each with a clean record at its beginning. */
export function years(profile: Profile, rules: PointRules, runs: number, chance: Chance, market?: Market): Outcome {
  const outcome = { averageTopPoints: 0, warned: 0, trained: 0, frozen: 0, suspended: 0, terminated: 0 };
  const kinds = { warned: "WARNING", trained: "MANDATORY_TRAINING", frozen: "LISTING_FREEZE" } as const;
  const all = { ...kinds, suspended: "SUSPENSION", terminated: "TERMINATION" } as const satisfies Record<
    string,
    PenaltyKind
  >;
  for (let run = 0; run < runs; run += 1) {
    const { firings, topPoints } = judge(oneYear(profile, chance), profile.ordersPerMonth, rules, market);
    const brought = new Set(firings.flatMap(({ threshold }) => threshold.measures.map(({ kind }) => kind)));
    outcome.averageTopPoints += topPoints / runs;
    for (const [name, kind] of Object.entries(all))
      if (brought.has(kind)) outcome[name as keyof typeof all] += 1 / runs;
  }
  return outcome;
}

function oneYear({ ordersPerMonth, upheld, remediesAtOnce }: Profile, chance: Chance): Upheld[] {
  const promises = 3 + Math.floor(chance() * 3);
  const cases = poisson(ordersPerMonth * 12 * upheld, chance);
  return Array.from({ length: cases }, (_, index) => ({
    day: chance() * 365,
    promise: Math.floor(chance() * promises),
    consumer: `c${index}`,
    ...(remediesAtOnce && { remediedAtOnce: true }),
  })).sort((a, b) => a.day - b.day);
}
