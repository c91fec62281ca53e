import type { DataSource, EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";

import { isFlag } from "./columns";

export type EntityClass<T extends object> = new () => T;
export type SqlValue = string | number | null;

interface StoredColumn {
  property: string;
  name: string;
  json: boolean;
  flag: boolean;
}

/**
 * The values of a statement, as they are sent. The MySQL driver writes them into the text itself and would write an object as
 * `key = 'value'`: anything but a plain value is refused here, whatever its declared type. So is a whole number past 2^53, which
 * would be read back as another one on SQLite and as text on MySQL.
 */
export function plainValues(values: readonly SqlValue[]): SqlValue[] {
  if (values.some((value) => typeof value === "object" && value !== null))
    throw new Error("not a plain value of a statement: neither text, number nor null");
  if (values.some((value) => Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new Error("not a value of a statement: a whole number past 2^53");
  return [...values];
}

/** Between rows and entities, from TypeORM's metadata: what its persistence layer does, in one pass and without reading first. */
export class RowMapper<T extends object> {
  readonly table: string;
  private readonly columns: StoredColumn[];
  /** Column names of a row by prefix, made once. */
  private readonly names = new Map<string, string[]>();
  private readonly byProperty: Map<string, StoredColumn>;

  private constructor(
    private readonly entity: EntityClass<T>,
    metadata: EntityMetadata,
  ) {
    this.table = metadata.tableName;
    this.columns = metadata.columns.map((column: ColumnMetadata) => ({
      property: column.propertyName,
      name: column.databaseName,
      json: column.type === "simple-json",
      flag: isFlag(column),
    }));
    this.byProperty = new Map(this.columns.map((column) => [column.property, column]));
  }

  private static readonly known = new WeakMap<DataSource, Map<unknown, unknown>>();

  static of<T extends object>(dataSource: DataSource, entity: EntityClass<T>): RowMapper<T> {
    let mappers = RowMapper.known.get(dataSource);
    if (!mappers) RowMapper.known.set(dataSource, (mappers = new Map()));
    let mapper = mappers.get(entity) as RowMapper<T> | undefined;
    if (!mapper) mappers.set(entity, (mapper = new RowMapper(entity, dataSource.getMetadata(entity))));
    return mapper;
  }

  /** `alias.column AS prefix_column, …`: every column of the entity, to be read back with `hydrate(row, prefix)`. */
  select(alias: string, prefix = ""): string {
    return this.columns.map(({ name }) => `${alias}.${name} AS ${prefix}${name}`).join(", ");
  }

  column(property: keyof T & string): string {
    const column = this.byProperty.get(property);
    if (!column) throw new Error(`${this.table} has no column for ${property}`);
    return column.name;
  }

  hydrate(row: Record<string, unknown>, prefix = ""): T {
    const entity = new this.entity() as Record<string, unknown>;
    let names = this.names.get(prefix);
    if (!names) this.names.set(prefix, (names = this.columns.map(({ name }) => prefix + name)));
    for (const [index, { property, json, flag }] of this.columns.entries()) {
      const value = row[names[index] ?? ""];
      if (value === null || value === undefined) entity[property] = null;
      else if (json) entity[property] = JSON.parse(value as string);
      else if (flag) entity[property] = value === 1;
      else entity[property] = value;
    }
    return entity as T;
  }

  insert(rows: Partial<T>[]): { sql: string; params: SqlValue[] } {
    const columns = this.columns.filter(({ property }) => rows.some((row) => property in row));
    const tuple = `(${columns.map(() => "?").join(", ")})`;
    return {
      sql: `INSERT INTO ${this.table} (${columns.map(({ name }) => name).join(", ")}) VALUES ${rows.map(() => tuple).join(", ")}`,
      params: rows.flatMap((row) =>
        columns.map(({ property }) => this.toSql(property, (row as Record<string, unknown>)[property])),
      ),
    };
  }

  update(id: string, patch: Partial<T>): { sql: string; params: SqlValue[] } {
    const entries = Object.entries(patch).filter(([property]) => this.byProperty.has(property));
    return {
      sql: `UPDATE ${this.table} SET ${entries.map(([property]) => `${this.column(property as keyof T & string)} = ?`).join(", ")} WHERE id = ?`,
      params: [...entries.map(([property, value]) => this.toSql(property, value)), id],
    };
  }

  /** The value of a property as its column holds it. */
  toSql(property: string, value: unknown): SqlValue {
    if (value === undefined || value === null) return null;
    const column = this.byProperty.get(property);
    if (column?.json) return JSON.stringify(value);
    if (column?.flag && typeof value === "boolean") return Number(value);
    if (typeof value === "string" || typeof value === "number") return value;
    throw new Error(`${this.table}.${property} cannot hold a ${typeof value}`);
  }
}
