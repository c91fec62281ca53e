import { createReadStream, existsSync } from "node:fs";
import { copyFile, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { z } from "zod";
import type { Config } from "../../config";
import type { DatabaseSettings } from "../../platform/database/engine";
import { MIGRATION_NAMES, NO_TRIGGERS_FOR_US } from "../open-database";
import { understand } from "../../platform/database/faults";
import { plainValues } from "../../platform/database/row-mapper";
import { RESTORE_UNDER_WAY } from "../../platform/database/schema-problem";
import { newEpoch } from "../../platform/feed/renew-epoch";
import { makeFolder } from "../../platform/storage/make-folder";
import { openStorage } from "../../platform/storage/open-storage";
import { isKey, isStorageProblem, type Storage } from "../../platform/storage/storage";
import { placeOf, type StorageSettings } from "../../platform/storage/storage-url.pure";
import { checkPart, MANIFEST, readManifest, secretId, type BackupManifest } from "./backup-manifest";
import { Digested } from "./digested";
import { runMysqlProgram } from "./mysql-program";
import { someAtOnce } from "./some-at-once";
import { onDisk, UpkeepProblem } from "./upkeep-problem";
import type { Progress } from "./verify-data";
import { WithoutDefiner } from "./without-definer";

type Place = Pick<Config, "database" | "storage" | "secret" | "secretPrevious">;

const FileLine = z.object({
  path: z.string().refine((path) => normalize(path) === path && !/^(\/|\.\.)/.test(path) && isKey(basename(path))),
  bytes: z.int(),
  sha256: z.string(),
});

/** Where the database goes. */
interface Target {
  /** Refuses one that is taken, and keeps others from taking it. */
  claim(): Promise<void>;
  /** Stopped by the signal, it has to be given back; once it has returned, the database is there. */
  fill(source: string, signal?: AbortSignal): Promise<void>;
  /** As if nothing had been tried. */
  giveBack(): Promise<void>;
}

/**
 * Puts a backup where there is nothing yet: it never writes over data. Everything is compared with what was written before it is used;
 * the database comes last, whole and under a new epoch (see `renewEpoch`), so that an interrupted restore leaves none that a server would
 * start on.
 */
export async function restoreBackup(
  { database: settings, storage, secret, secretPrevious }: Place,
  folder: string,
  { otherSecret, progress, signal }: { otherSecret: boolean; progress: Progress; signal?: AbortSignal },
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
  const target = isSqlite ? new SqliteTarget(settings) : new MysqlTarget(settings, manifest.files && placeOf(storage));
  await target.claim();
  try {
    if (manifest.files) await refuseFiles(storage);
    await checkPart(folder, manifest.database);
    const fill = () => target.fill(join(folder, manifest.database.file), signal);
    if (!manifest.files) await fill();
    else {
      await checkPart(folder, manifest.files);
      await restoreFiles(
        folder,
        [await openStorage(storage), placeOf(storage)],
        manifest.files,
        { progress, signal },
        fill,
      );
    }
  } catch (error) {
    await target.giveBack();
    throw error;
  }
  return manifest;
}

/** What a newer version wrote, this one would not know. */
function refuseNewer({ migrations, version }: BackupManifest): void {
  const unknown = migrations.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0)
    throw new UpkeepProblem(
      `The backup is of a newer version (${version}: ${unknown.join(", ")}). Restore it with that one.`,
    );
}

async function refuseFiles(settings: StorageSettings): Promise<void> {
  for await (const _ of (await openStorage(settings)).files())
    throw new UpkeepProblem(
      `There are files already in ${placeOf(settings)}. Move them away first; nothing is written over.`,
    );
}

/** If not all of it succeeds, `then` included, none of them stays, unless the storage does not let them be removed either: that is told. */
async function restoreFiles(
  folder: string,
  [storage, place]: [Storage, string],
  { file, count }: NonNullable<BackupManifest["files"]>,
  { progress, signal }: { progress: Progress; signal?: AbortSignal },
  then: () => Promise<void>,
): Promise<void> {
  const kept: string[] = [];
  const lines = createInterface({ input: createReadStream(join(folder, file)) });
  try {
    await someAtOnce(lines, async (line) => {
      const { path, bytes, sha256 } = fileOf(line, folder);
      const digested = new Digested();
      kept.push(basename(path));
      await onDisk(
        storage.put(basename(path), digested.of(partOf(folder, path, signal)), bytes),
        "The disk of STORAGE_URL",
      );
      const copied = digested.result();
      if (copied.bytes !== bytes || copied.sha256 !== sha256)
        throw new UpkeepProblem(`${folder}: files/${path} is not what was written. Nothing was restored.`);
      progress("files", kept.length, count);
    });
    if (kept.length !== count)
      throw new UpkeepProblem(`${folder}: ${MANIFEST} names ${count} files, and lists ${kept.length}.`);
    await then();
  } catch (error) {
    for (const key of kept)
      await storage.remove(key).catch(() => {
        const why = isStorageProblem(error) ? `STORAGE_URL: ${error.cause.message}` : "The restore failed";
        throw new UpkeepProblem(
          `${why}. Nor could the files be removed that had been copied to ${place}: do that before you restore again.`,
          { cause: error },
        );
      });
    throw error;
  }
}

