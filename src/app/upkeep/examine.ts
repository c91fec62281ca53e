import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { MAKE_TRIGGERS, missingTriggers } from "../../platform/database/missing-triggers";
import { Account } from "../../accounts/account/account.entity";
import { renewForgottenPersons } from "../../market/intake/renew-forgotten-persons";
import { renewNumberEncryption } from "../../market/vetting/renew-number-encryption";
import { renewContactEncryption } from "../../accounts/contacts/renew-contact-encryption";
import { renewWebhookEncryption } from "../../public/webhooks/renew-webhook-encryption";
import { renewWithdrawnSubjects } from "../../accounts/sign-in/renew-withdrawn-subjects";
import { renewFactorEncryption } from "../../accounts/factors/renew-factor-encryption";
import type { Config } from "../../config";
import { SETTINGS } from "../settings.table";
import { systemClock } from "../../platform/clock";
import { clockAhead, sayAhead } from "../../platform/database/clock-ahead";
import type { Database } from "../../platform/database/database";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import { raw, sql } from "../../platform/database/sql";
import { writingProblem } from "../../platform/database/writing-problem";
import { ANSWERS_WITHIN_MS } from "../../platform/redis/counters";
import { RedisLink, sentinelsIn } from "../../platform/redis/redis-link";
import { Sealer } from "../../platform/secrets/sealed";
import { isLoopback } from "../../platform/loopback.pure";
import { openNamedFiles } from "../../platform/storage/named-files";
import { openStorage } from "../../platform/storage/open-storage";
import { isStorageProblem } from "../../platform/storage/storage";
import { placeOf, type BucketSettings } from "../../platform/storage/storage-url.pure";
import { HOUR } from "../../platform/time";
import { Clamd } from "../../platform/uploads/clamd";
import { leadersOf } from "../../platform/leaders/leaders";
import { LED } from "../led";
import { isDemo } from "../demo/demo-accounts";
import { NatsSink } from "../events-out/nats-sink";
import { openDatabase } from "../open-database";
import { CONNECTIONS, examineGalera } from "./examine-galera";
import { examineReplica } from "./examine-replica";
import { ok, problem, warning, type Finding } from "./finding.pure";
import { latestBackup } from "./latest-backup";
import { signedUnderAnother } from "../../public/checkpoints/check-log";
import { OTHER_SECRET } from "./warn-operators";
import { STORED_FILES } from "./stored-files.table";

type Env = Record<string, string | undefined>;
type Look = () => Promise<readonly Finding[]>;

const MOST_SKEW_MS = 1_000;
const REDIS_PATIENCE_MS = 5_000;
/** One each night, and two hours for it; so in the alert RedressBackupOld. */
const OLD_BACKUP = 26 * HOUR;
const LEAST_PACKET_BYTES = 16 * 1024 * 1024;

