import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";

/**
 * Databases that tests have given back, with what they left there, on the run's MariaDB server. Making one takes nearly a second, to give one
 * the rows of a template again a fiftieth of that. The list lies on the server itself, because test files run in several processes.
 */
const FREE = "test_pool.free_database";

/** A connection on which several statements go at once. */
export const connectTo = (server: string): Promise<Connection> =>
  // Room for prepared statements, of which there are none, would be half a megabyte.
  createConnection({ uri: server, multipleStatements: true, maxPreparedStatements: 1 });

export async function makePool(connection: Connection): Promise<void> {
  await connection.query("CREATE DATABASE test_pool");
  await connection.query(`CREATE TABLE ${FREE} (name varchar(64) PRIMARY KEY)`);
}

/** The name of a database whose tables are the templates'; undefined when none has been given back. */
export async function takeFromPool(connection: Connection): Promise<string | undefined> {
  const [rows] = await connection.query<RowDataPacket[]>(`DELETE FROM ${FREE} LIMIT 1 RETURNING name`);
  return (rows[0] as { name: string } | undefined)?.name;
}

/** For the next test; one whose tables or triggers a test has changed, so that they are not those of `like`, is dropped. */
export async function giveBackToPool(connection: Connection, name: string, like: string): Promise<void> {
  const { folder, files } = await known(connection, like);
  const isWhole = String(await filesOf(folder, name)) === String(files);
  await connection.query(isWhole ? `INSERT INTO ${FREE} VALUES ('${name}')` : `DROP DATABASE ${name}`);
}

/**
 * Makes the rows of the one database those of the other, whose tables are the same. What most tests leave as it was, of tables that are not
 * empty most, is not written again.
 */
export async function makeLike(connection: Connection, template: string, name: string): Promise<void> {
  const { tables, guarded, numbered, sums } = await known(connection, template);
  const own = await sumsOf(connection, name, tables);
  const renewed = tables
    .filter((table) => own.get(table) !== sums.get(table) || (numbered.includes(table) && sums.get(table) !== EMPTY))
    .flatMap((table) => [
      guarded.includes(table) ? `TRUNCATE ${name}.${table}` : `DELETE FROM ${name}.${table}`,
      ...(sums.get(table) === EMPTY ? [] : [`INSERT INTO ${name}.${table} SELECT * FROM ${template}.${table}`]),
    ]);
  await connection.query([UNORDERED, ...renewed].join("; "));
}

interface Template {
  /** Of all databases of its server. */
  folder: string;
  files: readonly string[];
  tables: readonly string[];
  guarded: readonly string[];
  /** Of them those whose ids the server counts, further than the rows go where some were taken back. */
  numbered: readonly string[];
  sums: ReadonlyMap<string, string>;
}

const templates = new Map<string, Promise<Template>>();

/** Asked once: templates do not change. */
async function known(connection: Connection, template: string): Promise<Template> {
  const [folder = ""] = await columnOf(connection, "SELECT @@datadir");
  const path = join(folder, template);
  const asked = templates.get(path) ?? lookAt(connection, folder, template);
  templates.set(path, asked);
  return asked;
}

async function lookAt(connection: Connection, folder: string, template: string): Promise<Template> {
  const tables = await tablesOf(connection, template);
  const guarded = await guardedIn(connection, template);
  const numbered = (await numberedIn(connection, template)).filter((table) => guarded.includes(table));
  const [files, sums] = [await filesOf(folder, template), await sumsOf(connection, template, tables)];
  return { folder, files, tables, guarded, numbered, sums };
}

/** The server keeps one for each table and each trigger: reading their names costs a hundredth of asking it for them. */
const filesOf = async (folder: string, database: string): Promise<string[]> =>
  (await readdir(join(folder, database))).sort();

/** Tables in any order, whichever refers to which. */
const UNORDERED = "SET foreign_key_checks = 0";

const EMPTY = "0";

/** For each table one of all its rows. */
async function sumsOf(
  connection: Connection,
  database: string,
  tables: readonly string[],
): Promise<Map<string, string>> {
  const names = tables.map((table) => `${database}.${table}`);
  const [rows] = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${names.join(", ")}`);
  return new Map(tables.map((table, nth) => [table, String((rows[nth] as { Checksum: number }).Checksum)]));
}

const tablesOf = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(connection, `SHOW TABLES FROM ${database}`);

/** For each trigger its table. */
const guardedIn = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(
    connection,
    `SELECT event_object_table FROM information_schema.triggers WHERE trigger_schema = '${database}' ORDER BY trigger_name`,
  );

const numberedIn = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(
    connection,
    `SELECT table_name FROM information_schema.columns WHERE table_schema = '${database}' AND extra = 'auto_increment'`,
  );

async function columnOf(connection: Connection, query: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(query);
  return rows.flatMap((row) => Object.values(row) as string[]);
}
