import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import type { Config } from "../../config";
import { SETTINGS } from "../settings.table";
import { ANSWERS_WITHIN_MS } from "../../platform/redis/counters";
import { RedisLink, sentinelsIn } from "../../platform/redis/redis-link";
import { isLoopback } from "../../platform/loopback.pure";
import { openNamedFiles } from "../../platform/storage/named-files";
import { openStorage } from "../../platform/storage/open-storage";
import { isStorageProblem } from "../../platform/storage/storage";
import { placeOf, type BucketSettings } from "../../platform/storage/storage-url.pure";
import { HOUR } from "../../platform/time";
import { Clamd } from "../../platform/uploads/clamd";
import { NatsSink } from "../events-out/nats-sink";
import { examineDatabase } from "./examine-database";
import { ok, problem, warning, type Finding } from "./finding.pure";
import { latestBackup } from "./latest-backup";

type Env = Record<string, string | undefined>;
type Look = () => Promise<readonly Finding[]>;

const REDIS_PATIENCE_MS = 5_000;
/** One each night, and two hours for it; so in the alert RedressBackupOld. */
const OLD_BACKUP = 26 * HOUR;

/** Looks at a server's surroundings, as they are seen with its settings from where it will run. Changes no data. */
export async function examine(config: Config, env: Env): Promise<Finding[]> {
  const looks: Look[] = [
    () => settings(config, env),
    () => examineDatabase(config),
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
