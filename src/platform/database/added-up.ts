import type { RowMapper } from "./row-mapper";
import type { Statement } from "./statements";

interface Sums {
  rows: Map<string, object>;
  write: (rows: object[]) => Statement;
}

/** Rows of one statement: SQLite takes 32,766 values. */
const MOST_AT_ONCE = 1_000;

/** Rows of a transaction that are to be added up, by their unique key: each is inserted, or its counters are added to those that are there. */
export class AddedUp {
  private readonly sums = new Map<string, Sums>();

  constructor(private readonly sqlite: boolean) {}

  add<T extends object>(
    mapper: RowMapper<T>,
    key: (keyof T & string)[],
    counters: (keyof T & string)[],
    rows: Partial<T>[],
  ): void {
    const kind = [mapper.table, ...key, ...counters].join(" ");
    let sums = this.sums.get(kind);
    if (!sums)
      this.sums.set(kind, (sums = { rows: new Map(), write: (all) => this.statement(mapper, key, counters, all) }));
    for (const row of rows) {
      const where = JSON.stringify(key.map((part) => row[part]));
      const known = sums.rows.get(where) as Partial<T> | undefined;
      if (!known) sums.rows.set(where, { ...row });
      else
        for (const counter of counters)
          Object.assign(known, { [counter]: Number(known[counter]) + Number(row[counter]) });
    }
  }

  take(): Statement[] {
    const statements: Statement[] = [];
    for (const { rows, write } of this.sums.values()) {
      // In the order of their keys: transactions that add to the same rows then wait for each other instead of deadlocking.
      const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
      for (let first = 0; first < sorted.length; first += MOST_AT_ONCE)
        statements.push(write(sorted.slice(first, first + MOST_AT_ONCE)));
    }
    this.clear();
    return statements;
  }

  clear(): void {
    this.sums.clear();
  }

  private statement<T extends object>(
    mapper: RowMapper<T>,
    key: (keyof T & string)[],
    counters: (keyof T & string)[],
    rows: Partial<T>[],
  ): Statement {
    const { sql, params } = mapper.insert(rows.map((row) => mapper.storedPatch(row)));
    const names = counters.map((counter) => mapper.column(counter));
    const clause = this.sqlite
      ? `ON CONFLICT (${key.map((part) => mapper.column(part)).join(", ")}) DO UPDATE SET ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(", ")}`
      : `ON DUPLICATE KEY UPDATE ${names.map((name) => `${name} = ${name} + VALUES(${name})`).join(", ")}`;
    return { sql: `${sql} ${clause}`, params };
  }
}
