import type { ServicePromise } from "./service-promise.entity";

/**
 * What a promise and all that came before it have in common: what was promised, and for what. Who withdraws a promise and makes
 * it anew has the same lineage. A listing belongs to one provider; a promise for all listings has the provider in its place, as has
 * what the platform promises of every provider.
 */
export const lineageOf = (
  { listingId, kind, platformPromise }: Pick<ServicePromise, "listingId" | "kind" | "platformPromise">,
  providerId: string,
): string => `${listingId ?? providerId} ${platformPromise ?? kind}`;
