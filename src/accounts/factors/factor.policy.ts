import { hasRole, isStaffRole, type Actor, type Role } from "../actor";
import type { Obstacle } from "../../platform/refusal";

interface Person {
  id: string;
  roles: readonly Role[];
  externalSubject: string | null;
}

/** Staff roles of our own accounts need a second factor, where the setting says so. For outside accounts their identity provider is responsible. */
export const needsFactor = (required: boolean, { roles, externalSubject }: Person): boolean =>
  required && externalSubject === null && roles.some(isStaffRole);

/** The last one cannot be removed where one is required; add another first. */
export const whyNotRemove = (required: boolean, person: Person, count: number): Obstacle | null =>
  count === 1 && needsFactor(required, person) ? { code: "NOT_IN_THIS_STATE", reason: "secondFactor.last" } : null;

/** Who has already requested it, as they are now. */
export interface Asked {
  byId: string;
  isStillAdmin: boolean;
}

/**
 * For a lost device. An administrator may remove a consumer's factors. For staff this gives access to cases and money, so it takes two: an
 * administrator requests it, another one or a lead agrees. Never one's own.
 */
export function whyNotReset(actor: Actor, person: Person, asked: Asked | null): Obstacle | null {
  if (actor.accountId === person.id) return { code: "FORBIDDEN", reason: "ownAccount" };
  if (hasRole(actor, "ADMIN")) return null;
  const mayAgree = hasRole(actor, "LEAD_MODERATOR") && person.roles.some(isStaffRole);
  if (!mayAgree) return { code: "FORBIDDEN", reason: "role" };
  return asked?.isStillAdmin ? null : { code: "NOT_IN_THIS_STATE", reason: "secondFactor.nobodyAsked" };
}

export const isAgreed = (actor: Actor, person: Person, asked: Asked | null): boolean =>
  !person.roles.some(isStaffRole) || (asked !== null && asked.isStillAdmin && asked.byId !== actor.accountId);
