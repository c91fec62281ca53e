import { createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, rename } from "node:fs/promises";
import { basename, dirname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { createConnection } from "mysql2/promise";
import { z } from "zod";
import type { Config } from "../../config";
import type { DatabaseSettings } from "../../platform/database/engine";
import { MIGRATION_NAMES } from "../open-database";
import { understand } from "../../platform/database/faults";
import { openStorage } from "../../platform/storage/open-storage";
import { isKey, type Storage } from "../../platform/storage/storage";
import { placeOf, type StorageSettings } from "../../platform/storage/storage-url.pure";
import { checkPart, MANIFEST, readManifest, secretId, type BackupManifest } from "./backup-manifest";
import { Digested } from "./digested";
import { runMysqlProgram } from "./mysql-program";
import { someAtOnce } from "./some-at-once";
import { UpkeepProblem } from "./upkeep-problem";
import type { Progress } from "./verify-data";

type Place = Pick<Config, "database" | "storage" | "secret" | "secretPrevious">;

const FileLine = z.object({
  path: z.string().refine((path) => normalize(path) === path && !/^(\/|\.\.)/.test(path) && isKey(basename(path))),
  bytes: z.int(),
  sha256: z.string(),
});

/**
 * Puts a backup where there is nothing yet: it never writes over data. Everything is compared with what was written before it is used;
 * the database comes last, so that an interrupted restore leaves none that a server would start on.
 */
export async function restoreBackup(
  { database: settings, storage, secret, secretPrevious }: Place,
  folder: string,
  { otherSecret = false, progress = () => undefined }: { otherSecret?: boolean; progress?: Progress } = {},
): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  refuseNewer(manifest);
  if (!otherSecret && ![secret, secretPrevious].some((key) => key !== undefined && secretId(key) === manifest.secretId))
    throw new UpkeepProblem(
      "The backup was made under another SECRET: staff could not use their second factors. Set SECRET, or SECRET_PREVIOUS, to that one; or, if it is lost, restore with --other-secret and let administrators remove the second factors.",
    );
  const isSqlite = settings.url.startsWith("sqlite:");
  if (isSqlite !== (manifest.database.kind === "sqlite"))
    throw new UpkeepProblem(`The backup is of ${manifest.database.kind}; DATABASE_URL is of another kind of database.`);
  await (isSqlite ? refuseFile(settings) : refuseTables(settings));
  if (manifest.files) await refuseFiles(storage);
  await checkPart(folder, manifest.database);
  if (manifest.files) {
    await checkPart(folder, manifest.files);
    await restoreFiles(folder, await openStorage(storage), manifest.files, progress);
  }
  const source = join(folder, manifest.database.file);
  await (isSqlite ? restoreSqlite(source, pathOf(settings)) : restoreMysql(source, settings));
  return manifest;
}

const pathOf = ({ url }: DatabaseSettings): string => url.slice("sqlite:".length);

/** What a newer version wrote, this one would not know. */
function refuseNewer({ migrations, version }: BackupManifest): void {
  const unknown = migrations.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0)
    throw new UpkeepProblem(
      `The backup is of a newer version (${version}: ${unknown.join(", ")}). Restore it with that one.`,
    );
}

async function refuseFile(settings: DatabaseSettings): Promise<void> {
  if (existsSync(pathOf(settings)))
    throw new UpkeepProblem(
      `There is a database already: ${pathOf(settings)}. Move it away first; nothing is written over.`,
    );
}

async function refuseTables({ url, tls }: DatabaseSettings): Promise<void> {
  const connection = await createConnection({ uri: url, ...(tls ? { ssl: tls } : {}) }).catch((error: unknown) => {
    throw understand(error);
  });
  try {
    const [tables] = await connection.query<never[]>("SHOW TABLES");
    if (tables.length > 0)
      throw new UpkeepProblem(
        "The database of DATABASE_URL has tables already. Name an empty one; nothing is written over.",
      );
  } finally {
    await connection.end();
  }
}

async function refuseFiles(settings: StorageSettings): Promise<void> {
  for await (const _ of (await openStorage(settings)).files())
    throw new UpkeepProblem(
      `There are files already in ${placeOf(settings)}. Move them away first; nothing is written over.`,
    );
}

async function restoreFiles(
  folder: string,
  storage: Storage,
  { file, count }: NonNullable<BackupManifest["files"]>,
  progress: Progress,
): Promise<void> {
  const kept: string[] = [];
  const lines = createInterface({ input: createReadStream(join(folder, file)) });
  try {
    await someAtOnce(lines, async (line) => {
      const { path, bytes, sha256 } = fileOf(line, folder);
      const digested = new Digested();
      kept.push(basename(path));
      await storage.put(basename(path), digested.of(partOf(folder, path)), bytes);
      const copied = digested.result();
      if (copied.bytes !== bytes || copied.sha256 !== sha256)
        throw new UpkeepProblem(`${folder}: files/${path} is not what was written. Nothing was restored.`);
      progress("files", kept.length, count);
    });
    if (kept.length !== count)
      throw new UpkeepProblem(`${folder}: ${MANIFEST} names ${count} files, and lists ${kept.length}.`);
  } catch (error) {
    for (const key of kept) await storage.remove(key);
    throw error;
  }
}

async function* partOf(folder: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(join(folder, "files", path)) as AsyncIterable<Buffer>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UpkeepProblem(`${folder}: files/${path} is missing. Nothing was restored.`);
  }
}

/** Never outside the folder of the files, whatever the list says. */
function fileOf(line: string, folder: string): z.infer<typeof FileLine> {
  try {
    return FileLine.parse(JSON.parse(line));
  } catch {
    throw new UpkeepProblem(`${folder}: its list of files names what is no file of a backup: ${line.slice(0, 200)}`);
  }
}

async function restoreSqlite(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const unfinished = `${target}.restoring`;
  await copyFile(source, unfinished);
  await rename(unfinished, target);
}

const restoreMysql = (source: string, settings: DatabaseSettings): Promise<void> =>
  // In its sandbox the client runs no program, whatever the dump says.
  runMysqlProgram("client", settings, ["--batch", "--loose-sandbox"], {
    stdin: (to) => pipeline(createReadStream(source), createGunzip(), to),
  });
