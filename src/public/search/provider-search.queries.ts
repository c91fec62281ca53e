import { comesBeyond, placesAmong, placesInOrder, relevance } from "./places.queries";
import type { Place } from "./ranked-page.queries";
import type { Ranking } from "./ranked-search.queries";
import { nextProviders, isProviderOrder, keptKey, type ProviderOrder } from "./provider-order.queries";
import type { ProviderFilter } from "./search.types";
import type { SearchPlan } from "./search-plan.pure";
import type { ProviderSort } from "./sorts.types";
import { PUBLIC_STATUSES } from "../../market/providers/provider.policy";
import { readIn } from "../../platform/graphql/keyset-page";
import { allOf, anyRow, list, raw, sql, type Sql } from "../../platform/database/sql";
import {
  demotedProviders,
  hasReputation,
  isAdmitted,
  isNotExpelled,
  providerTier,
  rankKey,
  readOnce,
  TIER,
} from "./standing.queries";
import { candidates, matches } from "./text-match.queries";

/** The parts of a provider search that its SQL needs. */
interface ProviderSearch extends Ranking {
  filter: ProviderFilter;
  sort: ProviderSort;
  /** Include those that are not, or no longer, on the market. */
  all: boolean;
}

/** Conditions that every provider `t` of the list fulfils. */
function conditions(search: ProviderSearch): Sql[] {
  const { now, all, filter } = search;
  const shown = filter.offMarket
    ? [sql`t.status IN (${list([...PUBLIC_STATUSES])})`]
    : [isAdmitted("t.id"), isNotExpelled("t.id", now)];
  return [raw("1 = 1"), ...(all ? [] : shown), ...filtered(search)];
}

/** Those of them that match the filter. */
function filtered({ filter, now, caps }: ProviderSearch): Sql[] {
  const { category, promiseKinds, minReputation } = filter;
  return [
    ...(category
      ? [anyRow(sql`listing l WHERE l.provider_id = t.id AND +l.status = 'LISTED' AND l.category = ${category}`)]
      : []),
    ...(promiseKinds ?? []).map(promises),
    ...(typeof minReputation === "number" ? [hasReputation("t.id", minReputation, caps, now)] : []),
  ];
}

const promises = (kind: string): Sql =>
  anyRow(sql`service_promise s WHERE s.provider_id = t.id AND s.kind = ${kind} AND s.withdrawn_at IS NULL
    AND (s.listing_id IS NULL OR EXISTS (SELECT 1 FROM listing l WHERE l.id = s.listing_id AND l.status = 'LISTED'))`);

/** With a text: the documents found, a bounded number of them, are filtered and sorted. */
export function providersByText(search: ProviderSearch, plan: SearchPlan): Sql {
  const asked = filtered(search);
  const isWanted =
    asked.length === 0
      ? null
      : anyRow(
          sql`search_document d JOIN provider t ON t.id = d.id WHERE d.number = posting.document_number AND ${allOf(asked)}`,
        );
  const found = sql`(${matches(plan, candidates(plan, isWanted))}) m JOIN search_document d ON d.number = m.document_number JOIN provider t ON t.id = d.id`;
  return placesAmong(rowsFrom(found, search), search.start, "DESC", search.limit);
}

/** Without a text. */
export function providersInOrder(search: ProviderSearch): Sql {
  const { sort, start, limit } = search;
  const aside = demotedProviders(start.rankedAt);
  const offered = [...conditions(search), sql`t.id NOT IN ${readOnce("id", aside)}`];
  return placesInOrder(
    (beyond) =>
      isProviderOrder(sort) ? walkByRank(sort, search, offered, beyond) : walkByAge(search, offered, beyond),
    rowsFrom(sql`(${aside}) x CROSS JOIN provider t ON t.id = x.id`, search),
    start,
    "DESC",
    limit,
  );
}

/** `from`: leads to the providers `t`, and with a text to their scores `m`. */
const rowsFrom = (from: Sql, search: ProviderSearch): Sql =>
  sql`SELECT t.id, ${providerTier(search.start.rankedAt)} AS tier, ${rankOf(search)} AS ranked_by, '' AS grouped_by
    FROM ${from} LEFT JOIN provider_reputation r ON r.provider_id = t.id WHERE ${allOf(conditions(search))}`;

function rankOf({ sort, reputationPercent }: ProviderSearch): Sql {
  switch (sort) {
    case "RELEVANCE":
      return relevance(reputationPercent);
    case "NEWEST":
      return raw("t.created_at");
    case "REPUTATION":
      return rankKey;
    case "KEPT":
      return keptKey("t.id");
  }
}

function walkByAge({ start, limit }: ProviderSearch, wanted: Sql[], beyond: Place | null): Sql {
  const way = readIn("DESC", start);
  const rest = beyond ? [comesBeyond({ rank: "t.created_at", id: "t.id" }, beyond, "DESC", start)] : [];
  const where = allOf([...wanted, ...rest]);
  return sql`SELECT t.id, ${TIER.OFFERED} AS tier, t.created_at AS ranked_by, '' AS grouped_by FROM provider t WHERE ${where} ORDER BY ${raw(`t.created_at ${way}, t.id ${way}`)} LIMIT ${raw(String(limit))}`;
}

function walkByRank(by: ProviderOrder, { start, limit }: ProviderSearch, wanted: Sql[], beyond: Place | null): Sql {
  const way = readIn("DESC", start);
  const has = (providerId: string) => anyRow(sql`provider t WHERE t.id = ${raw(providerId)} AND ${allOf(wanted)}`);
  const rest = beyond ? comesBeyond({ rank: "o.ranked_by", id: "o.id" }, beyond, "DESC", start) : raw("1 = 1");
  return sql`SELECT o.id, ${TIER.OFFERED} AS tier, o.ranked_by, '' AS grouped_by FROM (${nextProviders(by, has, beyond, start, limit + 1)}) o WHERE ${rest} ORDER BY ${raw(`o.ranked_by ${way}, o.id ${way}`)} LIMIT ${raw(String(limit))}`;
}
