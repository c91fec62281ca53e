import type { Database } from "../../../src/platform/database/database";
import type { Reader } from "../../../src/platform/database/reader";
import type { SqlValue } from "../../../src/platform/database/row-mapper";

type Ask = (reader: Reader) => Promise<unknown>;

/** How many rows of tables, indexes and intermediate results MariaDB reads for it; SQLite does not report it. */
export async function rowsRead(database: Database, ask: Ask): Promise<number | null> {
  if (database.isSqlite) return null;
  return database.transact(async (tx) => {
    const count = async (): Promise<number> => {
      const counters = await tx.query<{ Value: string }>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    const before = await count();
    await ask(tx);
    return (await count()) - before;
  });
}

/** The tables that one of its statements scans in full, as the database explains it. There should be none. */
export async function tablesScanned(database: Database, ask: Ask): Promise<string[]> {
  const statements: [sql: string, params: readonly SqlValue[]][] = [];
  const listening = Object.create(database) as Database;
  listening.ask = (text, params) => {
    statements.push([text, params]);
    return database.ask(text, params);
  };
  await ask(listening);
  const scanned: string[] = [];
  for (const [sql, params] of statements) scanned.push(...(await explain(database, sql, params)));
  return [...new Set(scanned)];
}

/** Temporary results are scanned; their names are not ours. Penalties in force are so few that an index may not be worth it. */
const TABLES = /^(t|b|d|l|r|s|v|listing|provider|provider_reputation|search_\w+|service_promise)$/;

async function explain(database: Database, sql: string, params: readonly SqlValue[]): Promise<string[]> {
  if (database.isSqlite) {
    const steps = await database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
    return steps.flatMap(({ detail }) => /^SCAN (\w+)$/.exec(detail)?.[1] ?? []).filter((table) => TABLES.test(table));
  }
  const steps = await database.query<{ table: string | null; type: string | null }>(`EXPLAIN ${sql}`, params);
  return steps.flatMap(({ table, type }) => (type === "ALL" && table && TABLES.test(table) ? [table] : []));
}
