import { LRUCache } from "lru-cache";
import type { Database } from "./database";
import { Loaders } from "./loaders";

/** Long enough for one wave of deliveries, short enough that the data read is current. */
const SHARED_READS_MS = 500;

/** What many are sent of one position of the log is read once. */
export function sharedReads(database: Database): (position: number) => Loaders {
  const reads = new LRUCache<number, Loaders>({ max: 256, ttl: SHARED_READS_MS, ttlAutopurge: true });
  return (position) => {
    let loaders = reads.get(position);
    if (!loaders) reads.set(position, (loaders = new Loaders(database)));
    return loaders;
  };
}
