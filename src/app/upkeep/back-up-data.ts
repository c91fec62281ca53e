import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod, mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import type { Config } from "../../config";
import type { Database } from "../../platform/database/database";
import { migrationsDone } from "../../platform/database/migrate";
import { SCHEMA_VERSION } from "../../platform/schema-version";
import { FILES_LIST, MANIFEST, measured, secretId, type BackupManifest } from "./backup-manifest";
import { runMysqlProgram } from "./mysql-program";
import { UpkeepProblem } from "./upkeep-problem";
import type { Progress } from "./verify-data";

/** Uploads that are still under way: their clients send the rest to the server that they began with. */
const UNDER_WAY = "partial";

/**
 * Copies database and files into an empty folder while servers run: first the database as it was at one moment, then the files, which
 * are never changed once they are there, so that each one that this database names is among them. What was copied is on the disk
 * before the manifest is.
 */
export async function backUpData(
  { database: settings, filesDir, secret }: Pick<Config, "database" | "filesDir" | "secret">,
  database: Database,
  folder: string,
  progress: Progress = () => undefined,
): Promise<BackupManifest> {
  await prepare(folder, filesDir);
  const migrations = await migrationsDone(database.migrationSource);
  const file = database.isSqlite
    ? await copySqlite(settings.url.slice("sqlite:".length), folder, progress)
    : await dump(settings, folder);
  const manifest: BackupManifest = {
    format: "redress-backup-1",
    madeAt: new Date().toISOString(),
    version: SCHEMA_VERSION,
    migrations,
    database: { kind: database.isSqlite ? "sqlite" : "mysql", file, ...(await measured(join(folder, file))) },
    files: await copyFiles(filesDir, folder, progress),
    secretId: secretId(secret),
  };
  const unfinished = join(folder, `${MANIFEST}.unfinished`);
  await writeFile(unfinished, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, join(folder, MANIFEST));
  return manifest;
}

async function prepare(folder: string, filesDir: string): Promise<void> {
  if (!relative(filesDir, resolve(folder)).startsWith(".."))
    throw new UpkeepProblem(`${folder} is among the uploaded files: the next backup would contain this one.`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new UpkeepProblem(`${folder} is not empty: a backup is made in a folder of its own.`);
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
  } finally {
    source.close();
  }
  await chmod(join(folder, name), 0o600);
  return name;
}

async function dump(settings: Config["database"], folder: string): Promise<string> {
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
        pipeline(from, watched, createGzip(), createWriteStream(join(folder, name), { mode: 0o600, flush: true })),
    },
  );
  // It ends well where it was stopped in the middle of a table, too.
  if (!end.includes("-- Dump completed")) throw new UpkeepProblem("The dump of the database is not complete.");
  return name;
}

async function copyFiles(filesDir: string, folder: string, progress: Progress): Promise<BackupManifest["files"]> {
  const all = (await readdir(filesDir, { recursive: true, withFileTypes: true }).catch(nothingYet))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(filesDir, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(UNDER_WAY))
    .sort();
  const list = await open(join(folder, FILES_LIST), "wx", 0o600);
  let count = 0;
  try {
    for (const [index, path] of all.entries()) {
      const copied = await copyOne(join(filesDir, path), join(folder, "files", path));
      // Removed since the folder was read: the database that was copied before may still name it, which `restore` then says.
      if (!copied) continue;
      await list.write(`${JSON.stringify({ path, ...copied })}\n`);
      count += 1;
      progress("files", index + 1, all.length);
    }
    await list.sync();
  } finally {
    await list.close();
  }
  return { file: FILES_LIST, count, ...(await measured(join(folder, FILES_LIST))) };
}

function nothingYet(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/** null: it is not there (any more). */
export async function copyOne(from: string, to: string): Promise<{ bytes: number; sha256: string } | null> {
  const source = await open(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!source) return null;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source.createReadStream(), counted, createWriteStream(to, { mode: 0o600, flush: true }));
  return { bytes, sha256: hash.digest("hex") };
}
