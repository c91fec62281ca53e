import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readManifest } from "./backup-manifest";

/** When the newest of the whole backups in this folder was made; null: there is none, or none that can be read. */
export async function latestBackup(folder: string): Promise<number | null> {
  const names = await readdir(folder).catch(() => []);
  const made = await Promise.all(
    names.map((name) =>
      readManifest(join(folder, name)).then(
        ({ madeAt }) => Date.parse(madeAt),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...made) || null;
}
