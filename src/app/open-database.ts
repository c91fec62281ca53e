import { MIGRATIONS } from "../../migrations";
import { seedHouseRules } from "../house-rules/seed-house-rules";
import type { Clock } from "../platform/clock";
import { Database } from "../platform/database/database";
import type { DatabaseSettings, Model } from "../platform/database/engine";
import { ENTITIES } from "./districts";
import { HOOKS } from "./hooks";

/** All tables of Redress and their migrations. The only place that knows the migrations. */
export const MODEL: Model = { entities: ENTITIES, migrations: MIGRATIONS, hooks: HOOKS };

/** The database of Redress, with its schema (see `Database.open`) and every house rule. */
export async function openDatabase(
  settings: DatabaseSettings,
  clock: Clock,
  options: { migrate?: boolean } = {},
): Promise<Database> {
  const database = await Database.open(settings, MODEL, clock, options);
  try {
    await seedHouseRules(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
