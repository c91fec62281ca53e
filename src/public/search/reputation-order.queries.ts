import type { Place } from "./ranked-page.queries";
import { allOf, anyRow, raw, sql, type Sql } from "./sql";

/**
 * SQL for id and ranked_by of the next providers, the best ranked first, that have what is asked for. From the place's own provider on:
 * it may have more. Those without a row are new; nothing is known of them, and nothing is what Wilson's bound makes of no orders.
 */
export function bestProviders(has: (providerId: string) => Sql, after: Place | null, limit: number): Sql {
  const most = raw(String(limit));
  const known = [has("r.provider_id"), ...fromOn("r.rank_key", "r.provider_id", after)];
  const fresh = [
    sql`NOT (${anyRow(raw("provider_reputation r WHERE r.provider_id = b.id"))})`,
    has("b.id"),
    ...fromOn("0", "b.id", after),
  ];
  return sql`SELECT * FROM (SELECT r.provider_id AS id, r.rank_key AS ranked_by FROM provider_reputation r WHERE ${allOf(known)} ORDER BY r.rank_key DESC, r.provider_id DESC LIMIT ${most}) known
    UNION ALL SELECT * FROM (SELECT b.id, 0 AS ranked_by FROM provider b WHERE ${allOf(fresh)} ORDER BY b.id DESC LIMIT ${most}) fresh`;
}

function fromOn(rank: string, id: string, after: Place | null): Sql[] {
  if (!after) return [];
  const provider = after.group || after.id;
  return [sql`${raw(rank)} <= ${after.rank} AND (${raw(rank)} < ${after.rank} OR ${raw(id)} <= ${provider})`];
}
