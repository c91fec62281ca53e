import type { Readable } from "node:stream";
import { Refusal } from "../refusal";

/** Somebody who sends byte by byte must not fill the disk with the ends of blocks: smaller pieces are kept only of a file's end. */
export const LEAST_PART = 16 * 1024;

/** Where uploaded bytes live. Keys are made by us, never by users. */
export interface Storage {
  /**
   * Streams to a temporary place and moves it to `key` when complete; leaves nothing behind on failure. Refuses UNAVAILABLE when there
   * is no room for the size expected.
   */
  put(key: string, body: AsyncIterable<Uint8Array>, expected?: number): Promise<void>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** How much has come of what arrives in parts under `key`. It is not what `get` gives. */
  partialSize(key: string): Promise<number>;
  /**
   * Adds to what is to become `size` bytes and answers how much there is now; of a body that breaks off, what came stays, unless it is
   * less than `LEAST_PART`. Refuses when it does not end at `offset`, or not any more: of several at once, one goes on.
   */
  append(key: string, offset: number, size: number, body: AsyncIterable<Uint8Array>): Promise<number>;
  partial(key: string): AsyncIterable<Uint8Array>;
  discard(key: string): Promise<void>;
  /** The keys of everything that has come in part. */
  partials(): Promise<string[]>;
  /** Throws when the storage cannot be used now. */
  check(): Promise<void>;
}

export function wrongOffset(offset: number): Refusal {
  return new Refusal("NOT_IN_THIS_STATE", { reason: "upload.wrongOffset", params: { offset } });
}
