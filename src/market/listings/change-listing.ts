import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { FormerDescription } from "./former-description.entity";
import type { Listing } from "./listing.entity";

type Changes = Partial<
  Pick<Listing, "category" | "title" | "description" | "priceAmount" | "priceCurrency" | "status">
>;

/** Its next version, under its provider's lock. The event that tells of it commits to what the listing described before. */
export function changeListing(tx: Tx, listing: Listing, changes: Changes): void {
  const { id: listingId, version, description: text } = listing;
  if (changes.description !== undefined && changes.description !== text)
    tx.insert(FormerDescription, { id: newId(FormerDescription), listingId, version, text, until: tx.now });
  tx.change(listing, { ...changes, version: version + 1 });
}
