import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { Storage } from "./storage";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** So much is in memory at once, and is sent on before the rest has been read. */
const PIECE = 64 * 1024;

/** Where bytes are kept, by key; of a storage what files that have arrived need. */
export type Files = Pick<Storage, "put" | "get" | "remove">;

export const newFileKey = (): Buffer => randomBytes(32);

/**
 * A storage whose files cannot be read without `fileKey` (32 bytes), which must encrypt no more than one of them: pieces are numbered, and
 * the same number under the same key would give both away. Each piece is AES-256-GCM with its number, and whether it is the last, as its
 * nonce (the construction STREAM): altered, moved, left out or cut off, the file cannot be read.
 */
export class EncryptedStorage implements Files {
  private written: { key: string; sha256: string } | null = null;

  constructor(
    private readonly storage: Files,
    private readonly fileKey: Buffer,
  ) {}

  /** SHA-256 of the bytes as they are stored under that key, lower-case hex: by it they are verified without the file's key. */
  storedSha256(key: string): string {
    if (this.written?.key !== key) throw new Error("it did not write that file");
    return this.written.sha256;
  }

  async put(key: string, body: AsyncIterable<Uint8Array>, expected?: number): Promise<void> {
    if (this.written) throw new Error("a file's key encrypts one file");
    this.written = { key, sha256: "" };
    const hash = createHash("sha256");
    const hashed = async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of bytes) {
        hash.update(piece);
        yield piece;
      }
    };
    await this.storage.put(key, hashed(this.encrypted(body)), expected === undefined ? undefined : sizeOf(expected));
    this.written = { key, sha256: hash.digest("hex") };
  }

  async get(key: string): Promise<Readable> {
    const stored = await this.storage.get(key);
    // Also when nobody has begun to read.
    return Readable.from(this.decrypted(stored), { objectMode: false }).once("close", () => stored.destroy());
  }

  remove(key: string): Promise<void> {
    return this.storage.remove(key);
  }

  private async *encrypted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    for await (const { number, isLast, bytes } of pieces(body, PIECE)) {
      const cipher = createCipheriv(ALGORITHM, this.fileKey, nonceOf(number, isLast));
      yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    }
  }

  private async *decrypted(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    for await (const { number, isLast, bytes } of pieces(stored, PIECE + TAG_BYTES)) {
      if (bytes.length < TAG_BYTES) throw new Error("an encrypted file was cut off");
      const decipher = createDecipheriv(ALGORITHM, this.fileKey, nonceOf(number, isLast), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      yield Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    }
  }
}

const sizeOf = (plain: number): number => plain + TAG_BYTES * Math.max(1, Math.ceil(plain / PIECE));

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, NONCE_BYTES - 7, 6);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

interface Piece {
  number: number;
  isLast: boolean;
  bytes: Buffer;
}

/** All of that size but the last; at least one. */
async function* pieces(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let held: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  for await (const chunk of body) {
    held.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    const bytes = Buffer.concat(held);
    let at = 0;
    // What fills a piece may be the last of all.
    for (; bytes.length - at > size; at += size)
      yield { number: number++, isLast: false, bytes: bytes.subarray(at, at + size) };
    held = [bytes.subarray(at)];
    length = bytes.length - at;
  }
  yield { number, isLast: true, bytes: Buffer.concat(held) };
}
