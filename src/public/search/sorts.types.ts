import { defineEnum } from "../../platform/graphql/enum";

const RELEVANCE =
  "The best matches first: names and titles count most, then descriptions and promises; the provider's reputation adds to it. Only with `filter.text`.";
const KEPT =
  "Those who keep the most of what they promise first, see `Provider.keptRate`; many orders count as surer than few, and with too few for a share they come last.";
const REPUTATION = "Those of the best ranked provider first; of new providers nothing is known yet, they come last.";

export const ListingSort = defineEnum(
  "ListingSort",
  "The order of the list of listings. In every order, listings of demoted providers come after all others, and frozen ones, which cannot be ordered, at the very end.",
  {
    RELEVANCE,
    NEWEST: "The newest first.",
    REPUTATION,
    KEPT,
    PRICE_LOW: "The cheapest first. Only with `filter.price`, which names the currency.",
    PRICE_HIGH: "The dearest first. Only with `filter.price`, which names the currency.",
  },
);
export type ListingSort = keyof typeof ListingSort;

export const ProviderSort = defineEnum(
  "ProviderSort",
  "The order of the list of providers. In every order, demoted providers come after all others.",
  { RELEVANCE, NEWEST: "Those who registered last first.", REPUTATION, KEPT },
);
export type ProviderSort = keyof typeof ProviderSort;
