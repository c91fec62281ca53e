import fc from "fast-check";
import {
  after,
  agedTo,
  noTotals,
  Recount,
  type Fact,
  type InputKind,
} from "../../../src/public/reputation/reputation-ledger.pure";
import type { Totals } from "../../../src/public/reputation/reputation.pure";
import { DAY, FORMULA } from "./formula";

let sources = 0;
const fact = (kind: InputKind, agesFrom: number, changes: Partial<Fact> = {}): Fact => ({
  kind,
  sourceId: `source ${(sources += 1)}`,
  level: null,
  consumerId: null,
  ...{ takesBackId: null, worth: null, fresh: false, often: false },
  agesFrom,
  ...changes,
});

/** One step of a random history: something happens a while after the last thing, or an earlier thing is taken back. */
interface Step {
  wait: number;
  kind: InputKind;
  level: "L1" | "L2" | "L3" | "L4";
  consumer: number;
  /** Which of its consumer's cases it is about, where it is an answer or a verdict. */
  about: number;
  /** Answers and verdicts of before have no consumer. */
  isOld: boolean;
  worth: number | null;
  fresh: boolean;
  often: boolean;
  /** Which of the earlier lines it takes back, if it does. */
  takesBack: number | null;
}
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 400 * DAY })),
  kind: fc.constantFrom(
    ...(["ORDER_COMPLETED", "ORDER_COMPLETED", "UPHELD", "SETTLED", "ANSWERED", "UNANSWERED", "SOLVED"] as const),
    ...(["PARTLY_SOLVED", "NOT_SOLVED"] as const),
  ),
  level: fc.constantFrom("L1", "L2", "L3", "L4"),
  consumer: fc.integer({ min: 1, max: 4 }),
  about: fc.integer({ min: 1, max: 6 }),
  isOld: fc.boolean(),
  worth: fc.option(fc.constantFrom(0, 1, 90, 500, 1_000, 40_000)),
  fresh: fc.boolean(),
  often: fc.boolean(),
  takesBack: fc.option(fc.nat(), { freq: 4 }),
});

function toFacts(steps: readonly Step[]): { facts: Fact[]; knownAt: number[] } {
  const facts: Fact[] = [];
  const knownAt: number[] = [];
  const gone = new Set<number>();
  let now = Date.UTC(2026, 0, 1);
  for (const { wait, kind, consumer, about, isOld, takesBack, ...drawn } of steps) {
    now += wait;
    const index = takesBack === null || facts.length === 0 ? -1 : takesBack % facts.length;
    const earlier = facts[index];
    // Orders are not taken back, nothing is taken back twice, and no taking back is.
    const reverses = earlier && !gone.has(index) && earlier.kind !== "ORDER_COMPLETED" && earlier.takesBackId === null;
    if (reverses) gone.add(index);
    facts.push(
      reverses
        ? { ...earlier, takesBackId: `line ${index}` }
        : fact(kind, now, { ...drawn, ...whose(kind, { consumer, about, isOld }) }),
    );
    knownAt.push(now);
  }
  return { facts, knownAt };
}

const TALK: readonly InputKind[] = ["ANSWERED", "UNANSWERED", "SOLVED", "PARTLY_SOLVED", "NOT_SOLVED"];
function whose(kind: InputKind, { consumer, about, isOld }: Pick<Step, "consumer" | "about" | "isOld">): Partial<Fact> {
  const consumerId = `consumer ${consumer}`;
  if (kind === "ORDER_COMPLETED") return { consumerId };
  return TALK.includes(kind) && !isOld ? { consumerId, sourceId: `case ${about} of ${consumerId}` } : {};
}

