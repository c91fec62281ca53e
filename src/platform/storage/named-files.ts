import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Logger } from "pino";
import { makeFolder } from "./make-folder";
import { DAY } from "../time";
import type { Bucket } from "./bucket";
import type { StorageSettings } from "./storage-url.pure";

const NAME = /^[\w=.-]+(\/[\w=.-]+)*$/;

/** Files under names of our choice, for others to read: in a folder, or in a bucket. Whoever reads one finds all of it, or none. */
export interface NamedFiles {
  /** Over what was there. */
  write(name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** Also when there is none. */
  remove(name: string): Promise<void>;
}

/** What speaks S3 is loaded only where it is used. */
export async function openNamedFiles(settings: StorageSettings, log: Logger): Promise<NamedFiles> {
  if (settings.kind === "file") return new FolderFiles(settings.folder);
  const { Bucket } = await import("./bucket.js");
  return new BucketFiles(new Bucket(settings, log));
}

class FolderFiles implements NamedFiles {
  constructor(private readonly folder: string) {}

  async write(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    const target = this.pathOf(name);
    await makeFolder(dirname(target), 0o750);
    // Beside it, where a rename is one step; readers pass over names with a dot in front.
    const partial = join(dirname(target), `.${randomUUID()}`);
    const file = await open(partial, "wx", 0o640);
    try {
      await pipeline(body, file.createWriteStream({ flush: true }));
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  private pathOf(name: string): string {
    checkName(name);
    return join(this.folder, name);
  }
}

class BucketFiles implements NamedFiles {
  private cleanedAt = -Infinity;

  constructor(private readonly bucket: Bucket) {}

  async write(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    checkName(name);
    if (performance.now() - this.cleanedAt > DAY) {
      this.cleanedAt = performance.now();
      await this.bucket.forgetAbandoned();
    }
    await this.bucket.write(name, body);
  }

  async remove(name: string): Promise<void> {
    checkName(name);
    await this.bucket.remove([name]);
  }
}

function checkName(name: string): void {
  if (!NAME.test(name) || name.split("/").some((part) => /^\.+$/.test(part)))
    throw new Error(`${name} is no name for a file`);
}
