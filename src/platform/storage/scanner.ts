import type { Readable } from "node:stream";

/** Scans uploads for malware before anyone gets to see them. */
export interface Scanner {
  /** The name of what was found; null when nothing was. Refuses UNAVAILABLE when it cannot determine it. */
  scan(bytes: Readable): Promise<string | null>;
}
