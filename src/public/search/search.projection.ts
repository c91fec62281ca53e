import type { ProviderRecord } from "../../market/providers/provider-events";
import { raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { Projection } from "../../platform/feed/projection";
import { indexListing } from "./index-listing";
import { indexProvider } from "./index-provider";
import { SearchDocument } from "./search-document.entity";
import { lockIndex } from "./write-document";

const SEARCHED = [
  "LISTING_UPDATED",
  "LISTING_LISTED",
  "LISTING_DELISTED",
  "PROMISE_PUBLISHED",
  "PROMISE_WITHDRAWN",
  "PROVIDER_REGISTERED",
  "PROVIDER_UPDATED",
] as const satisfies readonly ProviderRecord[];
type Searched = (typeof SEARCHED)[number];

/**
 * Keeps the index up to date. After any event, the listing or the provider is read in its present state: an event may arrive twice, and under a
 * new name (when the splitting of texts changes) the whole index is rebuilt.
 */
export const searchProjection: Projection<Searched> = {
  name: "search-1",
  types: new Set(SEARCHED),
  async apply(tx, { streamId: providerId, type, data }) {
    const head = await lockIndex(tx);
    const { listingId }: EventData = data;
    if (typeof listingId === "string") await indexListing(tx, head, listingId);
    if (!type.startsWith("PROMISE_")) await indexProvider(tx, head, providerId);
    // The provider's name and its general promises are indexed with each of its listings, which may be many: a sweep goes through them.
    if (typeof listingId !== "string") await refreshListings(tx, providerId);
  },
  async empty(tx) {
    const head = await lockIndex(tx);
    for (const table of ["search_posting", "search_term", "search_document"])
      tx.execute(sql`DELETE FROM ${raw(table)}`);
    tx.change(head, { listings: 0, providers: 0, lastDocument: 0, lastTerm: 0 });
  },
};

async function refreshListings(tx: Tx, providerId: string): Promise<void> {
  const document = await tx.byId(SearchDocument, providerId);
  if (document) tx.change(document, { refreshAfter: "" });
}
