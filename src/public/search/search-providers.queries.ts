import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeAllProviders } from "../../market/providers/provider.policy";
import { providersByText, providersInOrder } from "./provider-search.queries";
import { nameOf } from "./ranked-page.queries";
import { rankedSearch } from "./ranked-search.queries";
import type { ProviderFilter } from "./search.types";
import type { ListingSort, ProviderSort } from "./sorts.types";

/** The list of providers. Staff also see those that are not, or no longer, on the market. */
export async function searchProviders(
  ctx: Context,
  filter: ProviderFilter,
  chosen: ProviderSort | null,
  args: PageArgs,
): Promise<Page<Provider>> {
  const { text, category, promiseKinds, minReputation, offMarket } = filter;
  const sort = chosen ?? (text ? "RELEVANCE" : "NEWEST");
  const all = maySeeAllProviders(ctx.actor);
  refuseRelevanceOfNothing(text, sort);
  return rankedSearch(ctx, args, ctx.now(), {
    name: nameOf("providers", [all, sort, text, category, promiseKinds, minReputation, offMarket === true]),
    entity: Provider,
    corpus: "PROVIDER",
    text,
    direction: "DESC",
    places(ranking) {
      const search = { ...ranking, filter, sort, all };
      return ranking.start.plan ? providersByText(search, ranking.start.plan) : providersInOrder(search);
    },
  });
}

export function refuseRelevanceOfNothing(text: string | null | undefined, sort: ListingSort): void {
  if (sort === "RELEVANCE" && !text)
    throw new Refusal("BAD_USER_INPUT", { reason: "search.relevanceOfNothing", field: "sort" });
}
