/** What the disk refuses, in a sentence; anything else is a fault, and stays one. `place`: where it wrote, when the error does not say. */
export function onDisk<T>(work: Promise<T>, place = "The disk"): Promise<T> {
  return work.catch((error: NodeJS.ErrnoException & { dest?: string }) => {
    if (!error.syscall || !DISK.has(error.code ?? "")) throw error;
    // What was copied could be read: its source is checked before.
    throw new UpkeepProblem(
      `${error.dest ?? error.path ?? place} cannot be ${READS.has(error.syscall) ? "read" : "written"} (${error.code}).`,
    );
  });
}

const DISK = new Set("EACCES EPERM EROFS EEXIST ENOENT ENOTDIR EISDIR ENOSPC EDQUOT EIO ENAMETOOLONG".split(" "));
const READS = new Set(["read", "scandir", "stat", "statfs"]);

/** Why a backup could not be made or restored, in a sentence for the operator. */
export class UpkeepProblem extends Error {}
