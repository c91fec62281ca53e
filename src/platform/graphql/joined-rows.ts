import { laidBeside, layBeside, type PlaceBeside } from "../database/beside";
import { RowMapper, type SqlValue } from "../database/row-mapper";
import { columnsOf } from "../database/row-shape";
import type { Reader } from "../database/reader";
import { list, raw, sql, type Sql } from "../database/sql";
import { isToldBy } from "../database/tracked";
import type { Joined, Plan } from "./asked";

interface Placed {
  plan: Plan;
  alias: string;
  /** Its first column, and that of its id. */
  at: number;
  idAt: number;
  besides: { beside: Joined; placed: Placed }[];
  /** Those of `besides`, one list for all rows. */
  places: readonly PlaceBeside[];
}

/** A statement's rows with those beside them, as a plan says. Over alias `t`. */
export class JoinedRows<T extends object> {
  readonly columns: Sql;
  /** Every `LEFT JOIN`. */
  readonly joins: Sql;
  /** How a row beside is found: by which column of its table, and where in a row of the statement its value is. */
  private readonly links: { table: string; column: string; at: number }[] = [];
  private readonly width: number;
  private readonly top: Placed;
  private readonly series: { beside: Joined; placed: Placed } | undefined;

  private constructor(plan: Plan<T>) {
    const all: Placed[] = [];
    const joins: string[] = [];
    let width = 0;
    const place = (each: Plan, alias: string): Placed => {
      const idAt = each.shape.columns.findIndex(({ property }) => property === "id");
      const placed: Placed = { plan: each, alias, at: width, idAt: width + idAt, besides: [], places: each.besides };
      all.push(placed);
      width += each.shape.columns.length;
      for (const beside of each.besides) {
        const other = `j${all.length}`;
        const mapper = RowMapper.of<object>(beside.entity);
        const theirs = mapper.column((beside.many ? beside.by : "id") as never);
        const ours = beside.many ? "id" : RowMapper.of<object>(each.shape.entity).column(beside.by as never);
        joins.push(`LEFT JOIN ${mapper.table} ${other} ON ${other}.${theirs} = ${alias}.${ours}`);
        const theirPlace = place(beside.plan, other);
        placed.besides.push({ beside, placed: theirPlace });
        this.links.push({ table: mapper.table, column: theirs, at: (beside.many ? placed : theirPlace).idAt });
      }
      return placed;
    };
    this.top = place(plan, "t");
    this.width = width;
    this.columns = raw(all.map((each) => columnsOf(each.plan.shape, each.alias)).join(", "));
    this.joins = raw(joins.join(" "));
    this.series = this.top.besides.find(({ beside }) => beside.many);
  }

  private static readonly known = new WeakMap<Plan, unknown>();

  static of<T extends object>(plan: Plan<T>): JoinedRows<T> {
    let joined = JoinedRows.known.get(plan) as JoinedRows<T> | undefined;
    if (!joined) JoinedRows.known.set(plan, (joined = new JoinedRows(plan)));
    return joined;
  }

  get isJoined(): boolean {
    return this.top.besides.length > 0;
  }

  /** The rows of the statement, which begins with `columns`; see `read`. */
  async fetch(reader: Reader, statement: Sql, rest?: (made: T, values: SqlValue[]) => void): Promise<T[]> {
    if (!reader.isRecorded) return this.read(await reader.rows(statement), rest);
    // Which rows lie beside is known once they are read.
    const told = this.links.filter(({ table, column }) => isToldBy(table, column));
    const rows = await reader.rows({
      ...statement,
      noted: [...(statement.noted ?? []), ...told.map(({ table }) => table)],
    });
    for (const { table, column, at } of told)
      reader.notes(table, column, [...new Set(rows.map((row) => row[at]).filter((id) => id !== null))]);
    return this.read(rows, rest);
  }

  /**
   * Each row once, in the order in which they come, and those beside it by their ids. (A database that puts them in order as well writes
   * all of them down first.) `rest`: what the statement reads of it after `columns`.
   */
  private read(rows: readonly SqlValue[][], rest?: (made: T, values: SqlValue[]) => void): T[] {
    const found: T[] = [];
    let last: T | undefined;
    let lastId: SqlValue | undefined;
    for (const row of rows) {
      if (last && this.series && lastId === row[this.top.idAt])
        putById(
          laidBeside(last, this.series.beside.entity, this.series.beside.by) as WithId[],
          make(this.series.placed, row) as WithId,
        );
      else {
        found.push((last = make(this.top, row) as T));
        lastId = row[this.top.idAt];
        rest?.(last, row.slice(this.width));
      }
    }
    return found;
  }
}

/** Rows by their values of a property, as the plan says, in the order of their ids. */
export function rowsBy<T extends object>(
  plan: Plan<T>,
  property: keyof T & string,
): (reader: Reader, values: readonly string[]) => Promise<T[]> {
  return async (reader, values) => {
    const joined = JoinedRows.of(plan);
    const mapper = RowMapper.of(plan.shape.entity);
    const column = mapper.column(property);
    const found = sql`SELECT ${joined.columns} FROM ${raw(mapper.table)} t ${joined.joins} WHERE t.${raw(column)} IN (${list(values)}) ORDER BY t.id`;
    return joined.fetch(reader, reader.knownBy(found, mapper.table, column, values));
  };
}

interface WithId {
  id: string;
}

function putById(rows: WithId[], row: WithId): void {
  let at = rows.length;
  while (at > 0 && (rows[at - 1]?.id ?? "") > row.id) at -= 1;
  rows.splice(at, 0, row);
}

function make({ plan, at, besides, places }: Placed, row: readonly SqlValue[]): object {
  const made = plan.shape.make(row, at);
  if (besides.length === 0) return made;
  const rows = besides.map(({ beside, placed }) => {
    const other = row[placed.idAt] === null ? null : make(placed, row);
    return beside.many ? (other ? [other] : []) : other;
  });
  layBeside(made, { places, rows });
  return made;
}
