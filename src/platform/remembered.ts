import { LRUCache } from "lru-cache";

const BYTES = 65_536;
const BYTES_AN_ENTRY = 200;

/** What a text comes to, where a few come with nearly every request: read once, and remembered while there is room. */
export function remembered<T extends string>(read: (text: string) => T): (text: string) => T {
  const known = new LRUCache<string, T>({
    maxSize: BYTES,
    sizeCalculation: (_, text) => BYTES_AN_ENTRY + 2 * text.length,
    memoMethod: read,
  });
  return (text) => known.memo(text);
}
