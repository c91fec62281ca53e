import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { actingRole } from "../providers/provider.policy";
import { recordOnProvider } from "../providers/record-on-provider";
import { changeListing } from "./change-listing";
import type { Listing } from "./listing.entity";
import type { UpdateListingInput } from "./listing-inputs.types";
import { lockOwnListing } from "./lock-listing";
import { refuseRestrictedPublishing } from "./restrictions";

/** A member changes a listing it has seen in its present version. */
export async function updateListing(tx: Tx, actor: Actor, input: UpdateListingInput): Promise<Listing> {
  const { provider, listing } = await lockOwnListing(tx, actor, input.listingId);
  await refuseRestrictedPublishing(tx, provider);
  if (input.expectedVersion !== listing.version) {
    throw new Refusal("STALE_VERSION", {
      reason: "listing.staleVersion",
      field: "input.expectedVersion",
      params: { current: listing.version },
    });
  }
  changeListing(tx, listing, {
    category: input.category ?? listing.category,
    title: input.title ?? listing.title,
    description: input.description ?? listing.description,
    priceAmount: input.price?.amount ?? listing.priceAmount,
    priceCurrency: input.price?.currency ?? listing.priceCurrency,
  });
  recordOnProvider(
    tx,
    provider,
    "LISTING_UPDATED",
    { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) },
    listing.status === "DRAFT" ? "DRAFT" : "PUBLIC",
    { listingId: listing.id },
  );
  return listing;
}
