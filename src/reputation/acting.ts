import type { Restriction } from "../listings/restrictions";
import type { Reader } from "../platform/database/reader";
import type { Acting } from "./reputation.policy";

/** By their dates, as they were known then: what was reversed or gave way later acted until then. */
export async function actingAt(reader: Reader, providerId: string, at: number): Promise<Acting[]> {
  const rows = await reader.query<{
    kind: Restriction["kind"];
    listing_id: string | null;
    ends_at: number | string | null;
  }>(
    `SELECT p.kind, p.listing_id, p.ends_at FROM penalty p
     WHERE p.provider_id = ? AND p.kind IN ('TERMINATION', 'SUSPENSION', 'LISTING_FREEZE', 'RANK_DEMOTION') AND p.status <> 'STAYED'
       AND p.starts_at <= ? AND (p.ends_at IS NULL OR p.ends_at > ?) AND (p.reversed_at IS NULL OR p.reversed_at > ?)`,
    [providerId, at, at, at],
  );
  return ofWholeProvider(
    rows.map((row) => ({
      kind: row.kind,
      listingId: row.listing_id,
      until: row.ends_at === null ? null : Number(row.ends_at),
    })),
  );
}

/** That one of its listings is frozen says nothing of the others. */
export const ofWholeProvider = (restrictions: readonly Restriction[]): Acting[] =>
  restrictions.filter(({ listingId }) => listingId === null).map(({ kind, until }) => ({ kind, until }));
