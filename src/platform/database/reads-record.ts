import { LRUCache } from "lru-cache";
import { list, raw, sql, type Sql } from "./sql";
import { anyOf, isToldBy, partsOf, tableOf, thoseWith, trackedTable, type Tracking } from "./tracked";

const TABLES = /\b(?:FROM|JOIN)\s+(\w+)/gi;
/** A second table after a comma would not be found, nor a name between quotation marks. */
const UNREADABLE = /\bFROM\s+\w+(?:\s+(?:AS\s+)?\w+)?\s*,|\b(?:FROM|JOIN)\s+[^\w\s(]/i;

/** By a statement's text: names after FROM and JOIN, those of subqueries too; "unknown" when it is written in another way. */
const tablesOf = new LRUCache<string, readonly string[] | "unknown">({
  max: 2_000,
  memoMethod: (text) =>
    UNREADABLE.test(text) ? "unknown" : [...new Set([...text.matchAll(TABLES)].map(([, table = ""]) => table))],
});

/**
 * What an answer depends on, written down while it is made: keys of rows, see tracked.ts. Whatever is read and not tracked makes it
 * one that cannot be kept.
 */
export class ReadsRecord {
  /** `forVisitors`: what is made shows nothing that visitors are not shown. `onWrite` may refuse that anything is changed. */
  constructor(
    private readonly forVisitors: boolean,
    private readonly onWrite: () => void,
  ) {}

  readonly keys = new Set<string>();
  /** Tables with whose dates the time was compared. */
  private readonly dated = new Set<Tracking>();
  private isSpoiled = false;

  /** Something was read, and events tell of every change of it. */
  get isTold(): boolean {
    return !this.isSpoiled && this.keys.size > 0;
  }

  spoil(): void {
    this.isSpoiled = true;
  }

  /** Something is to be changed, by what would not be done again where a kept answer is given. */
  write(): void {
    this.spoil();
    this.onWrite();
  }

  /** `noted`: the tables for which the reader has said by itself which rows matter. */
  statement(text: string, noted: readonly string[] = []): void {
    const tables = tablesOf.memo(text);
    if (tables === "unknown") return this.spoil();
    for (const table of tables) {
      if (!this.isToldOf(table)) this.spoil();
      else if (!noted.includes(table)) this.keys.add(anyOf(table));
    }
  }

  /**
   * Statements of the first instant after `now`, as `d`, at which each of the dates begins or ends a row that matters. One for each
   * column by which rows are known, since each is found by an index of its own.
   */
  datesAfter(now: number): Sql[] {
    return [...this.dated].flatMap(({ table, dates }) => {
      const keys = [...this.keys].filter((key) => tableOf(key) === table);
      const matter = keys.includes(anyOf(table)) ? [sql`1 = 1`] : byColumn(keys.map(partsOf));
      return dates.flatMap((date) =>
        matter.map((rows) => {
          const column = raw(date);
          return sql`SELECT MIN(${column}) AS d FROM ${raw(table)} WHERE ${rows} AND ${column} > ${now}`;
        }),
      );
    });
  }

  /** Only rows with one of these values matter; false when changes do not tell the column. */
  rows(table: string, column: string, values: readonly unknown[]): boolean {
    if (!this.isToldOf(table)) this.spoil();
    if (!isToldBy(table, column) || !values.every((value): value is string => typeof value === "string")) return false;
    for (const value of values) this.keys.add(thoseWith(table, column, value));
    return true;
  }

  /** Events tell of every change of its rows that the reader may be shown. */
  private isToldOf(table: string): boolean {
    const tracking = trackedTable(table);
    return tracking !== undefined && (this.forVisitors || !tracking.hides);
  }

  /** The time was compared with the dates of the table's rows, and with nothing else. */
  comparedWith(table: string): void {
    const tracking = trackedTable(table);
    if (!tracking || tracking.dates.length === 0) throw new Error(`no dates of ${table} are tracked`);
    this.dated.add(tracking);
  }
}

function byColumn(parts: readonly { column: string; value: string }[]): Sql[] {
  return [...new Set(parts.map(({ column }) => column))].map((column) => {
    const values = parts.filter((part) => part.column === column).map(({ value }) => value);
    return sql`${raw(column)} IN (${list(values)})`;
  });
}
