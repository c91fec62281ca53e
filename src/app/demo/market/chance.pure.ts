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

/** A whole number from `least` to `most`. */
export const between = (chance: Chance, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1));

export function pick<T>(chance: Chance, of: readonly T[]): T {
  const one = of[Math.floor(chance() * of.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}
