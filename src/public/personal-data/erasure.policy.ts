import { hasRole, isPerson, type Actor } from "../../accounts/actor";

const STAFF = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR", "ADMIN"] as const;

/** Staff see that something must be kept; the person does not, whom it may be about. */
export const maySeeHolds = (actor: Actor | null, accountId: string): boolean =>
  hasRole(actor, ...STAFF) && !isPerson(actor, accountId);

export const mayPlaceHolds = (actor: Actor): boolean => hasRole(actor, "LEAD_MODERATOR", "ADMIN");

/** Whose deletion another may ask for, as the first or the second of two. */
export const mayProposeErasure = (actor: Actor, accountId: string): boolean =>
  hasRole(actor, "ADMIN") && actor.accountId !== accountId;

export const mayAgreeToErasure = (actor: Actor, accountId: string, askedById: string): boolean =>
  hasRole(actor, "ADMIN", "LEAD_MODERATOR") && actor.accountId !== accountId && actor.accountId !== askedById;
