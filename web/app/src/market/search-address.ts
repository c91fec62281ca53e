import type { ListingFilter, ListingSort, PromiseKind, ProviderFilter, ProviderSort } from "../api/schema.generated";
import { valuesOf } from "../text/labels";

/** The search in the address: a link shares it, Back undoes it. */
export interface Asked {
  what: "listings" | "providers";
  text: string;
  category: string;
  kinds: PromiseKind[];
  minReputation: string;
  currency: string;
  /** In the currency's smallest unit. */
  priceFrom: number | null;
  priceTo: number | null;
  sort: string;
}

/** The currency unless the address says otherwise. */
const CURRENCY = "CNY";

const numberOf = (value: string | null): number | null =>
  value !== null && /^\d+$/.test(value) ? Number(value) : null;

export function readAddress(params: URLSearchParams): Asked {
  const known: readonly string[] = valuesOf("PromiseKind");
  return {
    what: params.get("what") === "providers" ? "providers" : "listings",
    text: params.get("q") ?? "",
    category: params.get("category") ?? "",
    kinds: params.getAll("kind").filter((kind): kind is PromiseKind => known.includes(kind)),
    minReputation: params.get("min") ?? "",
    currency: params.get("currency") ?? CURRENCY,
    priceFrom: numberOf(params.get("from")),
    priceTo: numberOf(params.get("to")),
    sort: params.get("sort") ?? "",
  };
}

/** The address of a search, with the listings picked for comparison; a new search begins at the first page. */
export function writeAddress(asked: Asked, picked: readonly string[]): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null): void => {
    if (value !== null && value !== "") params.set(name, String(value));
  };
  if (asked.what === "providers") put("what", asked.what);
  put("q", asked.text.trim());
  put("category", asked.category.trim());
  asked.kinds.forEach((kind) => params.append("kind", kind));
  put("min", asked.minReputation);
  if (asked.currency !== CURRENCY) put("currency", asked.currency);
  put("from", asked.priceFrom);
  put("to", asked.priceTo);
  put("sort", asked.sort);
  picked.forEach((id) => params.append("l", id));
  return params;
}

function commonFilter({ text, category, kinds, minReputation }: Asked): ProviderFilter {
  return {
    ...(text && { text }),
    ...(category && { category }),
    ...(kinds.length > 0 && { promiseKinds: kinds }),
    ...(minReputation && { minReputation: Number(minReputation) }),
  };
}

export const providerFilter = commonFilter;

export function listingFilter(asked: Asked): ListingFilter {
  const { currency, priceFrom: from, priceTo: to } = asked;
  return { ...commonFilter(asked), ...((from !== null || to !== null) && { price: { currency, from, to } }) };
}

export const listingSort = ({ sort }: Asked): ListingSort | null =>
  valuesOf("ListingSort").find((known) => known === sort) ?? null;

export const providerSort = ({ sort }: Asked): ProviderSort | null =>
  valuesOf("ProviderSort").find((known) => known === sort) ?? null;
