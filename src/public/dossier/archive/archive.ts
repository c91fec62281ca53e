import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Storage } from "../../../platform/storage/storage";

export interface ArchivedFile {
  path: string;
  size: number;
  sha256: string;
}

type Source = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** A ZIP that is streamed into the storage: file after file, none of them held in memory as a whole. */
export class Archive {
  readonly files: ArchivedFile[] = [];

  private constructor(
    private readonly zip: ZipFile,
    private readonly at: number,
    /** Rejects when nothing more can be written. */
    private readonly broken: Promise<never>,
  ) {}

  /** `fill` adds the files; returns what was stored. */
  static async write(
    storage: Pick<Storage, "put">,
    key: string,
    at: number,
    fill: (archive: Archive) => Promise<void>,
  ): Promise<{ size: number; sha256: string }> {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    const whole = new Counted(output);
    const storing = storage.put(key, whole);
    const broken = new Promise<never>((_, fail) => {
      zip.once("error", fail);
      storing.catch(fail);
    });
    broken.catch(() => undefined); // whoever awaits it gets the error
    try {
      await fill(new Archive(zip, at, broken));
      zip.end();
      await storing;
    } catch (error) {
      output.destroy(error as Error);
      await storing.catch(() => undefined); // aborted by this; the error above says why
      throw error;
    }
    return { size: whole.size, sha256: whole.sha256 };
  }

  /** Resolves when the file is written. `packed`: its bytes are compressed already. */
  async add(path: string, source: Source, { packed = false } = {}): Promise<ArchivedFile> {
    const counted = new Counted(source);
    const stream = Readable.from(inChunks(counted), { objectMode: false });
    this.zip.addReadStream(stream, path, { mtime: new Date(this.at), mode: 0o100644, compress: !packed });
    try {
      await Promise.race([finished(stream), this.broken]);
    } finally {
      stream.destroy();
    }
    const file = { path, size: counted.size, sha256: counted.sha256 };
    this.files.push(file);
    return file;
  }
}

/** Passes bytes on, counts them and computes their digest. */
class Counted implements AsyncIterable<Uint8Array> {
  size = 0;
  sha256 = "";

  constructor(private readonly source: Source) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const digest = createHash("sha256");
    for await (const piece of this.source) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      digest.update(bytes);
      this.size += bytes.length;
      yield bytes;
    }
    this.sha256 = digest.digest("hex");
  }
}

const CHUNK = 65_536;

/** Batches short lines into larger chunks. */
async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of source) {
    waiting.push(bytes);
    size += bytes.length;
    if (size < CHUNK) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}
