import { order, type Direction, type Place, type Start } from "./ranked-page.queries";
import { join, raw, sql, type Sql } from "./sql";
import { rankKey, TIER } from "./standing.queries";

/** The row comes after the place, within the place's tier. Columns are given as expressions; without a rank the id alone says it. */
export function comesAfter(
  columns: { rank?: string; group?: string; id: string },
  { rank, group, id }: Place,
  direction: Direction,
): Sql {
  const beyond = raw(direction === "ASC" ? ">" : "<");
  const byId = sql`${raw(columns.id)} ${beyond} ${id}`;
  if (!columns.rank) return byId;
  const byRank = raw(columns.rank);
  const byGroup = raw(columns.group ?? "''");
  const later = columns.group ? sql`(${byGroup} < ${group} OR (${byGroup} = ${group} AND ${byId}))` : byId;
  // The first condition lets the database begin at the rank instead of testing every row before it.
  return sql`${byRank} ${beyond}= ${rank} AND (${byRank} ${beyond} ${rank} OR (${byRank} = ${rank} AND ${later}))`;
}

/** Rows (SQL for id, tier, ranked_by, grouped_by) that are found in no order: a bounded number, of which the next ones are picked. */
export function placesAmong(rows: Sql, { after }: Start, direction: Direction, limit: number): Sql {
  const columns = { rank: "f.ranked_by", group: "f.grouped_by", id: "f.id" };
  const rest = after
    ? sql`(f.tier > ${after.tier} OR (f.tier = ${after.tier} AND ${comesAfter(columns, after, direction)}))`
    : raw("1 = 1");
  return sql`SELECT * FROM (${rows}) f WHERE ${rest} ORDER BY ${order("f.", direction)} LIMIT ${raw(String(limit))}`;
}

/**
 * All there is, in order: a walk along an index over what stands in the first tier, which ends after `limit` rows, and beside it the
 * few rows of the others. Neither sorts the whole market.
 */
export function placesInOrder(
  walk: (after: Place | null) => Sql,
  setAside: Sql,
  start: Start,
  direction: Direction,
  limit: number,
): Sql {
  const { after } = start;
  const parts = [
    ...(after === null || after.tier === TIER.OFFERED ? [walk(after)] : []),
    placesAmong(setAside, start, direction, limit),
  ];
  const all = join(
    parts.map((part) => sql`SELECT * FROM (${part}) part`),
    " UNION ALL ",
  );
  return sql`${all} ORDER BY ${order("", direction)} LIMIT ${raw(String(limit))}`;
}

/**
 * How well the text fits, together with the provider's reputation (in thousandths; all its multiples of a thousand divide evenly). Whole
 * numbers, so that every database ranks alike, and small enough for a cursor to carry them exactly.
 */
export const relevance = (reputationPercent: number): Sql =>
  sql`m.score * (100000 + ${reputationPercent} * (${rankKey} - ${rankKey} % 1000) / 1000)`;
