import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { SERIOUS_LEVELS, type SeriousCase, type SeriousLevel } from "./reputation.pure";

/** Violations of a serious level, as known at a moment, whose points last beyond it. */
export async function seriousCases(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, SeriousCase[]>> {
  const rows = await reader.query<{ provider_id: string; level: SeriousLevel; until: number }>(
    sql`SELECT v.provider_id, v.level, MAX(e.expires_at) AS until FROM violation v JOIN points_entry e ON e.violation_id = v.id
     WHERE v.provider_id IN (${list(providerIds)}) AND v.level IN (${list(SERIOUS_LEVELS)}) AND v.counted_at <= ${at}
       AND (v.reversed_at IS NULL OR v.reversed_at > ${at}) AND e.expires_at > ${at}
     GROUP BY v.id, v.provider_id, v.level ORDER BY v.id`,
  );
  const of = new Map<string, SeriousCase[]>(providerIds.map((id) => [id, []]));
  for (const { provider_id: id, level, until } of rows) of.get(id)?.push({ level, until: Number(until) });
  return of;
}

export const seriousCasesOf = async (reader: Reader, providerId: string, at: number): Promise<SeriousCase[]> =>
  (await seriousCases(reader, [providerId], at)).get(providerId) ?? [];