/** Looks at a server's surroundings, as they are seen with its settings from where it will run. Changes no data. */
export async function examine(config: Config, env: Env): Promise<Finding[]> {
  const looks: Look[] = [
    () => settings(config, env),
    () => withDatabase(config),
    () => files(config),
    () => redis(config),
    () => scanner(config),
    () => relay(config),
    () => eventsOut(config),
    () => warehouse(config),
    () => backups(config),
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
  const databaseFile = isServer ? undefined : database.url.slice("sqlite:".length);
  for (const file of [
    databaseFile,
    kept,
    ...SETTINGS.filter((setting) => "secret" in setting).map(({ name }) => env[`${name}_FILE`]),
  ])
    if (file && existsSync(file) && ((await stat(file)).mode & 0o004) !== 0)
      found.push(
        warning(file, "can be read by every user of this machine: chmod o-r, where it is no mount of a container"),
      );
  if (isServer && database.tls === undefined)
    found.push(ok("DATABASE_TLS", "the way to the database is not encrypted"));
  return [...found, ok("settings", "can be read")];
}

async function relay({ mail, mailHooks }: Config): Promise<Finding[]> {
  if (!mail) return [ok("SMTP_URL", "is not set: no mail is sent")];
  const { Mailer } = await import("../../platform/carriers/mailer.js");
  await using mailer = new Mailer(mail);
  const wrong = await mailer.problem();
  return [
    wrong === null ? ok("SMTP_URL", "the relay takes mails from us") : problem("SMTP_URL", wrong),
    ...(mailHooks.secret === null
      ? [
          warning(
            "MAIL_HOOK_SECRET",
            "is not set: mails that come back later are not noticed, and answers are not read",
          ),
        ]
      : []),
    ...(mailHooks.answerDomain !== null && mailHooks.authservId === null
      ? [
          warning(
            "MAIL_AUTHSERV_ID",
            "is not set: From is believed as it is written, so whoever learns where a mail is to be answered can answer as its recipient; name the relay that checks DMARC",
          ),
        ]
      : []),
  ];
}

async function eventsOut({ events }: Config): Promise<Finding[]> {
  if (!events) return [ok("EVENTS_URL", "is not set: events stay in the log")];
  const isOpen = !events.tls && events.servers.some((server) => !isLoopback(server.replace(/:\d+$/, "")));
  return [
    await NatsSink.isThere(events).then(
      (isThere) => ok("EVENTS_URL", isThere ? "the stream is there" : "the stream is not there yet; a server makes it"),
      (error: unknown) => problem("EVENTS_URL", `no events can be sent: ${messageOf(error)}`),
    ),
    ...(isOpen
      ? [warning("EVENTS_URL", "uses TLS only where the server asks for it: tls://… refuses one that does not")]
      : []),
  ];
}

async function warehouse({ warehouse: place }: Config): Promise<Finding[]> {
  if (!place) return [ok("WAREHOUSE_URL", "is not set: no files are written for analysts")];
  try {
    const files = await openNamedFiles(place, pino({ level: "silent" }));
    const probe = `warehouse/probe-${randomUUID()}`;
    await files.write(probe, Readable.from([Buffer.from("probe")]));
    await files.remove(probe);
    return [ok("WAREHOUSE_URL", `${placeOf(place)} can be written`)];
  } catch (error) {
    const why = isStorageProblem(error) ? error.cause.message : `cannot be written: ${messageOf(error)}`;
    return [problem("WAREHOUSE_URL", why)];
  }
}

async function withDatabase(config: Config): Promise<Finding[]> {
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

async function server(database: Database, { database: { poolSize = 0 } }: Config): Promise<Finding[]> {
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
  for (const { id, holder, holderLives } of known)
    if (holderLives && holder !== null) led.set(holder, [...(led.get(holder) ?? []), id]);
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
  const apps = await renewFactorEncryption(database, sealer, { change: false });
  if (apps.unknown > 0)
    found.push(
      problem(
        "SECRET",
        `is not the one that ${apps.unknown} authenticator apps were set up under: have all servers the same one? See redress secrets status`,
      ),
    );
  const numbers = await renewNumberEncryption(database, sealer, { change: false });
  if (numbers.unknown > 0)
    found.push(
      problem("SECRET", `does not decrypt ${numbers.unknown} numbers of documents: see redress secrets status`),
    );
  const { contacts } = await renewContactEncryption(database, sealer, { change: false });
  if (contacts.unknown > 0)
    found.push(problem("SECRET", `does not decrypt ${contacts.unknown} contact points: see redress secrets status`));
  const webhooks = await renewWebhookEncryption(database, sealer, { change: false });
  if (webhooks.unknown > 0)
    found.push(problem("SECRET", `does not decrypt ${webhooks.unknown} webhooks' secrets: see redress secrets status`));
  const withdrawn = await renewWithdrawnSubjects(database, sealer, { change: false });
  if (withdrawn.unknown > 0)
    found.push(
      problem("SECRET", `does not recognise ${withdrawn.unknown} withdrawn people: see redress secrets status`),
    );
  const forgotten = await renewForgottenPersons(database, sealer, { change: false });
  if (forgotten.unknown > 0)
    found.push(
      problem(
        "SECRET",
        `does not recognise ${forgotten.unknown} deleted people of marketplaces: see redress secrets status`,
      ),
    );
  if (numbers.plain > 0)
    found.push(problem("numbers", `of ${numbers.plain} documents are not encrypted: redress secrets rotate does it`));
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

async function files({ storage, diskReserve }: Config): Promise<Finding[]> {
  try {
    await (await openStorage(storage, undefined, diskReserve)).check();
  } catch (error) {
    return [problem("files", isStorageProblem(error) ? error.cause.message : `cannot be written: ${messageOf(error)}`)];
  }
  return storage.kind === "file" ? [await roomIn(storage.folder, diskReserve)] : bucket(storage);
}

async function roomIn(folder: string, diskReserve: number): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  const reserve = Math.floor(diskReserve / 1024 / 1024);
  return free < reserve * 2
    ? warning("files", `${folder} has ${free} MB left, of which ${reserve} are kept free (DISK_RESERVE_MB)`)
    : ok("files", `${folder} can be written; ${free} MB left`);
}

function bucket({ bucket: name, endpoint }: BucketSettings): Finding[] {
  return [
    ok("files", `the bucket ${name} can be written, read and emptied, and refuses to write over`),
    ...(endpoint?.startsWith("http:") ? [warning("STORAGE_URL", "the way to the bucket is not encrypted")] : []),
  ];
}

/** As limits are counted. Answers how it makes room when its memory is full. */
const WRITES =
  "redis.call('SET', KEYS[1], '', 'EX', 1) local told = redis.pcall('INFO', 'memory') return type(told) == 'string' and told or ''";
const EVICTS = /^maxmemory_policy:(?!noeviction)(\S+)/m;

async function redis({ redisUrl }: Config): Promise<Finding[]> {
  if (!redisUrl) return [];
  const sentinels = sentinelsIn(redisUrl);
  await using link = await RedisLink.open(redisUrl, { offline: "refused" });
  const connected = new Promise<void>((done, failed) => {
    link.client.on("error", failed);
    link.connect(failed).then(done, failed);
  });
  const late = delay(REDIS_PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error("no answer");
  });
  try {
    await Promise.race([connected, late]);
    const asked = performance.now();
    const written = link.client.eval(WRITES, { keys: ["redress:probe"] });
    const [, policy] = EVICTS.exec(String(await Promise.race([written, late]))) ?? [];
    const took = Math.round(performance.now() - asked);
    if (took > ANSWERS_WITHIN_MS)
      return [
        warning("Redis", `answers after ${took} ms: beyond ${ANSWERS_WITHIN_MS} ms each node counts limits alone`),
      ];
    if (policy !== undefined)
      return [
        warning("Redis", `forgets when its memory is full, limits too (maxmemory-policy ${policy}): set noeviction`),
      ];
    return [ok("Redis", sentinels ? `the master that the sentinels call ${sentinels.name} answers` : "answers")];
  } catch (error) {
    return [problem("Redis", `cannot be used: ${messageOf(error)}`)];
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

async function backups({ backups: folder }: Config): Promise<Finding[]> {
  if (folder === undefined) return [ok("BACKUPS_DIR", "is not set: nobody is told when there are no backups any more")];
  const madeAt = await latestBackup(folder);
  if (madeAt === null) return [warning("BACKUPS_DIR", `${folder} has no whole backup: redress backup makes one`)];
  const text = `the newest whole backup in ${folder} is of ${new Date(madeAt).toISOString()}`;
  return [Date.now() - madeAt > OLD_BACKUP ? warning("BACKUPS_DIR", text) : ok("BACKUPS_DIR", text)];
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
