import { Arg, ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { Reader } from "../database/reader";
import type { EntityClass } from "../database/row-mapper";
import { join, raw, sql, type Sql } from "../database/sql";
import { Refusal } from "../refusal";
import type { Sealer } from "../sealed";
import { checkNumber, WithinBounds } from "./text-field";

const MOST = 100;
/** How many items a page has when neither `first` nor `last` says. */
export const USUAL_PAGE = 20;
/** Counting stops here. */
export const MOST_COUNTED = 1_000;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the beginning, or after \`after\`: 0 to ${MOST}; ${USUAL_PAGE} when neither \`first\` nor \`last\` is given.`,
  })
  @WithinBounds(0, MOST)
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "A cursor of this list: the page begins after it. Usually the `endCursor` of the previous page.",
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the end, or before \`before\`: 0 to ${MOST}. Not together with \`first\` or \`after\`. The order of the items stays the list's own.`,
  })
  @WithinBounds(0, MOST)
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A cursor of this list: the page ends before it. Usually the `startCursor` of the following page. Not together with `first` or `after`.",
  })
  before?: string | null;
}

/** What a page's arguments mean: how many items, from which end, and where they begin. */
export interface Slice {
  size: number;
  backwards: boolean;
  cursor: string | null;
  /** The argument that the cursor was given in. */
  field: "after" | "before";
}

/** Refuses arguments that contradict each other. */
export function sliceOf({ first, after, last, before }: PageArgs): Slice {
  const backwards = isGiven(last) || isGiven(before);
  if (backwards && (isGiven(first) || isGiven(after)))
    throw new Refusal("BAD_USER_INPUT", { reason: "page.bothDirections", field: isGiven(last) ? "last" : "before" });
  return backwards
    ? { size: last ?? USUAL_PAGE, backwards, cursor: before ?? null, field: "before" }
    : { size: first ?? USUAL_PAGE, backwards, cursor: after ?? null, field: "after" };
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

export type Direction = "ASC" | "DESC";

/** The direction in which the rows are read: from the end when the page is before something. */
export const readIn = (direction: Direction, { backwards }: Pick<Slice, "backwards">): Direction =>
  backwards === (direction === "ASC") ? "DESC" : "ASC";

/** `first` of a list that has no pages. */
export const First = (usual: number, what = "How many at most", least = 0) =>
  Arg("first", () => Int, {
    defaultValue: usual,
    description: `${what}, ${least} to ${MOST}.`,
    validateFn: (first: unknown) => checkNumber(first as number, "first", { least, most: MOST }),
  });

@ObjectType({ simpleResolvers: true, description: "Where this page begins and ends. Relay cursor connections." })
export class PageInfo {
  @Field(() => Boolean, {
    description: "There is more after this page; on a page asked for with `before`, always true.",
  })
  hasNextPage: boolean;

  @Field(() => Boolean, {
    description: "There is more before this page; on a page asked for with `after`, always true.",
  })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Pass it as `before`, with `last`, for the previous page; null when this page is empty.",
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pass it as `after` for the next page; null when this page is empty.",
  })
  endCursor: string | null;
}

@ObjectType({ simpleResolvers: true, description: "How many items a list has, counted as far as a limit." })
export class Count {
  @Field(() => Int, { description: `The number of items; never more than ${MOST_COUNTED}, where counting stops.` })
  value: number;

  @Field(() => Boolean, { description: "There are more than `value`: show it as “1000+”." })
  isAtLeast: boolean;
}

export interface Page<T> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  count: () => Promise<Count>;
}

