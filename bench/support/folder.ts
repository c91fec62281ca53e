import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Without a listener a signal would end the process without its "exit".
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** A new folder, deleted when this process ends in any way but SIGKILL. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "redress-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
