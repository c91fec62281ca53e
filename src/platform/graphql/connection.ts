import { Arg, ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { Reader } from "../database/reader";
import type { EntityClass } from "../database/row-mapper";
import { join, raw, sql, type Sql } from "../database/sql";
import type { Sealer } from "../sealed";
import { checkNumber, WithinBounds } from "./text-field";

const MOST = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many to return, 0 to ${MOST}.` })
  @WithinBounds(0, MOST)
  first: number;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the previous page; the first page when left out.",
  })
  after?: string;
}

/** `first` of a list that has no pages. */
export const First = (usual: number, what = "How many at most", least = 0) =>
  Arg("first", () => Int, {
    defaultValue: usual,
    description: `${what}, ${least} to ${MOST}.`,
    validateFn: (first: unknown) => checkNumber(first as number, "first", { least, most: MOST }),
  });

@ObjectType({ simpleResolvers: true, description: "Where this page begins and ends. Relay cursor connections." })
export class PageInfo {
  @Field(() => Boolean, { description: "There is more after this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, {
    description: "There is more before this page: it was asked for with `after`. Pages are read forwards only.",
  })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first item; null when this page is empty." })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pass it as `after` for the next page; null when this page is empty.",
  })
  endCursor: string | null;
}

export interface Page<T> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

/** The Relay connection type of one kind of node: `Connection(Job, "Job")`. */
export function Connection<T extends object>(node: new () => T, name: string): new () => Page<T> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} and its cursor in the list.` })
  class Edge {
    @Field(() => String, { description: "The cursor of this item; may be passed as `after`." })
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

    @Field(() => PageInfo, { description: "Where this page ends." })
    pageInfo: PageInfo;
  }
  return ConnectionType;
}

interface Walk<T> {
  /** The property the list is sorted by; ties by id. An index over (…, property, id) must serve it. Never null in the rows listed. */
  by: keyof T & string;
  direction: "ASC" | "DESC";
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
  const [only = sql`1 = 0`, ...others] = conditions;
  const walks = [only, ...others].map(
    (where) =>
      sql`SELECT ${raw(mapper.select("t"))} FROM ${raw(mapper.table)} t ${keysetQuery<T>(sealer, args, { ...list, where }, column)}`,
  );
  const arms = walks.map((walk, index) => sql`SELECT * FROM (${walk}) ${raw(`w${index}`)}`);
  const found =
    others.length === 0
      ? join(walks, "")
      : sql`SELECT t.* FROM (${join(arms, " UNION ")}) t ${orderOf(list, column, args)}`;
  const rows = await reader.query(found);
  return toPage(
    sealer,
    args,
    list,
    rows.map((row) => mapper.hydrate(row)),
  );
}

/** The WHERE, ORDER BY and LIMIT of a page (one row more than asked, to know whether there is a next one). */
export function keysetQuery<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  list: Named<Omit<Keyset<T>, "entity">>,
  column: string,
): Sql {
  return sql`WHERE ${after(sealer, args, list, column)} ${orderOf(list, column, args)}`;
}

function after<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  { name, where, direction, unique }: Named<Omit<Keyset<T>, "entity">>,
  column: string,
): Sql {
  if (args.after === undefined || args.after === null) return where;
  const { key, id } = sealer.openCursor<{ key: string | number; id: string }>(`page ${name}`, args.after, "after");
  const past = raw(direction === "ASC" ? ">" : "<");
  const by = raw(`t.${column}`);
  if (unique) return sql`(${where}) AND ${by} ${past} ${key}`;
  // First the key alone: lets the database start there instead of testing every row before it.
  return sql`${by} ${past}= ${key} AND (${where}) AND (${by} ${past} ${key} OR (${by} = ${key} AND t.id ${past} ${id}))`;
}

function orderOf({ direction, unique }: Walk<never>, column: string, { first }: PageArgs): Sql {
  const ties = unique ? "" : `, t.id ${direction}`;
  return sql`ORDER BY ${raw(`t.${column} ${direction}${ties}`)} LIMIT ${first + 1}`;
}

export function toPage<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  list: Named<Pick<Keyset<T>, "by">>,
  rows: T[],
): Page<T> {
  const nodes = rows.slice(0, args.first);
  const cursorOf = (node: T): string =>
    sealer.seal(`page ${list.name}`, { key: node[list.by] as string | number, id: node.id });
  const [first, last] = [nodes[0], nodes.at(-1)];
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node), node }));
    },
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: typeof args.after === "string",
      // Sealed only when it is selected.
      get startCursor() {
        return first ? cursorOf(first) : null;
      },
      get endCursor() {
        return last ? cursorOf(last) : null;
      },
    },
  };
}
