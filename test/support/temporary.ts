import { existsSync, statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
  remove(): Promise<void>;
}

/** Linux's folder in memory: to force a commit to a disk costs a quarter of a run, and no test cuts the power. */
const IN_MEMORY = "/dev/shm";
const ROOM_BYTES = 6 * 2 ** 30;

/** Where the run's folders lie: in memory where there is plenty, unless TMPDIR says where. */
export function placeForTests(): string {
  return process.env.TMPDIR === undefined && hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir();
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, process.availableMemory()) > ROOM_BYTES;
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
