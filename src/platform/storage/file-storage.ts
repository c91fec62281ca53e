import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DAY } from "../time";
import type { Storage } from "./storage";

const KEY = /^[a-z0-9_]{8,64}$/;
/** Far longer than any upload may take: what is older was left by a process that died. */
const ABANDONED_AFTER = DAY;

/** Storage in a folder, which several nodes may share. */
export class FileStorage implements Storage {
  private cleaned = false;

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

  async check(): Promise<void> {
    const probe = await this.newPartial();
    await writeFile(probe, "");
    await rm(probe);
  }

  /** By the key's last four characters: those of time-ordered ids are random, so no folder grows much larger than another. */
  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error("not a storage key");
    return join(this.folder, key.slice(-2), key.slice(-4, -2), key);
  }

  private async newPartial(): Promise<string> {
    const partials = join(this.folder, "partial");
    await mkdir(partials, { recursive: true });
    if (!this.cleaned) {
      this.cleaned = true;
      await forgetAbandoned(partials);
    }
    return join(partials, randomUUID());
  }
}

async function forgetAbandoned(partials: string): Promise<void> {
  for (const name of await readdir(partials)) {
    const path = join(partials, name);
    // Another node may be doing the same: what is gone counts as new.
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - modified > ABANDONED_AFTER) await rm(path, { force: true });
  }
}
