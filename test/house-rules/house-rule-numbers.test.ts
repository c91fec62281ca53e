import { lacksVersion, misfit } from "../../src/house-rules/house-rule-combination.pure";
import { isSameValue, problemsOf, withNumbers } from "../../src/house-rules/house-rule-value.pure";
import { HouseRules } from "../../src/house-rules/house-rules";
import { HOUSE_RULES, type HouseRule } from "../../src/house-rules/house-rules.table";

const CODES = Object.keys(HOUSE_RULES) as HouseRule[];

test("every number of the table is within its bounds, and all of them fit each other", () => {
  for (const code of CODES) {
    const numbers = Object.entries(HOUSE_RULES[code][0]).map(([unit, value]) => ({ unit, value }));
    expect([code, problemsOf(code, numbers, "numbers")]).toEqual([code, []]);
  }
  expect(misfit(HouseRules.ofTable(), CODES)).toBeNull();
});

const wrong = (code: HouseRule, numbers: { unit: string; value: number }[]): unknown[] =>
  problemsOf(code, numbers, "n").map(({ reason, field }) => [reason, field]);

test.each<[HouseRule, { unit: string; value: number }[], unknown[]]>([
  ["clock.REVIEW", [{ unit: "workingDays", value: 0 }], [["houseRules.outOfRange", "n.0.value"]]],
  ["clock.REVIEW", [{ unit: "workingDays", value: 251 }], [["houseRules.outOfRange", "n.0.value"]]],
  ["clock.REVIEW", [{ unit: "workingDays", value: NaN }], [["houseRules.outOfRange", "n.0.value"]]],
  ["clock.REVIEW", [{ unit: "workingDays", value: 1.5 }], [["houseRules.notWhole", "n.0.value"]]],
  ["clock.REVIEW", [{ unit: "days", value: 5 }], [["houseRules.noSuchUnit", "n.0.unit"]]],
  ["clock.REVIEW", [{ unit: "constructor", value: 5 }], [["houseRules.noSuchUnit", "n.0.unit"]]],
  ["rate.bar", [{ unit: "least", value: 1.1 }], [["houseRules.outOfRange", "n.0.value"]]],
  ["rate.bar", [{ unit: "least", value: 0.003 }], []],
  ["rule.notice", [{ unit: "days", value: 6 }], [["houseRules.outOfRange", "n.0.value"]]],
  ["threshold.4", [{ unit: "WARNING", value: 3 }], [["houseRules.outOfRange", "n.0.value"]]],
  ["approvals.TERMINATION", [{ unit: "people", value: 0 }], [["houseRules.outOfRange", "n.0.value"]]],
  [
    "filing.limit",
    [
      { unit: "PACED", value: 30 },
      { unit: "PACED", value: 40 },
    ],
    [["houseRules.unitTwice", "n.1.unit"]],
  ],
])("%s: %j", (code, numbers, problems) => {
  expect(wrong(code, numbers)).toEqual(problems);
});

test("numbers that are not given stay", () => {
  const value = withNumbers({ NOTICE: 180, PACED: 90, PAUSED: 30 }, [{ unit: "PACED", value: 60 }]);
  expect(value).toEqual({ NOTICE: 180, PACED: 60, PAUSED: 30 });
  expect(isSameValue(value, { PAUSED: 30, PACED: 60, NOTICE: 180 })).toBe(true);
  expect(isSameValue(value, { NOTICE: 180, PACED: 90, PAUSED: 30 })).toBe(false);
});

test.each<[Parameters<typeof HouseRules.ofTable>[0], HouseRule[]]>([
  [{ "threshold.8": { points: 12, RANK_DEMOTION: 14, MANDATORY_TRAINING: 0 } }, ["threshold.8"]],
  [{ "points.L1": { points: 5, expiresAfterDays: 90 } }, ["points.L1"]],
  [{ "charge.most": { ...HOUSE_RULES["charge.most"][0], EUR: 1_000 } }, ["charge.most"]],
  [{ "session.idle": { days: 181 } }, ["session.idle"]],
  [{ "clock.FIRST_RESPONSE": { hours: 73 } }, ["clock.FIRST_RESPONSE"]],
  [{ "rate.bar": { least: 0.02, most: 0.01, orders: 10_000, hours: 24 } }, ["rate.bar"]],
  [{ "clock.NEGOTIATION": { days: 2 } }, ["clock.NEGOTIATION", "clock.FIRST_RESPONSE_GRACE"]],
  [{ "clock.COMPENSATION_CLAIM": { hours: 168 } }, ["clock.COMPENSATION_CLAIM", "clock.NEGOTIATION"]],
  [{ "escalation.opens": { hours: 168 } }, ["escalation.opens", "clock.NEGOTIATION"]],
  [{ "fastTrack.ADMISSIBILITY": { hours: 49 } }, ["fastTrack.ADMISSIBILITY", "fastTrack.ADMISSIBILITY_DEFAULT"]],
  [{ "retention.case": { days: 29 } }, ["retention.case", "reopen.window"]],
  [{ "evidence.size": { bytes: 209_715_201 } }, ["evidence.size", "uploads.perDay"]],
  [{ "reputation.exponents": { keep: 0, answered: 0, solved: 0, verified: 0 } }, ["reputation.exponents"]],
])("%j does not fit", (changed, codes) => {
  const rules = HouseRules.ofTable(changed);
  expect(misfit(rules, codes)).toEqual(expect.arrayContaining(codes));
  // Whoever changes something else is not told of it.
  expect(misfit(rules, ["desk.hold"])).toBeNull();
});

test("numbers of the reputation formula change together with its version", () => {
  const before = HouseRules.ofTable();
  const formula = HOUSE_RULES["reputation.formula"][0];
  const later = HouseRules.ofTable({ "reputation.formula": { ...formula, version: formula.version + 1 } });
  expect(lacksVersion(before, before, ["reputation.caps"])).toBe(true);
  expect(lacksVersion(before, later, ["reputation.caps", "reputation.formula"])).toBe(false);
  expect(lacksVersion(before, before, ["reputation.formula"])).toBe(true);
  expect(lacksVersion(before, before, ["reputation.told", "desk.hold"])).toBe(false);
});
