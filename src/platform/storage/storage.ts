import type { Readable } from "node:stream";

/** Where uploaded bytes live. Keys are made by us, never by users. */
export interface Storage {
  /** Streams to a temporary place and moves it to `key` when complete; leaves nothing behind on failure. */
  put(key: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Throws when the storage cannot be used now. */
  check(): Promise<void>;
}
