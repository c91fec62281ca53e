import { laidBeside, layBeside } from "../database/beside";
import { RowMapper, type SqlValue } from "../database/row-mapper";
import type { Make } from "../database/row-shape";
import type { Reader } from "../database/reader";
import { list, raw, sql, type Sql } from "../database/sql";
import type { Rows } from "../database/same-reads";
import { isToldBy } from "../database/tracked";
import type { Joined, Plan } from "./asked";

interface Placed {
  make: Make<object>;
  /** Where its id is in a row of the statement. */
  idAt: number;
  besides: readonly Joined[];
  /** In the same order. */
  placed: readonly Placed[];
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
    const columns: string[] = [];
    const joins: string[] = [];
    // What joins two tables is the same on both sides, and read once. `given`: which property of the row stands where already.
    const place = ({ shape, besides }: Plan, alias: string, given?: { property: string; at: number }): Placed => {
      const ours = RowMapper.of<object>(shape.entity);
      const cells = new Map<string, number>(given && [[given.property, given.at]]);
      const inTheirs = new Set(
        besides.flatMap(({ many, by, entity }) => (!many && ours.refersTo(entity, by) ? by : [])),
      );
      for (const { property, name } of shape.columns)
        if (!cells.has(property) && !inTheirs.has(property)) cells.set(property, columns.push(`${alias}.${name}`) - 1);
      const idAt = cells.get("id") ?? -1;
      const placed = besides.map((beside) => {
        const { entity, by, many } = beside;
        const other = `j${joins.length + 1}`;
        const mapper = RowMapper.of<object>(entity);
        const theirColumn = mapper.column((many ? by : "id") as never);
        const ourColumn = many ? "id" : ours.column(by as never);
        joins.push(`LEFT JOIN ${mapper.table} ${other} ON ${other}.${theirColumn} = ${alias}.${ourColumn}`);
        const theirs = place(beside.plan, other, many ? { property: by, at: idAt } : undefined);
        if (inTheirs.has(by)) cells.set(by, theirs.idAt);
        this.links.push({ table: mapper.table, column: theirColumn, at: many ? idAt : theirs.idAt });
        return theirs;
      });
      const make = shape.makeFrom(shape.columns.map(({ property }) => cells.get(property) ?? -1));
      return { make, idAt, besides, placed };
    };
    this.top = place(plan, "t");
    this.width = columns.length;
    this.columns = raw(columns.join(", "));
    this.joins = raw(joins.join(" "));
    this.series = seriesOf(this.top);
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
  private read(rows: Rows, rest?: (made: T, values: SqlValue[]) => void): T[] {
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
  return (reader, values) => {
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

function seriesOf({ besides, placed }: Placed): { beside: Joined; placed: Placed } | undefined {
  const at = besides.findIndex(({ many }) => many);
  const [beside, theirs] = [besides[at], placed[at]];
  return beside && theirs && { beside, placed: theirs };
}

function make({ make: makeRow, besides, placed }: Placed, row: readonly SqlValue[]): object {
  const made = makeRow(row);
  if (besides.length === 0) return made;
  const rows = placed.map((theirs, nth) => {
    const other = row[theirs.idAt] === null ? null : make(theirs, row);
    return besides[nth]?.many ? (other ? [other] : []) : other;
  });
  layBeside(made, { places: besides, rows });
  return made;
}
