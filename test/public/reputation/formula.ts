import type { Formula, Standing } from "../../../src/public/reputation/reputation.pure";

export const DAY = 86_400_000;

/** As the design says it; the house rules must say the same. */
export const FORMULA: Formula = {
  version: 2,
  halfLifeDays: 180,
  newBelow: 5,
  levels: { L1: 0.25, L2: 0.6, L3: 1, L4: 1 },
  settled: 0.25,
  settledOften: { share: 0.5, cases: 3, times: 2, least: 0.01, permille: 50, days: 90, known: 1_000 },
  weights: { freshDays: 30, fresh: 0.25, further: 0.5, leastFault: 0.25 },
  orders: { most: 3, days: 30 },
  faults: { weight: 50, rate: 0.02 },
  answered: { weight: 10, prior: 0.8 },
  solved: { weight: 10, prior: 0.7, partly: 0.5 },
  verified: { least: 0.1 },
  exponents: { keep: 0.5, answered: 0.2, solved: 0.2, verified: 0.1 },
  z: 1.959963984540054,
  caps: { RANK_DEMOTION: 60, LISTING_FREEZE: 40, SUSPENSION: 20 },
  seriousCaps: { L3: 80, L4: 60 },
};

export const standing = (changes: Partial<Standing> = {}): Standing => ({
  at: 0,
  orders: 0,
  faults: 0,
  asked: 0,
  answered: 0,
  judged: 0,
  solved: 0,
  verified: 1,
  serious: [],
  ...changes,
});
