import fc from "fast-check";
import { chanceOf, isRising, type Volume } from "../../../src/case/detection/breach-rate.pure";

const of = (events: number, orders: number): Volume => ({ events, orders });
const BAR = { events: 5, orders: 20, permille: 10 };

/** Over equal orders the chance is that of so many heads among all tosses of a coin. */
test.each([
  [of(7, 25), of(0, 25), 1 / 128],
  [of(6, 25), of(0, 25), 1 / 64],
  [of(7, 25), of(1, 25), 9 / 256],
  [of(3, 10), of(1, 30), (4 * 3 + 1) / 256],
  [of(0, 25), of(9, 25), 1],
  [of(5, 0), of(5, 0), 1],
  [of(5, 10), of(0, 0), 1],
  [of(1, 0), of(4, 10), 0],
])("%o after %o happens by chance %d", (recent, before, chance) => {
  expect(chanceOf(recent, before)).toBeCloseTo(chance, 12);
});

test.each([
  ["seven where there were none", of(7, 25), of(0, 25), true],
  ["six could be chance", of(6, 25), of(0, 25), false],
  ["no more than business has grown", of(20, 200), of(10, 100), false],
  ["the same number over a tenth of the orders", of(10, 20), of(10, 200), true],
  ["too few events to go by", of(4, 400), of(0, 400_000), false],
  ["too few orders lately", of(9, 19), of(0, 500), false],
  ["too few orders before", of(9, 500), of(0, 19), false],
  ["a new provider", of(30, 100), of(0, 0), false],
])("%s", (_, recent, before, rising) => {
  expect(isRising(recent, before, BAR)).toBe(rising);
});

const counts = fc.integer({ min: 0, max: 400 });
const volumes = fc.record({ events: counts, orders: counts.map((n) => n + 20) });

test("is a probability; more events now, or fewer before, never make a rise less likely", () => {
  fc.assert(
    fc.property(volumes, volumes, (recent, before) => {
      const chance = chanceOf(recent, before);
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
      const near = chance * (1 + 1e-9) + 1e-12;
      expect(chanceOf(of(recent.events + 1, recent.orders), before)).toBeLessThanOrEqual(near);
      if (before.events > 0) expect(chanceOf(recent, of(before.events - 1, before.orders))).toBeLessThanOrEqual(near);
    }),
    { numRuns: 100 },
  );
});

test("a provider whose rate has not changed is accused no more often than the bar says", () => {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const happen = (orders: number) => Array.from({ length: orders }, random).filter((x) => x < 0.05).length;
  const accused = Array.from({ length: 1_000 }, () => {
    const [recent, before] = [of(happen(200), 200), of(happen(200), 200)];
    return isRising(recent, before, BAR);
  }).filter(Boolean);
  expect(accused.length).toBeLessThanOrEqual(10);
});
