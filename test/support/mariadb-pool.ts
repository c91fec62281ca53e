import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";

/**
 * Databases with empty tables that tests have given back, on the run's MariaDB server. Making one takes nearly a second, emptying
 * and filling one a twentieth of that. The list lies on the server itself, because test files run in several processes.
 */
const FREE = "test_pool.free_database";

/** A connection on which several statements go at once. */
export const connectTo = (server: string): Promise<Connection> =>
  createConnection({ uri: server, multipleStatements: true });

export async function makePool(connection: Connection): Promise<void> {
  await connection.query("CREATE DATABASE test_pool");
  await connection.query(`CREATE TABLE ${FREE} (name varchar(64) PRIMARY KEY)`);
}

/** The name of a database with empty tables; undefined when none has been given back. */
export async function takeFromPool(connection: Connection): Promise<string | undefined> {
  const [rows] = await connection.query<RowDataPacket[]>(`DELETE FROM ${FREE} LIMIT 1 RETURNING name`);
  return (rows[0] as { name: string } | undefined)?.name;
}

/** Empties its tables for the next test; one whose tables or triggers a test has changed, so that they are not those of `like`, is dropped. */
export async function giveBackToPool(connection: Connection, name: string, like: string): Promise<void> {
  const { folder, files, tables, guarded } = await known(connection, like);
  if (String(await filesOf(folder, name)) !== String(files)) {
    await connection.query(`DROP DATABASE ${name}`);
    return;
  }
  const empty = (table: string) =>
    guarded.includes(table) ? `TRUNCATE ${name}.${table}` : `DELETE FROM ${name}.${table}`;
  const emptied = (await withRows(connection, name, tables)).map(empty);
  await connection.query([UNORDERED, ...emptied, `INSERT INTO ${FREE} VALUES ('${name}')`].join("; "));
}

/** Copies every row of the one database into the other, whose tables are the same and empty. */
export async function fillFrom(connection: Connection, template: string, name: string): Promise<void> {
  const { filled } = await known(connection, template);
  const copied = filled.map((table) => `INSERT INTO ${name}.${table} SELECT * FROM ${template}.${table}`);
  await connection.query([UNORDERED, ...copied].join("; "));
}

interface Template {
  /** Of all databases of its server. */
  folder: string;
  files: readonly string[];
  tables: readonly string[];
  /** Of them those with rows. */
  filled: readonly string[];
  guarded: readonly string[];
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
  const filled = await withRows(connection, template, tables);
  return { folder, files: await filesOf(folder, template), tables, guarded, filled };
}

/** The server keeps one for each table and each trigger: reading their names costs a hundredth of asking it for them. */
const filesOf = async (folder: string, database: string): Promise<string[]> =>
  (await readdir(join(folder, database))).sort();

/** Tables in any order, whichever refers to which. */
const UNORDERED = "SET foreign_key_checks = 0";

const withRows = (connection: Connection, database: string, tables: readonly string[]): Promise<string[]> =>
  columnOf(
    connection,
    tables.map((table) => `(SELECT '${table}' FROM ${database}.${table} LIMIT 1)`).join(" UNION ALL "),
  );

const tablesOf = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(connection, `SHOW TABLES FROM ${database}`);

/** For each trigger its table. */
const guardedIn = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(
    connection,
    `SELECT event_object_table FROM information_schema.triggers WHERE trigger_schema = '${database}' ORDER BY trigger_name`,
  );

async function columnOf(connection: Connection, query: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(query);
  return rows.flatMap((row) => Object.values(row) as string[]);
}
