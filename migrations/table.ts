import { Table, TableColumn, TableForeignKey, TableIndex, TableUnique, type QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";

/** The vocabulary of our migrations: the same words as the column decorators of the entities, for both databases. */
export interface ColumnSpec {
  name: string;
  type: string;
  length?: string;
  nullable?: boolean;
  ascii?: boolean;
  references?: string;
}

export interface TableSpec {
  name: string;
  columns: readonly ColumnSpec[];
  primary: readonly string[];
  unique: readonly string[][];
  index: readonly string[][];
  /** Stored in the order of its primary key (WITHOUT ROWID). MySQL and MariaDB store every table so. */
  withoutRowid: boolean;
}

export const table = (name: string, columns: ColumnSpec[], keys: Partial<TableSpec> = {}): TableSpec => ({
  primary: ["id"],
  unique: [],
  index: [],
  withoutRowid: false,
  ...keys,
  name,
  columns,
});

export const id = (): ColumnSpec => ascii("id", 40);
export const ref = (name: string, references: string): ColumnSpec => ({ ...ascii(name, 40), references });
export const code = (name: string, length = 40): ColumnSpec => ascii(name, length);
export const ascii = (name: string, length: number): ColumnSpec => ({
  name,
  type: "varchar",
  length: String(length),
  ascii: true,
});
export const line = (name: string, length: number): ColumnSpec => ({ name, type: "varchar", length: String(length) });
export const text = (name: string): ColumnSpec => ({ name, type: "text" });
export const json = (name: string): ColumnSpec => text(name);
export const instant = (name: string): ColumnSpec => ({ name, type: "bigint" });
export const bigint = (name: string): ColumnSpec => instant(name);
export const minorUnits = (name: string): ColumnSpec => instant(name);
export const integer = (name: string): ColumnSpec => ({ name, type: "int" });
export const optional = (column: ColumnSpec): ColumnSpec => ({ ...column, nullable: true });
/** The head of a row's own chain of events. */
export const eventStream: readonly ColumnSpec[] = [integer("event_seq"), ascii("event_hash", 64)];

export const isMysql = (runner: QueryRunner): boolean => runner.connection.options.type !== "better-sqlite3";

export async function createTable(runner: QueryRunner, spec: TableSpec): Promise<void> {
  const mysql = isMysql(runner);
  const { name, unique, index } = spec;
  const indexOf = (columnNames: string[], isUnique = false): TableIndex =>
    new TableIndex({ name: constraintName("ix", name, columnNames), columnNames, isUnique });
  await runner.createTable(
    new Table({
      name,
      ...(mysql ? { engine: "InnoDB" } : {}),
      withoutRowid: spec.withoutRowid,
      columns: spec.columns.map((column) => createColumn(column, spec, mysql)),
      uniques: mysql
        ? []
        : unique.map((columnNames) => new TableUnique({ name: constraintName("uq", name, columnNames), columnNames })),
      // MySQL implements a unique constraint as an index, and TypeORM names it accordingly.
      indices: [...index.map((names) => indexOf(names)), ...(mysql ? unique.map((names) => indexOf(names, true)) : [])],
      foreignKeys: spec.columns.flatMap((column) => foreignKey(name, column)),
    }),
  );
}

/** Its keys and indexes go with it: TypeORM would read them all from the catalogue, and drop each before. */
export async function dropTable(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`DROP TABLE ${table}`);
}

