import { Table, TableColumn, TableForeignKey, TableIndex, TableUnique, type QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
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

export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: ColumnSpec[],
  keys: { primary?: string; unique?: string[][]; index?: string[][] } = {},
): Promise<void> {
  const mysql = runner.connection.options.type !== "better-sqlite3";
  const primary = keys.primary ?? "id";
  await runner.createTable(
    new Table({
      name,
      ...(mysql ? { engine: "InnoDB" } : {}),
      columns: columns.map(
        (column) =>
          new TableColumn({
            name: column.name,
            // SQLite has one kind of whole number; its drift check knows it by the entity's word.
            type: column.type === "int" && !mysql ? "integer" : column.type,
            length: column.length,
            isNullable: column.nullable ?? false,
            isPrimary: column.name === primary,
            primaryKeyConstraintName: column.name === primary ? `pk_${name}` : undefined,
            ...(mysql && column.type !== "bigint" && column.type !== "int"
              ? column.ascii
                ? { charset: "ascii", collation: "ascii_bin" }
                : { charset: "utf8mb4", collation: "utf8mb4_bin" }
              : {}),
          }),
      ),
      uniques: mysql
        ? []
        : (keys.unique ?? []).map(
            (names) => new TableUnique({ name: constraintName("uq", name, names), columnNames: names }),
          ),
      indices: [
        ...(keys.index ?? []).map(
          (names) => new TableIndex({ name: constraintName("ix", name, names), columnNames: names }),
        ),
        // MySQL keeps a unique constraint as an index, and TypeORM names it so.
        ...(mysql
          ? (keys.unique ?? []).map(
              (names) =>
                new TableIndex({ name: constraintName("ix", name, names), columnNames: names, isUnique: true }),
            )
          : []),
      ],
      foreignKeys: columns
        .filter((column) => column.references)
        .map(
          (column) =>
            new TableForeignKey({
              name: constraintName("fk", name, [column.name]),
              columnNames: [column.name],
              referencedTableName: column.references ?? "",
              referencedColumnNames: ["id"],
              onDelete: "NO ACTION",
              onUpdate: "NO ACTION",
            }),
        ),
    }),
  );
}

/** New columns of a table that has rows: all of them optional. Without foreign keys, which SQLite cannot add to a table that is there. */
export async function addColumns(runner: QueryRunner, table: string, columns: ColumnSpec[]): Promise<void> {
  const mysql = runner.connection.options.type !== "better-sqlite3";
  for (const { name, type, length, ascii: isAscii } of columns) {
    const word = type === "int" && !mysql ? "integer" : type;
    const characters = isAscii ? "CHARACTER SET ascii COLLATE ascii_bin" : "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    const charset = mysql && word !== "bigint" && word !== "int" ? characters : "";
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${word}${length ? `(${length})` : ""} ${charset} NULL`);
  }
}

export async function dropColumns(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  for (const name of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

export async function addIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  await runner.query(`CREATE INDEX ${constraintName("ix", table, columns)} ON ${table} (${columns.join(", ")})`);
}

export async function dropIndex(runner: QueryRunner, table: string, columns: string[]): Promise<void> {
  const name = constraintName("ix", table, columns);
  const mysql = runner.connection.options.type !== "better-sqlite3";
  await runner.query(mysql ? `DROP INDEX ${name} ON ${table}` : `DROP INDEX ${name}`);
}

/** Numbers of the house, in force from the beginning. */
export async function addHouseRules(runner: QueryRunner, rules: Record<string, Record<string, number>>): Promise<void> {
  for (const [rule, value] of Object.entries(rules)) {
    await runner.query("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, 0, ?)", [
      typeid("pol").toString(),
      rule,
      JSON.stringify(value),
    ]);
  }
}

export async function dropHouseRules(
  runner: QueryRunner,
  rules: Record<string, Record<string, number>>,
): Promise<void> {
  const codes = Object.keys(rules);
  await runner.query(`DELETE FROM policy_value WHERE code IN (${codes.map(() => "?").join(", ")})`, codes);
}
