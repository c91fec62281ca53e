import { readFileSync } from "node:fs";
import { hashOf, PREFIX } from "./registered-documents";

/** Documents that are right, by their hash, and what is wrong with the rest. */
export interface Manifest {
  texts: ReadonlyMap<string, string>;
  problems: readonly string[];
}

/**
 * Reads a manifest as code generators write it: one JSON object, from the SHA-256 of each document in hexadecimal, with or without
 * `sha256:`, to its text.
 */
export function readManifest(path: string): Manifest {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  for (const [key, text] of entriesOf(path, problems)) {
    if (typeof text !== "string") {
      problems.push(`${key}: is not the text of a document`);
      continue;
    }
    const hash = hashOf(text);
    if (key === hash || key === PREFIX + hash) texts.set(hash, text);
    else problems.push(`${key}: is not the SHA-256 of its text, which is ${hash}`);
  }
  return { texts, problems };
}

function entriesOf(path: string, problems: string[]): [string, unknown][] {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof manifest === "object" && manifest !== null && !Array.isArray(manifest)) return Object.entries(manifest);
    problems.push("is not one JSON object of hashes and texts");
  } catch (error) {
    problems.push(`cannot be read: ${(error as Error).message}`);
  }
  return [];
}
