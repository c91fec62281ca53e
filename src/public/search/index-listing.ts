import { Listing } from "../../market/listings/listing.entity";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { versionsInForce } from "../../market/promises/promise.queries";
import { Provider } from "../../market/providers/provider.entity";
import { weightsOf } from "./relevance.pure";
import type { SearchIndex } from "./search-index.entity";
import { writeDocument } from "./write-document";

/** The listing as it is now: found by its own texts, its provider's name and what is promised on it, as long as it is listed. */
export async function indexListing(tx: Tx, head: SearchIndex, id: string): Promise<void> {
  const listing = await tx.byId(Listing, id);
  const weights = listing?.status === "LISTED" ? await weightsOfListing(tx, listing) : new Map<string, number>();
  await writeDocument(tx, head, "LISTING", id, weights);
}

async function weightsOfListing(reader: Reader, listing: Listing): Promise<Map<string, number>> {
  const provider = await reader.byId(Provider, listing.providerId);
  const promises = await versionsInForce(reader, listing);
  return weightsOf([
    { text: listing.title, worth: 10, usual: 24, alone: true },
    { text: provider?.legalName ?? "", worth: 4, usual: 20, alone: true },
    { text: listing.category, worth: 4, usual: 2 },
    { text: listing.description, worth: 2, usual: 60 },
    { text: promises.map(({ text }) => text).join("\n"), worth: 2, usual: 60 },
  ]);
}
