import { RowMapper, type EntityClass, type SqlValue } from "./row-mapper";
import { columnsOf } from "./row-shape";
import type { Rows } from "./same-reads";
import { allOf, list, raw, sql, type Sql } from "./sql";

export type Row = Record<string, SqlValue>;
export type Where<T> = { [K in keyof T]?: T[K] | readonly T[K][] | null };

/** Reads. Outside a transaction each statement sees what is committed at its start; inside, also the transaction's own writes. */
export abstract class Reader {
  /** The same object for all readers and transactions of one database: a key for caches about it. */
  abstract readonly source: object;

  /**
   * SQL is written with the `sql` tag. A constant statement may be a plain text, its parameters in the order of its question marks:
   * nothing in `${…}` but names of columns and tables.
   */
  query<R = Row>(statement: Sql): Promise<R[]>;
  query<R = Row>(text: string, params?: readonly SqlValue[]): Promise<R[]>;
  query<R = Row>(statement: Sql | string, params: readonly SqlValue[] = []): Promise<R[]> {
    return typeof statement === "string"
      ? this.ask<R>(statement, params)
      : this.ask<R>(statement.text, statement.params, statement.noted);
  }

  /** A statement as it is sent; for `query`. */
  abstract ask<R>(text: string, params: readonly SqlValue[], noted?: readonly string[]): Promise<R[]>;

  /** The same with each row as an array of its values, in the order of its columns: lighter where there are many. */
  abstract rows(statement: Sql): Promise<Rows>;

  /** Whether it is written down what an answer depends on, see ReadsRecord. */
  get isRecorded(): boolean {
    return false;
  }

  /**
   * Where it is written down what an answer depends on: of the table's rows only those with one of these values matter. False where it
   * is not, and where changes do not tell the column: a statement then depends on the whole table.
   */
  notes(_table: string, _column: string, _values: readonly unknown[]): boolean {
    return false;
  }

  /** The statement, for which of the table's rows only those with one of these values matter. */
  knownBy(statement: Sql, table: string, column: string, values: readonly unknown[]): Sql {
    if (!this.notes(table, column, values)) return statement;
    return { ...statement, noted: [...(statement.noted ?? []), table] };
  }

  mapper<T extends object>(entity: EntityClass<T>): RowMapper<T> {
    return RowMapper.of(entity);
  }

  /** The entities that SQL leads to; `from`: all of it after SELECT, in which `alias` is the entity's own table. */
  async select<T extends object>(entity: EntityClass<T>, from: Sql, alias = "t"): Promise<T[]> {
    const { whole } = this.mapper(entity);
    const rows = await this.rows({ ...from, text: `SELECT ${columnsOf(whole, alias)} ${from.text}` });
    return rows.map((row) => whole.make(row));
  }

  /** Rows that match every given property; an array means any of its values, null means IS NULL. `tail` is trusted SQL: ORDER BY, LIMIT. */
  async find<T extends object>(entity: EntityClass<T>, where: Where<T>, tail = ""): Promise<T[]> {
    const mapper = this.mapper(entity);
    const conditions: Sql[] = [];
    for (const [property, value] of Object.entries(where) as [keyof T & string, unknown][]) {
      const column = raw(mapper.column(property));
      if (value === undefined) throw new Error(`find ${mapper.table} by undefined ${property}`);
      if (value === null) conditions.push(sql`${column} IS NULL`);
      else if (Array.isArray(value)) {
        if (value.length === 0) return [];
        conditions.push(sql`${column} IN (${list(value.map((each) => mapper.toSql(property, each)))})`);
      } else conditions.push(sql`${column} = ${mapper.toSql(property, value)}`);
    }
    const from = sql`FROM ${raw(mapper.table)} t WHERE ${allOf(conditions)} ${raw(tail)}`;
    const isNoted = Object.entries(where).some(([property, value]) =>
      this.notes(mapper.table, mapper.column(property as keyof T & string), Array.isArray(value) ? value : [value]),
    );
    return await this.select(entity, isNoted ? { ...from, noted: [mapper.table] } : from);
  }

  async findOne<T extends object>(entity: EntityClass<T>, where: Where<T>, tail = ""): Promise<T | null> {
    return (await this.find(entity, where, `${tail} LIMIT 1`))[0] ?? null;
  }

  async byId<T extends { id: string }>(entity: EntityClass<T>, id: string | null): Promise<T | null> {
    return id === null ? null : this.findOne(entity, { id } as Where<T>);
  }
}
