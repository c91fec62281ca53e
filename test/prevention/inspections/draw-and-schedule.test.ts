import { createHash } from "node:crypto";
import fc from "fast-check";
import { draw, lotOf, poolDigest, seedOf } from "../../../src/prevention/inspections/draw.pure";
import { nextRound } from "../../../src/prevention/inspections/plan-schedule.pure";

const DAY = 86_400_000;
const pool = Array.from({ length: 40 }, (_, index) => `prv_${index}`);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

test("anybody who knows the log can draw the same again, with nothing but SHA-256", () => {
  const seed = seedOf("ipl_1", 1234, "ab".repeat(32));
  expect(seed).toBe(sha256(`ipl_1 1234 ${"ab".repeat(32)}`));
  const byHand = [...pool].sort((a, b) => (sha256(`${seed} ${a}`) < sha256(`${seed} ${b}`) ? -1 : 1)).slice(0, 3);
  expect(draw(seed, pool, 3)).toEqual(byHand);
  expect(draw(seed, [...pool].reverse(), 3)).toEqual(byHand);
  expect(poolDigest(["b", "a"])).toBe(sha256("a\nb\n"));
});

test("whoever was not drawn has a higher lot than all who were; another event in the log draws others", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 50 }), (hash, count) => {
      const seed = seedOf("ipl_1", 1, hash);
      const drawn = draw(seed, pool, count);
      expect(drawn).toHaveLength(Math.min(count, pool.length));
      const highest = Math.max(-1, ...drawn.map((id) => rank(seed, id)));
      expect(drawn.every((id) => rank(seed, id) <= highest)).toBe(true);
      expect(pool.filter((id) => rank(seed, id) <= highest).sort()).toEqual([...drawn].sort());
    }),
    { numRuns: 30 },
  );
  const seeds = Array.from({ length: 100 }, (_, position) => seedOf("ipl_1", position, "x"));
  expect(new Set(seeds.map((seed) => draw(seed, pool, 3).join())).size).toBeGreaterThan(90);
});

const rank = (seed: string, id: string): number =>
  pool.map((each) => lotOf(seed, each)).filter((lot) => lot < lotOf(seed, id)).length;

test("everybody is drawn about as often as the others", () => {
  const times = new Map(pool.map((id) => [id, 0]));
  for (let round = 0; round < 2_000; round += 1)
    for (const id of draw(seedOf("ipl_1", round, "x"), pool, 4)) times.set(id, (times.get(id) ?? 0) + 1);
  // 200 expected; five standard deviations are 67.
  for (const n of times.values()) expect(Math.abs(n - 200)).toBeLessThan(67);
});

test("the next round is the first of the series that is still to come, however long nothing was held", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 41 }),
      fc.integer({ min: 1, max: 365 }),
      fc.integer({ min: 0, max: 5_000 * DAY }),
      (dueAt, days, late) => {
        const next = nextRound(dueAt, days, dueAt + late);
        expect((next - dueAt) % (days * DAY)).toBe(0);
        expect(next).toBeGreaterThan(dueAt + late);
        expect(next - days * DAY).toBeLessThanOrEqual(dueAt + late);
      },
    ),
  );
  expect(nextRound(10 * DAY, 7, 10 * DAY)).toBe(17 * DAY);
  expect(nextRound(10 * DAY, 7, 17 * DAY)).toBe(24 * DAY);
  expect(nextRound(20 * DAY, 7, 10 * DAY)).toBe(27 * DAY);
});
