import { Arg, ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { Reader } from "../database/reader";
import type { EntityClass, SqlValue } from "../database/row-mapper";
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

export interface Keyset<T extends { id: string }> {
  /** Names the list and its filter; a cursor of another list is refused. */
  name: string;
  entity: EntityClass<T>;
  /** Trusted SQL after WHERE, over alias `t`, policy included. */
  where: string;
  params: readonly SqlValue[];
  /** The property the list is sorted by; ties by id. An index over (…, property, id) must serve it. Never null in the rows listed. */
  by: keyof T & string;
  direction: "ASC" | "DESC";
  /** No two rows of the list share the property: there are no ties to break, and the index need not hold the id. */
  unique?: boolean;
}

/** One page by keyset: the cost of page 100 is that of page 1. */
export const page = <T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  { where, params, ...keyset }: Keyset<T>,
): Promise<Page<T>> => pageOfAny(reader, sealer, args, keyset, [{ where, params }]);

/**
 * One page of the rows that match any of the conditions, each row once. Each condition is read along its own index as far as the page reaches;
 * one WHERE with OR would be sorted as a whole.
 */
export async function pageOfAny<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  keyset: Omit<Keyset<T>, "where" | "params">,
  conditions: readonly Pick<Keyset<T>, "where" | "params">[],
): Promise<Page<T>> {
  const mapper = reader.mapper(keyset.entity);
  const column = mapper.column(keyset.by);
  const any = conditions.length > 0 ? conditions : [{ where: "1 = 0", params: [] }];
  const walks = any.map((condition) => keysetQuery(sealer, args, { ...keyset, ...condition }, column));
  const selects = walks.map(({ sql }) => `SELECT ${mapper.select("t")} FROM ${mapper.table} t ${sql}`);
  const [only, ...others] = selects;
  const sql =
    others.length === 0 && only
      ? only
      : `SELECT t.* FROM (${selects.map((select, index) => `SELECT * FROM (${select}) w${index}`).join(" UNION ")}) t ${orderOf(keyset, column, args)}`;
  const rows = await reader.query(
    sql,
    walks.flatMap(({ params }) => params),
  );
  return toPage(
    sealer,
    args,
    keyset,
    rows.map((row) => mapper.hydrate(row)),
  );
}

/** The WHERE, ORDER BY and LIMIT of a page (one row more than asked, to know whether there is a next one). */
export function keysetQuery<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  keyset: Omit<Keyset<T>, "entity">,
  column: string,
): { sql: string; params: SqlValue[] } {
  const compare = keyset.direction === "ASC" ? ">" : "<";
  const params = [...keyset.params];
  let where = keyset.where;
  if (args.after !== undefined && args.after !== null) {
    const { key, id } = sealer.openCursor<{ key: string | number; id: string }>(
      `page ${keyset.name}`,
      args.after,
      "after",
    );
    if (keyset.unique) {
      where = `(${where}) AND t.${column} ${compare} ?`;
      params.push(key);
    } else {
      where = `(${where}) AND (t.${column} ${compare} ? OR (t.${column} = ? AND t.id ${compare} ?))`;
      params.push(key, key, id);
      // Lets the database start at the key instead of testing every row before it.
      where = `t.${column} ${compare}= ? AND ${where}`;
      params.unshift(key);
    }
  }
  return { sql: `WHERE ${where} ${orderOf(keyset, column, args)}`, params };
}

function orderOf(
  { direction, unique }: Pick<Keyset<{ id: string }>, "direction" | "unique">,
  column: string,
  { first }: PageArgs,
): string {
  const ties = unique ? "" : `, t.id ${direction}`;
  return `ORDER BY t.${column} ${direction}${ties} LIMIT ${first + 1}`;
}

export function toPage<T extends { id: string }>(
  sealer: Sealer,
  args: PageArgs,
  keyset: Pick<Keyset<T>, "name" | "by">,
  rows: T[],
): Page<T> {
  const nodes = rows.slice(0, args.first);
  const cursorOf = (node: T): string =>
    sealer.seal(`page ${keyset.name}`, { key: node[keyset.by] as string | number, id: node.id });
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
