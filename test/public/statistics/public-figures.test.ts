import fc from "fast-check";
import { bucketOf } from "../../../src/public/statistics/duration-bucket.pure";
import { FIGURE_NAMES, figuresOf, withhold, type Figures } from "../../../src/public/statistics/public-figures.pure";
import { isOver, lastQuarter, quarterNamed } from "../../../src/public/statistics/quarter.pure";
import type { Counts } from "../../../src/public/statistics/statistics.queries";

const DAY = 24 * 3_600_000;
const LEAST = 10;
const counted = (counts: Counts): Figures => figuresOf({ counts, stages: new Map() });
/** Each by somebody else. */
const byAll = (size: number): Figures => counted({ FILED: size, OPENED_BY: size, ASKED: size, ASKED_BY: size });

test("each figure is what its definition divides", () => {
  const figures = figuresOf({
    counts: {
      FILED: 40,
      ASKED: 30,
      ANSWERED: 24,
      JUDGED: 20,
      SOLVED: 15,
      SATISFACTION: 70,
      ORDERED: 10,
      REACHED: 9,
      RULINGS: 12,
      OVERTURNED: 3,
    },
    stages: new Map([
      ["REMEDY", { buckets: new Map([[bucketOf(2 * DAY), 9]]), cases: 9, late: 0, minutes: 0 }],
      ["SUBMITTED", { buckets: new Map(), cases: 30, late: 2, minutes: 0 }],
      ["APPEALED", { buckets: new Map(), cases: 10, late: 1, minutes: 0 }],
      ["NEGOTIATING", { buckets: new Map(), cases: 500, late: 400, minutes: 0 }],
    ]),
  });
  const value = (name: keyof Figures) => figures[name].value;
  expect(value("OPENED")).toBe(40);
  expect(value("ANSWERED")).toBe(0.8);
  expect(value("SOLVED")).toBe(0.75);
  expect(value("SATISFACTION")).toBe(3.5);
  expect(value("REMEDIES_REACHED")).toBe(0.9);
  expect(value("OVERTURNED")).toBe(0.25);
  // The sides' own lateness is not the platform's.
  expect(figures.PLATFORM_LATE).toMatchObject({ numerator: 3, denominator: 40, value: 0.075 });
  expect(value("DAYS_TO_REMEDY")).toBeGreaterThanOrEqual(2);
  expect(value("DAYS_TO_REMEDY")).toBeLessThan(2.4);
  expect(figures.DAYS_TO_CLOSE).toMatchObject({ numerator: null, denominator: 0, value: null });
});

test("nothing was counted: there is no share, and certainly not one of a hundred per cent", () => {
  const { total } = withhold(counted({}), [], 0);
  expect(FIGURE_NAMES.filter((name) => name !== "OPENED" && total[name]?.value !== null)).toEqual([]);
});

test("what would be left of the total for a single hidden heading is not told: the smallest shown is withheld with it", () => {
  const opened = (...sizes: number[]) =>
    withhold(byAll(43), sizes.map(byAll), LEAST).groups.map(({ OPENED }) => OPENED?.value ?? null);
  expect(opened(20, 14, 9)).toEqual([20, null, null]);
  expect(opened(20, 13, 10)).toEqual([20, 13, 10]);
  expect(opened(24, 9, 10)).toEqual([24, null, null]);
  // Together the hidden ones are enough.
  expect(opened(33, 5, 5)).toEqual([33, null, null]);
  // One that is not in the list at all leaves as little.
  expect(opened(21, 20)).toEqual([21, null]);
  expect(opened(43)).toEqual([43]);
});

test("many cases of few people are withheld, and so is what they could be computed from", () => {
  const one = counted({ FILED: 30, OPENED_BY: 1 });
  const { total, groups } = withhold(counted({ FILED: 93, OPENED_BY: 64 }), [byAll(40), one, byAll(23)], LEAST);
  expect([total, ...groups].map(({ OPENED }) => OPENED?.value ?? null)).toEqual([93, 40, null, null]);
});

test("no figure of few is shown, and none can be computed from the others", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 15 }), (asked, unlisted) => {
      const all = asked.reduce((sum, each) => sum + each, unlisted);
      const { total, groups } = withhold(byAll(all), asked.map(byAll), LEAST);
      const shown = groups.flatMap(({ ANSWERED }) => ANSWERED?.denominator ?? []);
      expect(shown.every((each) => each >= LEAST)).toBe(true);
      expect(total.ANSWERED === null).toBe(all < LEAST);
      const rest = all - shown.reduce((sum, each) => sum + each, 0);
      if (shown.length > 0) expect(rest === 0 || rest >= LEAST).toBe(true);
    }),
  );
});

test("a quarter is named, has three months, and is published when it is over", () => {
  expect(quarterNamed("2026-Q1")).toEqual({ name: "2026-Q1", from: "2026-01-01", to: "2026-03-31" });
  expect(quarterNamed("2024-Q4")).toEqual({ name: "2024-Q4", from: "2024-10-01", to: "2024-12-31" });
  for (const wrong of ["2026-Q0", "2026-Q5", "2026Q1", "2026-Q1 ", "0026-Q1", "", "2026-01"])
    expect(quarterNamed(wrong)).toBeNull();
  const [first] = [quarterNamed("2026-Q1")];
  if (!first) throw new Error("no quarter");
  // By the market's clock, eight hours ahead.
  expect(isOver(first, Date.parse("2026-03-31T15:59:59.999Z"))).toBe(false);
  expect(isOver(first, Date.parse("2026-03-31T16:00:00Z"))).toBe(true);
  expect(lastQuarter(Date.parse("2026-03-31T16:00:00Z")).name).toBe("2026-Q1");
  expect(lastQuarter(Date.parse("2026-01-15T00:00:00Z")).name).toBe("2025-Q4");
});
