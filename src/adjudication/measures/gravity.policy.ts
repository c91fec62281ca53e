import type { PenaltyKind } from "./penalty-kind";

/** Every measure against a provider, by how grave it is. */
const MILDEST_FIRST: readonly PenaltyKind[] = [
  "WARNING",
  "PUBLIC_NOTICE",
  "RANK_DEMOTION",
  "MANDATORY_TRAINING",
  "FINE",
  "LISTING_FREEZE",
  "SUSPENSION",
  "TERMINATION",
];

/** 1 for the mildest; 0 is for no measure at all. */
export const rankOf = (kind: PenaltyKind): number => MILDEST_FIRST.indexOf(kind) + 1;

export const kindAt = (rank: number): PenaltyKind | null => MILDEST_FIRST[rank - 1] ?? null;

export const byGravity = (a: PenaltyKind, b: PenaltyKind): number => rankOf(a) - rankOf(b);
