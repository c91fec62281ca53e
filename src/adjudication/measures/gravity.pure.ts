import { PENALTY_KINDS, type PenaltyKind } from "../../house-rules/measures.table";

/** 1 for the mildest; 0 is for no measure at all. */
export const rankOf = (kind: PenaltyKind): number => PENALTY_KINDS.indexOf(kind) + 1;

export const kindAt = (rank: number): PenaltyKind | null => PENALTY_KINDS[rank - 1] ?? null;

export const byGravity = (a: PenaltyKind, b: PenaltyKind): number => rankOf(a) - rankOf(b);
