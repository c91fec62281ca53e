import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Listing } from "./listing.entity";
import type { ListingStatus } from "./listing-status.types";

export interface ListingDraft {
  providerId: string;
  category: string;
  title: string;
  description: string;
  priceAmount: number;
  priceCurrency: string;
  /** DRAFT when left out. */
  status?: ListingStatus;
  /** Now when left out. */
  createdAt?: number;
}

/** Writes the row, without checks. Commands, seeds and imports share it. */
export function createListing(tx: Tx, draft: ListingDraft): Listing {
  const listing = Object.assign(new Listing(), {
    status: "DRAFT",
    createdAt: tx.now,
    ...draft,
    id: newId(Listing),
    version: 1,
  });
  tx.insert(Listing, listing);
  return listing;
}
