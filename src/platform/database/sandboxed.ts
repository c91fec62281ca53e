import type { Reader } from "./reader";

const marked = new WeakSet<object>();

/** From now on whoever works on this database knows that it is a sandbox's: what is in it concerns nobody. */
export function markAsSandbox(reader: Reader): void {
  marked.add(reader.source);
}

export const isSandbox = (reader: Reader): boolean => marked.has(reader.source);
