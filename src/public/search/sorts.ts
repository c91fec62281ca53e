import { registerEnumType } from "type-graphql";

export const ProviderSort = { RELEVANCE: "RELEVANCE", NEWEST: "NEWEST", REPUTATION: "REPUTATION" } as const;
export type ProviderSort = keyof typeof ProviderSort;
export const ListingSort = { ...ProviderSort, PRICE_LOW: "PRICE_LOW", PRICE_HIGH: "PRICE_HIGH" } as const;
export type ListingSort = keyof typeof ListingSort;

const RELEVANCE = {
  description:
    "What the text fits best first: names and titles count most, then what is described and promised; with the provider's reputation it counts some more. Only with `filter.text`.",
};
const REPUTATION = {
  description: "Those of the best ranked provider first; of new providers nothing is known yet, they come last.",
};

registerEnumType(ListingSort, {
  name: "ListingSort",
  description:
    "What comes first in the list of listings. In every order, listings of demoted providers come after all others, and frozen ones, which cannot be ordered, at the very end.",
  valuesConfig: {
    RELEVANCE,
    NEWEST: { description: "The newest first." },
    REPUTATION,
    PRICE_LOW: { description: "The cheapest first. Only with `filter.price`, which names the currency." },
    PRICE_HIGH: { description: "The dearest first. Only with `filter.price`, which names the currency." },
  },
});

registerEnumType(ProviderSort, {
  name: "ProviderSort",
  description: "What comes first in the list of providers. In every order, demoted providers come after all others.",
  valuesConfig: {
    RELEVANCE,
    NEWEST: { description: "Those who registered last first." },
    REPUTATION,
  },
});
