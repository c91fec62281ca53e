import { existsSync, mkdirSync, statSync } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const OURS = 0o700;

/**
 * Makes a folder, and those above it. Node's own way never ends where a file system answers ENOENT although the folder above is there, as
 * /proc does.
 */
export async function makeFolder(path: string, mode = OURS): Promise<void> {
  const above = dirname(path);
  const isThere = access(above).then(
    () => true,
    () => false,
  );
  if (above !== path && !(await isThere)) await makeFolder(above, mode);
  await mkdir(path, { mode }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST" || !(await stat(path)).isDirectory()) throw error;
  });
}

/** The same before anything runs that it could hold up. */
export function makeFolderNow(path: string, mode = OURS): void {
  const above = dirname(path);
  if (above !== path && !existsSync(above)) makeFolderNow(above, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !statSync(path).isDirectory()) throw error;
  }
}
