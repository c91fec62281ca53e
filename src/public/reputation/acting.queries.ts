import { RESTRICTION_KINDS } from "../../house-rules/measures.table";
import type { Restriction } from "../../market/listings/restrictions";
import { isOfKind } from "../../market/providers/penalty-acts.queries";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { Acting } from "./reputation.pure";

/** By their dates, as known at the moment: a penalty that was reversed or replaced later was in force until then. */
export async function actingAt(
  reader: Reader,
  providerId: string,
  at: number,
  isUnverified: boolean,
): Promise<Acting[]> {
  const restrictions = await reader.query<Restriction>(
    sql`SELECT p.kind, p.listing_id AS listingId, p.ends_at AS until FROM penalty p
     WHERE p.provider_id = ${providerId} AND ${isOfKind(RESTRICTION_KINDS)} AND p.status <> 'STAYED'
       AND p.starts_at <= ${at} AND (p.ends_at IS NULL OR p.ends_at > ${at}) AND (p.reversed_at IS NULL OR p.reversed_at > ${at})`,
  );
  return actingOn(restrictions, isUnverified);
}

/** A frozen listing says nothing about the provider's others. `isUnverified`: a required verification had expired and was not renewed in time. */
export function actingOn(restrictions: readonly Restriction[], isUnverified: boolean): Acting[] {
  const penalties = restrictions
    .filter(({ listingId }) => listingId === null)
    .map(({ kind, until }): Acting => ({ kind, until }));
  return isUnverified ? [...penalties, { kind: "SUSPENSION", until: null, untilVerified: true }] : penalties;
}
