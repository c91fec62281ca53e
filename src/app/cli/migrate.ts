import type { Command, Option } from "commander";
import { parseConfig, type Config } from "../../config";
import { systemClock } from "../../platform/clock";
import { migrationsDone } from "../../platform/database/migrate";
import { MAKE_TRIGGERS } from "../../platform/database/missing-triggers";
import { createDataSource, prepareEscapes } from "../../platform/database/engine";
import { understand } from "../../platform/database/faults";
import { leadersOf } from "../../platform/leaders/leaders";
import { Sealer } from "../../platform/secrets/sealed";
import { openStorage } from "../../platform/storage/open-storage";
import { makeTriggers, MIGRATION_NAMES, MODEL, openDatabase } from "../open-database";
import { CannotDo } from "./cannot-do";
import { EXIT } from "./exit.table";
import { particularsOf, refuseMissing, tell, type Result } from "./on-database";
import { progressLine } from "./progress-line";
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
  migrate
    .command("down")
    .description(
      "Takes back what came after a migration, so that the release that ended with it can start again; all servers are stopped, and there is a backup. What is in the tables and columns that go is gone.",
    )
    .argument(
      "<last>",
      "the migration that stays the last one: the last that `migrate status` of the older version lists",
    )
    .addOption(json)
    .action(async (...given) => {
      const particulars = particularsOf(given);
      tell(terminal, particulars, await down(particulars.given[0] ?? "", parseConfig(terminal.env), terminal));
    });
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
    const missing = await makeTriggers(database);
    const text = `The database has the tables of this version (${done.length} migrations).`;
    return [
      { done, missing },
      missing.length === 0 ? text : `${text}\n${missing.length} triggers are missing. ${MAKE_TRIGGERS}`,
    ];
  } finally {
    await database.close();
  }
}

/** Without the column for their keys nobody could read documents' files again. */
const KEYS_OF_FILES = "DocumentFiles1764000000128";

async function down(last: string, config: Config, terminal: Terminal): Promise<Result> {
  const at = MIGRATION_NAMES.indexOf(last);
  if (at < 0) throw new CannotDo(`There is no migration ${last}: redress migrate status names them.`);
  refuseMissing(config);
  const going = MIGRATION_NAMES.slice(at + 1).reverse();
  if (going.length > 0) {
    await prepareDown(config, going, terminal);
    await takeBack(config, going);
  }
  return [{ last, takenBack: going }, [...going.map((name) => `gone     ${name}`), `The last is ${last}.`].join("\n")];
}

/** With all tables still there. */
async function prepareDown(config: Config, going: readonly string[], terminal: Terminal): Promise<void> {
  const { database: settings, office, storage, secret, secretPrevious } = config;
  const { LED } = await import("../led.js");
  const { decryptFiles } = await import("../../market/vetting/decrypt-files.js");
  const database = await openDatabase({ ...settings, poolSize: 2 }, systemClock, { migrate: false, office });
  const line = progressLine(terminal);
  try {
    if (!database.isSqlite && (await leadersOf(database, LED)).some(({ holderLives }) => holderLives))
      throw new CannotDo("Servers of this version run, or ran until some seconds ago: stop all of them first.");
    if (!going.includes(KEYS_OF_FILES)) return;
    const services = { database, storage: await openStorage(storage), sealer: new Sealer(secret, secretPrevious) };
    const unread = await decryptFiles(services, (done) => line.progress("documents decrypted", done, 0));
    if (unread.length > 0)
      throw new CannotDo(
        `The files of ${unread.length} documents cannot be decrypted, and their keys would be lost: ${unread.slice(0, 10).join(", ")}. Set SECRET and SECRET_PREVIOUS to those that they were made under; redress verify names files that are missing or altered. Nothing was taken back.`,
      );
  } finally {
    line.end();
    await database.close();
  }
}

/** The newest first. One that fails stays, with those before it. */
async function takeBack({ database: settings }: Config, going: readonly string[]): Promise<void> {
  const source = createDataSource({ ...settings, poolSize: 1 }, MODEL);
  try {
    await source.initialize();
    await prepareEscapes(source);
    for (const _ of going) await source.undoLastMigration();
  } catch (error) {
    throw understand(error);
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}
