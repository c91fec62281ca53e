/** Why a person may not work on a case: a conflict of interest they declared; a complaint they refused; a ruling they decided. */
export const RECUSAL_GROUNDS = ["DECLARED", "REFUSED_BEFORE", "DECIDED_BEFORE"] as const;
export type RecusalGround = (typeof RECUSAL_GROUNDS)[number];