/** To a table that may have rows: what is not optional begins as `initially`, which stays the column's default. */
export async function addColumn(
  runner: QueryRunner,
  table: string,
  column: ColumnSpec,
  initially: number | string = 0,
): Promise<void> {
  const mysql = isMysql(runner);
  const length = column.length === undefined ? "" : `(${column.length})`;
  const { charset: set, collation } = mysql ? charset(column) : {};
  const words = set === undefined ? "" : ` CHARACTER SET ${set} COLLATE ${collation}`;
  const type = column.type === "int" && !mysql ? "integer" : column.type;
  const rest = column.nullable
    ? "NULL"
    : `NOT NULL DEFAULT ${typeof initially === "string" ? `'${initially}'` : initially}`;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column.name} ${type}${length}${words} ${rest}`);
}

/** A nullable column with its foreign key and the index that the key needs. SQLite makes the table anew for a key. */
export async function addReference(runner: QueryRunner, table: string, column: ColumnSpec): Promise<void> {
  await addColumn(runner, table, column);
  await runner.query(`CREATE INDEX ${constraintName("ix", table, [column.name])} ON ${table} (${column.name})`);
  const keys = foreignKey(table, column);
  if (isMysql(runner)) {
    for (const { name, referencedTableName } of keys)
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${name} FOREIGN KEY (${column.name}) REFERENCES ${referencedTableName} (id) ON DELETE NO ACTION ON UPDATE NO ACTION`,
      );
    return;
  }
  // Read again: SQLite makes the table anew from what the runner knows of it, perhaps from an earlier migration.
  await runner.getTable(table);
  await runner.createForeignKeys(table, keys);
}

/** Between a line and a text, with their rows. SQLite makes the table anew. */
export async function changeType(runner: QueryRunner, table: string, column: ColumnSpec): Promise<void> {
  if (isMysql(runner)) {
    const { charset: set, collation } = charset(column);
    const length = column.length === undefined ? "" : `(${column.length})`;
    await runner.query(
      `ALTER TABLE ${table} MODIFY ${column.name} ${column.type}${length} CHARACTER SET ${set} COLLATE ${collation} NOT NULL`,
    );
    return;
  }
  await changeColumn(runner, table, column.name, (changed) => {
    changed.type = column.type;
    changed.length = column.length ?? "";
  });
}

export async function setNullable(
  runner: QueryRunner,
  table: string,
  column: ColumnSpec,
  nullable: boolean,
): Promise<void> {
  if (isMysql(runner)) {
    const { charset: set, collation } = charset(column);
    const type = `${column.type}(${column.length}) CHARACTER SET ${set} COLLATE ${collation}`;
    await runner.query(`ALTER TABLE ${table} MODIFY ${column.name} ${type} ${nullable ? "NULL" : "NOT NULL"}`);
    return;
  }
  await changeColumn(runner, table, column.name, (changed) => {
    changed.isNullable = nullable;
  });
}

/** SQLite makes the table anew. */
async function changeColumn(
  runner: QueryRunner,
  table: string,
  name: string,
  change: (column: TableColumn) => void,
): Promise<void> {
  const now = (await runner.getTable(table))?.findColumnByName(name);
  if (!now) throw new Error(`no column ${name} in ${table}`);
  const changed = now.clone();
  change(changed);
  await runner.changeColumn(table, now, changed);
}

export async function dropReference(runner: QueryRunner, table: string, name: string): Promise<void> {
  await runner.dropForeignKey(table, constraintName("fk", table, [name]));
  await runner.dropIndex(table, constraintName("ix", table, [name]));
  await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

function createColumn(column: ColumnSpec, { name, primary }: TableSpec, mysql: boolean): TableColumn {
  const isPrimary = primary.includes(column.name);
  return new TableColumn({
    name: column.name,
    // SQLite has one integer type; the drift check compares it by the entity's name for it.
    type: column.type === "int" && !mysql ? "integer" : column.type,
    length: column.length,
    isNullable: column.nullable ?? false,
    isPrimary,
    primaryKeyConstraintName: isPrimary ? `pk_${name}` : undefined,
    ...(mysql ? charset(column) : {}),
  });
}

function charset({ type, ascii: isAscii }: ColumnSpec): { charset?: string; collation?: string } {
  if (type === "bigint" || type === "int") return {};
  return isAscii ? { charset: "ascii", collation: "ascii_bin" } : { charset: "utf8mb4", collation: "utf8mb4_bin" };
}

const foreignKey = (table: string, { name, references }: ColumnSpec): TableForeignKey[] =>
  references === undefined
    ? []
    : [
        new TableForeignKey({
          name: constraintName("fk", table, [name]),
          columnNames: [name],
          referencedTableName: references,
          referencedColumnNames: ["id"],
          onDelete: "NO ACTION",
          onUpdate: "NO ACTION",
        }),
      ];
