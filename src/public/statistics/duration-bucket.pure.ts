import { MINUTE } from "../../platform/time";

/** Buckets for each doubling: each is 19 % wider than the one before. */
const PER_DOUBLING = 4;

/** Which bucket a duration counts in; they grow with it, so that a table of fixed size holds minutes and years. */
export const bucketOf = (milliseconds: number): number =>
  Math.floor(PER_DOUBLING * Math.log2(1 + Math.max(0, milliseconds) / MINUTE));

/** Whole minutes that no duration in the bucket reaches. */
const upperMinutes = (bucket: number): number => Math.ceil(2 ** ((bucket + 1) / PER_DOUBLING) - 1);

/** Whole minutes within which that share of all was over (nearest rank), rounded up to its bucket's end; null when there is none. */
export function minutesWithin(counts: ReadonlyMap<number, number>, share: number): number | null {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const rank = Math.ceil(share * all);
  let passed = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= rank) return upperMinutes(bucket);
  }
  throw new Error("a share is at most 1");
}
