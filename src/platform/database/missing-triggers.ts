import { allLasting } from "./append-only";
import type { Reader } from "./reader";

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
  return allLasting()
    .filter(({ triggers }) => triggers)
    .flatMap(({ table }) => [`${table}_no_update`, `${table}_no_delete`])
    .filter((name) => !names.has(name))
    .sort();
}
