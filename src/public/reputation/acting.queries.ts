import { RESTRICTION_KINDS } from "../../house-rules/measures.table";
import type { Restriction } from "../../market/listings/restrictions";
import { isOfKind } from "../../market/providers/penalty-acts.queries";
import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { requiredKinds } from "../../market/vetting/kind-rules.pure";
import { Verification } from "../../market/vetting/verification.entity";
import { standingAt } from "../../market/vetting/verification.pure";
import type { Acting } from "./reputation.pure";

/** By their dates, as they were known then: what was reversed or gave way later acted until then. */
export async function actingAt(reader: Reader, providerId: string, at: number): Promise<Acting[]> {
  const rows = await reader.query<{
    kind: Restriction["kind"];
    listing_id: string | null;
    ends_at: number | string | null;
  }>(
    `SELECT p.kind, p.listing_id, p.ends_at FROM penalty p
     WHERE p.provider_id = ? AND ${isOfKind(RESTRICTION_KINDS)} AND p.status <> 'STAYED'
       AND p.starts_at <= ? AND (p.ends_at IS NULL OR p.ends_at > ?) AND (p.reversed_at IS NULL OR p.reversed_at > ?)`,
    [providerId, at, at, at],
  );
  const restrictions = rows.map((row) => ({
    kind: row.kind,
    listingId: row.listing_id,
    until: row.ends_at === null ? null : Number(row.ends_at),
  }));
  return actingOn(restrictions, (await unverifiedProviders(reader, [providerId], at)).has(providerId));
}

/** That one of its listings is frozen says nothing of the others. */
export function actingOn(restrictions: readonly Restriction[], isUnverified: boolean): Acting[] {
  const penalties = restrictions
    .filter(({ listingId }) => listingId === null)
    .map(({ kind, until }): Acting => ({ kind, until }));
  return isUnverified ? [...penalties, { kind: "SUSPENSION", until: null, untilVerified: true }] : penalties;
}

/** Those suspended at a moment, now or past, because something that must be verified had run out and was not renewed in time. */
export async function unverifiedProviders(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Set<string>> {
  const kind = requiredKinds(await HouseRules.inForce(reader, at));
  const known = (await reader.find(Verification, { providerId: providerIds, kind })).filter(
    ({ validFrom }) => validFrom <= at,
  );
  const isSuspended = (id: string): boolean =>
    standingAt(
      known.filter(({ providerId }) => providerId === id),
      at,
    ) === "SUSPENDED";
  return new Set(providerIds.filter(isSuspended));
}
