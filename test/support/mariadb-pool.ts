import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { TEMPLATE } from "./template";

/**
 * Migrated databases that tests have given back, on the run's MariaDB server. Making one takes nearly a second, emptying one a
 * twentieth of that. The list lies on the server itself, because every test file runs in a realm of its own, in one of two processes.
 */
const FREE = "test_pool.free_database";

export async function makePool(server: string): Promise<void> {
  await using connection = await createConnection(server);
  await connection.query("CREATE DATABASE test_pool");
  await connection.query(`CREATE TABLE ${FREE} (name varchar(64) PRIMARY KEY)`);
}

/** The name of a database that is as the migrations left it; undefined when none has been given back. */
export async function takeFromPool(server: string): Promise<string | undefined> {
  await using connection = await createConnection(server);
  const [rows] = await connection.query<RowDataPacket[]>(`DELETE FROM ${FREE} LIMIT 1 RETURNING name`);
  return (rows[0] as { name: string } | undefined)?.name;
}

/** Makes it as the migrations left it, for the next test; one whose tables a test has changed is dropped. */
export async function giveBackToPool(server: string, name: string): Promise<void> {
  await using connection = await createConnection(server);
  const tables = await tablesOf(connection, TEMPLATE);
  if (String(await tablesOf(connection, name)) !== String(tables)) {
    await connection.query(`DROP DATABASE ${name}`);
    return;
  }
  const guarded = await columnOf(
    connection,
    `SELECT DISTINCT event_object_table FROM information_schema.triggers WHERE trigger_schema = '${TEMPLATE}'`,
  );
  const empty = (table: string) =>
    guarded.includes(table) ? `TRUNCATE ${name}.${table}` : `DELETE FROM ${name}.${table}`;
  await connection.query("SET foreign_key_checks = 0");
  for (const table of await withRows(connection, name, tables)) await connection.query(empty(table));
  for (const table of await withRows(connection, TEMPLATE, tables))
    await connection.query(`INSERT INTO ${name}.${table} SELECT * FROM ${TEMPLATE}.${table}`);
  await connection.query(`INSERT INTO ${FREE} VALUES (?)`, [name]);
}

const withRows = (connection: Connection, database: string, tables: readonly string[]): Promise<string[]> =>
  columnOf(
    connection,
    tables.map((table) => `(SELECT '${table}' FROM ${database}.${table} LIMIT 1)`).join(" UNION ALL "),
  );

const tablesOf = (connection: Connection, database: string): Promise<string[]> =>
  columnOf(connection, `SHOW TABLES FROM ${database}`);

async function columnOf(connection: Connection, query: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(query);
  return rows.flatMap((row) => Object.values(row) as string[]);
}
