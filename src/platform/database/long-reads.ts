import { Reader } from "./reader";
import type { SqlValue } from "./row-mapper";
import type { Rows } from "./same-reads";
import type { Sql } from "./sql";

interface Told {
  isLong?: boolean;
}

/** Can be told that a read takes long. */
interface Telling extends Reader {
  ask<R>(text: string, params: readonly SqlValue[], noted?: readonly string[], told?: Told): Promise<R[]>;
  rows(statement: Sql, told?: Told): Promise<Rows>;
}

/**
 * The database for reads that take long by their nature. How long one took the last time says nothing about the next: a sum over a week
 * and over ten years are the same statement. So on SQLite all of them are read by the thread for slow reads, see SlowReads.
 */
export class LongReads extends Reader {
  constructor(private readonly database: Telling) {
    super();
  }

  get source(): object {
    return this.database.source;
  }

  ask<R>(text: string, params: readonly SqlValue[], noted?: readonly string[]): Promise<R[]> {
    return this.database.ask(text, params, noted, { isLong: true });
  }

  rows(statement: Sql): Promise<Rows> {
    return this.database.rows(statement, { isLong: true });
  }

  override get isRecorded(): boolean {
    return this.database.isRecorded;
  }

  override notes(table: string, column: string, values: readonly unknown[]): boolean {
    return this.database.notes(table, column, values);
  }
}
