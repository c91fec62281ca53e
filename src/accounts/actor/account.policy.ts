import { hasRole, type Actor, type Role } from "./actor";
import type { Obstacle } from "../../platform/refusal";
import type { AccountAction, AccountStatus } from "./account-enums.types";

/** All of them, in a list. */
export const maySeeAccounts = (actor: Actor | null): boolean => hasRole(actor, "ADMIN", "AUDITOR");

/** Login, roles, language, status: for the person, and for those who manage or audit accounts. */
export const maySeeAccountDetails = (actor: Actor | null, accountId: string): boolean =>
  actor?.accountId === accountId || maySeeAccounts(actor);

/** Where a person is signed in is no one else's concern. */
export const maySeeSessions = (actor: Actor | null, accountId: string): boolean => actor?.accountId === accountId;

/**
 * Administrators manage other people's accounts, never their own: the last one cannot lock everyone out, nor promote itself. Asked by the
 * commands, and by `Account.availableActions`.
 */
export function whyNot(
  action: AccountAction,
  actor: Actor | null,
  { id, status }: { id: string; status: AccountStatus },
): Obstacle | null {
  if (!hasRole(actor, "ADMIN") || actor?.accountId === id) return { code: "FORBIDDEN", reason: "ownAccount" };
  if (action === "SUSPEND" && status !== "ACTIVE") return { code: "NOT_IN_THIS_STATE", reason: "accountNotActive" };
  return action === "REINSTATE" && status !== "SUSPENDED"
    ? { code: "NOT_IN_THIS_STATE", reason: "accountNotSuspended" }
    : null;
}

/** Roles in the market. Every other role, including future ones, is the platform's: the platform's staff takes no side in the market. */
const OF_THE_MARKET: readonly Role[] = ["CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF"];
export const mayActForProviders = (roles: readonly Role[]): boolean =>
  roles.every((role) => OF_THE_MARKET.includes(role));
