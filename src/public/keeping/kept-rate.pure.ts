import { wilsonUpper } from "../reputation/reputation.pure";

export interface Kept {
  kept: number;
  broken: number;
}

export const NOTHING_KEPT: Kept = { kept: 0, broken: 0 };

/** null while there are too few orders: one that was kept is not a hundred per cent. */
export function keptShare({ kept, broken }: Kept, least: number): number | null {
  const all = kept + broken;
  return all === 0 || all < least ? null : kept / all;
}

/** In millionths: the share of which one can be sure, so that many orders rank above few with the same share; 0 when there are too few. */
export const keptRank = (counts: Kept, least: number, z: number): number =>
  keptShare(counts, least) === null
    ? 0
    : Math.round((1 - wilsonUpper(counts.broken, counts.kept + counts.broken, z)) * 1e6);
