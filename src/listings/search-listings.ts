import { createHash } from "node:crypto";
import type { Reader } from "../platform/database/reader";
import type { SqlValue } from "../platform/database/row-mapper";
import { toPage, type Page, type PageArgs } from "../platform/graphql/connection";
import { Refusal } from "../platform/refusal";
import type { Sealer } from "../platform/sealed";
import { Listing } from "./listing.entity";
import type { ListingFilter } from "./listing.inputs";
import { SELLING } from "./listing.policy";
import { ACTS } from "./restrictions";

type Found = Listing & { place: string };

/** Where a cursor stands. `rankedAt` is the moment of the first page: a demotion that begins or ends meanwhile moves nothing under the reader's feet. */
interface Place {
  demoted: number;
  rankedAt: number;
  id: string | null;
}

/** The public list: newest first, listings of demoted providers after all others, those of suspended and terminated ones not at all. */
export async function searchListings(
  reader: Reader,
  sealer: Sealer,
  filter: ListingFilter,
  args: PageArgs,
  now: number,
): Promise<Page<Listing>> {
  if (args.first < 0 || args.first > 100) throw new Refusal("BAD_USER_INPUT", { reason: "page.first", field: "first" });
  const name = `listings ${digestOf(filter)}`;
  const from =
    typeof args.after === "string"
      ? placeOf(sealer.openCursor<{ key: string; id: string }>(`page ${name}`, args.after, "after"))
      : { demoted: 0, rankedAt: now, id: null };
  const mapper = reader.mapper(Listing);
  const { sql, params } = searchQuery(mapper.select("t"), filter, from, now, args.first + 1);
  const rows = await reader.query(sql, params);
  const listings = rows.map((row): Found =>
    Object.assign(mapper.hydrate(row), { place: `${row.demoted} ${from.rankedAt}` }),
  );
  return toPage<Found>(sealer, args, { name, by: "place" }, listings);
}

/** Two walks along an index that each stop after `limit` rows, instead of one sort of all listings by a computed rank; they carry ids only. */
export function searchQuery(
  columns: string,
  filter: ListingFilter,
  from: Place,
  now: number,
  limit: number,
): { sql: string; params: SqlValue[] } {
  const walks = [0, 1]
    .filter((demoted) => demoted >= from.demoted)
    .map((demoted) => walk(filter, demoted, demoted === from.demoted ? from : { ...from, id: null }, now, limit));
  const places = `${walks.map(({ sql }) => `SELECT * FROM (${sql}) d`).join(" UNION ALL ")} ORDER BY demoted, id DESC LIMIT ${limit}`;
  return {
    sql: `SELECT ${columns}, w.demoted FROM (${places}) w JOIN listing t ON t.id = w.id ORDER BY w.demoted, w.id DESC`,
    params: walks.flatMap(({ params }) => params),
  };
}

function walk(
  filter: ListingFilter,
  demoted: number,
  from: Place,
  now: number,
  limit: number,
): { sql: string; params: SqlValue[] } {
  // Without a category the index of statuses leads nowhere; the `+` hides it from SQLite and says nothing to MySQL.
  const conditions: [string, ...SqlValue[]][] = [[`${filter.category ? "" : "+"}t.status = 'LISTED'`]];
  if (filter.category) conditions.push(["t.category = ?", filter.category]);
  if (filter.providerId) conditions.push(["t.provider_id = ?", filter.providerId]);
  if (filter.text) conditions.push(["LOWER(t.title) LIKE ? ESCAPE '!'", containing(filter.text)]);
  if (from.id) conditions.push(["t.id < ?", from.id]);
  conditions.push(
    [
      `EXISTS (SELECT 1 FROM provider v WHERE v.id = t.provider_id AND v.status IN (${SELLING.map((status) => `'${status}'`).join(", ")}))`,
    ],
    [
      `NOT EXISTS (SELECT 1 FROM penalty p WHERE p.provider_id = t.provider_id AND p.kind IN ('SUSPENSION', 'TERMINATION') AND ${ACTS})`,
      now,
      now,
    ],
    // The demoted are few: their walk starts at the penalties; the others' looks up each row's provider.
    demoted
      ? [
          `t.provider_id IN (SELECT p.provider_id FROM penalty p WHERE p.kind = 'RANK_DEMOTION' AND ${ACTS})`,
          from.rankedAt,
          from.rankedAt,
        ]
      : [
          `NOT EXISTS (SELECT 1 FROM penalty p WHERE p.provider_id = t.provider_id AND p.kind = 'RANK_DEMOTION' AND ${ACTS})`,
          from.rankedAt,
          from.rankedAt,
        ],
  );
  return {
    sql: `SELECT t.id, ${demoted} AS demoted FROM listing t WHERE ${conditions.map(([sql]) => sql).join(" AND ")} ORDER BY t.id DESC LIMIT ${limit}`,
    params: conditions.flatMap(([, ...params]) => params),
  };
}

const containing = (text: string): string => `%${text.toLowerCase().replace(/[!%_]/g, "!$&")}%`;

function placeOf({ key, id }: { key: string; id: string }): Place {
  const [demoted, rankedAt] = key.split(" ").map(Number) as [number, number];
  return { demoted, rankedAt, id };
}

function digestOf({ category, providerId, text }: ListingFilter): string {
  return createHash("sha256")
    .update(JSON.stringify([category || null, providerId || null, text || null]))
    .digest("base64url");
}
