import type { Listing } from "../listings/listing.entity";
import { maySeeListing } from "../listings/listing.policy";
import { hasRole, isMemberOf, type Actor } from "../../accounts/actor/actor";
import { SECOND_PERSONS } from "../../accounts/actor/second-person.policy";
import type { Provider } from "../providers/provider.entity";
import { maySeeProvider } from "../providers/provider.policy";
import type { ServicePromise } from "./service-promise.entity";

/** A promise is as public as what it belongs to: its listing, or the whole provider. The platform's own, of no provider, are public. */
export const maySeePromise = (actor: Actor | null, provider: Provider | null, listing: Listing | null): boolean =>
  (provider === null || maySeeProvider(actor, provider)) && (listing === null || maySeeListing(actor, listing));

export const mayChangePromise = (actor: Actor, promise: ServicePromise): boolean =>
  promise.providerId !== null && isMemberOf(actor, promise.providerId);

/** What nobody has announced yet. */
export const maySeeProposed = (actor: Actor | null): boolean => hasRole(actor, ...SECOND_PERSONS, "AUDITOR");
