import type { PromiseKind } from "./promise-kind.types";

/**
 * What a promise and all that came before it have in common: what was promised, and for what. Who withdraws a promise and makes
 * it anew has the same lineage. A listing belongs to one provider; a promise for all listings has the provider in its place.
 */
export const lineageOf = (promise: { providerId: string; listingId: string | null; kind: PromiseKind }): string =>
  `${promise.listingId ?? promise.providerId} ${promise.kind}`;
