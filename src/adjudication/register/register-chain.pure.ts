import { createHash } from "node:crypto";
import { FIRST_HASH } from "../../platform/database/event-hash";

/** One link of the public chain. */
export interface Seal {
  content: string;
  contentSha256: string;
  prevHash: string;
  hash: string;
}

/**
 * The canonical form: JSON without spaces, the keys of every object sorted (RFC 8785; our values are texts, whole numbers, booleans,
 * nulls, lists and objects). Public and for good: strangers' verifiers depend on it.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

/** contentSha256 = SHA-256(content); hash = SHA-256(prevHash ‖ contentSha256), both as their 64 hexadecimal digits. */
export function seal(prevHash: string, entry: object): Seal {
  const content = canonical(entry);
  const contentSha256 = sha256(content);
  return { content, contentSha256, prevHash, hash: sha256(prevHash + contentSha256) };
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

export { FIRST_HASH };
