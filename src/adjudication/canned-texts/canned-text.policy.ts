import { hasRole, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";

/** null: the team's. */
type Owned = { ownerId: string | null };

export const maySeeText = (actor: Actor, { ownerId }: Owned): boolean =>
  ownerId === null || ownerId === actor.accountId;

/** Everybody writes their own; what all use is written by leads. */
export const whyNotWrite = (actor: Actor, { ownerId }: Owned): Obstacle | null =>
  ownerId !== null || hasRole(actor, "LEAD_MODERATOR") ? null : { code: "FORBIDDEN", reason: "cannedText.leadsOnly" };
