import { chanceFrom } from "../../../bench/adjudication/fairness/chance";
import { rivals } from "../../../bench/adjudication/fairness/scenarios";
import { FLAT, NOW, judge, years } from "../../../bench/adjudication/fairness/year";

/* The goals of `npm run bench:fairness`, held with fewer years, always the same ones. */
const RUNS = 300;
const honest = { ordersPerMonth: 1_000, upheld: 0.001 };
const thirtyTimesWorse = { ordersPerMonth: 10, upheld: 0.03 };

test("an honest large provider is not suspended; flat rules suspended it nearly every year", () => {
  const now = years(honest, NOW, RUNS, chanceFrom(1));
  expect(now.suspended).toBeLessThan(0.01);
  expect(now.terminated).toBeLessThan(0.01);
  expect(years(honest, FLAT, RUNS, chanceFrom(1)).suspended).toBeGreaterThan(0.8);
});

test("a small shop thirty times worse is suspended in more than half of its years; flat rules nearly never did", () => {
  expect(years(thirtyTimesWorse, NOW, RUNS, chanceFrom(1)).suspended).toBeGreaterThan(0.5);
  expect(years(thirtyTimesWorse, FLAT, RUNS, chanceFrom(1)).suspended).toBeLessThan(0.2);
});

test("a small shop as honest as the large one is not suspended either", () => {
  expect(years({ ...honest, ordersPerMonth: 10 }, NOW, RUNS, chanceFrom(1)).suspended).toBe(0);
});

test("three cheap orders of one rival freeze nobody, of whatever size", () => {
  const kinds = (orders: number, promises: number, rules: typeof NOW) =>
    judge(rivals(promises), orders, rules).firings.flatMap(({ threshold }) =>
      threshold.measures.map(({ kind }) => kind),
    );
  for (const orders of [0, 10, 100, 1_000])
    for (const promises of [1, 3])
      for (const kind of ["FINE", "LISTING_FREEZE", "SUSPENSION"])
        expect(kinds(orders, promises, NOW)).not.toContain(kind);
  expect(kinds(1_000, 3, FLAT)).toContain("LISTING_FREEZE");
});
