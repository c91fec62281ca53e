import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolderNow } from "../platform/storage/make-folder";
import { ConfigError } from "./config-error";
import { LEAST_SECRET } from "./settings.table";

/** Generated once, so that people stay signed in and cursors stay valid when the server restarts. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (!existsSync(file)) keepSecret(dataDir, file);
  const secret = readFileSync(file, "utf8").trim();
  // Empty or cut short after a crash: every key derived from it could be guessed, and what is encrypted not be read.
  if (secret.length < LEAST_SECRET)
    throw new ConfigError([
      `${file}: has fewer than ${LEAST_SECRET} characters. Put back the secret that was in it; or, if nothing was encrypted under one yet, remove the file: a new one is generated.`,
    ]);
  return secret;
}

/** Whole or not at all, whenever the power fails; another process that starts at the same time takes the one that came first. */
function keepSecret(dataDir: string, file: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    makeFolderNow(dataDir);
    writeFileSync(unfinished, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    throw new ConfigError([`DATA_DIR: nothing can be written there: ${(error as Error).message}`]);
  }
  try {
    linkSync(unfinished, file);
  } catch (error) {
    // Some file systems know no links.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
