import { Listing } from "../../market/listings/listing.entity";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Reading } from "../../platform/graphql/keyset-page";
import { Refusal } from "../../platform/refusal";
import { directionOf, listingsByText, listingsInOrder } from "./listing-search.queries";
import { nameOf } from "./ranked-page.queries";
import { rankedSearch } from "./ranked-search.queries";
import { refuseRelevanceOfNothing } from "./search-providers.queries";
import type { ListingFilter } from "./search.types";
import type { ListingSort } from "./sorts.types";

/** The public list of listings. */
export async function searchListings(
  ctx: Reading,
  filter: ListingFilter,
  chosen: ListingSort | null,
  args: PageArgs,
  now: number,
): Promise<Page<Listing>> {
  const { text, category, providerId, price, promiseKinds, minReputation } = filter;
  const sort = chosen ?? (text ? "RELEVANCE" : "NEWEST");
  refuseUnfit(filter, sort);
  return rankedSearch(ctx, args, now, {
    name: nameOf("listings", [sort, text, category, providerId, price, promiseKinds, minReputation]),
    entity: Listing,
    corpus: "LISTING",
    text,
    direction: directionOf(sort),
    places(ranking) {
      const search = { ...ranking, filter, sort };
      return ranking.start.plan ? listingsByText(search, ranking.start.plan) : listingsInOrder(search);
    },
  });
}

function refuseUnfit({ text, price }: ListingFilter, sort: ListingSort): void {
  refuseRelevanceOfNothing(text, sort);
  if ((sort === "PRICE_LOW" || sort === "PRICE_HIGH") && !price)
    throw new Refusal("BAD_USER_INPUT", { reason: "search.currencyMissing", field: "filter.price" });
  if (typeof price?.from === "number" && typeof price.to === "number" && price.from > price.to)
    throw new Refusal("BAD_USER_INPUT", { reason: "search.emptyRange", field: "filter.price.to" });
}
