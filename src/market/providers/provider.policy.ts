import { hasRole, isMemberOf, isOwnerOf, isPerson, isStaff, type Actor, type Role } from "../../accounts/actor/actor";
import type { ProviderStatus } from "./provider-status.types";
import type { ProviderFacts } from "./provider.pure";

/** Statuses in which the public sees a provider; others concern only the provider and the platform. */
export const PUBLIC_STATUSES: readonly ProviderStatus[] = ["ACTIVE", "RESTRICTED", "SUSPENDED", "TERMINATED"];

export const maySeeAllProviders = (actor: Actor | null): boolean => isStaff(actor) || hasRole(actor, "ADMIN");

/** Insiders see the members, and the licence whatever number it is. */
export const isInside = (actor: Actor | null, providerId: string): boolean =>
  isMemberOf(actor, providerId) || maySeeAllProviders(actor);

export const maySeeProvider = (actor: Actor | null, provider: ProviderFacts): boolean =>
  PUBLIC_STATUSES.includes(provider.status) || isInside(actor, provider.id);

/**
 * Who receives an event of a provider's history. PUBLIC: anyone who may see the provider. DRAFT: those who may see its drafts, its
 * members and staff who read cases. MEMBERS: those inside.
 */
export type ProviderAudience = "PUBLIC" | "DRAFT" | "MEMBERS";

/** The parts of a provider's event that decide who receives it. */
interface ProviderEventFacts {
  audience: string;
  /** `consumerId`: the complainant, when it results from a case. */
  data: { consumerId?: string | number | null };
}

/** Asked at every delivery. Consistent with what the queries show of promises, listings, penalties, points and deposit. */
export function maySeeProviderEvent(
  actor: Actor | null,
  provider: ProviderFacts,
  { audience, data }: ProviderEventFacts,
): boolean {
  if (audience === "PUBLIC") return maySeeProvider(actor, provider);
  if (audience === "DRAFT") return isMemberOf(actor, provider.id) || isStaff(actor);
  // The complainant receives it as the consumer, even when they are staff.
  const complained = typeof data.consumerId === "string" && isPerson(actor, data.consumerId);
  return audience === "MEMBERS" && isInside(actor, provider.id) && !complained;
}

export const maySeeMemberships = (actor: Actor | null, accountId: string): boolean =>
  actor?.accountId === accountId || hasRole(actor, "ADMIN", "AUDITOR");

export const mayManageProvider = (actor: Actor, providerId: string): boolean => isOwnerOf(actor, providerId);

/** Owners remove anyone; everyone may leave. */
export const mayRemoveMember = (actor: Actor, providerId: string, accountId: string): boolean =>
  isOwnerOf(actor, providerId) || (isMemberOf(actor, providerId) && actor.accountId === accountId);

/** The role in which someone changes a provider, as recorded in its history. */
export const actingRole = (actor: Actor, providerId: string): Role =>
  actor.client ? "INTEGRATION" : isOwnerOf(actor, providerId) ? "PROVIDER_OWNER" : "PROVIDER_STAFF";
