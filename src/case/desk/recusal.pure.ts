import type { Obstacle } from "../../platform/refusal";

/** Why a person may not work on a case: they declared a conflict of interest, refused the complaint, decided a ruling, or inspected the matter. */
export type RecusalGround = "DECLARED" | "REFUSED_BEFORE" | "DECIDED_BEFORE" | "INSPECTED";

export interface Recused {
  accountId: string;
  ground: RecusalGround;
}

/** Anyone with a conflict of interest in a case has no part in decisions about it. `accounts`: all that are theirs. */
export function whyRecused(accounts: readonly string[], recusals: readonly Recused[]): Obstacle | null {
  const own = recusals.find(({ accountId }) => accounts.includes(accountId));
  return own ? { code: "CONFLICT_OF_INTEREST", reason: `recused.${own.ground}` } : null;
}
