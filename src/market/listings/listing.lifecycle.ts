import type { ListingStatus, ListingVisibility } from "./listing-status.types";

/** Which statuses each choice may follow. */
export const LISTING_FOLLOWS: Record<ListingVisibility, readonly ListingStatus[]> = {
  LISTED: ["DRAFT", "DELISTED"],
  // A draft has never been public; delisting it would make it so.
  DELISTED: ["LISTED"],
};
