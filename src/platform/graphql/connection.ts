import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { Reader } from "../database/reader";
import type { EntityClass, SqlValue } from "../database/row-mapper";
import { Refusal } from "../refusal";
import type { Sealer } from "../sealed";

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many to give, 0 to 100." })
  first: number;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the page before; the first page when left out.",
  })
  after?: string;
}

@ObjectType({ simpleResolvers: true, description: "Where this page ends. Relay cursor connections." })
export class PageInfo {
  @Field(() => Boolean, { description: "There is more after this page." })
  hasNextPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Give it as `after` for the next page; null when this page is empty.",
  })
  endCursor: string | null;
}

export interface Page<T> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
}

/** The Relay connection type of one kind of node: `Connection(Listing, "Listing")`. */
export function Connection<T extends object>(node: new () => T, name: string): new () => Page<T> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} and its place in the list.` })
  class Edge {
    @Field(() => String, { description: "The place of this item; may be given as `after`." })
    cursor: string;

    @Field(() => node, { description: "The item." })
    node: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [Edge], { description: "The items with their places." })
    edges: Edge[];

    @Field(() => [node], { description: "The items, for clients that need no places." })
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
export async function page<T extends { id: string }>(
  reader: Reader,
  sealer: Sealer,
  args: PageArgs,
  keyset: Keyset<T>,
): Promise<Page<T>> {
  const mapper = reader.mapper(keyset.entity);
  const { sql, params } = keysetQuery(sealer, args, keyset, mapper.column(keyset.by));
  const rows = await reader.query(`SELECT ${mapper.select("t")} FROM ${mapper.table} t ${sql}`, params);
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
  if (args.first < 0 || args.first > 100) throw new Refusal("BAD_USER_INPUT", { reason: "page.first", field: "first" });
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
  const ties = keyset.unique ? "" : `, t.id ${keyset.direction}`;
  return {
    sql: `WHERE ${where} ORDER BY t.${column} ${keyset.direction}${ties} LIMIT ${args.first + 1}`,
    params,
  };
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
  const last = nodes.at(-1);
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node), node }));
    },
    pageInfo: { hasNextPage: rows.length > args.first, endCursor: last ? cursorOf(last) : null },
  };
}
