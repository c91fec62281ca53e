import Sqlite from "better-sqlite3";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createConnection } from "mysql2/promise";
import { MIGRATIONS } from "../../migrations";
import { seedHouseRules } from "../../src/house-rules/seed-house-rules";
import { systemClock } from "../../src/platform/clock";
import { Database } from "../../src/platform/database/database";
import { requireProgram } from "./programs";

/**
 * What the migrations and the first house rules leave behind, made once for the whole run and copied for each world: migrating takes seconds, and is tested by
 * itself. Each copy's event log gets an epoch of its own, as a new database's would have.
 */
export const NEW_EPOCH = "UPDATE feed_counter SET epoch = ? WHERE id = 1";

/** The name of the migrated database that stays on the run's MariaDB server. */
export const TEMPLATE = "template";

export async function makeSqliteTemplate(folder: string): Promise<string> {
  const path = join(folder, "template.db");
  await migrate(`sqlite:${path}`);
  return path;
}

export async function copySqliteTemplate(template: string, path: string, epoch: string): Promise<void> {
  await copyFile(template, path);
  const database = new Sqlite(path);
  database.prepare(NEW_EPOCH).run(epoch);
  database.close();
}

/** As SQL text, in a file. */
export async function makeMariaDbTemplate(server: string, folder: string): Promise<string> {
  const connection = await createConnection(server);
  await connection.query(`CREATE DATABASE ${TEMPLATE} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  await migrate(`${server}/${TEMPLATE}`);
  const path = join(folder, "template.sql");
  const dump = spawn(requireProgram("mariadb-dump"), [...client(server), "--triggers", TEMPLATE], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.all([pipeline(dump.stdout, createWriteStream(path)), ended(dump)]);
  return path;
}

export async function copyMariaDbTemplate(template: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const mariadb = spawn(requireProgram("mariadb"), [...client(url), name], { stdio: ["pipe", "ignore", "inherit"] });
  await Promise.all([pipeline(createReadStream(template), mariadb.stdin), ended(mariadb)]);
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
  const database = await Database.open({ url }, { migrations: MIGRATIONS }, systemClock);
  await seedHouseRules(database);
  // The few people of a test do in minutes what thousands do in weeks.
  await database.transact(async (tx) =>
    tx.execute("UPDATE policy_value SET value = ? WHERE code = 'filing.pace'", [JSON.stringify({ perDay: 1_000_000 })]),
  );
  await database.close();
}
