import { hasRole, isStaffRole, type Actor, type Role } from "../actor/actor";
import type { Obstacle } from "../../platform/refusal";
import { whyNotSecond, type Signer } from "../actor/signer.policy";

/** The roles that sign for the removal of others' factors. */
export const RESETTERS = ["ADMIN", "LEAD_MODERATOR"] as const satisfies readonly Role[];

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
 * administrator requests it, another one or a lead agrees, whose signature counts as a second one. Never one's own.
 */
export function whyNotReset(
  actor: Actor,
  person: Person,
  asked: Asked | null,
  signer: Signer,
  now: number,
): Obstacle | null {
  if (actor.accountId === person.id) return { code: "FORBIDDEN", reason: "ownAccount" };
  const isAdmin = hasRole(actor, "ADMIN");
  const isStaff = person.roles.some(isStaffRole);
  if (!isAdmin && !(isStaff && hasRole(actor, "LEAD_MODERATOR"))) return { code: "FORBIDDEN", reason: "role" };
  if (isStaff && asked && isSecond(actor, asked)) return whyNotSecond(signer, [asked.byId], now);
  return isAdmin ? null : { code: "NOT_IN_THIS_STATE", reason: "secondFactor.nobodyAsked" };
}

export const isAgreed = (actor: Actor, person: Person, asked: Asked | null): boolean =>
  !person.roles.some(isStaffRole) || (asked !== null && isSecond(actor, asked));

const isSecond = (actor: Actor, asked: Asked): boolean => asked.isStillAdmin && asked.byId !== actor.accountId;
