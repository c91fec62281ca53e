import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
  remove(): Promise<void>;
}

/** A new folder, removed when disposed of; at the latest when the run ends, because it lies in the run's own folder. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(process.env.TEST_RUN_FOLDER ?? tmpdir(), `${name}-`));
  const remove = () => removeFolder(path);
  return { path, remove, [Symbol.asyncDispose]: remove };
}

export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 3 });
}
