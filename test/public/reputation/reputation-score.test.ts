import fc from "fast-check";
import { agedTo, plus } from "../../../src/public/reputation/reputation-ledger.pure";
import {
  capOf,
  partsOf,
  rankKeyOf,
  scoreOf,
  shownScore,
  wilsonUpper,
  type Acting,
  type Standing,
} from "../../../src/public/reputation/reputation.pure";
import { DAY, FORMULA, standing } from "./formula";

const score = (state: Standing): number => scoreOf(partsOf(state, FORMULA), FORMULA);
const acting = (...kinds: Acting["kind"][]): Acting[] => kinds.map((kind) => ({ kind, until: null }));
const TINY = 1e-9;

describe("the design's vectors", () => {
  test.each([
    [0, 0, 50.0],
    [0, 10, 56.1],
    [1, 10, 31.5],
    [1, 100, 63.0],
    [0, 100, 79.4],
    [5, 1000, 82.0],
    [20, 1000, 50.0],
    [30, 1000, 35.9],
  ])("keep of D = %d, N = %d is %d", (faults, orders, keep) => {
    expect(partsOf(standing({ faults, orders }), FORMULA).keep).toBeCloseTo(keep, 1);
  });

  test.each([
    [0, 10, 0.2775],
    [1, 10, 0.4042],
    [0, 100, 0.037],
    [1, 100, 0.0545],
    [5, 1000, 0.0117],
  ])("Wilson's upper bound of %d in %d is %d", (hits, n, upper) => {
    expect(wilsonUpper(hits, n, FORMULA.z)).toBeCloseTo(upper, 4);
    expect(rankKeyOf({ faults: hits, orders: n }, FORMULA)).toBeCloseTo(1 - upper, 4);
  });

  test("nothing known bounds nothing, and more broken than sold is all of it", () => {
    expect([wilsonUpper(0, 0, FORMULA.z), wilsonUpper(7, 3, FORMULA.z)]).toEqual([1, 1]);
  });

  test("R and S begin with what is believed; V is never nothing", () => {
    expect(partsOf(standing({ verified: 0 }), FORMULA)).toMatchObject({ answered: 0.8, solved: 0.7, verified: 0.1 });
    expect(partsOf(standing({ asked: 10, answered: 10, judged: 10, solved: 5 }), FORMULA)).toMatchObject({
      answered: 0.9,
      solved: 0.6,
    });
  });

  test("the score is their product", () => {
    expect(score(standing({ orders: 100 }))).toBeCloseTo(100 * 0.7937 ** 0.5 * 0.8 ** 0.2 * 0.7 ** 0.2, 2);
    expect(score(standing({ orders: 100, verified: 0.5 }))).toBeCloseTo(79.3316 * 0.5 ** 0.1, 2);
  });
});

describe("what is shown", () => {
  const good = standing({ orders: 1000, asked: 100, answered: 100, judged: 100, solved: 100 });

  test("nothing while it is new, and nothing of who is expelled for good", () => {
    expect(shownScore(standing({ orders: 4.99 }), [], FORMULA)).toBeNull();
    expect(shownScore(standing({ orders: 5 }), [], FORMULA)).toBeCloseTo(score(standing({ orders: 5 })));
    expect(shownScore(good, acting("TERMINATION", "RANK_DEMOTION"), FORMULA)).toBeNull();
  });

  test("no more than the gravest measure leaves", () => {
    expect(shownScore(good, [], FORMULA)).toBeGreaterThan(90);
    expect(shownScore(good, acting("RANK_DEMOTION"), FORMULA)).toBe(60);
    expect(shownScore(good, acting("RANK_DEMOTION", "SUSPENSION", "LISTING_FREEZE"), FORMULA)).toBe(20);
    expect(capOf(acting("RANK_DEMOTION", "LISTING_FREEZE"), FORMULA)).toBe("LISTING_FREEZE");
    const bad = standing({ orders: 10, faults: 10 });
    expect(shownScore(bad, acting("RANK_DEMOTION"), FORMULA)).toBe(score(bad));
  });
});

describe("properties", () => {
  const amount = fc.double({ min: 0, max: 5_000, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const anyone = fc
    .record({
      orders: amount,
      faults: amount,
      asked: amount,
      good: share,
      judged: amount,
      happy: share,
      verified: share,
    })
    .map(({ good, happy, ...rest }) => standing({ ...rest, answered: rest.asked * good, solved: rest.judged * happy }));
  const measures = fc.subarray(["RANK_DEMOTION", "LISTING_FREEZE", "SUSPENSION"] as const).map((k) => acting(...k));
  const waits = fc.double({ min: 0, max: 2_000, noNaN: true }).map((days) => days * DAY);
  const level = fc.constantFrom("L1", "L2", "L3", "L4");

  test("one more clean order never lowers the score or the rank, then or ever after, whatever acts", () => {
    fc.assert(
      fc.property(anyone, measures, waits, (before, acts, later) => {
        const after = agedTo(plus(before, { orders: 1 }, before.at, FORMULA), later, FORMULA);
        const without = agedTo(before, later, FORMULA);
        expect(score(after)).toBeGreaterThanOrEqual(score(without) - TINY);
        expect(rankKeyOf(after, FORMULA)).toBeGreaterThanOrEqual(rankKeyOf(without, FORMULA) - TINY);
        const shown = shownScore(without, acts, FORMULA);
        if (shown !== null) expect(shownScore(after, acts, FORMULA)).toBeGreaterThanOrEqual(shown - TINY);
      }),
    );
  });

  test("one more upheld case on a counted order never raises them, then or ever after, whatever acts", () => {
    fc.assert(
      fc.property(anyone, level, measures, waits, (before, l, acts, later) => {
        const after = agedTo(plus(before, { faults: FORMULA.levels[l] }, before.at, FORMULA), later, FORMULA);
        const without = agedTo(before, later, FORMULA);
        expect(score(after)).toBeLessThanOrEqual(score(without) + TINY);
        expect(rankKeyOf(after, FORMULA)).toBeLessThanOrEqual(rankKeyOf(without, FORMULA) + TINY);
        const shown = shownScore(after, acts, FORMULA);
        if (shown !== null) expect(shownScore(without, acts, FORMULA)).toBeGreaterThanOrEqual(shown - TINY);
      }),
    );
  });

  test("old sins fade: without anything new the share of broken promises goes back to what is believed of everybody", () => {
    fc.assert(
      fc.property(anyone, waits, (before, later) => {
        const away = (state: Standing): number => Math.abs(partsOf(state, FORMULA).faultRate - FORMULA.faults.rate);
        expect(away(agedTo(before, later, FORMULA))).toBeLessThanOrEqual(away(before) + TINY);
      }),
    );
  });
});
