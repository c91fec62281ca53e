import { HouseRules } from "../../house-rules/house-rules";
import { batchLoader } from "../../market/listings/batch-loader";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import { dayOf, monthOf } from "../statistics/period.pure";
import type { Kept } from "./kept-rate.pure";

/** The months of the house rule's window that orders count in. */
export const firstPeriod = (rules: HouseRules, now: number): number =>
  monthOf(dayOf(now - rules.number("promise.kept", "days") * DAY));

/** Of all promises on each lineage. One statement for a whole list. */
export const loadKept = batchLoader<Kept>(async (ctx, lineages) => {
  const since = firstPeriod(await HouseRules.inForce(ctx.db, ctx.now()), ctx.now());
  const rows = await ctx.db.query<Kept & { lineage: string }>(
    sql`SELECT lineage, SUM(kept) AS kept, SUM(broken) AS broken FROM kept_count
     WHERE lineage IN (${list(lineages)}) AND period >= ${since} GROUP BY lineage`,
  );
  return new Map(rows.map(({ lineage, kept, broken }) => [lineage, { kept, broken }]));
});

/** Of all promises of each provider, as of when they were last counted. */
export const loadKeptOfProvider = batchLoader<Kept>(async (ctx, providerIds) => {
  const rows = await ctx.db.query<Kept & { id: string }>(
    sql`SELECT provider_id AS id, kept, broken FROM provider_keeping WHERE provider_id IN (${list(providerIds)})`,
  );
  return new Map(rows.map(({ id, kept, broken }) => [id, { kept, broken }]));
});

/** Of all promises of each provider as they are counted now; those of whom nothing is known are left out. */
export async function keptByProvider(
  reader: Reader,
  providerIds: readonly string[],
  since: number,
): Promise<Map<string, Kept>> {
  const rows = await reader.query<Kept & { id: string }>(
    sql`SELECT provider_id AS id, SUM(kept) AS kept, SUM(broken) AS broken FROM kept_count
     WHERE provider_id IN (${list(providerIds)}) AND period >= ${since} GROUP BY provider_id`,
  );
  return new Map(rows.map(({ id, kept, broken }) => [id, { kept, broken }]));
}
