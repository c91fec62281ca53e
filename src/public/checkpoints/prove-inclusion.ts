import type { Reader } from "../../platform/database/reader";
import { eventHashes } from "./event-hashes.queries";
import { LogTree } from "./log-tree";

/** That an event is in the log that a checkpoint signs. */
export interface Inclusion {
  /** How many events the checkpoint covers. */
  size: number;
  /** The event's place in it, from 0. */
  index: number;
  /** Its hash, hex. */
  hash: string;
  /** The hashes, hex, that lead from it to the root, the lowest first (RFC 9162, 2.1.3). */
  path: string[];
}

/** Null where there is no such place. */
export async function proveInclusion(reader: Reader, index: number, size: number): Promise<Inclusion | null> {
  const [hash] = index < size ? await eventHashes(reader, index, 1) : [];
  if (hash === undefined) return null;
  const path = await new LogTree(reader).path(index, size);
  return { size, index, hash, path: path.map((each) => each.toString("hex")) };
}
