import type { Readable, Writable } from "node:stream";

/** What a command reads and writes: the process, or as much of one. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable;
  stderr: Writable;
}
