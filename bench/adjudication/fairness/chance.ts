import type { Chance } from "../../../src/app/demo/market/chance.pure";

export { chanceFrom, type Chance } from "../../../src/app/demo/market/chance.pure";

/** How many of many rare events happen: exponential waiting times until one unit of time is over. */
export function poisson(mean: number, chance: Chance): number {
  let events = -1;
  for (let at = 0; at <= mean; events += 1) at -= Math.log(1 - chance());
  return events;
}
