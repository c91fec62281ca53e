import { allLasting } from "./append-only";
import { driverError } from "./faults";
import type { Reader } from "./reader";
import { raw, sql } from "./sql";

/** What an operator does about it. */
export const MAKE_TRIGGERS =
  "Set log_bin_trust_function_creators=1 in the database, or put an administrator of it into DATABASE_URL, for one `redress migrate up`.";

/** Of those that keep rows from being changed or removed; on MySQL with its binary log, only administrators may create them. */
export async function missingTriggers(database: Reader & { isSqlite: boolean }): Promise<string[]> {
  const found = await database.query<{ name: string }>(
    database.isSqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
      : "SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
  );
  const names = new Set(found.map(({ name }) => name));
  const unseen = allLasting()
    .filter(({ triggers }) => triggers)
    .flatMap(({ table }) => [`${table}_no_update`, `${table}_no_delete`])
    .filter((name) => !names.has(name))
    .sort();
  const missing: string[] = [];
  for (const name of unseen) if (database.isSqlite || !(await isHidden(database, name))) missing.push(name);
  return missing;
}

const NO_SUCH_TRIGGER = 1360;
const NO_RIGHT = 1227;

/** Servers list no triggers to whoever may only read; but of one that is there they say that one may not see it. */
async function isHidden(database: Reader, name: string): Promise<boolean> {
  try {
    // Made since.
    return (await database.query(sql`SHOW CREATE TRIGGER ${raw(name)}`)).length > 0;
  } catch (error) {
    const { errno } = driverError(error);
    if (errno !== NO_SUCH_TRIGGER && errno !== NO_RIGHT) throw error;
    return errno === NO_RIGHT;
  }
}
