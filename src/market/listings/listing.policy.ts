import { isMemberOf, isStaff, type Actor } from "../../accounts/actor/actor";
import type { Listing } from "./listing.entity";
import type { ListingVisibility } from "./listing-status.types";
import { LISTING_FOLLOWS } from "./listing.lifecycle";
import { canBecome } from "./listing.pure";

export const maySeeListing = (actor: Actor | null, listing: Listing): boolean =>
  listing.status !== "DRAFT" || isMemberOf(actor, listing.providerId) || isStaff(actor);

export const mayEditListing = (actor: Actor, listing: Listing): boolean => isMemberOf(actor, listing.providerId);

export const statusesFor = (actor: Actor | null, listing: Listing): ListingVisibility[] =>
  (Object.keys(LISTING_FOLLOWS) as ListingVisibility[]).filter(
    (status) => isMemberOf(actor, listing.providerId) && canBecome(listing, status),
  );
