import { allLasting } from "./append-only";
import type { Reader } from "./reader";

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
