import { startMariaDb, type TestMariaDb } from "./mariadb";
import { makePool } from "./mariadb-pool";
import { makeMariaDbTemplate, makeSqliteTemplate } from "./template";
import { findProgram, type Program } from "./programs";
import { temporaryFolder } from "./temporary";

declare global {
  var sharedMariaDb: TestMariaDb | undefined;
}

/** Runs once, before the workers start; they inherit its environment. */
export default async function globalSetup(): Promise<void> {
  const programs: Program[] = ["mariadbd", "redis-server", "chromium"];
  const missing = programs.filter((program) => findProgram(program) === undefined);
  for (const program of missing) console.warn(`${program} is not installed: the tests that need it are skipped.`);

  process.env.TEST_RUN_FOLDER = (await temporaryFolder("redress-test")).path;
  process.env.TEST_SQLITE_TEMPLATE = await makeSqliteTemplate(process.env.TEST_RUN_FOLDER);
  if (missing.includes("mariadbd")) return;
  globalThis.sharedMariaDb = await startMariaDb();
  process.env.TEST_MARIADB_URL = globalThis.sharedMariaDb.url;
  process.env.TEST_MARIADB_TABLES = await makeMariaDbTemplate(
    process.env.TEST_MARIADB_URL,
    process.env.TEST_RUN_FOLDER,
  );
  await makePool(process.env.TEST_MARIADB_URL);
}
