import type { PointRules, RulesAt, ViolationFacts } from "../../../src/adjudication/points/points.pure";

export const DAY = 86_400_000;

const none = { days: null, amount: null };

/** The house rules as a new installation has them. */
export const RULES: PointRules = {
  levels: {
    L1: { points: 2, expiresAfterDays: 90 },
    L2: { points: 4, expiresAfterDays: 180 },
    L3: { points: 8, expiresAfterDays: 365 },
    L4: { points: 24, expiresAfterDays: 730 },
  },
  lenientDays: 365,
  repeated: { count: 3, days: 90 },
  incident: { days: 14, most: 3 },
  promptRemedyLeaves: 50,
  thresholds: [
    {
      points: 12,
      measures: [
        { kind: "FINE", ...none, amount: 0 },
        { kind: "LISTING_FREEZE", ...none, days: 30 },
      ],
    },
    {
      points: 4,
      measures: [
        { kind: "WARNING", ...none },
        { kind: "PUBLIC_NOTICE", ...none },
      ],
    },
    { points: 36, measures: [{ kind: "TERMINATION", ...none }] },
    {
      points: 8,
      measures: [
        { kind: "RANK_DEMOTION", ...none, days: 14 },
        { kind: "MANDATORY_TRAINING", ...none },
      ],
    },
    { points: 24, measures: [{ kind: "SUSPENSION", ...none, days: 90 }] },
  ],
  rate: {
    least: 0.002,
    most: 0.01,
    enough: 10_000,
    permille: 50,
    rungs: 1,
    far: { times: 3, consumers: 3, percent: 50, rungs: 4 },
    stopConsumers: 3,
  },
  duties: ["PUBLIC_NOTICE", "MANDATORY_TRAINING"],
  charge: {
    shares: { L1: 10, L2: 30, L3: 60, L4: 100 },
    least: { CNY: 10_000, other: 1_000 },
    most: { CNY: 5_000_000, other: 500_000 },
  },
};
export const rulesAt: RulesAt = () => RULES;

/** As before rates, incidents and duties: a new installation has none of these rules, an old one has them so for the past. */
export const rulesBefore: RulesAt = () => ({
  ...RULES,
  incident: { days: 0, most: 1 },
  rate: { ...RULES.rate, stopConsumers: 0 },
  duties: [],
});

/** One that counts since `day`, as the `step`th. */
export const violation = (id: string, level: ViolationFacts["level"], step: number, day: number): ViolationFacts => ({
  id,
  rulingId: `ruling of ${id}`,
  kind: "PROMISE_BROKEN",
  level,
  lineage: null,
  consumerId: null,
  complainedAt: day * DAY,
  stake: null,
  exposure: null,
  foundAt: day * DAY,
  step,
  countedAt: day * DAY,
  promptlyRemediedAt: null,
  reversedAt: null,
});
