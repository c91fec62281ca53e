import { kindsWith, type MarketRestriction, type RestrictionKind } from "../../house-rules/measures.table";
import { SELLING } from "../../market/listings/listing.pure";
import { actsAt, isOfKind, pausesAt } from "../../market/providers/penalty-acts.queries";
import type { CappingKind, Formula } from "../reputation/reputation.pure";
import { list, raw, sql, type Sql } from "../../platform/database/sql";

/** The tiers of every list, whatever it is sorted by. Providers have the first two. */
export const TIER = { OFFERED: 0, DEMOTED: 1, FROZEN: 2 } as const;

const acting = (kinds: readonly RestrictionKind[], at: number): Sql => sql`${isOfKind(kinds)} AND ${actsAt(at)}`;

const restricting = (what: readonly MarketRestriction[], at: number): Sql => acting(kindsWith("restricts", what), at);

/** The provider (a column's name) is admitted. */
export const isAdmitted = (provider: string): Sql =>
  sql`EXISTS (SELECT 1 FROM provider v WHERE v.id = ${raw(provider)} AND v.status IN (${list(SELLING)}))`;

/** No penalty keeps it out of search at this moment. The penalties in force are few: here and below they are read once, not for each row. */
export const isNotExpelled = (provider: string, now: number): Sql =>
  sql`${raw(provider)} NOT IN (SELECT p.provider_id FROM penalty p WHERE ${restricting(["TRADE", "COOPERATION"], now)})`;

/** SQL for the ids of the providers demoted at that moment. */
export const demotedProviders = (at: number): Sql =>
  sql`SELECT DISTINCT p.provider_id AS id FROM penalty p WHERE ${restricting(["PLACE"], at)}`;

/** SQL for the ids of the listings outside the first tier: frozen or paused, or of a demoted provider. */
export const listingsSetAside = (at: number): Sql =>
  sql`${punishedListings(["PLACE", "ORDERS"], at)} UNION ${pausedListings(at)}`;

/** The tier of the listing `t`. */
export const listingTier = (at: number): Sql =>
  sql`CASE WHEN t.id IN (${punishedListings(["ORDERS"], at)} UNION ${pausedListings(at)}) THEN ${TIER.FROZEN} WHEN t.provider_id IN (${demotedProviders(at)}) THEN ${TIER.DEMOTED} ELSE ${TIER.OFFERED} END`;

export const providerTier = (at: number): Sql =>
  sql`CASE WHEN t.id IN (${demotedProviders(at)}) THEN ${TIER.DEMOTED} ELSE ${TIER.OFFERED} END`;

const punishedListings = (what: readonly MarketRestriction[], at: number): Sql =>
  sql`SELECT DISTINCT l.id FROM penalty p JOIN listing l ON l.provider_id = p.provider_id AND (p.listing_id IS NULL OR p.listing_id = l.id) WHERE ${restricting(what, at)}`;

/** They cannot be ordered either, so they come where the frozen ones do. */
const pausedListings = (at: number): Sql =>
  sql`SELECT l.id FROM (${pausesAt(at)}) x JOIN listing l ON l.provider_id = x.provider_id AND (x.listing_id IS NULL OR x.listing_id = l.id)`;

/** The rank of a new provider, without any record: 0, as by the formula (Wilson's bound of no orders is 1). */
export const rankKey = raw("COALESCE(r.rank_key, 0)");

/** Its score as shown is at least this: the stored score is without caps, which the measures in force add. */
export function hasReputation(provider: string, least: number, caps: Formula["caps"], now: number): Sql {
  const scored = sql`EXISTS (SELECT 1 FROM provider_reputation r WHERE r.provider_id = ${raw(provider)} AND r.score >= ${least * 100})`;
  const capping = (Object.keys(caps) as CappingKind[]).filter((kind) => caps[kind] < least);
  if (capping.length === 0) return scored;
  return sql`${scored} AND ${raw(provider)} NOT IN (SELECT p.provider_id FROM penalty p WHERE p.listing_id IS NULL AND ${acting(capping, now)})`;
}
