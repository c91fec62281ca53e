import { hasRole, type Actor, type Role } from "../actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { AccountRole } from "../actor/account-enums.types";
import type { RoleGrantStatus } from "./role-grant.entity";
import { whyNotSecond, type Signer } from "../actor/signer.policy";

/** Roles that decide about others, or read others' data, are granted by two persons; the rest by one. */
const BY_TWO: Record<AccountRole, boolean> = {
  CONSUMER: false,
  MODERATOR: true,
  LEAD_MODERATOR: true,
  INSPECTOR: true,
  FINANCE: true,
  TRAINER: false,
  AUDITOR: true,
  ADMIN: true,
};
export const isGrantedByTwo = (role: AccountRole): boolean => BY_TWO[role];

/** The roles that decide on an administrator's proposal. */
export const GRANT_DECIDERS = ["ADMIN", "LEAD_MODERATOR"] as const satisfies readonly Role[];

/** The roles that see all proposals, and are notified of each. */
export const GRANT_READERS = [...GRANT_DECIDERS, "AUDITOR"] as const satisfies readonly Role[];

export const ROLE_GRANT_ACTIONS = ["APPROVE", "DECLINE"] as const;
export type RoleGrantAction = (typeof ROLE_GRANT_ACTIONS)[number];

interface GrantFacts {
  accountId: string;
  status: RoleGrantStatus;
  proposedById: string;
  endsAt: number;
}

/** Asked by the commands under the account's lock, and by `RoleGrant.availableActions`. A single refusal by any of them is enough. */
export function whyNotDecideGrant(
  action: RoleGrantAction,
  actor: Actor,
  grant: GrantFacts,
  signer: Signer,
  now: number,
): Obstacle | null {
  if (!hasRole(actor, ...GRANT_DECIDERS) || actor.accountId === grant.accountId)
    return { code: "FORBIDDEN", reason: "ownAccount" };
  if (grant.status !== "PROPOSED") return { code: "NOT_IN_THIS_STATE", reason: "roleGrant.decided" };
  if (action === "DECLINE") return null;
  if (now >= grant.endsAt) return { code: "TOO_LATE", reason: "roleGrant.lapsed" };
  if (actor.accountId === grant.proposedById)
    return { code: "SECOND_APPROVER_REQUIRED", reason: "roleGrant.proposedByYou" };
  return whyNotSecond(signer, [grant.proposedById], now);
}
