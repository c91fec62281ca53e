import { existsSync } from "node:fs";
import { readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import pino from "pino";
import { missingTriggers } from "../../adjudication/register/missing-triggers.queries";
import { Account } from "../../accounts/account.entity";
import type { Config } from "../../config";
import { systemClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import { sql } from "../../platform/database/sql";
import { FileStorage } from "../../platform/storage/file-storage";
import { Clamd } from "../../platform/uploads/clamd";
import { isDemo } from "../demo/demo-accounts";
import { openDatabase } from "../open-database";

/** `problem`: it will not work, or not safely; `warning`: look whether that is meant. */
export interface Finding {
  about: string;
  state: "ok" | "warning" | "problem";
  text: string;
}

type Env = Record<string, string | undefined>;
type Look = () => Promise<readonly Finding[]>;

const ok = (about: string, text: string): Finding => ({ about, state: "ok", text });
const warning = (about: string, text: string): Finding => ({ about, state: "warning", text });
const problem = (about: string, text: string): Finding => ({ about, state: "problem", text });

const MOST_SKEW_MS = 1_000;
const LEAST_PACKET_BYTES = 16 * 1024 * 1024;

/** Looks at a server's surroundings, as they are seen with its settings from where it will run. Changes no data. */
export async function examine(config: Config, env: Env): Promise<Finding[]> {
  const looks: Look[] = [
    () => settings(config, env),
    () => withDatabase(config),
    () => storage(config),
    () => redis(config),
    () => scanner(config),
    () => openFiles(config),
  ];
  const found: Finding[] = [];
  for (const look of looks) found.push(...(await look()));
  return found;
}

async function settings({ publicUrl, host, database }: Config, env: Env): Promise<Finding[]> {
  const found: Finding[] = [];
  if (publicUrl === undefined)
    found.push(
      warning("PUBLIC_URL", `is not set: links and signed addresses are for this machine alone (HOST=${host})`),
    );
  const isServer = !database.url.startsWith("sqlite:");
  const kept = join(env.DATA_DIR || "data", "secret");
  if (isServer && !env.SECRET && !env.SECRET_FILE)
    found.push(warning("SECRET", `is the one of ${kept}: a second server would need the same one`));
  for (const file of [kept, env.SECRET_FILE, env.SECRET_PREVIOUS_FILE, env.DATABASE_URL_FILE, env.REDIS_URL_FILE])
    if (file && existsSync(file) && ((await stat(file)).mode & 0o004) !== 0)
      found.push(
        warning(file, "can be read by every user of this machine: chmod o-r, where it is no mount of a container"),
      );
  if (isServer && database.tls === undefined)
    found.push(ok("DATABASE_TLS", "the way to the database is not encrypted"));
  return [...found, ok("settings", "can be read")];
}

async function withDatabase(config: Config): Promise<Finding[]> {
  const { database: settings, office } = config;
  // Opening an SQLite file would make it.
  if (settings.url.startsWith("sqlite:") && !existsSync(settings.url.slice("sqlite:".length)))
    return [warning("database", "is not there yet; the first start makes it")];
  let database: Database;
  try {
    database = await openDatabase({ ...settings, poolSize: 2 }, systemClock, { migrate: false, office });
  } catch (error) {
    return [problem("database", openingProblem(error)?.replace(/^DATABASE_URL: /, "") ?? String(error))];
  }
  try {
    return [
      ...(database.isSqlite
        ? [ok("database", "SQLite, with the tables of this version")]
        : await server(database, config)),
      ...(await contents(database)),
    ];
  } finally {
    await database.close();
  }
}

interface Variables {
  version: string;
  log_bin: number;
  sync_binlog: number;
  flushed: number;
  max_connections: number;
  max_packet: number;
  now: number;
}

async function server(database: Database, { database: { poolSize = 0 } }: Config): Promise<Finding[]> {
  const asked = Date.now();
  const [row] = await database.query<Variables>(
    sql`SELECT VERSION() AS version, @@log_bin AS log_bin, @@sync_binlog AS sync_binlog, @@innodb_flush_log_at_trx_commit AS flushed, @@max_connections AS max_connections, @@max_allowed_packet AS max_packet, UNIX_TIMESTAMP(NOW(3)) * 1000 AS now`,
  );
  const between = (asked + Date.now()) / 2;
  if (!row) return [];
  const found = [ok("database", `${row.version}, with the tables of this version`)];
  if (row.flushed !== 1)
    found.push(
      problem(
        "innodb_flush_log_at_trx_commit",
        `is ${row.flushed}: what was confirmed can be lost in a power cut; set 1`,
      ),
    );
  if (row.log_bin && row.sync_binlog !== 1)
    found.push(
      problem(
        "sync_binlog",
        `is ${row.sync_binlog}: after a power cut replicas may have what this server has not; set 1`,
      ),
    );
  if (row.max_connections < poolSize + 10)
    found.push(
      warning("max_connections", `is ${row.max_connections}, and each server takes up to ${poolSize} (DATABASE_POOL)`),
    );
  if (row.max_packet < LEAST_PACKET_BYTES)
    found.push(
      warning(
        "max_allowed_packet",
        `is ${row.max_packet} bytes; at least ${LEAST_PACKET_BYTES} are needed for large commands`,
      ),
    );
  const skew = Math.round(Number(row.now) - between);
  found.push(
    Math.abs(skew) > MOST_SKEW_MS
      ? problem("clock", `the database's is ${skew} ms from this machine's: keep both by NTP`)
      : ok("clock", `within ${MOST_SKEW_MS} ms of the database's`),
  );
  return found;
}

async function contents(database: Database): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of await missingTriggers(database))
    found.push(
      problem(
        name,
        "is missing, so the database itself does not keep the register from being changed: let an administrator of it start the server once, or grant TRIGGER and set log_bin_trust_function_creators=1",
      ),
    );
  if (await isDemo(database))
    found.push(warning("demo", "the database is empty or a demo's, whose password is published"));
  else {
    const active = await database.find(Account, { status: "ACTIVE" });
    const admins = active.filter(({ roles }) => roles.includes("ADMIN")).length;
    if (admins < 2)
      found.push(
        warning("administrators", `there is ${admins}; roles need two: redress account create LOGIN --role ADMIN`),
      );
  }
  return found;
}

