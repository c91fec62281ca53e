import { Arg, ArgsType, Field, Int, ObjectType } from "type-graphql";
import { Refusal } from "../refusal";
import type { Sealer } from "../secrets/sealed";
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
    description:
      "A cursor of this list: the page begins after it. Usually the `endCursor` of the previous page. Refused CURSOR_INVALID for one of another list, filter, sort or viewer.",
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
      "A cursor of this list: the page ends before it. Usually the `startCursor` of the following page. Not together with `first` or `after`. Refused CURSOR_INVALID for one of another list, filter, sort or viewer.",
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

/** `first` of a list that has no pages. */
export const First = (usual: number, what: string, least = 0) =>
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

    @Field(() => node, { description: "The item at the cursor." })
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

/** Nodes that were read, as a page. */
export function assemble<T>(
  args: PageArgs,
  nodes: T[],
  more: boolean,
  cursorOf: (node: T) => string,
  count: () => Promise<Count>,
  endOf = cursorOf,
): Page<T> {
  const { backwards, cursor } = sliceOf(args);
  const [hasNextPage, hasPreviousPage] = backwards ? [cursor !== null, more] : [more, cursor !== null];
  const pageInfo = new Ends(nodes, hasNextPage, hasPreviousPage, cursorOf, endOf);
  const edges = (): Page<T>["edges"] => nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return new MadePage(nodes, pageInfo, count, edges);
}

/**
 * Cursors are sealed only when they are selected. A getter of a class, since of one written in a literal V8 makes a shape for each object,
 * in the old part of the heap, where it holds on to all that the object was made of.
 */
class MadePage<T> implements Page<T> {
  constructor(
    readonly nodes: T[],
    readonly pageInfo: PageInfo,
    readonly count: () => Promise<Count>,
    private readonly makeEdges: () => Page<T>["edges"],
  ) {}

  get edges(): Page<T>["edges"] {
    return this.makeEdges();
  }
}

class Ends<T> implements PageInfo {
  constructor(
    private readonly nodes: readonly T[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
    private readonly cursorOf: (node: T) => string,
    private readonly endOf: (node: T) => string,
  ) {}

  get startCursor(): string | null {
    const [first] = this.nodes;
    return first ? this.cursorOf(first) : null;
  }

  get endCursor(): string | null {
    const last = this.nodes.at(-1);
    return last ? this.endOf(last) : null;
  }
}

/** The same page of what each of its items becomes; one that becomes nothing is left out. */
export async function mapPage<T, R>(page: Page<T>, become: (node: T) => R | undefined | Promise<R>): Promise<Page<R>> {
  const becoming = page.nodes.map((node) => become(node));
  const isAwaited = becoming.some((made) => made instanceof Promise);
  const all = isAwaited ? await Promise.all(becoming as Promise<R | undefined>[]) : (becoming as (R | undefined)[]);
  const nodes = all.filter((node) => node !== undefined);
  const edges = (): Page<R>["edges"] =>
    page.edges.flatMap(({ cursor }, at) => {
      const node = all[at];
      return node === undefined ? [] : [{ cursor, node }];
    });
  return new MadePage<R>(nodes, page.pageInfo, page.count, edges);
}
