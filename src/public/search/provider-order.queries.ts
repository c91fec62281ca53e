import type { Place, Start } from "./ranked-page.queries";
import { readIn } from "../../platform/graphql/keyset-page";
import { allOf, anyRow, raw, sql, type Sql } from "../../platform/database/sql";

/** The orders that go by provider, each with the table that has the ranks. */
const RANKS = { REPUTATION: "provider_reputation", KEPT: "provider_keeping" } as const;
export type ProviderOrder = keyof typeof RANKS;

export const isProviderOrder = (sort: string): sort is ProviderOrder => sort in RANKS;

/** SQL for how surely a provider (a column's name) keeps what it promises. */
export const keptKey = (providerId: string): Sql =>
  raw(`COALESCE((SELECT k.rank_key FROM ${RANKS.KEPT} k WHERE k.provider_id = ${providerId}), 0)`);

/**
 * SQL for id and ranked_by of the next matching providers, the best ranked first (read backwards, the worst). Starts at the place's own
 * provider: it may have more. Providers without a row are new; their rank is 0, which is Wilson's bound for no orders.
 */
export function nextProviders(
  by: ProviderOrder,
  has: (providerId: string) => Sql,
  beyond: Place | null,
  start: Start,
  limit: number,
): Sql {
  const way = readIn("DESC", start);
  const most = raw(String(limit));
  const ranks = raw(RANKS[by]);
  const known = [has("r.provider_id"), ...fromOn("r.rank_key", "r.provider_id", beyond, start)];
  const best = sql`SELECT r.provider_id AS id, r.rank_key AS ranked_by FROM ${ranks} r WHERE ${allOf(known)} ORDER BY ${raw(`r.rank_key ${way}, r.provider_id ${way}`)} LIMIT ${most}`;
  const fresh = [
    // Forwards they come last: nobody looks for them while enough are known who rank higher.
    ...(start.backwards ? [] : [sql`(SELECT COUNT(*) FROM (${best}) b WHERE b.ranked_by > 0) < ${most}`]),
    sql`NOT (${anyRow(sql`${ranks} r WHERE r.provider_id = b.id`)})`,
    has("b.id"),
    ...fromOn("0", "b.id", beyond, start),
  ];
  return sql`SELECT * FROM (${best}) known
    UNION ALL SELECT * FROM (SELECT b.id, 0 AS ranked_by FROM provider b WHERE ${allOf(fresh)} ORDER BY ${raw(`b.id ${way}`)} LIMIT ${most}) fresh`;
}

function fromOn(rank: string, id: string, beyond: Place | null, start: Start): Sql[] {
  if (!beyond) return [];
  const provider = beyond.group || beyond.id;
  const past = raw(start.backwards ? ">" : "<");
  return [
    sql`${raw(rank)} ${past}= ${beyond.rank} AND (${raw(rank)} ${past} ${beyond.rank} OR ${raw(id)} ${past}= ${provider})`,
  ];
}
