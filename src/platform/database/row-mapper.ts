import { getMetadataArgsStorage } from "typeorm";
import { isFlag } from "./columns";
import { SpeakingNames } from "./naming";
import { rowShape, type EntityClass, type RowShape, type SqlValue, type StoredColumn } from "./row-shape";

export type { EntityClass, SqlValue };

/**
 * The values of a statement, as they are sent. The MySQL driver writes them into the text itself and would write an object as
 * `key = 'value'`: anything but a plain value is refused here, whatever its declared type. So is a whole number past 2^53, which
 * would be read back as another one on SQLite and as text on MySQL.
 */
export function plainValues(...lists: readonly (readonly SqlValue[])[]): SqlValue[] {
  const plain: SqlValue[] = [];
  for (const values of lists)
    for (const value of values) {
      if (typeof value === "object" && value !== null)
        throw new Error("not a plain value of a statement: neither text, number nor null");
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw new Error("not a value of a statement: a whole number past 2^53");
      plain.push(value);
    }
  return plain;
}

/** By property. */
export type StoredPatch = Record<string, SqlValue>;

const names = new SpeakingNames();

/**
 * Between rows and entities: what TypeORM's persistence layer does, in one pass and without reading first. Made from what the entity
 * declares, so that no connection has to build TypeORM's own metadata of all tables.
 */
export class RowMapper<T extends object> {
  readonly table: string;
  /** Every column. */
  readonly whole: RowShape<T>;
  private readonly columns: StoredColumn[];
  /** Column names of a row by prefix, made once. */
  private readonly prefixed = new Map<string, string[]>();
  private readonly byProperty: Map<string, StoredColumn>;

  private constructor(private readonly entity: EntityClass<T>) {
    const declared = getMetadataArgsStorage();
    const [table] = declared.filterTables(entity);
    if (!table) throw new Error(`${entity.name} is not an entity`);
    this.table = names.tableName(entity.name, table.name);
    const refs = new Set(declared.filterForeignKeys(entity).map(({ propertyName }) => propertyName));
    this.columns = declared.filterColumns(entity).map(({ propertyName, options }) => ({
      property: propertyName,
      name: names.columnName(propertyName, options.name, []),
      json: options.type === "simple-json",
      flag: isFlag(options),
      ref: refs.has(propertyName),
      nullAtFirst: options.nullable === true && options.default === undefined,
    }));
    this.byProperty = new Map(this.columns.map((column) => [column.property, column]));
    this.whole = rowShape(entity, this.columns, []);
  }

  private static readonly known = new WeakMap<EntityClass<object>, unknown>();

  static of<T extends object>(entity: EntityClass<T>): RowMapper<T> {
    let mapper = RowMapper.known.get(entity) as RowMapper<T> | undefined;
    if (!mapper) RowMapper.known.set(entity, (mapper = new RowMapper(entity)));
    return mapper;
  }

  /** These properties and no others. */
  shape(properties: ReadonlySet<string>): RowShape<T> {
    const isRead = ({ property }: StoredColumn): boolean => properties.has(property);
    return rowShape(
      this.entity,
      this.columns.filter(isRead),
      this.columns.filter((column) => !isRead(column)),
    );
  }

  get properties(): string[] {
    return this.columns.map(({ property }) => property);
  }

  has(property: string): boolean {
    return this.byProperty.has(property);
  }

  /** `alias.column AS prefix_column, …`: every column, for statements that read other things beside; see `hydrate`. */
  select(alias: string, prefix = ""): string {
    return this.columns.map(({ name }) => `${alias}.${name} AS ${prefix}${name}`).join(", ");
  }

  /** Whether a foreign key sees to it that a row of the other entity has what the property holds as its id. */
  refersTo(other: EntityClass<object>, property: string): boolean {
    return getMetadataArgsStorage()
      .filterForeignKeys(this.entity)
      .some(({ propertyName, type }) => {
        if (propertyName !== property) return false;
        return typeof type === "function" ? (type as () => unknown)() === other : type === other.name;
      });
  }

  column(property: keyof T & string): string {
    const column = this.byProperty.get(property);
    if (!column) throw new Error(`${this.table} has no column for ${property}`);
    return column.name;
  }

  /** The entity of what `select(alias, prefix)` read. */
  hydrate(row: Record<string, SqlValue>, prefix = ""): T {
    let named = this.prefixed.get(prefix);
    if (!named) this.prefixed.set(prefix, (named = this.columns.map(({ name }) => prefix + name)));
    return this.whole.make(named.map((name) => row[name] ?? null));
  }

  /** Whether one of the properties names a row that has to be there. */
  refers(patch: StoredPatch): boolean {
    return this.columns.some(({ property, ref }) => ref && property in patch);
  }

  /** Without the columns that are null in all of them and would be so anyway: half of what an INSERT costs MySQL is that it reads its text. */
  insert(rows: readonly StoredPatch[]): { sql: string; params: SqlValue[] } {
    const columns = this.columns.filter(({ property, nullAtFirst }) =>
      rows.some((row) => (nullAtFirst ? (row[property] ?? null) !== null : property in row)),
    );
    const tuple = `(${columns.map(() => "?").join(", ")})`;
    const params: SqlValue[] = [];
    for (const row of rows) for (const { property } of columns) params.push(row[property] ?? null);
    return {
      sql: `INSERT INTO ${this.table} (${columns.map(({ name }) => name).join(", ")}) VALUES ${rows.map(() => tuple).join(", ")}`,
      params,
    };
  }

  /** The values of a patch as their columns hold them, in the order of the table. */
  storedPatch(patch: Partial<T>): StoredPatch {
    const values: StoredPatch = {};
    for (const column of this.columns)
      if (column.property in patch)
        values[column.property] = this.stored(column, (patch as Record<string, unknown>)[column.property]);
    return values;
  }

  update(id: string, patch: StoredPatch): { sql: string; params: SqlValue[] } {
    const columns = this.columns.filter(({ property }) => property in patch);
    return {
      sql: `UPDATE ${this.table} SET ${columns.map(({ name }) => `${name} = ?`).join(", ")} WHERE id = ?`,
      params: [...columns.map(({ property }) => patch[property] ?? null), id],
    };
  }

  /** One statement for several rows in which the same columns change. */
  updateAll(rows: readonly { id: string; patch: StoredPatch }[]): { sql: string; params: SqlValue[] } {
    const [first, ...others] = rows;
    if (!first || others.length === 0) throw new Error(`${rows.length} rows of ${this.table} are not several`);
    const columns = this.columns.filter(({ property }) => property in first.patch);
    const value = `CASE id${" WHEN ? THEN ?".repeat(rows.length)} END`;
    return {
      sql: `UPDATE ${this.table} SET ${columns.map(({ name }) => `${name} = ${value}`).join(", ")} WHERE id IN (${rows.map(() => "?").join(", ")})`,
      params: [
        ...columns.flatMap(({ property }) => rows.flatMap(({ id, patch }) => [id, patch[property] ?? null])),
        ...rows.map(({ id }) => id),
      ],
    };
  }

  /** The value of a property as its column holds it. */
  toSql(property: string, value: unknown): SqlValue {
    return this.stored(this.byProperty.get(property), value);
  }

  private stored(column: StoredColumn | undefined, value: unknown): SqlValue {
    if (value === undefined || value === null) return null;
    if (column?.json) return JSON.stringify(value);
    if (column?.flag && typeof value === "boolean") return Number(value);
    if (typeof value === "string" || typeof value === "number") return value;
    throw new Error(`${this.table}.${column?.property} cannot hold a ${typeof value}`);
  }
}
