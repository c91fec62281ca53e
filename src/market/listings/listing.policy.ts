import { isMemberOf, isStaff, type Actor } from "../../accounts/actor";
import type { ProviderStatus } from "../providers/provider-status.types";
import type { Listing } from "./listing.entity";
import type { ListingStatus, ListingVisibility } from "./listing-status.types";

/** Which statuses each choice may follow. */
const FOLLOWS: Record<ListingVisibility, readonly ListingStatus[]> = {
  LISTED: ["DRAFT", "DELISTED"],
  // A draft has never been public; delisting it would make it so.
  DELISTED: ["LISTED"],
};

/** Applicants may write drafts and promises; they become public with the first listing. */
const WRITING: readonly ProviderStatus[] = ["APPLIED", "IN_REVIEW", "ACTIVE"];
/** RESTRICTED providers continue to sell what is listed. */
export const SELLING: readonly ProviderStatus[] = ["ACTIVE", "RESTRICTED"];

export const listingPolicy = {
  see: (actor: Actor | null, listing: Listing): boolean =>
    listing.status !== "DRAFT" || isMemberOf(actor, listing.providerId) || isStaff(actor),
  edit: (actor: Actor, listing: Listing): boolean => isMemberOf(actor, listing.providerId),
  write: (status: ProviderStatus): boolean => WRITING.includes(status),
  list: (status: ProviderStatus): boolean => status === "ACTIVE",
  sell: (status: ProviderStatus): boolean => SELLING.includes(status),
  availableStatuses: (actor: Actor | null, listing: Listing): ListingVisibility[] =>
    (Object.keys(FOLLOWS) as ListingVisibility[]).filter(
      (status) => isMemberOf(actor, listing.providerId) && listingPolicy.canBecome(listing, status),
    ),
  canBecome: (listing: Listing, status: ListingVisibility): boolean => FOLLOWS[status].includes(listing.status),
};
