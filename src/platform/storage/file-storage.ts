import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeFolder } from "./make-folder";
import { Refusal } from "../refusal";
import { HOUR, MINUTE } from "../time";
import { flushFolder } from "./flush-folder";
import { PartialFile } from "./partial-file";
import { PieceFolder } from "./piece-folder";
import { checkKey, isKey, StorageProblem, type Storage, type StoredFile } from "./storage";

/** A growing file is written to all the time: one untouched for this long was left by a process that died. */
const ABANDONED_AFTER = HOUR;
const LOOK_EVERY = 10 * MINUTE;
/** Someone has to free space; until then clients need not retry every second. */
const FULL_RETRY_AFTER = 60;
const MIB = 1024 * 1024;

/** Storage in a folder, which several nodes may share. */
export class FileStorage implements Storage {
  private cleanedAt = 0;

  constructor(
    private readonly folder: string,
    /** Bytes of the disk that stay free: a full disk would stop the database too. */
    private readonly reserve = 0,
  ) {}

  async put(key: string, body: AsyncIterable<Uint8Array>, expected = 0): Promise<void> {
    await this.requireRoom(expected);
    const target = this.pathOf(key);
    const partial = await this.newPartial();
    // Opened before anything can fail: an opening under way would create the file after it was removed.
    const file = await open(partial, "wx", 0o600);
    try {
      await pipeline(body, file.createWriteStream({ flush: true }));
      const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(partial, target);
      await this.flushNames(target, made !== undefined);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  async get(key: string): Promise<Readable> {
    return (await open(this.pathOf(key))).createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  partialSize(key: string): Promise<number> {
    return this.partialFile(key).size();
  }

  async append(key: string, offset: number, size: number, body: AsyncIterable<Uint8Array>): Promise<number> {
    await this.requireRoom(size - offset);
    return this.partialFile(key).append(offset, size, body);
  }

  partial(key: string): AsyncIterable<Uint8Array> {
    return this.partialFile(key).read();
  }

  discard(key: string): Promise<void> {
    return this.partialFile(key).remove();
  }

  async partials(): Promise<string[]> {
    await makeFolder(this.partialFolder);
    const entries = await readdir(this.partialFolder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isKey(entry.name)).map(({ name }) => name);
  }

  async *files(): AsyncGenerator<StoredFile> {
    for (const last of await foldersIn(this.folder))
      for (const middle of await foldersIn(join(this.folder, last)))
        for (const key of (await readdir(join(this.folder, last, middle))).sort()) {
          if (!isKey(key)) continue;
          const found = await stat(this.pathOf(key)).catch(unlessGone);
          if (found) yield { key, size: found.size, writtenAt: found.mtimeMs };
        }
  }

  async check(): Promise<void> {
    const probe = await this.newPartial();
    await writeFile(probe, "");
    await rm(probe);
    await this.requireRoom(0);
  }

  private pathOf(key: string): string {
    checkKey(key);
    return join(this.folder, placeOfKey(key));
  }

  /** A row will name the file: after a power failure it must not be the name that is missing. */
  private async flushNames(target: string, isNewFolder: boolean): Promise<void> {
    const place = dirname(target);
    for (const folder of isNewFolder ? [place, dirname(place), this.folder] : [place]) await flushFolder(folder);
  }

  private partialFile(key: string): PartialFile {
    checkKey(key);
    return new PartialFile(new PieceFolder(join(this.partialFolder, key), () => this.newPartial()));
  }

  private async newPartial(): Promise<string> {
    await makeFolder(this.partialFolder);
    if (Date.now() - this.cleanedAt > LOOK_EVERY) {
      this.cleanedAt = Date.now();
      await forgetAbandoned(this.partialFolder);
    }
    return join(this.partialFolder, randomUUID());
  }

  private async requireRoom(bytes: number): Promise<void> {
    await makeFolder(this.folder);
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize - bytes < this.reserve)
      throw Object.assign(new Refusal("UNAVAILABLE", { reason: "upload.diskFull", retryAfter: FULL_RETRY_AFTER }), {
        cause: new StorageProblem(
          `${this.folder}: its disk is full; ${Math.ceil(this.reserve / MIB)} MB stay free (DISK_RESERVE_MB)`,
        ),
      });
  }

  private get partialFolder(): string {
    return join(this.folder, "partial");
  }
}

/** By the key's last four characters: those of time-ordered ids are random, so no folder grows much larger than another. */
export const placeOfKey = (key: string): string => join(key.slice(-2), key.slice(-4, -2), key);

/** Those that `placeOfKey` makes. */
async function foldersIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(unlessGone)) ?? [];
  return names.filter((name) => /^[a-z0-9_]{2}$/.test(name)).sort();
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** Only files without a final name: parts of uploads are deleted when their addresses expire (see forget-partials.ts). */
async function forgetAbandoned(partials: string): Promise<void> {
  for (const entry of await readdir(partials, { withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(partials, entry.name);
    // Another node may be doing the same: a file already gone counts as new.
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - modified > ABANDONED_AFTER) await rm(path, { force: true });
  }
}
