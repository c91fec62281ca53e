import type { DataSource } from "typeorm";
import { RowMapper, type EntityClass, type SqlValue } from "./row-mapper";

export type Row = Record<string, SqlValue>;
export type Where<T> = { [K in keyof T]?: T[K] | readonly T[K][] | null };

/** Reads. Outside a transaction each statement sees what is committed at its start; inside, also the transaction's own writes. */
export abstract class Reader {
  constructor(protected readonly dataSource: DataSource) {}

  /** The same object for all readers and transactions of one database: a key for caches about it. */
  abstract get source(): object;

  abstract query<R = Row>(sql: string, params?: readonly SqlValue[]): Promise<R[]>;

  mapper<T extends object>(entity: EntityClass<T>): RowMapper<T> {
    return RowMapper.of(this.dataSource, entity);
  }

  /** Rows that match every given property; an array means any of its values, null means IS NULL. `tail` is trusted SQL: ORDER BY, LIMIT. */
  async find<T extends object>(entity: EntityClass<T>, where: Where<T>, tail = ""): Promise<T[]> {
    const mapper = this.mapper(entity);
    const conditions: string[] = [];
    const params: SqlValue[] = [];
    for (const [property, value] of Object.entries(where) as [keyof T & string, unknown][]) {
      const column = mapper.column(property);
      if (value === undefined) throw new Error(`find ${mapper.table} by undefined ${property}`);
      if (value === null) conditions.push(`${column} IS NULL`);
      else if (Array.isArray(value)) {
        if (value.length === 0) return [];
        conditions.push(`${column} IN (${value.map(() => "?").join(", ")})`);
        params.push(...value.map((each) => mapper.toSql(property, each)));
      } else {
        conditions.push(`${column} = ?`);
        params.push(mapper.toSql(property, value));
      }
    }
    const sql = `SELECT ${mapper.select("t")} FROM ${mapper.table} t WHERE ${conditions.join(" AND ") || "1 = 1"} ${tail}`;
    return (await this.query(sql, params)).map((row) => mapper.hydrate(row));
  }

  async findOne<T extends object>(entity: EntityClass<T>, where: Where<T>, tail = ""): Promise<T | null> {
    return (await this.find(entity, where, `${tail} LIMIT 1`))[0] ?? null;
  }

  async byId<T extends { id: string }>(entity: EntityClass<T>, id: string | null): Promise<T | null> {
    return id === null ? null : this.findOne(entity, { id } as Where<T>);
  }
}
