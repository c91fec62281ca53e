import { createHash } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { dateOf } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";

/**
 * Where a provider of which nothing is known yet is ranked today, in millionths. By the day's lot some of them take the rank of a
 * provider that has one, so that about one place in ten is a newcomer's; the others come last. The rank is stored like any other:
 * pages of a list stay what they are.
 */
export async function triedRankKey(reader: Reader, providerId: string, now: number): Promise<number> {
  const percent = (await HouseRules.inForce(reader, now)).number("reputation.explore", "percent");
  const [counts] = await reader.query<{ rated: number; known: number }>(
    "SELECT (SELECT COUNT(*) FROM provider_reputation WHERE score IS NOT NULL) AS rated, (SELECT COUNT(*) FROM provider_reputation) AS known",
  );
  const rated = Number(counts?.rated ?? 0);
  const places = (rated * percent) / (100 - percent);
  const newcomers = Math.max(1, Number(counts?.known ?? 0) - rated);
  if (lot(providerId, now, "drawn") * newcomers >= places) return 0;
  const rank = Math.floor(lot(providerId, now, "place") * rated);
  const [neighbour] = await reader.query<{ rank_key: number }>(
    sql`SELECT rank_key FROM provider_reputation WHERE score IS NOT NULL ORDER BY rank_key DESC, provider_id DESC LIMIT 1 OFFSET ${rank}`,
  );
  return neighbour?.rank_key ?? 0;
}

/** From 0 to below 1, the same all day long. */
function lot(providerId: string, now: number, what: string): number {
  const hash = createHash("sha256")
    .update(`${what} ${dateOf(now)} ${providerId}`)
    .digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}
