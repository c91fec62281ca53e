import type { Reader } from "../../platform/database/reader";
import { raw, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import type { Span } from "../../platform/graphql/date-time-range";
import { TransparencyStatement } from "./statement.entity";

export const TransparencyStatementConnection = Connection(TransparencyStatement, "TransparencyStatement");

/** The oldest first. */
export function listStatements(ctx: Context, period: Span, args: PageArgs): Promise<Page<TransparencyStatement>> {
  return page(ctx, args, {
    entity: TransparencyStatement,
    where: sql`t.at >= ${period.from} AND t.at < ${period.to}`,
    by: "at",
    direction: "ASC",
  });
}

const EXPORTED = "problems = '[]'";

export async function countExported(reader: Reader, { from, to }: Span): Promise<{ good: number; bad: number }> {
  const rows = await reader.query<{ good: number; n: number }>(
    sql`SELECT ${raw(EXPORTED)} AS good, COUNT(*) AS n FROM transparency_statement WHERE at >= ${from} AND at < ${to} GROUP BY ${raw(EXPORTED)}`,
  );
  const of = (good: number): number => rows.find((row) => row.good === good)?.n ?? 0;
  return { good: of(1), bad: of(0) };
}

interface Place {
  at: number;
  id: string;
}

/** The next statements of the period after this place, each the text of a JSON object. */
export async function exportedAfter(
  reader: Reader,
  { to }: Span,
  place: Place,
  limit: number,
): Promise<{ place: Place; text: string }[]> {
  const rows = await reader.query<{ id: string; at: number; text: string }>(
    sql`SELECT id, at, text FROM transparency_statement
     WHERE at >= ${place.at} AND at < ${to} AND (at > ${place.at} OR id > ${place.id}) AND ${raw(EXPORTED)} ORDER BY at, id LIMIT ${limit}`,
  );
  return rows.map(({ id, at, text }) => ({ place: { id, at }, text }));
}
