import { order, type Place, type Start } from "./ranked-page.queries";
import { readIn, type Direction } from "../../platform/graphql/keyset-page";
import { join, raw, sql, type Sql } from "../../platform/database/sql";
import { rankKey, TIER } from "./standing.queries";

/**
 * The row is read after the place where the page begins, within its tier. Columns are given as expressions; without a rank the id alone
 * decides.
 */
export function comesBeyond(
  columns: { rank?: string; group?: string; id: string },
  { rank, group, id }: Place,
  direction: Direction,
  start: Start,
): Sql {
  const past = (way: Direction): Sql => raw(readIn(way, start) === "ASC" ? ">" : "<");
  const beyond = past(direction);
  const byId = sql`${raw(columns.id)} ${beyond} ${id}`;
  if (!columns.rank) return byId;
  const byRank = raw(columns.rank);
  const byGroup = raw(columns.group ?? "''");
  const later = columns.group
    ? sql`(${byGroup} ${past("DESC")} ${group} OR (${byGroup} = ${group} AND ${byId}))`
    : byId;
  // The first condition lets the database start at the rank instead of testing every row before it.
  return sql`${byRank} ${beyond}= ${rank} AND (${byRank} ${beyond} ${rank} OR (${byRank} = ${rank} AND ${later}))`;
}

/** Rows (SQL for id, tier, ranked_by, grouped_by) that are found in no particular order: a bounded number, from which the next ones are picked. */
export function placesAmong(rows: Sql, start: Start, direction: Direction, limit: number): Sql {
  const { beyond, backwards } = start;
  const columns = { rank: "f.ranked_by", group: "f.grouped_by", id: "f.id" };
  const rest = beyond
    ? sql`(f.tier ${raw(backwards ? "<" : ">")} ${beyond.tier} OR (f.tier = ${beyond.tier} AND ${comesBeyond(columns, beyond, direction, start)}))`
    : raw("1 = 1");
  return sql`SELECT * FROM (${rows}) f WHERE ${rest} ORDER BY ${order("f.", direction, start)} LIMIT ${raw(String(limit))}`;
}

/**
 * Everything, in order: an index scan over the first tier, which ends after `limit` rows, and the
 * few rows of the other tiers. Neither sorts the whole market.
 */
export function placesInOrder(
  walk: (beyond: Place | null) => Sql,
  setAside: Sql,
  start: Start,
  direction: Direction,
  limit: number,
): Sql {
  const { beyond, backwards } = start;
  const isInFirstTier = beyond !== null && beyond.tier === TIER.OFFERED;
  // From a place in a later tier, only who reads backwards comes to the first one: at its end.
  const parts = [
    ...(beyond === null || isInFirstTier || backwards ? [walk(isInFirstTier ? beyond : null)] : []),
    placesAmong(setAside, start, direction, limit),
  ];
  const all = join(
    parts.map((part) => sql`SELECT * FROM (${part}) part`),
    " UNION ALL ",
  );
  return sql`${all} ORDER BY ${order("", direction, start)} LIMIT ${raw(String(limit))}`;
}

/**
 * How well the text fits, together with the provider's reputation (in thousandths; all its multiples of a thousand divide evenly). Whole
 * numbers, so that every database ranks alike, and small enough for a cursor to carry them exactly.
 */
export const relevance = (reputationPercent: number): Sql =>
  sql`m.score * (100000 + ${reputationPercent} * (${rankKey} - ${rankKey} % 1000) / 1000)`;
