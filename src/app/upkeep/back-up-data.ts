import { createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import type { Config } from "../../config";
import type { Database } from "../../platform/database/database";
import { migrationsDone } from "../../platform/database/migrate";
import { makeFolder } from "../../platform/storage/make-folder";
import { SCHEMA_VERSION } from "../../platform/schema-version";
import { openStorage } from "../../platform/storage/open-storage";
import { placeOfKey } from "../../platform/storage/file-storage";
import type { Storage } from "../../platform/storage/storage";
import type { StorageSettings } from "../../platform/storage/storage-url.pure";
import { FILES_LIST, MANIFEST, measured, secretId, type BackupManifest } from "./backup-manifest";
import { countOf } from "./copy-storage";
import { Digested } from "./digested";
import { runMysqlProgram } from "./mysql-program";
import { someAtOnce } from "./some-at-once";
import { UpkeepProblem } from "./upkeep-problem";
import type { Progress } from "./verify-data";

/** Marks the folder as taken from the first moment on; in the end it becomes the manifest. */
const UNFINISHED = `${MANIFEST}.unfinished`;

type Place = Pick<Config, "database" | "storage" | "secret">;

interface BackupOptions {
  files?: boolean;
  progress?: Progress;
  signal?: AbortSignal;
}

/**
 * Copies database and files into an empty folder while servers run: first the database as it was at one moment, then the files, which
 * are never changed once they are there, so that each one that this database names is among them. What was copied is on the disk
 * before the manifest is. Of one that fails, or is stopped by the signal, nothing stays: it would take the room that the next one needs.
 */
export async function backUpData(
  place: Place,
  database: Database,
  folder: string,
  options: BackupOptions = {},
): Promise<BackupManifest> {
  const isOurs = !existsSync(folder);
  await prepare(folder, place.storage);
  try {
    return await fillFolder(place, database, folder, options);
  } catch (error) {
    const made = isOurs ? [folder] : (await readdir(folder)).map((name) => join(folder, name));
    for (const path of made) await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function fillFolder(
  { database: settings, storage, secret }: Place,
  database: Database,
  folder: string,
  { files = true, progress = () => undefined, signal }: BackupOptions,
): Promise<BackupManifest> {
  const migrations = await migrationsDone(database.migrationSource);
  const file = database.isSqlite
    ? await copySqlite(settings.url.slice("sqlite:".length), folder, progress)
    : await dump(settings, folder, signal);
  signal?.throwIfAborted();
  const manifest: BackupManifest = {
    format: "redress-backup-1",
    madeAt: new Date().toISOString(),
    version: SCHEMA_VERSION,
    migrations,
    database: { kind: database.isSqlite ? "sqlite" : "mysql", file, ...(await measured(join(folder, file))) },
    files: files ? await copyFiles(await openStorage(storage), folder, progress, signal) : null,
    secretId: secretId(secret),
  };
  signal?.throwIfAborted();
  const unfinished = join(folder, UNFINISHED);
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, join(folder, MANIFEST));
  return manifest;
}

async function prepare(folder: string, storage: StorageSettings): Promise<void> {
  if (storage.kind === "file" && !relative(storage.folder, resolve(folder)).startsWith(".."))
    throw new UpkeepProblem(`${folder} is among the uploaded files: the next backup would contain this one.`);
  await makeFolder(folder);
  const taken = new UpkeepProblem(`${folder} is not empty: a backup is made in a folder of its own.`);
  if ((await readdir(folder)).length > 0) throw taken;
  // Whoever comes at the same moment finds it taken, rather than the other's half.
  await writeFile(join(folder, UNFINISHED), "", { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? taken : error;
  });
}

/** As of one moment, however long it takes. */
async function copySqlite(path: string, folder: string, progress: Progress): Promise<string> {
  const name = "database.sqlite";
  const source = new BetterSqlite(path, { readonly: true, fileMustExist: true });
  try {
    await source.backup(join(folder, name), {
      progress: ({ totalPages, remainingPages }) => {
        progress("pages of the database", totalPages - remainingPages, totalPages);
        // All in one turn: written to meanwhile, it would begin again each time.
        return remainingPages || 1;
      },
    });
  } catch (error) {
    // What is full, or breaks, is the copy's disk: the database itself is only read.
    const { code = "" } = error as { code?: string };
    if (!/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/.test(code)) throw error;
    throw new UpkeepProblem(`${join(folder, name)} cannot be written (${code}).`);
  } finally {
    source.close();
  }
  await chmod(join(folder, name), 0o600);
  return name;
}

async function dump(settings: Config["database"], folder: string, signal?: AbortSignal): Promise<string> {
  const name = "database.sql.gz";
  let end = "";
  const watched = new Transform({
    transform(chunk: Buffer, _, done) {
      end = (end + chunk.toString("latin1")).slice(-200);
      done(null, chunk);
    },
  });
  await runMysqlProgram(
    "dump",
    settings,
    ["--single-transaction", "--quick", "--hex-blob", "--triggers", "--no-tablespaces"],
    {
      stdout: (from) =>
        pipeline(from, watched, createGzip(), createWriteStream(join(folder, name), { mode: 0o600, flush: true }), {
          signal,
        }),
    },
  );
  // It ends well where it was stopped in the middle of a table, too.
  if (!end.includes("-- Dump completed")) throw new UpkeepProblem("The dump of the database is not complete.");
  return name;
}

async function copyFiles(
  storage: Storage,
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<NonNullable<BackupManifest["files"]>> {
  const total = await countOf(storage);
  const list = await open(join(folder, FILES_LIST), "wx", 0o600);
  let count = 0;
  try {
    await someAtOnce(storage.files(), async ({ key }) => {
      const path = placeOfKey(key);
      const copied = await copyOut(storage, key, join(folder, "files", path), signal);
      // Removed since the list was read: the database that was copied before may still name it, which `restore` then says.
      if (!copied) return;
      await list.appendFile(`${JSON.stringify({ path, ...copied })}\n`);
      progress("files", (count += 1), total);
    });
    await list.sync();
  } finally {
    await list.close();
  }
  return { file: FILES_LIST, count, ...(await measured(join(folder, FILES_LIST))) };
}

/** null: it is not there (any more). */
async function copyOut(
  storage: Storage,
  key: string,
  to: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string } | null> {
  signal?.throwIfAborted();
  const source = await storage.get(key).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!source) return null;
  const digested = new Digested();
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await pipeline(digested.of(source), createWriteStream(to, { mode: 0o600, flush: true }), { signal });
  } finally {
    source.destroy();
  }
  return digested.result();
}
