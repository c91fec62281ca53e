import fc from "fast-check";
import { PenaltyKind } from "../../../src/adjudication/measures/penalty-kind.types";
import {
  compare,
  gravestRank,
  mattersOf,
  median,
  type Measure,
} from "../../../src/adjudication/rulings/precedent.pure";

const RULES = { least: 5, steps: 2, times: 2 };
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
const fine = (amount: number): Measure => ({ kind: "FINE", amount, days: null });
const demotion = (days: number): Measure => ({ kind: "RANK_DEMOTION", amount: null, days });
const plain = (kind: PenaltyKind): Measure => ({ kind, amount: null, days: null });

const aMeasure = fc.oneof(
  fc
    .constantFrom("WARNING", "PUBLIC_NOTICE", "MANDATORY_TRAINING", "TERMINATION")
    .map((kind) => plain(kind as PenaltyKind)),
  fc.integer({ min: 1, max: 1_000_000 }).map(fine),
  fc
    .tuple(fc.constantFrom("RANK_DEMOTION", "LISTING_FREEZE", "SUSPENSION"), fc.integer({ min: 1, max: 730 }))
    .map(([kind, days]) => ({ kind: kind, amount: null, days })),
);
const someMeasures = fc.array(aMeasure, { maxLength: 4 });
const somePrecedents = fc.array(someMeasures, { maxLength: 12 });

test("the ladder goes from no measure to the end of the cooperation", () => {
  const ladder = [
    "WARNING",
    "PUBLIC_NOTICE",
    "RANK_DEMOTION",
    "MANDATORY_TRAINING",
    "FINE",
    "LISTING_FREEZE",
    "SUSPENSION",
    "TERMINATION",
  ] as const;
  expect([gravestRank([]), ...ladder.map((kind) => gravestRank([{ kind }]))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...ladder].sort()).toEqual(Object.keys(PenaltyKind).sort());
  expect(gravestRank([{ kind: "FINE" }, { kind: "WARNING" }])).toBe(5);
});

test("the median splits the values in two halves, is one of them, and does not care for their order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values) as number;
      expect(values).toContain(middle);
      expect(2 * values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(values.length);
      expect(2 * values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(values.length);
      expect(median([...values].reverse())).toBe(middle);
    }),
  );
  expect(median([])).toBeNull();
  expect(median([3, 1])).toBe(1);
});

test("a decision as most past ones were departs from nothing", () => {
  fc.assert(
    fc.property(someMeasures, fc.integer({ min: 5, max: 12 }), somePrecedents, (measures, n, others) => {
      const precedents = [...times(n, measures), ...others.slice(0, n - 1)];
      expect(compare(measures, precedents, RULES).departures).toEqual([]);
    }),
  );
});

test("fewer than five precedents are no practice to depart from", () => {
  fc.assert(
    fc.property(someMeasures, fc.array(someMeasures, { maxLength: 4 }), (measures, precedents) => {
      expect(compare(measures, precedents, RULES)).toMatchObject({ precedents: precedents.length, departures: [] });
    }),
  );
});

test("the order of precedents, and of measures, changes nothing", () => {
  fc.assert(
    fc.property(someMeasures, somePrecedents, (measures, precedents) => {
      const turned = [...precedents].reverse().map((each) => [...each].reverse());
      expect(compare([...measures].reverse(), turned, RULES)).toEqual(compare(measures, precedents, RULES));
    }),
  );
});

test.each([
  ["PUBLIC_NOTICE", []],
  ["MANDATORY_TRAINING", [{ kind: null, direction: "GRAVER" }]],
] as const)("%s where warnings are usual", (kind, departures) => {
  const comparison = compare([plain(kind)], times(5, [plain("WARNING")]), RULES);
  expect(comparison).toEqual({ precedents: 5, medianMeasure: "WARNING", extents: [], departures });
});

test("nothing at all, where notices are usual, is a departure too", () => {
  expect(compare([], times(5, [plain("PUBLIC_NOTICE")]), RULES).departures).toEqual([
    { kind: null, direction: "MILDER" },
  ]);
});

test.each([
  [28, []],
  [29, [{ kind: "RANK_DEMOTION", direction: "GRAVER" }]],
  [7, []],
  [6, [{ kind: "RANK_DEMOTION", direction: "MILDER" }]],
] as const)("%i days where 14 are usual", (days, departures) => {
  expect(compare([demotion(days)], times(5, [demotion(14)]), RULES).departures).toEqual(departures);
});

test("days and fines are compared with those of the same kind only, and of enough of them", () => {
  const precedents = [...times(4, [fine(1_000)]), ...times(3, [demotion(14)])];
  const comparison = compare([fine(9_000)], precedents, RULES);
  expect(comparison.extents).toEqual([{ kind: "FINE", precedents: 4, median: 1_000, planned: 9_000 }]);
  expect(comparison.departures).toEqual([]);
  expect(compare([fine(9_000)], [...precedents, [fine(1_000)]], RULES).departures).toEqual([
    { kind: "FINE", direction: "GRAVER" },
  ]);
});

test("a fine in another currency counts as a fine, but is no amount to compare with", () => {
  const foreign: Measure = { kind: "FINE", amount: null, days: null };
  expect(compare([fine(9_000)], times(6, [foreign]), RULES)).toMatchObject({
    medianMeasure: "FINE",
    extents: [{ precedents: 0, median: null }],
    departures: [],
  });
});

test("a decision is compared by its gravest violations, each rule once", () => {
  expect(
    mattersOf([
      { ruleCode: "PRICE-1", severity: "L2" },
      { ruleCode: "REPLY-1", severity: "L1" },
      { ruleCode: "GIFT-1", severity: "L2" },
      { ruleCode: "PRICE-1", severity: "L2" },
    ]),
  ).toEqual([
    { ruleCode: "PRICE-1", severity: "L2" },
    { ruleCode: "GIFT-1", severity: "L2" },
  ]);
  expect(mattersOf([])).toEqual([]);
});
