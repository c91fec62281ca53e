import type { ProviderStatus } from "../providers/provider-status.types";
import type { Listing } from "./listing.entity";
import type { ListingVisibility } from "./listing-status.types";
import { LISTING_FOLLOWS } from "./listing.lifecycle";

/** Applicants may write drafts and promises; they become public with the first listing. */
const WRITING: readonly ProviderStatus[] = ["APPLIED", "IN_REVIEW", "ACTIVE"];
/** RESTRICTED providers continue to sell what is listed. */
export const SELLING: readonly ProviderStatus[] = ["ACTIVE", "RESTRICTED"];

export const canWrite = (status: ProviderStatus): boolean => WRITING.includes(status);

export const canPublish = (status: ProviderStatus): boolean => status === "ACTIVE";

export const canSell = (status: ProviderStatus): boolean => SELLING.includes(status);

export const canBecome = (listing: Pick<Listing, "status">, status: ListingVisibility): boolean =>
  LISTING_FOLLOWS[status].includes(listing.status);
