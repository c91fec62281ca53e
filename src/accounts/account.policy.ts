import { hasRole, type Actor, type Role } from "../platform/identity/actor";

/** Login, roles, language, status: the person's own, and of those who keep or audit accounts. */
export const maySeeAccountDetails = (actor: Actor | null, accountId: string): boolean =>
  actor?.accountId === accountId || hasRole(actor, "ADMIN", "AUDITOR");

/** Administrators keep other people's accounts, never their own: the last one cannot lock everybody out, nor raise itself. */
export const mayAdministerAccount = (actor: Actor, accountId: string): boolean =>
  hasRole(actor, "ADMIN") && actor.accountId !== accountId;

/** Those who read and decide cases take no side in them; so nobody can make a moderator partial by adding them to a provider either. */
const IMPARTIAL: readonly Role[] = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR"];
export const mayActForProviders = (roles: readonly Role[]): boolean => !roles.some((role) => IMPARTIAL.includes(role));
