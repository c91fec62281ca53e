import fc from "fast-check";
import { weigh, type ViolationFacts } from "../../../src/adjudication/points/points.pure";
import { activePoints, missingEntry, type Entry } from "../../../src/adjudication/points/points-entries.pure";
import { firedThresholds } from "../../../src/adjudication/points/thresholds.pure";
import type { Exposure } from "../../../src/adjudication/points/rate.pure";
import { DAY, RULES, rulesAt, rulesBefore, violation } from "./point-rules";

const weights = (violations: ViolationFacts[]): [string, number, string][] =>
  [...weigh(violations, rulesAt)].map(([id, { full, level }]) => [id, full, level]);

describe("what a violation weighs", () => {
  test("the first minor one in a year is a warning without points; the next ones count", () => {
    const minor = [violation("a", "L1", 1, 0), violation("b", "L1", 2, 100), violation("c", "L1", 3, 466)];
    expect(weights(minor)).toEqual([
      ["a", 0, "L1"],
      ["b", 2, "L1"],
      ["c", 0, "L1"],
    ]);
  });

  test("the third one upheld on the same promise within 90 days counts as serious", () => {
    const on = (lineage: string, each: ViolationFacts) => ({ ...each, lineage });
    const four = [
      on("p", violation("a", "L2", 1, 0)),
      on("q", violation("b", "L2", 2, 10)),
      on("p", violation("c", "L2", 3, 20)),
      on("p", violation("d", "L2", 4, 89)),
    ];
    expect(weights(four).at(-1)).toEqual(["d", 8, "L3"]);
    expect(weights([...four.slice(0, 3), on("p", violation("d", "L2", 4, 90))]).at(-1)).toEqual(["d", 4, "L2"]);
    // Those of one incident are one time, not several.
    expect(weights([...four.slice(0, 3), on("p", violation("d", "L2", 4, 21))]).at(-1)).toEqual(["d", 4, "L2"]);
  });

  test("three of one kind that one case found broken were broken once", () => {
    const together = ["a", "b", "c"].map((id) => ({ ...violation(id, "L2", 1, 0), lineage: "p", rulingId: "r1" }));
    expect(weights(together).map(([, , level]) => level)).toEqual(["L2", "L2", "L2"]);
  });

  test("one that is reversed makes the others weigh what they would without it", () => {
    const first = { ...violation("a", "L1", 1, 0), reversedAt: 5 * DAY };
    expect(weights([first, violation("b", "L1", 2, 1)])).toEqual([["b", 0, "L1"]]);
  });

  test("a prompt remedy halves minor and material ones, not serious ones", () => {
    const rewarded = (["L2", "L3", "L4"] as const).map((level) =>
      weigh([violation("a", level, 1, 0)], rulesAt).get("a"),
    );
    expect(rewarded.map((weight) => [weight?.full, weight?.rewarded])).toEqual([
      [4, 2],
      [8, 8],
      [24, 24],
    ]);
  });
});

describe("thresholds", () => {
  const fired = (violations: ViolationFacts[]) =>
    firedThresholds(violations, rulesAt).map(({ step, threshold }) => [step, threshold.points]);

  test("4, 8 and 12 points fire one after the other, each once", () => {
    const four = [1, 2, 3, 4].map((step) => violation(`v${step}`, "L2", step, step));
    expect(fired(four)).toEqual([
      [1, 4],
      [2, 8],
      [3, 12],
    ]);
  });

  test("only the highest newly crossed one fires", () => {
    expect(fired([violation("a", "L4", 1, 0), violation("b", "L3", 2, 1), violation("c", "L2", 3, 2)])).toEqual([
      [1, 24],
      [3, 36],
    ]);
  });

  test("the violations of one ruling cross together", () => {
    expect(fired([violation("a", "L2", 1, 0), violation("b", "L1", 1, 0), violation("c", "L2", 1, 0)])).toEqual([
      [1, 8],
    ]);
  });

  test("expired points do not count towards the next, and a threshold left can be crossed again", () => {
    expect(fired([violation("a", "L2", 1, 0), violation("b", "L2", 2, 180)])).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });

  test("halved points count half towards the next; what was crossed before stays crossed", () => {
    const halved = { ...violation("a", "L2", 1, 0), promptlyRemediedAt: DAY };
    expect(fired([halved, violation("b", "L2", 2, 2)])).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });
});

