/** Why a person may not work on a case: a conflict of interest they declared; a complaint they refused; a ruling they decided; what they inspected. */
export const RECUSAL_GROUNDS = ["DECLARED", "REFUSED_BEFORE", "DECIDED_BEFORE", "INSPECTED"] as const;
export type RecusalGround = (typeof RECUSAL_GROUNDS)[number];
