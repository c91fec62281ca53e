import type { Obstacle } from "../../platform/refusal";

/** Why a person may not work on a case: a conflict of interest they declared; a complaint they refused; a ruling they decided; what they inspected. */
export type RecusalGround = "DECLARED" | "REFUSED_BEFORE" | "DECIDED_BEFORE" | "INSPECTED";

export interface Recused {
  accountId: string;
  ground: RecusalGround;
}

/** Whoever has a conflict of interest in a case has no part in what is decided about it. */
export function whyRecused(accountId: string | undefined, recusals: readonly Recused[]): Obstacle | null {
  const own = recusals.find((recusal) => recusal.accountId === accountId);
  return own ? { code: "CONFLICT_OF_INTEREST", reason: `recused.${own.ground}` } : null;
}
