import type { Tx } from "../../platform/database/tx";
import type { Listing } from "./listing.entity";

type Changes = Partial<
  Pick<Listing, "category" | "title" | "description" | "priceAmount" | "priceCurrency" | "status">
>;

/** Its next version, under its provider's lock. */
export function changeListing(tx: Tx, listing: Listing, changes: Changes): void {
  tx.change(listing, { ...changes, version: listing.version + 1 });
}