/** With so many orders of its own, against the market's. */
const exposed = (orders: number): Exposure => ({ since: 0, orders, others: { events: 12, orders: 20_000 } });

/** Any history of one provider's violations: some provisional, some counted, halved, reversed. */
const history: fc.Arbitrary<ViolationFacts[]> = fc
  .array(
    fc.record({
      level: fc.constantFrom("L1" as const, "L2" as const, "L3" as const, "L4" as const),
      lineage: fc.constantFrom("p", "q", null),
      consumerId: fc.constantFrom("a", "b", "c", "d"),
      // Small and large providers, some before rates were measured.
      exposure: fc.option(fc.constantFrom(...[0, 100, 500, 3_000].map(exposed))),
      stake: fc.integer({ min: 0, max: 2_000_000 }),
      wait: fc.constantFrom(0, 1, 5, 13, 30, 120),
      wentOn: fc.integer({ min: 0, max: 20 }),
      together: fc.boolean(),
      counted: fc.boolean(),
      halved: fc.boolean(),
      reversed: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((drawn) => {
    let at = 0;
    let step = 0;
    return drawn.map(
      ({ level, lineage, consumerId, exposure, stake, wait, wentOn, together, counted, halved, reversed }, index) => {
        const joins = together && step > 0;
        if (!joins) at += wait * DAY;
        if (!joins) step += 1;
        return {
          ...violation(`v${String(index).padStart(2, "0")}`, level, step, at / DAY),
          rulingId: `r${step}`,
          ...{ lineage, consumerId, stake: { amount: stake, currency: "CNY" } },
          complainedAt: at - wentOn * DAY,
          exposure: counted && exposure ? { ...exposure, since: at - 90 * DAY } : null,
          ...(counted ? {} : { step: null, countedAt: null }),
          promptlyRemediedAt: counted && halved ? at + DAY : null,
          reversedAt: reversed ? at + 2 * DAY : null,
        };
      },
    );
  });

test("a reversed violation leaves no trace: weights and thresholds are those of a history without it", () => {
  fc.assert(
    fc.property(history, (violations) => {
      const without = violations.filter(({ reversedAt }) => reversedAt === null);
      for (const rules of [rulesAt, rulesBefore]) {
        expect(weigh(violations, rules)).toEqual(weigh(without, rules));
        expect(firedThresholds(violations, rules)).toEqual(firedThresholds(without, rules));
      }
    }),
  );
});

test("before rates were measured, each step fires at most one threshold, and never one that was passed already", () => {
  fc.assert(
    fc.property(history, (drawn) => {
      const violations = drawn.map((each) => ({ ...each, exposure: null }));
      const firings = firedThresholds(violations, rulesBefore);
      expect(new Set(firings.map(({ step }) => step)).size).toBe(firings.length);
      for (const { step, at, threshold } of firings) {
        const upTo = (last: number) =>
          violations
            .filter((each) => each.reversedAt === null && each.step !== null && each.step <= last)
            .reduce((sum, each) => {
              const weight = weigh(violations, rulesBefore).get(each.id);
              const expired = (weight?.expiresAt ?? 0) <= at;
              const rewarded = each.promptlyRemediedAt !== null && each.promptlyRemediedAt < at;
              return expired ? sum : sum + ((rewarded ? weight?.rewarded : weight?.full) ?? 0);
            }, 0);
        expect(upTo(step)).toBeGreaterThanOrEqual(threshold.points);
        expect(upTo(step - 1)).toBeLessThan(threshold.points);
        const crossed = RULES.thresholds.filter(({ points }) => upTo(step - 1) < points && points <= upTo(step));
        expect(Math.max(...crossed.map(({ points }) => points))).toBe(threshold.points);
      }
    }),
  );
});

/** Writes what the ledger lacks. */
function bring(entries: Entry[], violations: readonly ViolationFacts[], at: number): Entry[] {
  const all = [...entries];
  const known = weigh(violations, rulesAt);
  for (const each of violations) {
    for (;;) {
      const lines = all.filter(({ violationId }) => violationId === each.id);
      const line = missingEntry(each, known.get(each.id), lines, at);
      if (!line) break;
      all.push(line);
    }
  }
  return all;
}

/** The same history as it grew: each violation found, then counted, halved and reversed, with the ledger brought up to date each time. */
function grow(violations: readonly ViolationFacts[], after: (entries: Entry[], at: number) => void): Entry[] {
  const times = [
    ...new Set(
      violations.flatMap(({ foundAt, countedAt, promptlyRemediedAt, reversedAt }) =>
        [foundAt, countedAt, promptlyRemediedAt, reversedAt].flatMap((at) => at ?? []),
      ),
    ),
  ].sort((a, b) => a - b);
  const by = (moment: number | null, at: number) => (moment !== null && moment <= at ? moment : null);
  let entries: Entry[] = [];
  for (const at of times) {
    const known = violations
      .filter(({ foundAt }) => foundAt <= at)
      .map((each) => ({
        ...each,
        step: by(each.countedAt, at) === null ? null : each.step,
        countedAt: by(each.countedAt, at),
        promptlyRemediedAt: by(each.promptlyRemediedAt, at),
        reversedAt: by(each.reversedAt, at),
      }));
    entries = bring(entries, known, at);
    after(entries, at);
  }
  return entries;
}

test("the ledger is only ever added to, and its sums are what the violations in force weigh", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 2_000 }), (violations, days) => {
      let before: Entry[] = [];
      const entries = grow(violations, (now) => {
        expect(now.slice(0, before.length)).toEqual(before);
        before = now;
      });
      const last = Math.max(0, ...entries.map(({ at }) => at));
      const at = last + days * DAY;
      const expected = { active: 0, provisional: 0 };
      const weights = weigh(violations, rulesAt);
      for (const each of violations.filter(({ reversedAt }) => reversedAt === null)) {
        const weight = weights.get(each.id);
        if (!weight) throw new Error(`${each.id} weighs nothing`);
        const points = each.promptlyRemediedAt === null ? weight.full : weight.rewarded;
        if (each.step === null) expected.provisional += points;
        else if (at < (weight.expiresAt ?? 0)) expected.active += points;
      }
      expect(activePoints(entries, at)).toEqual(expected);
      for (const each of violations.filter(({ reversedAt }) => reversedAt !== null)) {
        const own = entries.filter(({ violationId }) => violationId === each.id);
        const bucket = own.every(({ provisional }) => provisional);
        const left = own
          .filter(({ provisional }) => provisional === bucket)
          .reduce((sum, { points }) => sum + points, 0);
        expect(left).toBe(0);
      }
    }),
  );
});

test("brought up to date twice, the ledger gains nothing", () => {
  fc.assert(
    fc.property(history, (violations) => {
      const entries = grow(violations, () => undefined);
      expect(bring(entries, violations, 10_000 * DAY)).toEqual(entries);
    }),
  );
});

test("points expire by themselves, at their moment", () => {
  const entries = grow([violation("a", "L2", 1, 0)], () => undefined);
  expect(activePoints(entries, 180 * DAY - 1)).toEqual({ active: 4, provisional: 0 });
  expect(activePoints(entries, 180 * DAY)).toEqual({ active: 0, provisional: 0 });
});
