import { existsSync } from "node:fs";
import { Account } from "../../accounts/account/account.entity";
import type { Config } from "../../config";
import { systemClock } from "../../platform/clock";
import { clockAhead, sayAhead } from "../../platform/database/clock-ahead";
import type { Database } from "../../platform/database/database";
import { addTo } from "../../platform/grouping.pure";
import { MAKE_TRIGGERS, missingTriggers } from "../../platform/database/missing-triggers";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import { raw, sql } from "../../platform/database/sql";
import { writingProblem } from "../../platform/database/writing-problem";
import { leadersOf } from "../../platform/leaders/leaders";
import { Sealer } from "../../platform/secrets/sealed";
import { openStorage } from "../../platform/storage/open-storage";
import { isStorageProblem } from "../../platform/storage/storage";
import { placeOf } from "../../platform/storage/storage-url.pure";
import { signedUnderAnother } from "../../public/checkpoints/check-log";
import { isDemo } from "../demo/demo-accounts";
import { LED } from "../led";
import { openDatabase } from "../open-database";
import { CONNECTIONS, examineGalera } from "./examine-galera";
import { examineReplica } from "./examine-replica";
import { ok, problem, warning, type Finding } from "./finding.pure";
import { KEPT_UNDER_SECRET, plainOf } from "./kept-under-secret";
import { STORED_FILES } from "./stored-files.table";
import { OTHER_SECRET } from "./warn-operators";

const MOST_SKEW_MS = 1_000;
const LEAST_PACKET_BYTES = 16 * 1024 * 1024;

export async function examineDatabase(config: Config): Promise<Finding[]> {
  const { database: settings, office } = config;
  // Opening an SQLite file would make it.
  if (settings.url.startsWith("sqlite:") && !existsSync(settings.url.slice("sqlite:".length)))
    return [warning("database", "is not there yet; the first start makes it")];
  let database: Database;
  try {
    database = await openDatabase({ ...settings, poolSize: CONNECTIONS }, systemClock, { migrate: false, office });
  } catch (error) {
    return [unusable(openingProblem(error) ?? String(error))];
  }
  try {
    // Who may only read sees no triggers either, and would be told that they are missing.
    const unwritable = await writingProblem(database);
    if (unwritable !== null) return [unusable(unwritable)];
    return [
      ...(database.isSqlite
        ? [ok("database", "SQLite, with the tables of this version")]
        : await server(database, config)),
      ...(await examineReplica(database, config.replica)),
      ...(await contents(database)),
      ...(database.isSqlite ? [] : await leaders(database)),
      ...(await encrypted(database, config)),
      ...(await namedFiles(database, config)),
    ];
  } finally {
    await database.close();
  }
}

const unusable = (why: string): Finding => problem("database", why.replace(/^DATABASE_URL: /, ""));

interface Variables {
  version: string;
  log_bin: number;
  sync_binlog: number;
  flushed: number;
  max_connections: number;
  max_packet: number;
}

async function server(database: Database, { database: { poolSize = 0 }, replica }: Config): Promise<Finding[]> {
  const [row] = await database.query<Variables>(
    sql`SELECT VERSION() AS version, @@log_bin AS log_bin, @@sync_binlog AS sync_binlog, @@innodb_flush_log_at_trx_commit AS flushed, @@max_connections AS max_connections, @@max_allowed_packet AS max_packet`,
  );
  if (!row) return [];
  const found = [ok("database", `${row.version}, with the tables of this version`)];
  if (row.flushed !== 1)
    found.push(
      problem(
        "innodb_flush_log_at_trx_commit",
        `is ${row.flushed}: what was confirmed can be lost in a power cut; set 1`,
      ),
    );
  // With a replica it is more than that, see `examineReplica`.
  if (!row.log_bin && !replica)
    found.push(
      warning(
        "log_bin",
        "is off: when this server is lost, so is what was written since the last backup; set log_bin, and keep its files elsewhere (deploy/my.cnf)",
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
  const ahead = (await clockAhead(database)) ?? 0;
  found.push(
    Math.abs(ahead) > MOST_SKEW_MS
      ? problem("clock", `${sayAhead(ahead)}: keep both by NTP`)
      : ok("clock", `within ${MOST_SKEW_MS} ms of the database's`),
  );
  return [...found, ...(await examineGalera(database))];
}

async function contents(database: Database): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of await missingTriggers(database))
    found.push(
      problem(name, `is missing, so the database itself does not keep those rows from being changed. ${MAKE_TRIGGERS}`),
    );
  const active = await database.find(Account, { status: "ACTIVE" });
  if (active.length > 0 && (await isDemo(database)))
    found.push(warning("demo", "the database is a demo's, whose password is published"));
  else {
    const admins = active.filter(({ roles }) => roles.includes("ADMIN")).length;
    if (admins < 2)
      found.push(
        warning(
          "administrators",
          `there should be two, and there is ${admins === 0 ? "none" : "one"}: redress account create LOGIN --role ADMIN`,
        ),
      );
  }
  return found;
}

async function leaders(database: Database): Promise<Finding[]> {
  const known = await leadersOf(database, LED);
  const led = new Map<string, string[]>();
  for (const { id, holder, holderLives } of known) if (holderLives && holder !== null) addTo(led, holder, id);
  if (led.size === 0) return [ok("leaders", "no server with the role worker runs at the moment")];
  const found = [...led].map(([holder, things]) => ok(holder, `leads ${things.join(" ")}`));
  const free = LED.filter((name) => !known.some(({ id, holderLives }) => id === name && holderLives));
  if (free.length > 0) found.push(warning("leaders", `nobody leads ${free.join(" ")}: look again in a few seconds`));
  return found;
}

/** Servers with another secret know neither each other's sessions nor these. */
async function encrypted(database: Database, { secret, secretPrevious }: Config): Promise<Finding[]> {
  const sealer = new Sealer(secret, secretPrevious);
  const found: Finding[] = [];
  if ((await signedUnderAnother(database, sealer)) !== null) found.push(warning("SECRET", OTHER_SECRET));
  for (const { renew, unknown } of KEPT_UNDER_SECRET) {
    if (!unknown) continue;
    const keys = await renew(database, sealer, { change: false });
    if (keys.unknown > 0) found.push(problem("SECRET", unknown.doctor(keys.unknown)));
    if (plainOf(keys) > 0)
      found.push(problem("numbers", `of ${plainOf(keys)} documents are not encrypted: redress secrets rotate does it`));
  }
  return found;
}

/** Of each kind so many, the newest. */
const LOOKED_FOR = 5;

async function namedFiles(database: Database, { storage: settings }: Config): Promise<Finding[]> {
  const storage = await openStorage(settings);
  let [named, missing] = [0, 0];
  for (const [table, key] of STORED_FILES)
    for (const { file } of await database.query<{ file: string }>(
      sql`SELECT ${raw(key)} AS file FROM ${raw(table)} WHERE ${raw(key)} IS NOT NULL ORDER BY id DESC LIMIT ${LOOKED_FOR}`,
    )) {
      named += 1;
      await storage.get(file).then(
        (bytes) => bytes.destroy(),
        // Whether it can be reached at all is looked at by itself.
        (error: unknown) => (missing += isStorageProblem(error) ? 0 : 1),
      );
    }
  if (missing === 0) return [];
  return [
    problem(
      "STORAGE_URL",
      `${missing} of the ${named} newest files that the database names are not in ${placeOf(settings)}: do all servers share it?`,
    ),
  ];
}
