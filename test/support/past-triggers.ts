import type { Database } from "../../src/platform/database/database";
import type { SqlValue } from "../../src/platform/database/row-mapper";

/** Changes or removes rows of a table that the database itself keeps as they were written. */
export async function changeKept(
  database: Database,
  table: string,
  text: string,
  params: readonly SqlValue[] = [],
): Promise<void> {
  await database.transact(async (tx) => {
    for (const act of ["update", "delete"]) tx.execute(`DROP TRIGGER IF EXISTS ${table}_no_${act}`);
    tx.execute(text, params);
  });
}
