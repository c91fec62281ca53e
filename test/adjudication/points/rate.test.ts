import { weigh, type ViolationFacts } from "../../../src/adjudication/points/points.pure";
import { firedThresholds } from "../../../src/adjudication/points/thresholds.pure";
import { rateLevel, type Exposure } from "../../../src/adjudication/points/rate.pure";
import { DAY, RULES, rulesAt, violation } from "./point-rules";

const others = { events: 200, orders: 200_000 };
const level = (consumers: number, orders: number, than = others) =>
  rateLevel(consumers, { since: 0, orders, others: than }, RULES.rate);

describe("a provider's rate and the bar", () => {
  test("as many cases as chance explains are no rate above the bar", () => {
    expect(level(1, 20)).toBe("ABOVE");
    expect(level(1, 30)).toBe("NORMAL");
    expect([11, 12, 13].map((cases) => level(cases, 3_000))).toEqual(["NORMAL", "ABOVE", "ABOVE"]);
  });

  test("far above it takes several consumers, however few orders there are", () => {
    expect([1, 2, 3].map((cases) => level(cases, 5))).toEqual(["ABOVE", "ABOVE", "FAR_ABOVE"]);
    expect([2, 3].map((cases) => level(cases, 120))).toEqual(["ABOVE", "FAR_ABOVE"]);
  });

  test("nobody is measured against angels, and a bad category is no excuse", () => {
    const angels = { events: 0, orders: 1_000_000 };
    expect(level(5, 3_000, angels)).toBe(level(5, 3_000));
    const crooks = { events: 100_000, orders: 1_000_000 };
    expect(level(20, 1_000, crooks)).toBe("ABOVE");
    expect(level(8, 1_000, crooks)).toBe("NORMAL");
  });

  test("a few orders of others say little: the least bar counts", () => {
    expect(level(3, 500, { events: 2, orders: 20 })).toBe(level(3, 500, { events: 0, orders: 0 }));
  });
});

const exposed = (orders: number, day = 0): Exposure => ({ since: (day - 90) * DAY, orders, others });
const upheld = (step: number, day: number, orders: number, more: Partial<ViolationFacts> = {}): ViolationFacts => ({
  ...violation(`v${String(step).padStart(2, "0")}`, "L2", step, day),
  consumerId: `c${step}`,
  exposure: exposed(orders, day),
  ...more,
});
const fired = (violations: ViolationFacts[]) =>
  firedThresholds(violations, rulesAt).map(({ step, threshold }) => [step, threshold.points]);

describe("thresholds fire by the rate", () => {
  const many = (count: number, orders: number) =>
    Array.from({ length: count }, (_, index) => upheld(index + 1, 5 * index, orders));

  test("points alone fire nothing", () => {
    expect(fired(many(10, 3_000))).toEqual([]);
  });

  test("they fire once the rate is above the bar, a rung at a time", () => {
    expect(fired(many(16, 3_000))).toEqual([
      [12, 4],
      [13, 8],
      [14, 12],
      [15, 24],
      [16, 36],
    ]);
  });

  test("far above the bar they fire for half as many points, up to suspension at once", () => {
    expect(fired(many(3, 120))).toEqual([
      [2, 4],
      [3, 24],
    ]);
    expect(fired(many(5, 120)).at(-1)).toEqual([5, 36]);
  });

  test("once the rate has sunk, what was passed stays passed, and nothing more is", () => {
    const sunk = upheld(4, 15, 30_000);
    expect(fired([...many(3, 120), sunk])).toEqual(fired(many(3, 120)));
  });

  test("cases of one consumer, however many, stop nobody's sales", () => {
    const rival = [1, 2, 3, 4, 5, 6].map((step) => upheld(step, step, 0, { consumerId: "rival" }));
    expect(fired(rival)).toEqual([
      [1, 4],
      [2, 8],
    ]);
  });

  test("the gravest level fires whatever the rate; so does a ruling that is not obeyed; both by their own points only", () => {
    expect(fired([upheld(1, 0, 30_000, { level: "L4" })])).toEqual([[1, 24]]);
    const many = [...Array(9).keys()].map((index) => upheld(index + 1, 0, 30_000));
    expect(fired([...many, upheld(10, 1, 30_000, { level: "L4" })])).toEqual([[10, 24]]);
    const disobeyed = upheld(10, 1, 30_000, { kind: "NON_PERFORMANCE", level: "L3" });
    expect(fired([...many, disobeyed])).toEqual([[10, 8]]);
  });

  test("a reversed case changes the rate of those after it, not what they were measured against", () => {
    const three = many(3, 120);
    const without = three.map((each, index) => (index === 1 ? { ...each, reversedAt: 400 * DAY } : each));
    expect(fired(without)).toEqual([[3, 4]]);
  });
});

describe("incidents", () => {
  const full = (violations: ViolationFacts[]) => [...weigh(violations, rulesAt).values()].map((weight) => weight.full);
  const outage = (count: number, lineage: string | null = "p") =>
    Array.from({ length: count }, (_, index) => upheld(index + 1, index, 0, { lineage }));

  test("the points of the gravest, times one and the logarithm of their number, at most three times, and never more than apart", () => {
    expect(full(outage(10))).toEqual([4, 4, 2, 2, 0, 0, 0, 0, 0, 0]);
    const graver = outage(3).map((each, index) => (index === 2 ? { ...each, level: "L3" as const } : each));
    expect(full(graver)).toEqual([4, 4, 8]);
  });

  test("it takes one promise and a few days, of when the consumers complained", () => {
    expect(full(outage(3, null))).toEqual([4, 4, 4]);
    const late = outage(3).map((each, index) => ({ ...each, complainedAt: index * 14 * DAY }));
    expect(full(late)).toEqual([4, 4, 8]);
    const ruledLate = outage(3).map((each, index) => ({ ...each, countedAt: index * 40 * DAY, complainedAt: 0 }));
    expect(full(ruledLate)).toEqual([4, 4, 2]);
  });

  test("a reversal makes the others weigh what they would without it", () => {
    const five = outage(5);
    for (const index of five.keys()) {
      const reversed = five.map((each, place) => (place === index ? { ...each, reversedAt: 300 * DAY } : each));
      expect(full(reversed)).toEqual(full(outage(4)));
    }
  });
});

describe("fines in proportion", () => {
  const fine = (...stakes: [amount: number, currency?: string, level?: ViolationFacts["level"]][]) => {
    // Three consumers, then enough points for a fine: a rung at a time.
    const cases = stakes.map(([amount, currency = "CNY", level = "L2"], index) =>
      upheld(index + 1, index, 500, { level, stake: { amount, currency } }),
    );
    const measures = firedThresholds(cases, rulesAt).flatMap(({ threshold }) => threshold.measures);
    return measures.find(({ kind }) => kind === "FINE")?.amount;
  };

  test("a share of what is at stake in the cases that count, within limits", () => {
    const of = (amount: number) => fine([amount], [amount], [amount], [amount], [amount], [amount]);
    expect(of(1_000)).toBe(10_000);
    expect(of(100_000)).toBe(0.3 * 600_000);
    expect(of(5_000_000)).toBe(5_000_000);
  });

  test("only of those in the currency of the case that brings it", () => {
    const dear: [number, string] = [1_000_000, "USD"];
    expect(fine(dear, dear, dear, dear, dear, [100_000, "CNY"])).toBe(30_000);
  });
});
