import { Connection, page, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { isMemberOf, isStaff } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { batchLoader } from "./batch-loader";
import { Listing } from "./listing.entity";
import { listingPolicy } from "./listing.policy";
import { restrictionsByProvider } from "./restrictions";

export const ListingConnection = Connection(Listing, "Listing");

/** NOT_FOUND for the absent, the hidden and ids of other things alike. */
export async function readListing(context: Context, id: string, field = "id"): Promise<Listing> {
  const listing = isIdOf("listing", id) ? await context.loaders.byId(Listing, id) : null;
  if (!listing || !listingPolicy.see(context.actor, listing)) throw new Refusal("NOT_FOUND", { field });
  return listing;
}

/** All listings of a provider, drafts too, newest first; for its members and staff. */
export async function providerListings(context: Context, providerId: string, args: PageArgs): Promise<Page<Listing>> {
  if (!isIdOf("provider", providerId) || !(isMemberOf(context.actor, providerId) || isStaff(context.actor))) {
    throw new Refusal("NOT_FOUND", { field: "providerId" });
  }
  return page(context.db, context.services.sealer, args, {
    name: `listings of ${providerId}`,
    entity: Listing,
    where: "t.provider_id = ?",
    params: [providerId],
    by: "createdAt",
    direction: "DESC",
  });
}

/** What restricts a provider now; null when nothing does. */
export const loadRestrictions = batchLoader((context, providerIds) =>
  restrictionsByProvider(context.db, providerIds, context.now()),
);
