import { createHash } from "node:crypto";

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** Of an entry of a log, as in RFC 6962. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(LEAF, entry);

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The root of a complete tree: a power of two of hashes of one height. */
export function rootOfComplete(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1)
    row = row.flatMap((left, index) => {
      const right = row[index + 1];
      return index % 2 === 0 && right ? [nodeHash(left, right)] : [];
    });
  const [root] = row;
  if (!root) throw new Error("no hashes");
  return root;
}

/** Where a tree of that size, more than one, is divided: the largest power of two below it. */
export function divideAt(size: number): number {
  let at = 1;
  while (at * 2 < size) at *= 2;
  return at;
}

/** The root that a leaf and its inclusion path lead to (RFC 9162, 2.1.3.2); null when the path cannot be one of that place. */
export function rootByPath(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  const [beside, rest] = [path.at(-1), path.slice(0, -1)];
  const at = divideAt(size);
  const inner = index < at ? rootByPath(index, at, leaf, rest) : rootByPath(index - at, size - at, leaf, rest);
  if (!inner || !beside) return null;
  return index < at ? nodeHash(inner, beside) : nodeHash(beside, inner);
}
