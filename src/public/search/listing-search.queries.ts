import type { SqlValue } from "../../platform/database/row-mapper";
import { comesBeyond, placesAmong, placesInOrder, relevance } from "./places.queries";
import type { Place } from "./ranked-page.queries";
import type { Ranking } from "./ranked-search.queries";
import { nextProviders, isProviderOrder, keptKey, type ProviderOrder } from "./provider-order.queries";
import type { ListingFilter } from "./search.types";
import type { SearchPlan } from "./search-plan.pure";
import type { ListingSort } from "./sorts.types";
import { readIn, type Direction } from "../../platform/graphql/keyset-page";
import { allOf, anyRow, raw, sql, type Sql } from "../../platform/database/sql";
import {
  hasReputation,
  isAdmitted,
  isNotExpelled,
  listingsSetAside,
  listingTier,
  rankKey,
  readOnce,
  TIER,
} from "./standing.queries";
import { candidates, matches, mostCandidates } from "./text-match.queries";

/** The parts of a listing search that its SQL needs. */
interface ListingSearch extends Ranking {
  filter: ListingFilter;
  sort: ListingSort;
}

export const directionOf = (sort: ListingSort): Direction => (sort === "PRICE_LOW" ? "ASC" : "DESC");

/** Conditions that every listing `t` of the public list fulfils, beside its status. */
const conditions = (search: ListingSearch): Sql[] => [
  ...filtered(search),
  isAdmitted("t.provider_id"),
  isNotExpelled("t.provider_id", search.now),
];

const IS_LISTED = raw("t.status = 'LISTED'");
/** For listings that are found by something else: the `+` hides the index of statuses from SQLite and means nothing to MySQL. */
const IS_LISTED_TOO = raw("+t.status = 'LISTED'");

/** In the order of prices, and in a category, the index of statuses is walked. */
const walksByStatus = ({ filter, sort }: ListingSearch): boolean =>
  !isProviderOrder(sort) && (sort !== "NEWEST" || Boolean(filter.category));

/** Those of them that match the filter. */
function filtered({ filter, now, caps }: ListingSearch): Sql[] {
  const { category, providerId, price, promiseKinds, minReputation } = filter;
  return [
    ...(category ? [sql`t.category = ${category}`] : []),
    ...(providerId ? [sql`t.provider_id = ${providerId}`] : []),
    ...(price ? [sql`t.price_currency = ${price.currency}`] : []),
    ...bounds("t.price_amount", price?.from, price?.to),
    ...(promiseKinds ?? []).map(promises),
    ...(typeof minReputation === "number" ? [hasReputation("t.provider_id", minReputation, caps, now)] : []),
  ];
}

const bounds = (column: string, from: SqlValue | undefined, to: SqlValue | undefined): Sql[] => [
  ...(typeof from === "number" ? [sql`${raw(column)} >= ${from}`] : []),
  ...(typeof to === "number" ? [sql`${raw(column)} <= ${to}`] : []),
];

/** Two subqueries rather than one with an OR: each has its index. */
function promises(kind: string): Sql {
  const inForce = sql`s.kind = ${kind} AND s.withdrawn_at IS NULL`;
  const own = anyRow(sql`service_promise s WHERE s.listing_id = t.id AND ${inForce}`);
  return sql`(${own} OR ${anyRow(sql`service_promise s WHERE s.provider_id = t.provider_id AND s.listing_id IS NULL AND ${inForce}`)})`;
}

/** With a text: the documents found, a bounded number of them, are filtered and sorted. */
export function listingsByText(search: ListingSearch, plan: SearchPlan): Sql {
  const found = sql`(${matches(plan, candidatesOf(search, plan))}) m JOIN search_document d ON d.number = m.document_number JOIN listing t ON t.id = d.id`;
  return placesAmong(rowsFrom(found, search), search.start, directionOf(search.sort), search.limit);
}

