import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describeWith } from "./programs";
import { connectTo, giveBackToPool, makeLike, takeFromPool } from "./mariadb-pool";
import {
  COLLATION,
  copySqliteTemplate,
  makeTables,
  NEW_EPOCH,
  sqliteTemplate,
  TEMPLATES,
  type Contents,
} from "./templates";
import { temporaryFolder } from "./temporary";

export type TestDatabaseKind = "sqlite" | "mariadb";

export interface TestDatabase extends AsyncDisposable {
  /** What the server's configuration takes: `sqlite:/…/redress.db` or `mysql://root@localhost/NAME?socketPath=…`. */
  readonly url: string;
  dispose(): Promise<void>;
}

type Further = (...story: Parameters<typeof test>) => void;

/**
 * `describe`, once for each database that Redress runs on. What depends on the database is a statement, not the situation that sends it:
 * a story all of whose statements other stories send too is `further`, and runs on SQLite alone. What races, and what is ordered,
 * compared or found by the database, stays a `test`, on both.
 */
export function forEachDatabase(body: (kind: TestDatabaseKind, further: Further) => void): void {
  describe("on SQLite", () => body("sqlite", test));
  describeWith("mariadbd", "on MariaDB", () => body("mariadb", () => undefined));
}

/** For what runs through every combination, of situation and role for example: all of them on SQLite, the named ones on MariaDB. */
export function forEachDatabaseSampled<T>(
  { all, onMariaDb }: { all: readonly T[]; onMariaDb: readonly T[] },
  body: (kind: TestDatabaseKind, some: readonly T[]) => void,
): void {
  const strange = onMariaDb.filter((one) => !all.includes(one));
  if (strange.length > 0) throw new Error(`not among all: ${strange.join(", ")}`);
  describe("on SQLite", () => body("sqlite", all));
  describeWith("mariadbd", "on MariaDB", () => body("mariadb", onMariaDb));
}

/** An empty database that nothing else uses. */
export function createTestDatabase(kind: TestDatabaseKind): Promise<TestDatabase> {
  switch (kind) {
    case "sqlite":
      return createSqlite();
    case "mariadb":
      return createMariaDb();
  }
}

/** One that a server finds on its second start: with what the first left there. */
export async function createMigratedDatabase(
  kind: TestDatabaseKind,
  contents: Contents = "rules",
): Promise<TestDatabase> {
  const epoch = randomBytes(16).toString("hex");
  switch (kind) {
    case "sqlite": {
      const database = await createSqlite();
      const template = sqliteTemplate(fromRun("TEST_RUN_FOLDER"), contents);
      await copySqliteTemplate(template, database.url.slice("sqlite:".length), epoch);
      return database;
    }
    case "mariadb": {
      const server = fromRun("TEST_MARIADB_URL");
      await using connection = await connectTo(server);
      const name = (await takeFromPool(connection)) ?? (await emptyTables());
      await makeLike(connection, TEMPLATES[contents], name);
      await connection.query(NEW_EPOCH.replace("feed_counter", `${name}.feed_counter`), [epoch]);
      return disposable(addressOf(name), async () => {
        await using again = await connectTo(server);
        await giveBackToPool(again, name, TEMPLATES.rules);
      });
    }
  }
}

async function emptyTables(): Promise<string> {
  const name = new URL((await createMariaDb()).url).pathname.slice(1);
  await makeTables(fromRun("TEST_MARIADB_TABLES"), `${fromRun("TEST_MARIADB_URL")}/${name}`);
  return name;
}

/** What the run's set-up made. */
function fromRun(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`This run has no ${name}`);
  return value;
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await temporaryFolder("sqlite");
  return disposable(`sqlite:${join(folder.path, "redress.db")}`, () => folder.remove());
}

/** On the server that the whole run shares; a test that kills its server starts one with `startMariaDb`. */
async function createMariaDb(): Promise<TestDatabase> {
  const server = fromRun("TEST_MARIADB_URL");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await execute(server, `CREATE DATABASE ${name} ${COLLATION}`);
  return disposable(addressOf(name), () => execute(server, `DROP DATABASE IF EXISTS ${name}`));
}

/** Through the server's socket, which is less work than through its port; tests with a server of their own use that. */
const addressOf = (name: string): string =>
  `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(fromRun("TEST_MARIADB_SOCKET"))}`;

async function execute(server: string, statement: string, values: string[] = []): Promise<void> {
  const connection = await connectTo(server);
  try {
    await connection.query(statement, values);
  } finally {
    await connection.end();
  }
}

function disposable(url: string, dispose: () => Promise<void>): TestDatabase {
  return { url, dispose, [Symbol.asyncDispose]: dispose };
}
