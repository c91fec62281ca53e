import type { Readable } from "node:stream";

/** Looks for malware in what was uploaded, before anybody gets to see it. */
export interface Scanner {
  /** The name of what was found; null when nothing was. Refuses UNAVAILABLE when it cannot tell. */
  scan(bytes: Readable): Promise<string | null>;
}