/** The Relay connection type of one kind of node: `Connection(Job, "Job")`. */
export function Connection<T extends object>(node: new () => T, name: string): new () => Page<T> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} and its cursor in the list.` })
  class Edge {
    @Field(() => String, { description: "The cursor of this item; may be passed as `after` or `before`." })
    cursor: string;

    @Field(() => node, { description: "The item." })
    node: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [Edge], { description: "The items with their cursors." })
    edges: Edge[];

    @Field(() => [node], { description: "The items, for clients that need no cursors." })
    nodes: T[];

    @Field(() => PageInfo, { description: "Where this page begins and ends, and whether there is more." })
    pageInfo: PageInfo;

    @Field(() => Count, {
      simple: false,
      description: "How many items the whole list has, whichever page this is. Counted only when asked for.",
    })
    totalCount(): Promise<Count> {
      return this.count();
    }

    count: () => Promise<Count>;
  }
  return ConnectionType;
}

interface Walk<T> {
  /** The property the list is sorted by; ties by id. An index over (…, property, id) must serve it. Never null in the rows listed. */
  by: keyof T & string;
  direction: Direction;
  /** No two rows of the list share the property: there are no ties to break, and the index need not hold the id. */
  unique?: boolean;
}

export interface Keyset<T extends { id: string }> extends Walk<T> {
  entity: EntityClass<T>;
  /** Over alias `t`, policy included. */
  where: Sql;
}

/** A list and the name that its cursors are sealed with: a cursor of another list, or of another filter, is refused. */
export type Named<K> = K & { name: string };

export const named = <const K extends Walk<never> & { where: Sql }>(table: string, keyset: K): Named<K> => {
  const { where, by, direction } = keyset;
  return { ...keyset, name: JSON.stringify([table, by, direction, where.text, where.particulars]) };
};

/** One page by keyset: the cost of page 100 is that of page 1. */
export async function page<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  keyset: Keyset<T>,
): Promise<Page<T>> {
  const list = named(reader.mapper(keyset.entity).table, keyset);
  return pageOfAny(reader, sealer, args, list, [keyset.where]);
}

/**
 * One page of the rows that match any of the conditions, each row once. Each condition is read along its own index as far as the page reaches;
 * one WHERE with OR would be sorted as a whole.
 */
export async function pageOfAny<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  list: Named<Omit<Keyset<T>, "where">>,
  conditions: readonly Sql[],
): Promise<Page<T>> {
  const mapper = reader.mapper(list.entity);
  const column = mapper.column(list.by);
  const table = raw(mapper.table);
  const [only = sql`1 = 0`, ...others] = conditions;
  const walks = [only, ...others].map(
    (where) =>
      sql`SELECT ${raw(mapper.select("t"))} FROM ${table} t ${keysetQuery<T>(sealer, args, { ...list, where }, column)}`,
  );
  const found =
    others.length === 0
      ? join(walks, "")
      : sql`SELECT t.* FROM (${union(walks)}) t ${orderOf(list, column, sliceOf(args))}`;
  const rows = await reader.query(found);
  return toPage(
    sealer,
    args,
    list,
    rows.map((row) => mapper.hydrate(row)),
    countOf(
      reader,
      union([only, ...others].map((where) => sql`SELECT t.id FROM ${table} t WHERE ${where} ${UP_TO_MOST}`)),
    ),
  );
}

/** The rows of all of them, each once. */
const union = (statements: readonly Sql[]): Sql =>
  join(
    statements.map((statement, index) => sql`SELECT * FROM (${statement}) ${raw(`w${index}`)}`),
    " UNION ",
  );

const UP_TO_MOST = raw(`LIMIT ${MOST_COUNTED + 1}`);

/** Counts the rows of a statement when it is asked to. */
export const countOf =
  (reader: Reader, rows: Sql): (() => Promise<Count>) =>
  async () => {
    const [row] = await reader.query<{ found: number }>(
      sql`SELECT COUNT(*) AS found FROM (SELECT 1 FROM (${rows}) r ${UP_TO_MOST}) counted`,
    );
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
  if (slice.cursor === null) return where;
  const { key, id } = sealer.openCursor<{ key: string | number; id: string }>(
    `page ${name}`,
    slice.cursor,
    slice.field,
  );
  const past = raw(readIn(direction, slice) === "ASC" ? ">" : "<");
  const by = raw(`t.${column}`);
  if (unique) return sql`(${where}) AND ${by} ${past} ${key}`;
  // First the key alone: lets the database start there instead of testing every row before it.
  return sql`${by} ${past}= ${key} AND (${where}) AND (${by} ${past} ${key} OR (${by} = ${key} AND t.id ${past} ${id}))`;
}

/** As the rows of a page are read, over the alias (with its dot). */
export function orderOf({ direction, unique }: Walk<never>, column: string, slice: Slice, alias = "t."): Sql {
  const way = readIn(direction, slice);
  const ties = unique ? "" : `, ${alias}id ${way}`;
  return sql`ORDER BY ${raw(`${alias}${column} ${way}${ties}`)} LIMIT ${slice.size + 1}`;
}

/** The same page of what each of its items becomes; one that becomes nothing is left out. */
export async function mapPage<T, R>(
  { edges, pageInfo, count }: Page<T>,
  become: (node: T) => R | undefined | Promise<R>,
): Promise<Page<R>> {
  const all = await Promise.all(edges.map(async ({ cursor, node }) => ({ cursor, node: await become(node) })));
  const told = all.flatMap(({ cursor, node }) => (node === undefined ? [] : [{ cursor, node }]));
  return { edges: told, nodes: told.map(({ node }) => node), pageInfo, count };
}

/** A page of the rows in the order in which they were read. */
export function toPage<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  list: Named<Pick<Keyset<T>, "by">>,
  rows: T[],
  count: () => Promise<Count>,
): Page<T> {
  const { size, backwards } = sliceOf(args);
  const nodes = rows.slice(0, size);
  if (backwards) nodes.reverse();
  const cursorOf = (node: T): string =>
    sealer.seal(`page ${list.name}`, { key: node[list.by] as string | number, id: node.id });
  return assemble(args, nodes, rows.length > size, cursorOf, count);
}

/**
 * A page of rows that were read as a whole: for what belongs to one thing and stays short enough to be read at once. A cursor whose
 * row is gone goes on from where it was.
 */
export function pageOfRows<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  name: string,
  rows: readonly T[],
): Page<T> {
  const { size, backwards, cursor, field } = sliceOf(args);
  const key = `page ${name}`;
  let [from, to] = [0, rows.length];
  if (cursor !== null) {
    const { at, id } = sealer.openCursor<{ at: number; id: string }>(key, cursor, field);
    const found = rows.findIndex((row) => row.id === id);
    if (backwards) to = found === -1 ? Math.min(at, to) : found;
    else from = found === -1 ? at : found + 1;
  }
  const reached = rows.slice(from, to);
  const nodes = backwards ? reached.slice(Math.max(0, reached.length - size)) : reached.slice(0, size);
  const cursorOf = (node: T): string => sealer.seal(key, { at: rows.indexOf(node), id: node.id });
  const count = { value: Math.min(rows.length, MOST_COUNTED), isAtLeast: rows.length > MOST_COUNTED };
  return assemble(args, nodes, reached.length > size, cursorOf, async () => count);
}

function assemble<T>(
  args: PageArgs,
  nodes: T[],
  more: boolean,
  cursorOf: (node: T) => string,
  count: () => Promise<Count>,
): Page<T> {
  const { backwards, cursor } = sliceOf(args);
  const [first, last] = [nodes[0], nodes.at(-1)];
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node), node }));
    },
    pageInfo: {
      hasNextPage: backwards ? cursor !== null : more,
      hasPreviousPage: backwards ? more : cursor !== null,
      // Sealed only when it is selected.
      get startCursor() {
        return first ? cursorOf(first) : null;
      },
      get endCursor() {
        return last ? cursorOf(last) : null;
      },
    },
    count,
  };
}
