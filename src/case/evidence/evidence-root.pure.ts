import { createHash } from "node:crypto";

/** SHA-256, hex, over one line `ID DIGEST` for each piece, in the order of ids: what the decision was founded on, pinned down. */
export function evidenceRoot(pieces: readonly { id: string; sha256: string }[]): string {
  const lines = pieces.map(({ id, sha256 }) => `${id} ${sha256}\n`).sort();
  return createHash("sha256").update(lines.join("")).digest("hex");
}
