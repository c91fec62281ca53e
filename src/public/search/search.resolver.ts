import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Listing } from "../../market/listings/listing.entity";
import { ListingConnection } from "../../market/listings/listing.queries";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import type { Provider } from "../../market/providers/provider.entity";
import { ProviderConnection } from "../../market/providers/provider.queries";
import { compareListings, COMPARED } from "./compare-listings.queries";
import { PromiseComparison } from "./promise-comparison.types";
import { searchEverything } from "./search-everything.queries";
import { SearchArgs, SearchHit } from "./search-hit.types";
import { searchListings } from "./search-listings.queries";
import { searchProviders } from "./search-providers.queries";
import { ListingFilter, ProviderFilter } from "./search.types";
import { ListingSort, ProviderSort } from "./sorts.types";

@Resolver()
export class SearchResolver {
  @Query(() => [SearchHit], {
    description:
      "Looks in everything that the viewer may see, kind by kind in the order of `SearchKind`: what they may not see is not there. Refused: BAD_USER_INPUT.",
  })
  async search(@Ctx() ctx: Context, @Args(() => SearchArgs) args: SearchArgs): Promise<SearchHit[]> {
    return searchEverything(ctx, args);
  }

  @Query(() => ListingConnection, {
    description:
      "The public list of listings: listed services of active providers, without those of suspended and terminated ones. Newest first, or with a text the best matches first; listings of providers demoted by a penalty come after all others, frozen ones (status FROZEN: cannot be ordered for a time) at the very end. When a text matches thousands, about the best thousand can be paged through; the filter is applied to ten thousand. Refused: BAD_USER_INPUT, CURSOR_INVALID for the cursor of another list, filter or sort.",
  })
  async listings(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => ListingFilter, { nullable: true, description: "Everything when left out." })
    filter: ListingFilter | null,
    @Arg("sort", () => ListingSort, {
      nullable: true,
      description: "The order. When left out: RELEVANCE with a text, NEWEST without.",
    })
    sort: ListingSort | null,
  ): Promise<Page<Listing>> {
    return searchListings(ctx, filter ?? {}, sort, args, ctx.now());
  }

  @Query(() => ProviderConnection, {
    description:
      "Providers on the market, without suspended and terminated ones; platform staff see all. Newest first, or with a text the best matches first, by their names, their own descriptions and their listings; those demoted by a penalty come after all others. Refused: BAD_USER_INPUT, CURSOR_INVALID for the cursor of another list, filter or sort.",
  })
  async providers(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => ProviderFilter, { nullable: true, description: "Everything when left out." })
    filter: ProviderFilter | null,
    @Arg("sort", () => ProviderSort, {
      nullable: true,
      description: "The order. When left out: RELEVANCE with a text, NEWEST without.",
    })
    sort: ProviderSort | null,
  ): Promise<Page<Provider>> {
    return searchProviders(ctx, filter ?? {}, sort, args);
  }

  @Query(() => PromiseComparison, {
    description:
      "The present promises of several listings, side by side: kind by kind, number by number, and which is best. Public. Refused: NOT_FOUND naming the listing (drafts are visible only to the provider's members and platform staff), BAD_USER_INPUT for none, too many or the same one twice.",
  })
  async comparePromises(
    @Ctx() ctx: Context,
    @Arg("listingIds", () => [ID], {
      description: `The listings, \`lst_…\`, from ${COMPARED.least} to ${COMPARED.most} different ones.`,
    })
    listingIds: string[],
  ): Promise<PromiseComparison> {
    return compareListings(ctx, listingIds);
  }
}