async function* partOf(folder: string, path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(join(folder, "files", path), { signal }) as AsyncIterable<Buffer>;
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

class SqliteTarget implements Target {
  private readonly path: string;
  private readonly unfinished: string;

  constructor({ url }: DatabaseSettings) {
    this.path = url.slice("sqlite:".length);
    this.unfinished = `${this.path}.restoring`;
  }

  async claim(): Promise<void> {
    // What SQLite finds beside a database it takes for that one's last transactions, whichever database it was of.
    const found = withCompanions(this.path).filter((file) => existsSync(file));
    if (found.length > 0)
      throw new UpkeepProblem(
        `There is a database already: ${found.join(", ")}. Move all of it away first; nothing is written over.`,
      );
  }

  async fill(source: string, signal?: AbortSignal): Promise<void> {
    await makeFolder(dirname(this.path), 0o777);
    // What an interrupted one has left, SQLite would take for part of this one, too.
    await this.giveBack();
    await copyFile(source, this.unfinished);
    this.renewEpoch();
    await flushed(this.unfinished);
    // Copying may have taken long enough for somebody to start a server.
    await this.claim();
    signal?.throwIfAborted();
    await rename(this.unfinished, this.path);
    await flushed(dirname(this.path));
  }

  async giveBack(): Promise<void> {
    for (const file of withCompanions(this.unfinished)) await rm(file, { force: true });
  }

  private renewEpoch(): void {
    const database = new BetterSqlite(this.unfinished, { fileMustExist: true });
    try {
      const { text, params } = newEpoch();
      database.prepare(text).run(params);
    } catch (error) {
      throw new UpkeepProblem(`The database of the backup cannot be put back: ${(error as Error).message}.`);
    } finally {
      database.close();
    }
  }
}

const withCompanions = (path: string): string[] => ["", "-wal", "-shm", "-journal"].map((suffix) => path + suffix);

async function flushed(path: string): Promise<void> {
  await using handle = await open(path);
  await handle.sync();
}

class MysqlTarget implements Target {
  constructor(
    private readonly settings: DatabaseSettings,
    /** null: they are there already. */
    private readonly placeOfFiles: string | null,
  ) {}

  claim(): Promise<void> {
    return this.connected(async (connection) => {
      const tables = await tablesIn(connection);
      if (tables.includes(RESTORE_UNDER_WAY))
        throw new UpkeepProblem(
          `Another restore into the database of DATABASE_URL is under way, or was interrupted. If none is: drop that database and create it again${this.placeOfFiles === null ? "" : `, and move away what is in ${this.placeOfFiles}`}.`,
        );
      if (tables.length > 0)
        throw new UpkeepProblem(
          "The database of DATABASE_URL has tables already. Name an empty one; nothing is written over.",
        );
      await connection.query(`CREATE TABLE ${RESTORE_UNDER_WAY} (id int NOT NULL PRIMARY KEY)`);
    });
  }

  async fill(source: string, signal?: AbortSignal): Promise<void> {
    const ours = new WithoutDefiner(await this.connected(mayMakeTriggers));
    // In its sandbox the client runs no program, whatever the dump says.
    await runMysqlProgram("client", this.settings, ["--batch", "--loose-sandbox"], {
      stdin: (to) => pipeline(createReadStream(source), createGunzip(), ours, to, { signal }),
    });
    signal?.throwIfAborted();
    await this.connected(async (connection) => {
      const { text, params } = newEpoch();
      await connection.query(text, plainValues(params));
      await connection.query(`DROP TABLE ${RESTORE_UNDER_WAY}`);
    });
  }

  /** What is there has come from the backup: there was nothing before, and no server starts on it. */
  async giveBack(): Promise<void> {
    await this.connected(async (connection) => {
      await connection.query("SET foreign_key_checks = 0");
      // Others are kept away by this one until the last of them is gone.
      const tables = (await tablesIn(connection)).filter((table) => table !== RESTORE_UNDER_WAY);
      for (const table of [...tables, RESTORE_UNDER_WAY]) await connection.query("DROP TABLE IF EXISTS ??", [table]);
    }).catch(() => undefined); // Away, it keeps that table, and why the restore failed is to be told.
  }

  /** Anew each time: in between hours may pass. */
  private async connected<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const { url, tls } = this.settings;
    const connection = await createConnection({ uri: url, ...(tls ? { ssl: tls } : {}) }).catch((error: unknown) => {
      throw understand(error);
    });
    try {
      return await work(connection);
    } finally {
      await connection.end();
    }
  }
}

/** With a binary log only administrators may. */
async function mayMakeTriggers(connection: Connection): Promise<boolean> {
  try {
    await connection.query(
      `CREATE TRIGGER ${RESTORE_UNDER_WAY}_tried BEFORE DELETE ON ${RESTORE_UNDER_WAY} FOR EACH ROW SET @tried = 1`,
    );
  } catch (error) {
    if ((error as { errno?: number }).errno === NO_TRIGGERS_FOR_US) return false;
    throw understand(error);
  }
  await connection.query(`DROP TRIGGER ${RESTORE_UNDER_WAY}_tried`);
  return true;
}

async function tablesIn(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW TABLES");
  return rows.flatMap((row) => Object.values(row) as string[]);
}
