import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startMariaDb, type TestMariaDb } from "./mariadb";
import { connectTo, makePool } from "./mariadb-pool";
import { namedTests, needsOf, type Run } from "./needs";
import { makeMariaDbTemplates, makeSqliteTemplates } from "./templates";
import { findProgram, type Program } from "./programs";
import { placeForTests, temporaryFolder } from "./temporary";

declare global {
  var sharedMariaDb: TestMariaDb | undefined;
}

/** Runs once, before the workers start; they inherit its environment. What no named test needs is not made. */
export default async function globalSetup(run: Run): Promise<void> {
  const programs: Program[] = ["mariadbd", "redis-server", "chromium"];
  const missing = programs.filter((program) => findProgram(program) === undefined);
  for (const program of missing) console.warn(`${program} is not installed: the tests that need it are skipped.`);

  const needs = needsOf(namedTests(run), run.rootDir);
  if (needs.has("build")) execFileSync(process.execPath, [join(run.rootDir, "bin/build.mjs")], { stdio: "inherit" });
  // For the browser's profiles too, and for every other program that a test starts.
  process.env.TMPDIR = placeForTests();
  process.env.TEST_RUN_FOLDER = (await temporaryFolder("redress-test")).path;
  if (!needs.has("databases")) return;
  const folder = process.env.TEST_RUN_FOLDER;
  // The one migrates in this process while the other installs and starts in its own.
  const [server] = await Promise.all([
    missing.includes("mariadbd") ? undefined : startMariaDb(),
    makeSqliteTemplates(folder),
  ]);
  if (!server) return;
  globalThis.sharedMariaDb = server;
  process.env.TEST_MARIADB_URL = globalThis.sharedMariaDb.url;
  process.env.TEST_MARIADB_SOCKET = globalThis.sharedMariaDb.socket;
  process.env.TEST_MARIADB_TABLES = await makeMariaDbTemplates(process.env.TEST_MARIADB_URL, folder);
  await using connection = await connectTo(process.env.TEST_MARIADB_URL);
  await makePool(connection);
}
