import { MIGRATIONS } from "../../migrations";
import type { Office } from "../config";
import { HouseRules } from "../house-rules/house-rules";
import { seedHouseRules, type FirstValues } from "../house-rules/seed-house-rules";
import type { Clock } from "../platform/clock";
import { Database } from "../platform/database/database";
import type { DatabaseSettings, Model } from "../platform/database/engine";
import type { MigrateOptions } from "../platform/database/migrate";
import { HOOKS } from "./hooks";
import { openCalendar } from "./open-calendar";

/** The only place that knows the migrations. */
export const MODEL: Model = { migrations: MIGRATIONS, hooks: HOOKS };

/** In time order. */
export const MIGRATION_NAMES = MIGRATIONS.map(({ name }) => name);

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