async function storage({ filesDir, diskReserve }: Config): Promise<Finding[]> {
  try {
    await new FileStorage(filesDir).check();
    const { bavail, bsize } = await statfs(filesDir);
    const free = Math.floor((bavail * bsize) / 1024 / 1024);
    const reserve = Math.floor(diskReserve / 1024 / 1024);
    return [
      free < reserve * 2
        ? warning("files", `${filesDir} has ${free} MB left, of which ${reserve} are kept free (DISK_RESERVE_MB)`)
        : ok("files", `${filesDir} can be written; ${free} MB left`),
    ];
  } catch (error) {
    return [problem("files", `${filesDir} cannot be written: ${messageOf(error)}`)];
  }
}

async function redis({ redisUrl }: Config): Promise<Finding[]> {
  if (!redisUrl) return [];
  const { createClient } = await import("redis");
  const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false, connectTimeout: 3_000 } });
  // Told by `connect` as well; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.ping();
    return [ok("Redis", "answers")];
  } catch (error) {
    return [problem("Redis", `cannot be reached: ${messageOf(error)}`)];
  } finally {
    if (client.isOpen) client.destroy();
  }
}

async function scanner({ clamdUrl }: Config): Promise<Finding[]> {
  if (!clamdUrl) return [warning("CLAMD_URL", "is not set: uploads are not scanned")];
  try {
    await new Clamd(clamdUrl, pino({ level: "silent" })).scan(Readable.from([Buffer.from("redress")]));
    return [ok("ClamAV", "scans")];
  } catch {
    return [problem("ClamAV", `${clamdUrl} does not scan: uploads would be refused`)];
  }
}

/** Each connection is an open file. */
async function openFiles({ http: { connections } }: Config): Promise<Finding[]> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? NaN);
  if (Number.isNaN(most)) return [];
  return [
    most < connections + 1_000
      ? warning(
          "open files",
          `this process may have ${most} open, and CONNECTIONS is ${connections}: raise LimitNOFILE, or lower CONNECTIONS`,
        )
      : ok("open files", `${most} may be open`),
  ];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
