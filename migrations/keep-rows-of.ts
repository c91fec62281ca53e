import type { QueryRunner } from "typeorm";
import { KEPT } from "./1764000000080-append-only";
import { ERASABLE } from "./1764000000088-erasure";
import { keepRows, keepRowsButErased, letRowsGo } from "./triggers";

/** Makes the triggers of these tables that migrations could not make where the database's user may make none. */
export async function keepRowsOf(runner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await letRowsGo(runner, table);
    const erased = ERASABLE[table];
    if (table === "access_log") await keepRowsButErased(runner, table, [], {}, "at");
    else if (erased) await keepRowsButErased(runner, table, ...erased);
    else await keepRows(runner, table, KEPT[table] ?? []);
  }
}
