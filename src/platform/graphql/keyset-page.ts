import type { Reader } from "../database/reader";
import { RowMapper, type EntityClass } from "../database/row-mapper";
import { join, raw, sql, unionOf, type Sql } from "../database/sql";
import type { Sealer } from "../secrets/sealed";
import { everything } from "./asked";
import type { Context } from "./context";
import { JoinedRows } from "./joined-rows";
import { assemble, MOST_COUNTED, sliceOf, type Count, type Page, type PageArgs, type Slice } from "./connection";

/** What the reading of a list needs of the operation that asks for it. */
export interface Reading {
  db: Reader;
  services: Pick<Context["services"], "sealer">;
  planOf: Context["planOf"];
}

export type Direction = "ASC" | "DESC";

/** The direction in which the rows are read: from the end when the page is before something. */
export const readIn = (direction: Direction, { backwards }: Pick<Slice, "backwards">): Direction =>
  backwards === (direction === "ASC") ? "DESC" : "ASC";

interface Walk<T> {
  /** The property the list is sorted by; ties by id. An index over (…, property, id) must serve it. Never null in the rows listed. */
  by: keyof T & string;
  direction: Direction;
  /** No two rows of the list share the property: there are no ties to break, and the index need not hold the id. */
  unique?: boolean;
}

export interface Keyset<T extends { id: string }> extends Walk<T> {
  entity: EntityClass<T>;
  /** What is done with the rows beside showing them needs these properties, too; see @Reads. */
  also?: readonly (keyof T & string)[];
  /** The rows become something else: every property of them is read. */
  whole?: boolean;
  /** Over alias `t`, policy included. */
  where: Sql;
  /**
   * Of a list in ascending order: up to this key every row is there. Among those after it others may still be committed, so whoever has read
   * to the end goes on from here, and reads these once more.
   */
  settled?: number;
}

/** Where a page begins or ends. With what was settled when the reading began that led beyond it, however long it takes. */
type Place = {
  key: string | number;
  id: string;
  settled?: number;
};

/** A list and the name that its cursors are sealed with: a cursor of another list, or of another filter, is refused. Few pages need it. */
export type Named<K> = K & { name: () => string };

export const named = <const K extends Walk<never> & { where: Sql }>(table: string, keyset: K): Named<K> => {
  const { where, by, direction } = keyset;
  let made: string | undefined;
  const name = (): string => (made ??= JSON.stringify([table, by, direction, where.text, where.particulars]));
  return { ...keyset, name };
};

/** One page by keyset: the cost of page 100 is that of page 1. */
export async function page<T extends { id: string }>(
  ctx: Reading,
  args: PageArgs,
  keyset: Keyset<T>,
): Promise<Page<T>> {
  const list = named(RowMapper.of(keyset.entity).table, keyset);
  return pageOfAny(ctx, args, list, [keyset.where]);
}

/**
 * One page of the rows that match any of the conditions, each row once. Each condition is read along its own index as far as the page reaches;
 * one WHERE with OR would be sorted as a whole.
 */
export async function pageOfAny<T extends { id: string }>(
  ctx: Reading,
  args: PageArgs,
  list: Named<Omit<Keyset<T>, "where">>,
  conditions: readonly Sql[],
): Promise<Page<T>> {
  const { db } = ctx;
  const { sealer } = ctx.services;
  const mapper = RowMapper.of(list.entity);
  const column = mapper.column(list.by);
  const table = raw(mapper.table);
  const [only = sql`1 = 0`, ...others] = conditions;
  const shown = list.whole ? everything(list.entity) : ctx.planOf(list.entity, [list.by, ...(list.also ?? [])]);
  const joined = JoinedRows.of(shown);
  const apart = joined.isJoined || others.length > 0;
  const place = raw(column === "id" ? "t.id" : `t.id, t.${column}`);
  const walks = [only, ...others].map(
    (where) =>
      sql`SELECT ${apart ? place : joined.columns} FROM ${table} t ${keysetQuery<T>(sealer, args, { ...list, where }, column)}`,
  );
  const slice = sliceOf(args);
  // The page first and what is shown of its rows after it: in one flat join the optimiser may start elsewhere and sort the whole list.
  const found = apart
    ? sql`SELECT ${joined.columns} FROM (${others.length === 0 ? join(walks, "") : sql`SELECT w.* FROM (${unionOf(walks)}) w ${orderOf(list, column, slice, "w.")}`}) page
        JOIN ${table} t ON t.id = page.id ${joined.joins} ${inOrder(list, column, slice, "page.")}`
    : join(walks, "");
  // What is known of the rows of each condition.
  const noted = only.noted?.filter((name) => others.every((other) => other.noted?.includes(name)));
  const all = (): Sql => ({
    ...unionOf([only, ...others].map((where) => sql`SELECT t.id FROM ${table} t WHERE ${where} ${UP_TO_MOST}`)),
    noted,
  });
  const rows = await joined.fetch(db, { ...found, noted });
  const settled = list.settled === undefined ? undefined : (placeIn(sealer, slice, list.name)?.settled ?? list.settled);
  return toPage(sealer, args, { ...list, settled }, rows, countOf(db, all));
}

