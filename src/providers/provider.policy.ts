import { hasRole, isMemberOf, isOwnerOf, isStaff, type Actor, type Role } from "../platform/identity/actor";
import type { ProviderStatus } from "./provider-status";

interface ProviderFacts {
  id: string;
  status: ProviderStatus;
}

/** Those the public never dealt with are nobody's business but their own and the platform's. */
export const PUBLIC_STATUSES: readonly ProviderStatus[] = ["ACTIVE", "RESTRICTED", "SUSPENDED", "TERMINATED"];
/** Terminated providers keep their page, for what is on record, but are not offered to anyone. */
export const LISTED_STATUSES: readonly ProviderStatus[] = ["ACTIVE", "RESTRICTED", "SUSPENDED"];

export const maySeeAllProviders = (actor: Actor | null): boolean => isStaff(actor) || hasRole(actor, "ADMIN");

/** Whoever is inside sees the licence and the members. */
export const isInside = (actor: Actor | null, providerId: string): boolean =>
  isMemberOf(actor, providerId) || maySeeAllProviders(actor);

export const maySeeProvider = (actor: Actor | null, provider: ProviderFacts): boolean =>
  PUBLIC_STATUSES.includes(provider.status) || isInside(actor, provider.id);

export const maySeeMemberships = (actor: Actor | null, accountId: string): boolean =>
  actor?.accountId === accountId || hasRole(actor, "ADMIN", "AUDITOR");

export const mayManageProvider = (actor: Actor, providerId: string): boolean => isOwnerOf(actor, providerId);

/** Owners remove anyone; everyone may leave, also who was added without being asked. */
export const mayRemoveMember = (actor: Actor, providerId: string, accountId: string): boolean =>
  isOwnerOf(actor, providerId) || (isMemberOf(actor, providerId) && actor.accountId === accountId);

export const hasEnded = ({ status }: ProviderFacts): boolean => status === "TERMINATED" || status === "REJECTED";

/** The role in which someone changes a provider, as its history tells it. */
export const actingRole = (actor: Actor, providerId: string): Role =>
  isOwnerOf(actor, providerId) ? "PROVIDER_OWNER" : "PROVIDER_STAFF";
