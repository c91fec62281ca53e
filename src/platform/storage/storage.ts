import type { Readable } from "node:stream";

/** Where uploaded bytes live. Keys are made by us, never by users. */
export interface Storage {
  /** Streams to a temporary place and moves it to `key` when complete; leaves nothing behind on failure. */
  put(key: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** How much has come of what arrives in parts under `key`. It is not what `get` gives, and is forgotten when nothing was added for a day. */
  partialSize(key: string): Promise<number>;
  /** Adds to it and answers its new size; of a body that breaks off, what came stays. Refuses when it does not end at `offset`, or not any more: of several at once, one goes on. */
  append(key: string, offset: number, body: AsyncIterable<Uint8Array>): Promise<number>;
  partial(key: string): AsyncIterable<Uint8Array>;
  discard(key: string): Promise<void>;
  /** Throws when the storage cannot be used now. */
  check(): Promise<void>;
}
