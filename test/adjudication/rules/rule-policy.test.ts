import fc from "fast-check";
import { defaultRules } from "../../../src/adjudication/rules/default-rules";
import { checkEffectiveDate, inForceAt } from "../../../src/adjudication/rules/rule.pure";

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 24);

test("a version needs its notice, to the millisecond", () => {
  const terms = { now, noticeDays: 7, latestFrom: null };
  expect(() => checkEffectiveDate(now + 7 * DAY, terms)).not.toThrow();
  expect(() => checkEffectiveDate(now + 7 * DAY - 1, terms)).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({ reason: "rule.noticeTooShort", availableAt: now + 7 * DAY }),
    }),
  );
});

test("a version begins after the one it follows", () => {
  const latestFrom = now + 30 * DAY;
  expect(() => checkEffectiveDate(latestFrom, { now, noticeDays: 7, latestFrom })).toThrow("rule.beforeLatest");
  expect(() => checkEffectiveDate(latestFrom + 1, { now, noticeDays: 7, latestFrom })).not.toThrow();
});

test("of versions that follow each other exactly one is in force at any moment", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 1_100 }),
      (cuts, at) => {
        const starts = [0, ...cuts].sort((a, b) => a - b);
        const versions = starts.map((effectiveFrom, index) => ({
          effectiveFrom,
          effectiveUntil: starts[index + 1] ?? null,
        }));
        expect(versions.filter((version) => inForceAt(version, at))).toHaveLength(1);
      },
    ),
  );
});

test("the default rulebook has each code once, and keeps expulsion for critical violations", () => {
  expect(new Set(defaultRules.map(({ code }) => code)).size).toBe(defaultRules.length);
  for (const { severity, measures } of defaultRules) expect(measures.includes("TERMINATION")).toBe(severity === "L4");
});
