import type { Listing } from "../../market/listings/listing.entity";
import { readListing } from "../../market/listings/listing.queries";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { listingPromises } from "../../market/promises/promise.queries";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { readProvider } from "../../market/providers/provider.queries";
import { comparePromises, type Column } from "./promise-comparison.pure";
import type { PromiseComparison } from "./promise-comparison.types";

/** One alone is what a list to compare begins with. */
export const COMPARED = { least: 1, most: 6 };

/** What the listings promise at this moment. Listings that one may not see are refused like those that do not exist. */
export async function compareListings(ctx: Context, listingIds: readonly string[]): Promise<PromiseComparison> {
  refuseUnfit(listingIds);
  const listings = await Promise.all(listingIds.map((id, index) => readOffer(ctx, id, `listingIds.${index}`)));
  const columns = await Promise.all(listings.map((listing) => columnOf(ctx, listing)));
  return {
    listings,
    kinds: comparePromises(columns).map(({ kind, promised, terms }) => ({
      kind,
      cells: listings.map((listing, index) => {
        const versions = promised[index] ?? [];
        return { listing, versions: versions.length > 0 ? [...versions] : null };
      }),
      terms: terms.map(({ best, ...term }) => ({
        ...term,
        bestListingIds: best.map((index) => listingIds[index] ?? ""),
      })),
    })),
  };
}

function refuseUnfit(listingIds: readonly string[]): void {
  const field = "listingIds";
  if (listingIds.length < COMPARED.least || listingIds.length > COMPARED.most)
    throw new Refusal("BAD_USER_INPUT", { reason: "list.length", field, params: COMPARED });
  const twice = listingIds.findIndex((id, index) => listingIds.indexOf(id) !== index);
  if (twice >= 0) throw new Refusal("BAD_USER_INPUT", { reason: "compare.sameListing", field: `${field}.${twice}` });
}

async function readOffer(ctx: Context, id: string, field: string): Promise<Listing> {
  const listing = await readListing(ctx, id, field);
  await readProvider(ctx, listing.providerId, field);
  return listing;
}

async function columnOf(ctx: Context, listing: Listing): Promise<Column<PromiseVersion>> {
  const promises = await listingPromises(ctx, listing);
  const current = async (own: boolean): Promise<PromiseVersion[]> => {
    const ids = promises
      .filter(({ listingId }) => (listingId !== null) === own)
      .map((promise) => promise.currentVersionId);
    const versions = await Promise.all(ids.map((id) => ctx.loaders.byId(PromiseVersion, id)));
    return versions.filter((version) => version !== null);
  };
  const [own, providerWide] = await Promise.all([current(true), current(false)]);
  return { own, providerWide };
}
