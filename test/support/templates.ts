import Sqlite from "better-sqlite3";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openDatabase } from "../../src/app/open-database";
import { SANDBOX_RULES } from "../../src/app/sandboxes/sandbox-limits.table";
import { parseConfig } from "../../src/config";
import { systemClock } from "../../src/platform/clock";
import { startServer } from "../../src/server";
import { connectTo, makeLike } from "./mariadb-pool";
import { requireProgram } from "./programs";

/** What a database begins with: what the migrations and the first house rules leave behind, or that and what a demo's first start adds. */
export type Contents = "rules" | "demo";

/**
 * Both are made once for the whole run and copied for each world: migrating takes seconds, the demo's people a fifth of one, and each is tested by itself. Each
 * copy's event log gets an epoch of its own, as a new database's would have.
 */
export const NEW_EPOCH = "UPDATE feed_counter SET epoch = ? WHERE id = 1";

/** The names of the filled databases that stay on the run's MariaDB server. */
export const TEMPLATES: Readonly<Record<Contents, string>> = { rules: "template", demo: "template_demo" };

/** As Redress asks for it (docs/cluster.md). */
export const COLLATION = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

export const sqliteTemplate = (folder: string, contents: Contents): string => join(folder, `${TEMPLATES[contents]}.db`);

export async function makeSqliteTemplates(folder: string): Promise<void> {
  await migrate(`sqlite:${sqliteTemplate(folder, "rules")}`);
  await copyFile(sqliteTemplate(folder, "rules"), sqliteTemplate(folder, "demo"));
  await startDemo(`sqlite:${sqliteTemplate(folder, "demo")}`, folder);
}

export async function copySqliteTemplate(template: string, path: string, epoch: string): Promise<void> {
  const { database, epochAt } = await readSqliteTemplate(template);
  await using file = await open(path, "w");
  await file.write(database);
  // Where the text lies in the file: opening it for an UPDATE costs more than everything else here.
  await file.write(epoch, epochAt, "latin1");
}

const read = new Map<string, Promise<{ database: Buffer; epochAt: number }>>();

function readSqliteTemplate(path: string): Promise<{ database: Buffer; epochAt: number }> {
  const reading =
    read.get(path) ?? readFile(path).then((database) => ({ database, epochAt: placeOf(epochOf(path), database) }));
  read.set(path, reading);
  return reading;
}

function epochOf(path: string): string {
  const database = new Sqlite(path, { readonly: true });
  const epoch = database.prepare("SELECT epoch FROM feed_counter WHERE id = 1").pluck().get() as string;
  database.close();
  return epoch;
}

function placeOf(text: string, file: Buffer): number {
  const at = file.indexOf(text, 0, "latin1");
  if (at < 0 || at !== file.lastIndexOf(text, undefined, "latin1")) throw new Error(`${text} is not in one place`);
  return at;
}

/** Also writes their tables as SQL text, without rows, into a file of the folder: returns its path. */
export async function makeMariaDbTemplates(server: string, folder: string): Promise<string> {
  await using connection = await connectTo(server);
  await connection.query(`CREATE DATABASE ${TEMPLATES.rules} ${COLLATION}`);
  await migrate(`${server}/${TEMPLATES.rules}`);
  const path = join(folder, "tables.sql");
  const dump = spawn(requireProgram("mariadb-dump"), [...client(server), "--no-data", "--triggers", TEMPLATES.rules], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.all([pipeline(dump.stdout, createWriteStream(path)), ended(dump)]);
  await connection.query(`CREATE DATABASE ${TEMPLATES.demo} ${COLLATION}`);
  await makeTables(path, `${server}/${TEMPLATES.demo}`);
  await makeLike(connection, TEMPLATES.rules, TEMPLATES.demo);
  await startDemo(`${server}/${TEMPLATES.demo}`, folder);
  return path;
}

/** The tables that `makeMariaDbTemplates` wrote down, without rows, in the database of that address. */
export async function makeTables(path: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const mariadb = spawn(requireProgram("mariadb"), [...client(url), name], { stdio: ["pipe", "ignore", "inherit"] });
  await Promise.all([pipeline(createReadStream(path), mariadb.stdin), ended(mariadb)]);
}

const client = (url: string): string[] => [
  "--no-defaults",
  "--skip-ssl-verify-server-cert",
  "--user=root",
  "--host=127.0.0.1",
  `--port=${new URL(url).port}`,
];

async function ended(program: ChildProcess): Promise<void> {
  const [code] = (await once(program, "close")) as [number | null];
  if (code !== 0) throw new Error(`${program.spawnfile} ended with ${code}`);
}

async function migrate(url: string): Promise<void> {
  // The few people of a test do in minutes what thousands do in weeks, as in a sandbox.
  const database = await openDatabase({ url }, systemClock, { houseRules: SANDBOX_RULES });
  await database.close();
}

/** Including what its projections make of it. */
async function startDemo(url: string, folder: string): Promise<void> {
  const config = { PORT: "0", DATA_DIR: join(folder, "demo"), DATABASE_URL: url, DEMO: "true", LOG_LEVEL: "silent" };
  await using server = await startServer(parseConfig(config));
  await server.services.project();
  // They have looked at all of it: what comes of a copy need not read it again.
  await server.services.database.transact(async (tx) =>
    tx.executeUnseen("UPDATE projection_place SET position = (SELECT position FROM feed_counter WHERE id = 1)"),
  );
}
