import { createHash } from "node:crypto";

/*
 * A stranger's verifier, written from the API's description alone: nothing of the product is imported.
 */

export interface Line {
  content: Record<string, unknown>;
  contentSha256: string;
  prevHash: string;
  hash: string;
}

/** The number of the first entry that is missing, out of order or altered; the last hash when all is well. */
export function verifyChain(lines: readonly Line[]): { broken: number } | { hash: string } {
  let before = "0".repeat(64);
  for (const [index, { content, contentSha256, prevHash, hash }] of lines.entries()) {
    const right =
      content.number === index + 1 &&
      prevHash === before &&
      contentSha256 === sha256(sorted(content)) &&
      hash === sha256(prevHash + contentSha256);
    if (!right) return { broken: index + 1 };
    before = hash;
  }
  return { hash: before };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** RFC 8785: `JSON.stringify` with every object's keys in order. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
