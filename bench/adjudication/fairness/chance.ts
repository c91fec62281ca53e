/** From 0 to below 1, the same sequence from the same seed. */
export type Chance = () => number;

/** Mulberry32: small, and good enough to draw years with. */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many of many rare events happen: exponential waiting times until one unit of time is over. */
export function poisson(mean: number, chance: Chance): number {
  let events = -1;
  for (let at = 0; at <= mean; events += 1) at -= Math.log(1 - chance());
  return events;
}
