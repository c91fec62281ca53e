import fc from "fast-check";
import { bucketOf, minutesWithin } from "../../../src/public/statistics/duration-bucket.pure";
import {
  dayOf,
  daysIn,
  isDate,
  monthOf,
  periodBefore,
  spansOf,
  yearBefore,
} from "../../../src/public/statistics/period.pure";

const DAY = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const number = (date: string): number => Number(date.replaceAll("-", ""));
const period = fc
  .tuple(fc.integer({ min: 10_957, max: 25_000 }), fc.integer({ min: 0, max: 1_500 }))
  .map(([first, length]) => ({ first, length, from: dateOf(first), to: dateOf(first + length) }));

test("a day is the market's: it begins at 16:00 UTC", () => {
  expect(dayOf(Date.parse("2026-11-24T15:59:59.999Z"))).toBe(20261124);
  expect(dayOf(Date.parse("2026-11-24T16:00:00Z"))).toBe(20261125);
  expect(monthOf(20261231)).toBe(202612);
});

test.each([
  ["2026-02-30", false],
  ["2024-02-29", true],
  ["2026-13-01", false],
  ["0000-00-00", false],
])("%s is a day: %s", (date, expected) => expect(isDate(date)).toBe(expected));

test("the spans of a period hold each of its days once, in few rows", () => {
  fc.assert(
    fc.property(period, ({ first, length, from, to }) => {
      const spans = spansOf({ from, to });
      let daysAtEdges = 0;
      for (let day = first - 1; day <= first + length + 1; day += 1) {
        const date = number(dateOf(day));
        const holding = spans.filter((span) => {
          const at = span.grain === "DAY" ? date : monthOf(date);
          return span.from <= at && at <= span.to;
        });
        expect(holding).toHaveLength(day >= first && day <= first + length ? 1 : 0);
        if (holding[0]?.grain === "DAY") daysAtEdges += 1;
      }
      expect(daysAtEdges).toBeLessThanOrEqual(62);
    }),
    { numRuns: 60 },
  );
});

test("the period before ends the day before, and is as long", () => {
  fc.assert(
    fc.property(period, ({ from, to, first }) => {
      const before = periodBefore({ from, to });
      expect(before.to).toBe(dateOf(first - 1));
      expect(daysIn(before)).toBe(daysIn({ from, to }));
    }),
  );
  expect(yearBefore({ from: "2024-02-29", to: "2024-12-31" })).toEqual({ from: "2023-02-28", to: "2023-12-31" });
  expect(yearBefore({ from: "1000-01-01", to: "1000-01-31" })).toEqual({ from: "0999-01-01", to: "0999-01-31" });
});

test("a share of durations is over within what the buckets say, less than a fifth (and a minute) too late", () => {
  const durations = fc.array(fc.integer({ min: 0, max: 200 * DAY }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9, 1), (all, share) => {
      const counts = new Map<number, number>();
      for (const each of all) counts.set(bucketOf(each), (counts.get(bucketOf(each)) ?? 0) + 1);
      const exact = [...all].sort((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? 0;
      const told = (minutesWithin(counts, share) ?? NaN) * 60_000;
      expect(told).toBeGreaterThanOrEqual(exact);
      expect(told).toBeLessThanOrEqual((exact + 60_000) * 1.2 + 60_000);
    }),
  );
  expect(minutesWithin(new Map(), 0.5)).toBeNull();
});
