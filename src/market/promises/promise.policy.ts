import type { Listing } from "../listings/listing.entity";
import { listingPolicy } from "../listings/listing.policy";
import { isMemberOf, type Actor } from "../../accounts/actor";
import type { Provider } from "../providers/provider.entity";
import { maySeeProvider } from "../providers/provider.policy";
import type { ServicePromise } from "./service-promise.entity";

export const promisePolicy = {
  /** A promise is as public as what it belongs to: its listing, or the whole provider. */
  see: (actor: Actor | null, provider: Provider, listing: Listing | null): boolean =>
    maySeeProvider(actor, provider) && (listing === null || listingPolicy.see(actor, listing)),
  publish: (actor: Actor, promise: ServicePromise): boolean => isMemberOf(actor, promise.providerId),
  isInForce: (promise: ServicePromise): boolean => promise.withdrawnAt === null,
};
