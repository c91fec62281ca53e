import { defineEnum } from "../../platform/graphql/enum";

const RELEVANCE =
  "What the text fits best first: names and titles count most, then what is described and promised; with the provider's reputation it counts some more. Only with `filter.text`.";
const REPUTATION = "Those of the best ranked provider first; of new providers nothing is known yet, they come last.";

export const ListingSort = defineEnum(
  "ListingSort",
  "What comes first in the list of listings. In every order, listings of demoted providers come after all others, and frozen ones, which cannot be ordered, at the very end.",
  {
    RELEVANCE,
    NEWEST: "The newest first.",
    REPUTATION,
    PRICE_LOW: "The cheapest first. Only with `filter.price`, which names the currency.",
    PRICE_HIGH: "The dearest first. Only with `filter.price`, which names the currency.",
  },
);
export type ListingSort = keyof typeof ListingSort;

export const ProviderSort = defineEnum(
  "ProviderSort",
  "What comes first in the list of providers. In every order, demoted providers come after all others.",
  { RELEVANCE, NEWEST: "Those who registered last first.", REPUTATION },
);
export type ProviderSort = keyof typeof ProviderSort;