/** The design's sums, read off the facts as it writes them: no rule of the product's own takes part. */
function bySums(facts: readonly Fact[], at: number): Totals {
  const w = ({ agesFrom }: Fact): number => 2 ** (-(at - agesFrom) / DAY / 180);
  const gone = new Set(facts.flatMap(({ takesBackId }) => (takesBackId ? Number(takesBackId.slice(5)) : [])));
  const standing = facts.filter(({ takesBackId }, index) => takesBackId === null && !gone.has(index));
  const sum = (kinds: InputKind[], value: (f: Fact) => number = () => 1): number =>
    standing.filter(({ kind }) => kinds.includes(kind)).reduce((total, f) => total + w(f) * value(f), 0);
  const value = ({ worth }: Fact): number => (worth === null ? 1 : Math.min(1, worth / 1_000));
  const s = (f: Fact): number => ({ L1: 0.25, L2: 0.6, L3: 1, L4: 1 })[f.level ?? "L1"] * Math.max(0.25, value(f));
  const counted: Fact[] = [];
  let orders = 0;
  for (const order of facts.filter(({ kind }) => kind === "ORDER_COMPLETED")) {
    const near = counted.filter(
      (other) => other.consumerId === order.consumerId && Math.abs(order.agesFrom - other.agesFrom) < 30 * DAY,
    );
    if (near.length >= 3) continue;
    counted.push(order);
    orders += w(order) * value(order) * (order.fresh ? 0.25 : 1) * 0.5 ** near.length;
  }
  // A case is decided once, by the first line of it; the others of its consumer are those of which anything counted close to it.
  const talk = new Map<Fact, number>();
  const places = new Map<string, number | null>();
  const said: Fact[] = [];
  for (const line of facts.filter(({ kind }) => TALK.includes(kind))) {
    const { consumerId, sourceId, agesFrom } = line;
    const near = said.filter(
      (other) => other.consumerId === consumerId && Math.abs(agesFrom - other.agesFrom) < 30 * DAY,
    );
    const others = new Set(near.map((other) => other.sourceId)).size;
    if (!places.has(sourceId)) places.set(sourceId, others < 3 ? others : null);
    const place = consumerId === null ? 0 : (places.get(sourceId) ?? null);
    if (place !== null && consumerId !== null) said.push(line);
    const full = place === null ? 0 : value(line) * (line.fresh ? 0.25 : 1) * 0.5 ** place;
    talk.set(line, consumerId === null ? 1 : full);
  }
  const weight = (f: Fact): number => talk.get(f) ?? 0;
  return {
    at,
    orders,
    faults: sum(["UPHELD"], s) + sum(["SETTLED"], (f) => s(f) * (f.often ? 0.5 : 0.25)),
    asked: sum(["ANSWERED", "UNANSWERED"], weight),
    answered: sum(["ANSWERED"], weight),
    judged: sum(["SOLVED", "PARTLY_SOLVED", "NOT_SOLVED"], weight),
    solved: sum(["SOLVED"], weight) + sum(["PARTLY_SOLVED"], (f) => 0.5 * weight(f)),
  };
}

function expectClose(totals: Totals, expected: Totals): void {
  for (const sum of Object.keys(expected) as (keyof Totals)[]) {
    const [a, b] = [totals[sum], expected[sum]];
    if (Math.abs(a - b) > 1e-9) throw new Error(`${sum} is ${a}, not ${b}`);
  }
}

test("totals kept line by line, at constant cost, are the design's sums over everything, after any history", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 900 * DAY }), (steps, wait) => {
      const { facts, knownAt } = toFacts(steps);
      const recount = new Recount(FORMULA, 0);
      let totals = noTotals(knownAt[0] ?? 0);
      for (const [index, each] of facts.entries())
        totals = after(totals, each, recount.add(each), knownAt[index] ?? 0, FORMULA);
      const at = (knownAt.at(-1) ?? 0) + wait;
      expectClose(agedTo(totals, at, FORMULA), bySums(facts, at));
    }),
    { numRuns: 200 },
  );
});

test("counting everything once more gives the same, as of any moment", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(), (steps, cut) => {
      const { facts, knownAt } = toFacts(steps);
      const upTo = cut % facts.length;
      const at = knownAt[upTo] ?? 0;
      const known = facts.slice(0, upTo + 1);
      const recount = new Recount(FORMULA, at);
      for (const each of known) recount.add(each);
      expectClose(recount.totals, bySums(known, at));
    }),
  );
});

test("of one consumer's orders at most three in any thirty days count, and what comes later never unsettles what counted", () => {
  const order = fc.record({
    day: fc.double({ min: 0, max: 120, noNaN: true }),
    consumer: fc.integer({ min: 1, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(order, { maxLength: 40 }), (orders) => {
      const recount = new Recount(FORMULA, 0);
      const facts = orders.map(({ day, consumer }) =>
        fact("ORDER_COMPLETED", day * DAY, { consumerId: `consumer ${consumer}` }),
      );
      const counted = facts.filter((each) => recount.add(each) !== null);
      for (const { agesFrom, consumerId } of counted) {
        const window = counted.filter(
          (other) =>
            other.consumerId === consumerId && other.agesFrom >= agesFrom && other.agesFrom < agesFrom + 30 * DAY,
        );
        expect(window.length).toBeLessThanOrEqual(3);
      }
      const again = new Recount(FORMULA, 0);
      expect(facts.slice(0, 20).filter((each) => again.add(each) !== null)).toEqual(
        counted.filter((each) => facts.indexOf(each) < 20),
      );
    }),
  );
});
