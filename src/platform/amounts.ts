import { Refusal } from "./refusal";

/** The largest single amount that anyone may name, in minor units. Thousands of them still add up exactly. */
export const MOST_MINOR_UNITS = 1_000_000_000_000;

/** Adds minor units. A sum that can no longer be represented exactly is refused, never rounded. */
export function addUp(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) {
    sum += amount;
    if (!Number.isSafeInteger(sum)) throw new Refusal("LIMIT_REACHED", { reason: "money.sumTooLarge" });
  }
  return sum;
}
