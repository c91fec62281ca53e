import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DAY, HOUR } from "../time";
import { PartialFile } from "./partial-file";
import type { Storage } from "./storage";

const KEY = /^[a-z0-9_]{8,64}$/;
/** Far longer than any upload may take: what is older was given up, or left by a process that died. */
const ABANDONED_AFTER = DAY;

/** Storage in a folder, which several nodes may share. */
export class FileStorage implements Storage {
  private cleanedAt = 0;

  constructor(private readonly folder: string) {}

  async put(key: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    const target = this.pathOf(key);
    const partial = await this.newPartial();
    // Opened before anything can break off: an opening under way would make the file after it was removed.
    const file = await open(partial, "wx", 0o600);
    try {
      await pipeline(body, file.createWriteStream());
      await mkdir(dirname(target), { recursive: true });
      await rename(partial, target);
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

  append(key: string, offset: number, body: AsyncIterable<Uint8Array>): Promise<number> {
    return this.partialFile(key).append(offset, body);
  }

  partial(key: string): AsyncIterable<Uint8Array> {
    return this.partialFile(key).read();
  }

  discard(key: string): Promise<void> {
    return this.partialFile(key).remove();
  }

  async check(): Promise<void> {
    const probe = await this.newPartial();
    await writeFile(probe, "");
    await rm(probe);
  }

  /** By the key's last four characters: those of time-ordered ids are random, so no folder grows much larger than another. */
  private pathOf(key: string): string {
    checkKey(key);
    return join(this.folder, key.slice(-2), key.slice(-4, -2), key);
  }

  private partialFile(key: string): PartialFile {
    checkKey(key);
    return new PartialFile(join(this.partials, key), () => this.newPartial());
  }

  private async newPartial(): Promise<string> {
    await mkdir(this.partials, { recursive: true });
    if (Date.now() - this.cleanedAt > HOUR) {
      this.cleanedAt = Date.now();
      await forgetAbandoned(this.partials);
    }
    return join(this.partials, randomUUID());
  }

  private get partials(): string {
    return join(this.folder, "partial");
  }
}

function checkKey(key: string): void {
  if (!KEY.test(key)) throw new Error("not a storage key");
}

async function forgetAbandoned(partials: string): Promise<void> {
  for (const name of await readdir(partials)) {
    const path = join(partials, name);
    // Another node may be doing the same: what is gone counts as new.
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - modified > ABANDONED_AFTER) await rm(path, { recursive: true, force: true });
  }
}
