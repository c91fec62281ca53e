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
  promptRemedyLeaves: 50,
  thresholds: [
    {
      points: 12,
      measures: [
        { kind: "FINE", ...none, amount: 500_000 },
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
};
export const rulesAt: RulesAt = () => RULES;

/** One that counts since `day`, as the `step`th. */
export const violation = (id: string, level: ViolationFacts["level"], step: number, day: number): ViolationFacts => ({
  id,
  rulingId: `ruling of ${id}`,
  kind: "PROMISE_BROKEN",
  level,
  lineage: null,
  foundAt: day * DAY,
  step,
  countedAt: day * DAY,
  promptlyRemediedAt: null,
  reversedAt: null,
});
