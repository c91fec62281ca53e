import type { Command, Option } from "commander";
import { parseConfig, type Config } from "../../config";
import { systemClock } from "../../platform/clock";
import { migrationsDone } from "../../platform/database/migrate";
import { createDataSource, prepareEscapes } from "../../platform/database/engine";
import { understand } from "../../platform/database/faults";
import { MIGRATION_NAMES, MODEL, openDatabase } from "../open-database";
import { EXIT } from "./exit.table";
import { particularsOf, refuseMissing, tell, type Result } from "./on-database";
import type { Terminal } from "./terminal";

/** `redress migrate`: the tables of the database. A server brings them up to date at its start as well. */
export function addMigrate(redress: Command, json: Option, terminal: Terminal): void {
  const migrate = redress.command("migrate").description("The tables of the database.");
  const add = (name: string, description: string, work: (config: Config) => Promise<Result>): void => {
    migrate
      .command(name)
      .description(description)
      .addOption(json)
      .action(async (...given) => tell(terminal, particularsOf(given), await work(parseConfig(terminal.env))));
  };
  add("status", "Says which migrations the database has had and lacks; exit code 4 when it lacks some.", status);
  add("up", "Makes the tables, or brings them up to date. Servers of the version before may go on meanwhile.", up);
}

async function status(config: Config): Promise<Result> {
  refuseMissing(config);
  const done = new Set(await doneIn(config));
  const pending = MIGRATION_NAMES.filter((name) => !done.has(name));
  const newer = [...done].filter((name) => !MIGRATION_NAMES.includes(name));
  const lines = [
    ...MIGRATION_NAMES.map((name) => `${done.has(name) ? "done   " : "pending"}  ${name}`),
    ...newer.map((name) => `newer    ${name}`),
  ];
  const code = pending.length + newer.length > 0 ? EXIT.DATABASE : 0;
  return [{ done: MIGRATION_NAMES.filter((name) => done.has(name)), pending, newer }, lines.join("\n"), code];
}

async function doneIn({ database: settings }: Config): Promise<string[]> {
  const source = createDataSource({ ...settings, poolSize: 1 }, MODEL);
  try {
    await source.initialize();
    await prepareEscapes(source);
    return await migrationsDone(source);
  } catch (error) {
    throw understand(error);
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

async function up({ database: settings, office }: Config): Promise<Result> {
  const database = await openDatabase({ ...settings, poolSize: 2 }, systemClock, { office });
  try {
    const done = await migrationsDone(database.migrationSource);
    return [{ done }, `The database has the tables of this version (${done.length} migrations).`];
  } finally {
    await database.close();
  }
}
