import { MINUTE } from "../../platform/time";

/** Buckets for each doubling: each is 19 % wider than the one before. */
const PER_DOUBLING = 4;

/** The bucket of a duration; buckets grow with it, so that a table of fixed size holds minutes and years. */
export const bucketOf = (milliseconds: number): number =>
  Math.floor(PER_DOUBLING * Math.log2(1 + Math.max(0, milliseconds) / MINUTE));

/** The exclusive upper bound of the bucket, in whole minutes. */
const upperMinutes = (bucket: number): number => Math.ceil(2 ** ((bucket + 1) / PER_DOUBLING) - 1);

/** Whole minutes within which that share of all ended (nearest rank), rounded up to its bucket's end; null when there is none. */
export function minutesWithin(counts: ReadonlyMap<number, number>, share: number): number | null {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const rank = Math.ceil(share * all);
  let passed = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= rank) return upperMinutes(bucket);
  }
  throw new Error("the share must be at most 1");
}

/** Every bucket that holds one, by its exclusive upper bound, the shortest first. */
export const spreadOf = (counts: ReadonlyMap<number, number>): { withinMinutes: number; cases: number }[] =>
  [...counts]
    .filter(([, cases]) => cases > 0)
    .sort(([a], [b]) => a - b)
    .map(([bucket, cases]) => ({ withinMinutes: upperMinutes(bucket), cases }));
