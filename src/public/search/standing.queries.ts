import { kindsWith, type MarketRestriction, type RestrictionKind } from "../../house-rules/measures.table";
import { SELLING } from "../../market/listings/listing.pure";
import { actsAt, isOfKind, pausesAt } from "../../market/providers/penalty-acts.queries";
import type { CappingKind, Formula } from "../reputation/reputation.pure";
import { list, raw, sql, type Sql } from "../../platform/database/sql";

/** The tiers of every list, whatever it is sorted by. Providers have the first two. */
export const TIER = { OFFERED: 0, DEMOTED: 1, FROZEN: 2 } as const;

/** Penalties `p` of these kinds that act: those without an end, and those that end later. Each is a range of the index by kind and end. */
const acting = (columns: string, kinds: readonly RestrictionKind[], at: number, from = "penalty p"): Sql => {
  const arm = (end: Sql): Sql =>
    sql`SELECT ${raw(columns)} FROM ${raw(from)} WHERE ${isOfKind(kinds)} AND ${end} AND ${actsAt(at)}`;
  return sql`${arm(sql`p.ends_at IS NULL`)} UNION ${arm(sql`p.ends_at > ${at}`)}`;
};

const restricting = (columns: string, what: readonly MarketRestriction[], at: number, from?: string): Sql =>
  acting(columns, kindsWith("restricts", what), at, from);

/** For IN: MariaDB would read a union that stands there itself once for each row. */
export const readOnce = (column: string, rows: Sql): Sql => sql`(SELECT s.${raw(column)} FROM (${rows}) s)`;

/** The provider (a column's name) is admitted. */
export const isAdmitted = (provider: string): Sql =>
  sql`EXISTS (SELECT 1 FROM provider v WHERE v.id = ${raw(provider)} AND v.status IN (${list(SELLING)}))`;

/** No penalty keeps it out of search at this moment. The penalties in force are few: here and below they are read once, not for each row. */
export const isNotExpelled = (provider: string, now: number): Sql =>
  sql`${raw(provider)} NOT IN ${readOnce("provider_id", restricting("p.provider_id", ["TRADE", "COOPERATION"], now))}`;

/** SQL for the ids of the providers demoted at that moment. */
export const demotedProviders = (at: number): Sql => restricting("p.provider_id AS id", ["PLACE"], at);

/** SQL for the ids of the listings outside the first tier: frozen or paused, or of a demoted provider. */
export const listingsSetAside = (at: number): Sql =>
  sql`${punishedListings(["PLACE", "ORDERS"], at)} UNION ${pausedListings(at)}`;

/** The tier of the listing `t`. */
export const listingTier = (at: number): Sql =>
  sql`CASE WHEN t.id IN ${readOnce("id", sql`${punishedListings(["ORDERS"], at)} UNION ${pausedListings(at)}`)} THEN ${TIER.FROZEN} WHEN t.provider_id IN ${readOnce("id", demotedProviders(at))} THEN ${TIER.DEMOTED} ELSE ${TIER.OFFERED} END`;

export const providerTier = (at: number): Sql =>
  sql`CASE WHEN t.id IN ${readOnce("id", demotedProviders(at))} THEN ${TIER.DEMOTED} ELSE ${TIER.OFFERED} END`;

const punishedListings = (what: readonly MarketRestriction[], at: number): Sql =>
  restricting(
    "l.id",
    what,
    at,
    "penalty p CROSS JOIN listing l ON l.provider_id = p.provider_id AND (p.listing_id IS NULL OR p.listing_id = l.id)",
  );

/** They cannot be ordered either, so they come where the frozen ones do. */
const pausedListings = (at: number): Sql =>
  sql`SELECT l.id FROM (${pausesAt(at)}) x CROSS JOIN listing l ON l.provider_id = x.provider_id AND (x.listing_id IS NULL OR x.listing_id = l.id)`;

/** The rank of a new provider, without any record: 0, as by the formula (Wilson's bound of no orders is 1). */
export const rankKey = raw("COALESCE(r.rank_key, 0)");

/** Its score as shown is at least this: the stored score is without caps, which the measures in force add. */
export function hasReputation(provider: string, least: number, caps: Formula["caps"], now: number): Sql {
  const scored = sql`EXISTS (SELECT 1 FROM provider_reputation r WHERE r.provider_id = ${raw(provider)} AND r.score >= ${least * 100})`;
  const capping = (Object.keys(caps) as CappingKind[]).filter((kind) => caps[kind] < least);
  if (capping.length === 0) return scored;
  return sql`${scored} AND ${raw(provider)} NOT IN (SELECT a.provider_id FROM (${acting("p.provider_id, p.listing_id", capping, now)}) a WHERE a.listing_id IS NULL)`;
}
