import type { Place } from "./ranked-page.queries";
import { allOf, anyRow, raw, sql, type Sql } from "../../platform/database/sql";

/** The orders that go by provider, each with the table that has the ranks. */
const RANKS = { REPUTATION: "provider_reputation", KEPT: "provider_keeping" } as const;
export type ProviderOrder = keyof typeof RANKS;

export const isProviderOrder = (sort: string): sort is ProviderOrder => sort in RANKS;

/** SQL for how surely a provider (a column's name) keeps what it promises. */
export const keptKey = (providerId: string): Sql =>
  raw(`COALESCE((SELECT k.rank_key FROM ${RANKS.KEPT} k WHERE k.provider_id = ${providerId}), 0)`);

/**
 * SQL for id and ranked_by of the next matching providers, the best ranked first. Starts at the place's own provider:
 * it may have more. Providers without a row are new; their rank is 0, which is Wilson's bound for no orders.
 */
export function bestProviders(
  by: ProviderOrder,
  has: (providerId: string) => Sql,
  after: Place | null,
  limit: number,
): Sql {
  const most = raw(String(limit));
  const ranks = raw(RANKS[by]);
  const known = [has("r.provider_id"), ...fromOn("r.rank_key", "r.provider_id", after)];
  const fresh = [
    sql`NOT (${anyRow(sql`${ranks} r WHERE r.provider_id = b.id`)})`,
    has("b.id"),
    ...fromOn("0", "b.id", after),
  ];
  return sql`SELECT * FROM (SELECT r.provider_id AS id, r.rank_key AS ranked_by FROM ${ranks} r WHERE ${allOf(known)} ORDER BY r.rank_key DESC, r.provider_id DESC LIMIT ${most}) known
    UNION ALL SELECT * FROM (SELECT b.id, 0 AS ranked_by FROM provider b WHERE ${allOf(fresh)} ORDER BY b.id DESC LIMIT ${most}) fresh`;
}

function fromOn(rank: string, id: string, after: Place | null): Sql[] {
  if (!after) return [];
  const provider = after.group || after.id;
  return [sql`${raw(rank)} <= ${after.rank} AND (${raw(rank)} < ${after.rank} OR ${raw(id)} <= ${provider})`];
}
