import {
  getNamedType,
  getNullableType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { createSchema } from "../../src/app/schema";
import { newId } from "../../src/platform/ids";
import { Order } from "../../src/market/orders/order.entity";
import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type GqlError, type Person, type World } from "../support/world";

jest.setTimeout(300_000);

const PAGE = `totalCount { value isAtLeast } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const ITEMS = `edges { cursor } ${PAGE}`;
const VIEWERS = ["zhou.lead", "wang.owner", "li.na", "admin"];

interface PageOf {
  edges: { cursor: string; node?: { id: string } }[];
  totalCount: { value: number; isAtLeast: boolean };
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** A list, and the way to it from the query type. */
interface List {
  name: string;
  document: (args: string) => string;
  at: (data: Record<string, unknown>) => PageOf | null;
}

type Fields = readonly GraphQLField<unknown, unknown>[];

const fieldsOf = (schema: GraphQLSchema, name: string): Fields => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
};
const isList = ({ type }: Fields[number]): boolean => getNamedType(type).name.endsWith("Connection");

/** All lists of the query type, and all of what can be read by its id. */
function listsOf(schema: GraphQLSchema, ids: Record<string, string>, required: Record<string, string>): List[] {
  const roots = fieldsOf(schema, "Query");
  const given = (field: Fields[number], args: string): string => {
    const own = field.args
      .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
      .map(({ name }) => `${name}: ${JSON.stringify(required[name])}`);
    const node = getNamedType(field.type).name.replace(/Connection$/, "");
    const hasId = fieldsOf(schema, node).some(({ name }) => name === "id");
    return `${field.name}(${[...own, args].join(", ")}) { edges { cursor ${hasId ? "node { id }" : ""} } ${PAGE} }`;
  };
  const inside = (
    path: string,
    opening: string,
    type: string,
    at: (data: Record<string, unknown>) => unknown,
  ): List[] =>
    fieldsOf(schema, type)
      .filter(isList)
      .map((field) => ({
        name: `${path}.${field.name}`,
        document: (args: string) => `{ ${opening} { ${given(field, args)} } }`,
        at: (data) => ((at(data) as Record<string, PageOf> | null) ?? {})[field.name] ?? null,
      }));
  return [
    ...roots.filter(isList).map((field) => ({
      name: field.name,
      document: (args: string) => `{ ${given(field, args)} }`,
      at: (data: Record<string, unknown>) => (data[field.name] as PageOf | null) ?? null,
    })),
    ...Object.entries(ids).flatMap(([root, id]) => {
      const field = roots.find(({ name }) => name === root);
      if (!field) throw new Error(`there is no query ${root}`);
      return inside(root, `${root}(id: "${id}")`, getNamedType(field.type).name, (data) => data[root]);
    }),
    ...inside("inbox", "inbox", "Inbox", ({ inbox }) => inbox),
  ];
}

forEachDatabase((kind) => {
  let world: World;
  let theCase: WorldCase;
  let lists: List[];
  let ids: Record<string, string>;
  beforeAll(async () => {
    world = await startWorld(kind);
    for (let n = 0; n < 2; n += 1) await openCase(world);
    for (let n = 0; n < 3; n += 1) theCase = await caseIn(world, "ENFORCING");
    await world.projected();
    const { provider, ruling } = await theCase.look("provider { id } ruling { id }");
    const { order } = await (await theCase.consumer).ok(`{ order(id: "${theCase.orderId}") { listing { id } } }`);
    ids = {
      complaint: theCase.id,
      provider: provider.id,
      ruling: ruling.id,
      order: theCase.orderId,
      listing: order.listing.id,
    };
    const [from, to] = [-1, 1].map((days) => new Date(world.clock.now() + days * 86_400_000).toISOString());
    lists = listsOf(await createSchema(), ids, { providerId: provider.id, from: from ?? "", to: to ?? "" });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** Page by page; null where the viewer may not read. */
  async function walk(viewer: Person, list: List, direction: "forwards" | "backwards"): Promise<PageOf[] | null> {
    const pages: PageOf[] = [];
    let cursor: string | null = null;
    do {
      const size = direction === "forwards" ? "first: 2" : "last: 2";
      const from = cursor === null ? "" : `, ${direction === "forwards" ? "after" : "before"}: "${cursor}"`;
      const { data, errors } = await viewer.gql(list.document(size + from));
      const page = errors ? null : list.at(data);
      if (!page) {
        expect([list.name, errors?.[0]?.extensions.code ?? "FORBIDDEN"]).toEqual([
          list.name,
          expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/),
        ]);
        return null;
      }
      pages.push(page);
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
      cursor = direction === "forwards" ? (hasNextPage ? endCursor : null) : hasPreviousPage ? startCursor : null;
    } while (cursor !== null);
    return pages;
  }

  /** By id: the cursors of a ranked list hold the moment at which it was ranked. */
  const itemsOf = (pages: PageOf[]): string[] =>
    pages.flatMap(({ edges }) => edges.map(({ cursor, node }) => node?.id ?? cursor));

  test("every list read from its end is the list read from its beginning, and is counted", async () => {
    const longest = new Map<string, number>();
    for (const viewer of await Promise.all(VIEWERS.map((login) => world.as(login))))
      for (const list of lists) {
        const forwards = await walk(viewer, list, "forwards");
        const backwards = await walk(viewer, list, "backwards");
        if (!forwards || !backwards) {
          expect([list.name, forwards, backwards]).toEqual([list.name, null, null]);
          continue;
        }
        const items = itemsOf(forwards);
        expect([list.name, itemsOf([...backwards].reverse())]).toEqual([list.name, items]);
        // A history also counts the events that are not for the viewer.
        const value = list.name.endsWith(".timeline") ? expect.any(Number) : items.length;
        for (const { totalCount } of [...forwards, ...backwards])
          expect([list.name, totalCount]).toEqual([list.name, { value, isAtLeast: false }]);
        longest.set(list.name, Math.max(longest.get(list.name) ?? 0, items.length));
      }
    // Enough of them have several pages, in each way of being sorted.
    expect([...longest].filter(([, length]) => length > 2).map(([name]) => name)).toEqual(
      expect.arrayContaining([
        "myComplaints",
        "myOrders",
        "providerOrders",
        "inbox.notices",
        "provider.rulings",
        "provider.pointsLedger",
      ]),
    );
    expect(longest.size).toBeGreaterThan(30);
  });

  test("arguments that contradict each other, and cursors of other lists, are refused", async () => {
    const liNa = await world.as("li.na");
    const mine = (args: string): string => `{ myOrders(${args}) { ${ITEMS} } }`;
    const { pageInfo } = (await liNa.ok(mine("first: 1"))).myOrders;
    const cursor = JSON.stringify(pageInfo.endCursor);
    const refusal = async (args: string): Promise<GqlError["extensions"]> =>
      (await liNa.refused(mine(args))).extensions;
    for (const [args, field] of [
      ["first: 1, last: 1", "last"],
      [`first: 1, before: ${cursor}`, "before"],
      [`after: ${cursor}, last: 1`, "last"],
      [`after: ${cursor}, before: ${cursor}`, "before"],
    ] as const)
      expect(await refusal(args)).toMatchObject({ code: "BAD_USER_INPUT", field });
    for (const args of ["last: 101", "last: -1", "first: 101"])
      expect(await refusal(args)).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusal(`last: 1, before: "no cursor"`)).toMatchObject({ code: "CURSOR_INVALID", field: "before" });
    const other = (await liNa.ok(`{ myComplaints(first: 1) { ${ITEMS} } }`)).myComplaints.pageInfo.endCursor;
    expect(await refusal(`last: 1, before: "${other}"`)).toMatchObject({ code: "CURSOR_INVALID" });
    // What is null was not given.
    expect((await liNa.ok(mine("first: 1, last: null, before: null"))).myOrders.edges).toHaveLength(1);
    expect((await liNa.ok(mine("first: null"))).myOrders.edges.length).toBeGreaterThan(1);
  });

  test("`node` returns to each viewer what the query of its type does, and nothing else", async () => {
    const people = await Promise.all([...VIEWERS, "tom", "chen.mod"].map((login) => world.as(login)));
    for (const viewer of [world.visitor, ...people])
      for (const [root, id] of Object.entries(ids)) {
        const { data, errors } = await viewer.gql(`{ thing: ${root}(id: "${id}") { id } }`);
        const alone = errors ? null : data.thing;
        const { node } = await viewer.ok(`query ($id: ID!) { node(id: $id) { __typename id } }`, { id });
        expect([root, node && { id: node.id }]).toEqual([root, alone]);
        const type = getNullableType(fieldsOf(await createSchema(), "Query").find(({ name }) => name === root)?.type);
        if (node) expect(node.__typename).toBe(String(type));
      }
  });

  test("several at once, in their order; what is none is null, and too many are refused", async () => {
    const liNa = await world.as("li.na");
    const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { status } ... on Complaint { title } } }`;
    const nothing = [newId(Order), "ord_", "", "_", "xyz_00000000000000000000000000", theCase.orderId.toUpperCase()];
    const { nodes } = await liNa.ok(NODES, { ids: [theCase.id, ...nothing, theCase.orderId, theCase.id] });
    expect(nodes.map((each: { id: string } | null) => each?.id ?? null)).toEqual([
      theCase.id,
      ...nothing.map(() => null),
      theCase.orderId,
      theCase.id,
    ]);
    expect(nodes[0].title).toEqual(expect.any(String));
    const many = Array.from({ length: 101 }, () => theCase.id);
    expect((await liNa.refused(NODES, { ids: many })).extensions).toMatchObject({
      code: "LIMIT_REACHED",
      field: "ids",
    });
    expect((await liNa.ok(NODES, { ids: [] })).nodes).toEqual([]);
  });
});
