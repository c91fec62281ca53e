/** What happened in one stretch of time, and how much business there was for it to happen in. */
export interface Volume {
  events: number;
  orders: number;
}

/** How much must be there before numbers are believed, and how unlikely chance must be. */
export interface Bar {
  /** Events in the recent window, at least. */
  events: number;
  /** Orders in each window, at least. */
  orders: number;
  /** Of a thousand providers whose rate has not changed, about so many are accused by chance. */
  permille: number;
}

/**
 * How likely at least so many of all the events would have fallen into the recent window, had the rate per order not changed: then
 * each falls there with the probability of its share of the orders. The exact conditional test of two Poisson rates, one-sided
 * (Przyborowski and Wilenski, Biometrika 31, 1940).
 */
export function chanceOf(recent: Volume, before: Volume): number {
  const all = recent.events + before.events;
  const orders = recent.orders + before.orders;
  if (recent.events === 0 || orders === 0) return 1;
  const share = recent.orders / orders;
  if (share === 0) return 0;
  if (share === 1) return 1;
  let chance = 0;
  let logChoices = 0;
  // From all of them downwards; the logarithms keep small numbers from vanishing before they are added up.
  for (let there = all; there >= recent.events; there -= 1) {
    chance += Math.exp(logChoices + there * Math.log(share) + (all - there) * Math.log(1 - share));
    logChoices += Math.log(there) - Math.log(all - there + 1);
  }
  return Math.min(1, chance);
}

/** Enough to go by, and too much for chance. */
export function isRising(recent: Volume, before: Volume, bar: Bar): boolean {
  return (
    recent.events >= bar.events &&
    Math.min(recent.orders, before.orders) >= bar.orders &&
    chanceOf(recent, before) * 1_000 <= bar.permille
  );
}
