import type { Reader } from "../../platform/database/reader";
import { list, raw, sql } from "../../platform/database/sql";
import type { Storage, StoredFile } from "../../platform/storage/storage";
import { DAY } from "../../platform/time";
import { STORED_FILES } from "./stored-files.table";
import { UpkeepProblem } from "./upkeep-problem";

/** Longer than anything that is under way takes, and long enough for somebody to see that a database of another day was put back. */
const STRAY_AFTER = 7 * DAY;
/** A process that is killed leaves one file, or two: where more than a tenth of all have no row, something else is wrong. */
const MOST_OF = 0.1;
const FEW = 10;
const PAGE = 1_000;

export interface FilesFound {
  /** All that are stored. */
  files: number;
  /** Those that no row names, and nobody has written to for a week. */
  strays: StoredFile[];
}

/**
 * Finds what processes that were killed left in the storage: a file is written before its row and removed after it. May run while servers
 * do. Refuses where the storage does not have all that the database names: then it is that of another one, or the database is.
 */
export async function findStrays(database: Reader, storage: Storage, now: number): Promise<FilesFound> {
  const missing = await namedFiles(database);
  const unnamed: StoredFile[] = [];
  let files = 0;
  for await (const file of storage.files()) {
    files += 1;
    if (!missing.delete(file.key) && file.writtenAt < now - STRAY_AFTER) unnamed.push(file);
  }
  // Rows were read before: servers may have removed some with their files, and written others.
  const gone = await stillNamed(database, [...missing]);
  if (gone.size > 0)
    throw new UpkeepProblem(
      `${gone.size} files that the database names are not there: is it the right place? \`redress verify\` names them.`,
    );
  const named = await stillNamed(
    database,
    unnamed.map(({ key }) => key),
  );
  return { files, strays: unnamed.filter(({ key }) => !named.has(key)) };
}

export async function removeStrays(storage: Storage, { files, strays }: FilesFound): Promise<void> {
  if (strays.length > Math.max(FEW, files * MOST_OF))
    throw new UpkeepProblem(
      `${strays.length} of ${files} files are named by no row, which is more than killed processes leave: does another installation store its files there, or was an older database put back? Nothing was removed.`,
    );
  for (const { key } of strays) await storage.remove(key);
}

async function namedFiles(database: Reader): Promise<Set<string>> {
  const named = new Set<string>();
  for (const [table, key] of STORED_FILES)
    for (let last = ""; ;) {
      const page = await database.query<{ id: string; file: string }>(
        sql`SELECT id, ${raw(key)} AS file FROM ${raw(table)} WHERE ${raw(key)} IS NOT NULL AND id > ${last} ORDER BY id LIMIT ${PAGE}`,
      );
      for (const { id, file } of page) {
        named.add(file);
        last = id;
      }
      if (page.length < PAGE) break;
    }
  return named;
}

async function stillNamed(database: Reader, keys: readonly string[]): Promise<Set<string>> {
  const named = new Set<string>();
  for (let at = 0; at < keys.length; at += PAGE)
    for (const [table, key] of STORED_FILES) {
      const rows = await database.query<{ file: string }>(
        sql`SELECT ${raw(key)} AS file FROM ${raw(table)} WHERE ${raw(key)} IN (${list(keys.slice(at, at + PAGE))})`,
      );
      for (const { file } of rows) named.add(file);
    }
  return named;
}
