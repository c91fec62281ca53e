import type { Database } from "../platform/database/database";
import { raw, sql } from "../platform/database/sql";
import { newId } from "../platform/ids";
import { HOUSE_RULES, type HouseRule } from "./house-rules.table";
import { PolicyValue } from "./policy-value.entity";

/** Of rules that begin otherwise than in the table. */
export type FirstValues = Readonly<Partial<Record<HouseRule, Readonly<Record<string, number>>>>>;

/**
 * Adds the rules that this database does not have yet, in force from the beginning. Existing ones are left as they were set. Done
 * when the database is opened, not by a migration: a released migration must not change, and a growing table would change it.
 */
export async function seedHouseRules(database: Database, instead: FirstValues = {}): Promise<void> {
  const known = await database.query<{ code: string }>("SELECT DISTINCT code FROM policy_value");
  const codes = new Set(known.map(({ code }) => code));
  const missing = Object.entries(HOUSE_RULES).filter(([code]) => !codes.has(code));
  if (missing.length === 0) return;
  // Another node may be doing the same.
  const insert = database.isSqlite ? "INSERT OR IGNORE" : "INSERT IGNORE";
  await database.transact(async (tx) => {
    for (const [code, [value]] of missing)
      tx.execute(
        sql`${raw(insert)} INTO policy_value (id, code, effective_from, value) VALUES (${newId(PolicyValue)}, ${code}, 0, ${JSON.stringify(instead[code as HouseRule] ?? value)})`,
      );
  });
}