const placeIn = (sealer: Sealer, { cursor, field }: Slice, name: () => string): Place | null =>
  cursor === null ? null : sealer.openCursor<Place>(`page ${name()}`, cursor, field);

/** All rows that meet a condition over alias `t`, by their ids: for what belongs to few things and stays short. */
export async function allRows<T extends { id: string }>(
  ctx: Pick<Reading, "db" | "planOf">,
  entity: EntityClass<T>,
  where: Sql,
  also: readonly (keyof T & string)[],
): Promise<T[]> {
  const joined = JoinedRows.of(ctx.planOf(entity, also));
  const table = raw(RowMapper.of(entity).table);
  const all = sql`SELECT ${joined.columns} FROM ${table} t ${joined.joins} WHERE ${where} ORDER BY t.id`;
  return joined.fetch(ctx.db, { ...all, noted: where.noted });
}

const UP_TO_MOST = raw(`LIMIT ${MOST_COUNTED + 1}`);

/** Counts the rows of a statement, which is made when it is asked to. */
export const countOf =
  (reader: Reader, rowsOf: () => Sql): (() => Promise<Count>) =>
  async () => {
    const rows = rowsOf();
    const [row] = await reader.query<{ found: number }>({
      ...sql`SELECT COUNT(*) AS found FROM (SELECT 1 FROM (${rows}) r ${UP_TO_MOST}) counted`,
      noted: rows.noted,
    });
    const found = Number(row?.found ?? 0);
    return { value: Math.min(found, MOST_COUNTED), isAtLeast: found > MOST_COUNTED };
  };

/** The WHERE, ORDER BY and LIMIT of a page (one row more than asked, to know whether there are others). */
export function keysetQuery<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  list: Named<Omit<Keyset<T>, "entity">>,
  column: string,
): Sql {
  const slice = sliceOf(args);
  return sql`WHERE ${beyond(sealer, slice, list, column)} ${orderOf(list, column, slice)}`;
}

function beyond<T extends { id: string }>(
  sealer: Sealer,
  slice: Slice,
  { name, where, direction, unique }: Named<Omit<Keyset<T>, "entity">>,
  column: string,
): Sql {
  const place = placeIn(sealer, slice, name);
  if (!place) return where;
  const { key, id } = place;
  const past = raw(readIn(direction, slice) === "ASC" ? ">" : "<");
  const by = raw(`t.${column}`);
  if (unique) return sql`(${where}) AND ${by} ${past} ${key}`;
  // First the key alone: lets the database start there instead of testing every row before it.
  return sql`${by} ${past}= ${key} AND (${where}) AND (${by} ${past} ${key} OR (${by} = ${key} AND t.id ${past} ${id}))`;
}

/** As the rows of a page are read, over the alias (with its dot). */
export const orderOf = (walk: Walk<never>, column: string, slice: Slice, alias = "t."): Sql =>
  sql`${inOrder(walk, column, slice, alias)} LIMIT ${slice.size + 1}`;

function inOrder({ direction, unique }: Walk<never>, column: string, slice: Slice, alias: string): Sql {
  const way = readIn(direction, slice);
  const ties = unique ? "" : `, ${alias}id ${way}`;
  return raw(`ORDER BY ${alias}${column} ${way}${ties}`);
}

/** A page of the rows in the order in which they were read. */
export function toPage<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  { name, by, settled }: Named<Pick<Keyset<T>, "by" | "settled">>,
  rows: T[],
  count: () => Promise<Count>,
): Page<T> {
  const { size, backwards } = sliceOf(args);
  const nodes = rows.slice(0, size);
  if (backwards) nodes.reverse();
  const more = rows.length > size;
  const seal = (place: Place): string => sealer.seal(`page ${name()}`, { ...place });
  const isSettled = (node: T): boolean => settled === undefined || (node[by] as number) <= settled;
  const cursorOf = (node: T): string =>
    seal({ key: node[by] as string | number, id: node.id, ...(isSettled(node) ? {} : { settled }) });
  // No id is less: all rows with that key come after it.
  const endOf = (node: T): string =>
    more || backwards || isSettled(node) ? cursorOf(node) : seal({ key: settled ?? 0, id: "" });
  return assemble(args, nodes, more, cursorOf, count, endOf);
}
