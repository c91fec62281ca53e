import { keepRowsOf, MIGRATIONS } from "../../migrations";
import type { Office } from "../config";
import { HouseRules } from "../house-rules/house-rules";
import { seedHouseRules, type FirstValues } from "../house-rules/seed-house-rules";
import type { Clock } from "../platform/clock";
import { Database } from "../platform/database/database";
import type { DatabaseSettings, Model } from "../platform/database/engine";
import { understand } from "../platform/database/faults";
import type { MigrateOptions } from "../platform/database/migrate";
import { missingTriggers } from "../platform/database/missing-triggers";
import { HOOKS } from "./hooks";
import { openCalendar } from "./open-calendar";

export { NO_TRIGGERS_FOR_US } from "../../migrations";

/** The only place that knows the migrations. */
export const MODEL: Model = { migrations: MIGRATIONS, hooks: HOOKS };

/** In time order. */
export const MIGRATION_NAMES = MIGRATIONS.map(({ name }) => name);

/** Those that are missing, as far as the database lets its user make any; returns which still are. */
export async function makeTriggers(database: Database): Promise<string[]> {
  // Which tables are kept as they were written, their entities say.
  await import("./districts.js");
  const missing = await missingTriggers(database);
  if (missing.length === 0) return [];
  const runner = database.migrationSource.createQueryRunner();
  try {
    await keepRowsOf(runner, [...new Set(missing.map((name) => name.replace(/_no_(update|delete)$/, "")))]);
  } catch (error) {
    throw understand(error);
  } finally {
    await runner.release();
  }
  return missingTriggers(database);
}

/** The database of Redress, with its schema (see `Database.open`) and every house rule. */
export async function openDatabase(
  settings: DatabaseSettings,
  clock: Clock,
  {
    office,
    houseRules,
    ...options
  }: { migrate?: boolean; office?: Office; houseRules?: FirstValues; tell?: MigrateOptions["tell"] } = {},
): Promise<Database> {
  const calendar = office && (await openCalendar(office));
  const database = await Database.open(settings, MODEL, clock, options);
  try {
    await seedHouseRules(database, houseRules);
    if (calendar) HouseRules.workBy(database, calendar);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
