import { hasRole, isPerson, type Actor, type Role } from "../../accounts/actor/actor";
import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import type { Explained } from "../../platform/refusal";

const STAFF = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR", "ADMIN"] as const;

/** Staff see that something must be kept; the person does not, whom it may be about. */
export const maySeeHolds = (actor: Actor | null, accountId: string): boolean =>
  hasRole(actor, ...STAFF) && !isPerson(actor, accountId);

export const mayPlaceHolds = (actor: Actor): boolean => hasRole(actor, "LEAD_MODERATOR", "ADMIN");

/** Whose deletion another may ask for, as the first or the second of two. */
export const mayProposeErasure = (actor: Actor, accountId: string): boolean =>
  hasRole(actor, "ADMIN") && actor.accountId !== accountId;

/** The roles that agree to a proposed deletion, as a second person. */
export const ERASURE_SIGNERS = ["ADMIN", "LEAD_MODERATOR"] as const satisfies readonly Role[];

export function whyNotAgreeToErasure(
  actor: Actor,
  accountId: string,
  askedById: string,
  signer: Signer,
  now: number,
): Explained | null {
  const isOther = actor.accountId !== accountId && actor.accountId !== askedById;
  if (!isOther || !hasRole(actor, ...ERASURE_SIGNERS)) return { code: "FORBIDDEN", reason: "erasure.secondPerson" };
  return whyNotSecond(signer, [askedById], now);
}
