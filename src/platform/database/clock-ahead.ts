import type { Database } from "./database";
import { sql } from "./sql";

/** By how many milliseconds this machine's clock is ahead of the database's, which all nodes have in common; null: SQLite has none. */
export async function clockAhead(database: Database): Promise<number | null> {
  if (database.isSqlite) return null;
  const asked = Date.now();
  const [row] = await database.query<{ now: number }>(sql`SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS now`);
  return Math.round((asked + Date.now()) / 2 - Number(row?.now));
}

export const sayAhead = (ms: number): string =>
  `this machine's clock is ${(Math.abs(ms) / 1_000).toFixed(1)} s ${ms < 0 ? "behind" : "ahead of"} the database's`;
