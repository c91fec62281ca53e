import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Logger } from "pino";
import { MINUTE } from "../time";
import { Bucket } from "./bucket";
import { PartialFile } from "./partial-file";
import { PieceObjects } from "./piece-objects";
import { checkKey, isKey, type Storage, type StoredFile } from "./storage";
import type { BucketSettings } from "./storage-url.pure";

const LOOK_EVERY = 10 * MINUTE;

/** Storage in a bucket, which several nodes may share: files under `files/`, what has come of files in parts under `partial/`. */
export class S3Storage implements Storage {
  private readonly bucket: Bucket;
  private cleanedAt = 0;

  constructor(settings: BucketSettings, log: Logger, patienceMs?: number) {
    this.bucket = new Bucket(settings, log, patienceMs);
  }

  async put(key: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    checkKey(key);
    await this.bucket.write(nameOf(key), body);
    await this.clean();
  }

  async get(key: string): Promise<Readable> {
    checkKey(key);
    return this.bucket.read(nameOf(key));
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    await this.bucket.remove([nameOf(key)]);
  }

  partialSize(key: string): Promise<number> {
    return this.partialFile(key).size();
  }

  append(key: string, offset: number, size: number, body: AsyncIterable<Uint8Array>): Promise<number> {
    return this.partialFile(key).append(offset, size, body);
  }

  partial(key: string): AsyncIterable<Uint8Array> {
    return this.partialFile(key).read();
  }

  discard(key: string): Promise<void> {
    return this.partialFile(key).remove();
  }

  async partials(): Promise<string[]> {
    return (await this.bucket.folders("partial/")).filter(isKey);
  }

  async *files(): AsyncGenerator<StoredFile> {
    for await (const { name, ...file } of this.bucket.list("files/")) {
      const key = name.slice("files/".length);
      if (isKey(key)) yield { key, ...file };
    }
  }

  async check(): Promise<void> {
    const probe = `probe/${randomUUID()}`;
    const bytes = Buffer.from("probe");
    await this.bucket.create(probe, bytes);
    try {
      // Of two requests that continue an upload at once, one must be refused: that is what this condition is for.
      if (await this.bucket.create(probe, bytes))
        throw this.bucket.problem("it writes over what it was told not to (If-None-Match: *)");
      if (!(await buffer(await this.bucket.read(probe))).equals(bytes))
        throw this.bucket.problem("it does not return what was written");
    } finally {
      await this.bucket.remove([probe]);
    }
  }

  private partialFile(key: string): PartialFile {
    checkKey(key);
    return new PartialFile(new PieceObjects(this.bucket, `partial/${key}/`));
  }

  /** What processes that died had begun to write is not listed, but paid for. */
  private async clean(): Promise<void> {
    if (Date.now() - this.cleanedAt < LOOK_EVERY) return;
    this.cleanedAt = Date.now();
    await this.bucket.forgetAbandoned();
  }
}

const nameOf = (key: string): string => `files/${key}`;