/** A provider's listings are few enough to check each; otherwise the filter is applied to those that match the text best. */
function candidatesOf(search: ListingSearch, plan: SearchPlan): Sql {
  const asked = filtered(search);
  if (search.filter.providerId)
    return sql`SELECT d.number AS document_number FROM listing t JOIN search_document d ON d.id = t.id WHERE ${allOf(asked)} ORDER BY t.id DESC LIMIT ${raw(String(mostCandidates(plan)))}`;
  if (asked.length === 0) return candidates(plan, null);
  return candidates(
    plan,
    anyRow(
      sql`search_document d JOIN listing t ON t.id = d.id WHERE d.number = posting.document_number AND ${allOf(asked)}`,
    ),
  );
}

/** Without a text. */
export function listingsInOrder(search: ListingSearch): Sql {
  const { sort, start, limit } = search;
  const aside = listingsSetAside(start.rankedAt);
  const isListed = walksByStatus(search) ? IS_LISTED : IS_LISTED_TOO;
  const offered = [isListed, ...conditions(search), sql`t.id NOT IN ${readOnce("id", aside)}`];
  return placesInOrder(
    (beyond) => (isProviderOrder(sort) ? walkByProvider(sort, search, offered, beyond) : walk(search, offered, beyond)),
    rowsFrom(sql`(${aside}) x CROSS JOIN listing t ON t.id = x.id`, search),
    start,
    directionOf(sort),
    limit,
  );
}

/** `from`: leads to the listings `t`, and with a text to their scores `m`. */
function rowsFrom(from: Sql, search: ListingSearch): Sql {
  const group = isProviderOrder(search.sort) ? "t.provider_id" : "''";
  return sql`SELECT t.id, ${listingTier(search.start.rankedAt)} AS tier, ${rankOf(search)} AS ranked_by, ${raw(group)} AS grouped_by
    FROM ${from} LEFT JOIN provider_reputation r ON r.provider_id = t.provider_id WHERE ${allOf([IS_LISTED_TOO, ...conditions(search)])}`;
}

function rankOf({ sort, reputationPercent }: ListingSearch): Sql {
  switch (sort) {
    case "RELEVANCE":
      return relevance(reputationPercent);
    case "NEWEST":
      return raw("0");
    case "REPUTATION":
      return rankKey;
    case "KEPT":
      return keptKey("t.provider_id");
    case "PRICE_LOW":
    case "PRICE_HIGH":
      return raw("t.price_amount");
  }
}

function walk({ sort, start, limit }: ListingSearch, wanted: Sql[], beyond: Place | null): Sql {
  const direction = directionOf(sort);
  const rank = sort === "NEWEST" ? undefined : "t.price_amount";
  const where = allOf([...wanted, ...(beyond ? [comesBeyond({ rank, id: "t.id" }, beyond, direction, start)] : [])]);
  const by = raw([...(rank ? [rank] : []), "t.id"].map((column) => `${column} ${readIn(direction, start)}`).join(", "));
  return sql`SELECT t.id, ${TIER.OFFERED} AS tier, ${raw(rank ?? "0")} AS ranked_by, '' AS grouped_by FROM listing t WHERE ${where} ORDER BY ${by} LIMIT ${raw(String(limit))}`;
}

/** The next providers that have such listings, one more than needed because the first may have shown all of its; then their listings. */
function walkByProvider(by: ProviderOrder, { start, limit }: ListingSearch, wanted: Sql[], beyond: Place | null): Sql {
  const way = readIn("DESC", start);
  const has = (providerId: string) =>
    anyRow(sql`listing t WHERE t.provider_id = ${raw(providerId)} AND ${allOf(wanted)}`);
  const columns = { rank: "o.ranked_by", group: "t.provider_id", id: "t.id" };
  const where = allOf([...wanted, ...(beyond ? [comesBeyond(columns, beyond, "DESC", start)] : [])]);
  return sql`SELECT t.id, ${TIER.OFFERED} AS tier, o.ranked_by, t.provider_id AS grouped_by
    FROM (${nextProviders(by, has, beyond, start, limit + 1)}) o JOIN listing t ON t.provider_id = o.id WHERE ${where}
    ORDER BY ${raw(`o.ranked_by ${way}, t.provider_id ${way}, t.id ${way}`)} LIMIT ${raw(String(limit))}`;
}
