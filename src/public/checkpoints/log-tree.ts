import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { eventHashes } from "./event-hashes.queries";
import { divideAt, leafHash, nodeHash, rootOfComplete } from "./merkle.pure";

/** So many hashes make one of the next level. */
export const TILE = 256;

/** The Merkle tree over the hashes of all events, as far as its nodes are kept (RFC 6962). Its leaf 0 is the event at position 1. */
export class LogTree {
  constructor(private readonly reader: Reader) {}

  root(size: number): Promise<Buffer> {
    return this.part(0, size);
  }

  /** What leads from a leaf to the root of a tree of that size. */
  path(index: number, size: number): Promise<Buffer[]> {
    return this.pathIn(index, 0, size);
  }

  /** Hashes of one level, from a number on: leaves, or roots of complete parts. */
  async hashes(level: number, first: number, count: number): Promise<Buffer[]> {
    const found =
      level === 0
        ? (await eventHashes(this.reader, first, count)).map((hash) => leafHash(Buffer.from(hash, "hex")))
        : (
            await this.reader.query<{ hash: string }>(
              sql`SELECT hash FROM log_node WHERE level = ${level} AND number >= ${first} AND number < ${first + count} ORDER BY number`,
            )
          ).map(({ hash }) => Buffer.from(hash, "hex"));
    if (found.length !== count) throw new Error(`level ${level} has ${found.length} of ${count} hashes from ${first}`);
    return found;
  }

  private async pathIn(index: number, start: number, end: number): Promise<Buffer[]> {
    if (end - start === 1) return [];
    const middle = start + divideAt(end - start);
    return index < middle
      ? [...(await this.pathIn(index, start, middle)), await this.part(middle, end)]
      : [...(await this.pathIn(index, middle, end)), await this.part(start, middle)];
  }

  private async part(start: number, end: number): Promise<Buffer> {
    const size = end - start;
    if (Number.isInteger(Math.log2(size))) return rootOfComplete(await this.partsOf(start, size));
    const middle = start + divideAt(size);
    return nodeHash(await this.part(start, middle), await this.part(middle, end));
  }

  /** From the highest level of which it is whole parts. */
  private partsOf(start: number, size: number): Promise<Buffer[]> {
    const level = Math.floor(Math.log2(size) / Math.log2(TILE));
    return this.hashes(level, start / TILE ** level, size / TILE ** level);
  }
}
