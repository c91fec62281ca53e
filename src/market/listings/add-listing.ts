import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { actingRole } from "../providers/provider.policy";
import { recordOnProvider } from "../providers/record-on-provider";
import { createListing } from "./create-listing";
import type { Listing } from "./listing.entity";
import type { CreateListingInput } from "./listing-inputs.types";
import { lockOwnProvider } from "./lock-own-provider";
import { refuseRestrictedPublishing } from "./restrictions";

/** A member writes a new listing, a draft. */
export async function addListing(tx: Tx, actor: Actor, input: CreateListingInput): Promise<Listing> {
  const provider = await lockOwnProvider(tx, actor, input.providerId);
  await refuseRestrictedPublishing(tx, provider);
  const listing = createListing(tx, {
    providerId: provider.id,
    category: input.category,
    title: input.title,
    description: input.description,
    priceAmount: input.price.amount,
    priceCurrency: input.price.currency,
  });
  recordOnProvider(
    tx,
    provider,
    "LISTING_CREATED",
    { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) },
    "DRAFT",
    { listingId: listing.id },
  );
  return listing;
}
