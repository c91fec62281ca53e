import type { Reader } from "../../platform/database/reader";

/** Of those that keep the register from being changed; on MySQL with its binary log, only administrators may create them. */
export async function missingTriggers(database: Reader & { isSqlite: boolean }): Promise<string[]> {
  const found = await database.query<{ name: string }>(
    database.isSqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'trigger'"
      : "SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
  );
  const names = new Set(found.map(({ name }) => name));
  return ["register_entry_no_update", "register_entry_no_delete"].filter((name) => !names.has(name));
}
