import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { deriveKey } from "../../platform/secrets/keys";
import { Digested } from "./digested";
import { UpkeepProblem } from "./upkeep-problem";

export const MANIFEST = "manifest.json";
export const FILES_LIST = "files.ndjson";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.object({ file: z.string().regex(/^[\w.-]+$/), bytes: z.int(), sha256: digest });

/** Written last, so that what has none is no backup. */
const BackupManifest = z.object({
  format: z.literal("redress-backup-1"),
  madeAt: z.iso.datetime(),
  /** The version of Redress, and the migrations that its database had. */
  version: z.string(),
  migrations: z.array(z.string()),
  database: part.extend({ kind: z.enum(["sqlite", "mysql"]) }),
  /** The list of the files, one JSON object a line: {path, bytes, sha256}; null: they were left where they are. */
  files: part.extend({ count: z.int() }).nullable(),
  /** Tells whether a server has the SECRET under which second factors and files' addresses were made; reveals nothing of it. */
  secretId: digest,
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export const secretId = (secret: string): string => deriveKey(secret, "backup-secret-id").toString("hex");

export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UpkeepProblem(`${folder} is no complete backup: its ${MANIFEST} cannot be read (${error.code}).`);
  });
  try {
    return BackupManifest.parse(JSON.parse(text));
  } catch {
    throw new UpkeepProblem(`${folder}: ${MANIFEST} is not one that this version reads.`);
  }
}

/** Refuses a part that is not to the byte what was written. */
export async function checkPart(folder: string, { file, bytes, sha256 }: z.infer<typeof part>): Promise<void> {
  const found = await measured(join(folder, file)).catch((error: NodeJS.ErrnoException) => {
    throw new UpkeepProblem(`${folder}: ${file} cannot be read (${error.code}).`);
  });
  if (found.bytes !== bytes)
    throw new UpkeepProblem(`${folder}: ${file} has ${found.bytes} bytes instead of ${bytes}.`);
  if (found.sha256 !== sha256) throw new UpkeepProblem(`${folder}: ${file} is not what was written.`);
}

export const measured = (path: string): Promise<{ bytes: number; sha256: string }> =>
  Digested.whole(createReadStream(path));
