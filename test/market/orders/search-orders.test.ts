import { placeOrder } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const SEARCH = `query ($filter: AllOrdersFilter, $first: Int, $after: String) {
  orders(filter: $filter, first: $first, after: $after) {
    nodes { id status } totalCount { value } pageInfo { hasNextPage endCursor }
  }
}`;
const MINE = `query ($filter: OrderFilter) { myOrders(filter: $filter) { nodes { id } totalCount { value } } }`;
const OF_PROVIDER = `query ($providerId: ID!, $filter: OrderFilter) {
  providerOrders(providerId: $providerId, filter: $filter) { nodes { id } totalCount { value } }
}`;
const SPARK = "星火代运营(杭州)有限公司";

interface Found {
  nodes: { id: string }[];
  totalCount: { value: number };
}

function idsOf({ nodes, totalCount }: Found): string[] {
  expect(totalCount.value).toBe(nodes.length);
  return nodes.map(({ id }) => id);
}

forEachDatabase((kind, further) => {
  let world: World;
  let all: string[], toms: string[], linas: string[], providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    for (const [consumer, delivered] of Object.entries({ tom: true, "li.na": false })) {
      const { id: orderId } = await placeOrder(world, consumer);
      if (delivered) await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
      await world.later(1);
    }
    const own = async (login: string) => idsOf((await (await world.as(login)).ok(MINE)).myOrders);
    [toms, linas] = [await own("tom"), await own("li.na")];
    const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
    providerId = viewer.memberships[0].provider.id;
    all = idsOf((await (await world.as("wang.owner")).ok(OF_PROVIDER, { providerId })).providerOrders);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const found = async (filter: object, login = "chen.mod"): Promise<string[]> =>
    idsOf((await (await world.as(login)).ok(SEARCH, { filter })).orders);
  const refusal = async (filter: object) => (await (await world.as("chen.mod")).refused(SEARCH, { filter })).extensions;

  test.each(["chen.mod", "zhou.lead", "he.inspect", "sun.audit"])(
    "%s finds every order, and each of them by its id",
    async (login) => {
      expect(all).toHaveLength(toms.length + linas.length);
      expect(await found({}, login)).toEqual(all);
      const person = await world.as(login);
      for (const id of all)
        expect((await person.ok(`query ($id: ID!) { order(id: $id) { id } }`, { id })).order.id).toBe(id);
    },
  );

  test.each(["li.na", "wang.owner", "wu.finance", "lin.train", "admin"])("%s is refused at the door", async (login) => {
    expect((await (await world.as(login)).refused(SEARCH)).extensions.code).toBe("FORBIDDEN");
  });

  test("by id, title, names, parties, listing, state and when it was placed", async () => {
    const { accountId: consumerId } = await world.as("tom");
    const [newest = ""] = linas;
    for (const text of [newest, ` ${newest}`]) expect(await found({ text })).toEqual([newest]);
    for (const text of [SPARK, "抖店 48", providerId, "页"]) expect([text, await found({ text })]).toEqual([text, all]);
    for (const filter of [
      { text: "tom" },
      { text: "BAKER" },
      { text: consumerId },
      { consumerId },
      { text: "抖店", consumerId },
    ])
      expect([filter, await found(filter)]).toEqual([filter, toms]);
    expect(await found({ text: "li.na" })).toEqual([]);
    expect(await found({ statuses: ["DELIVERED"] })).toEqual([toms[0]]);
    expect(await found({ statuses: ["DELIVERED"], text: "tom" })).toEqual([toms[0]]);
    expect(await found({ statuses: ["DELIVERED"], text: "李娜" })).toEqual([]);
    expect(
      await found({ providerId, consumerId, statuses: ["PLACED", "DELIVERED", "COMPLETED", "CANCELLED"] }),
    ).toEqual(toms);
    expect(await found({ placedAt: { from: new Date(world.clock.now()).toISOString() } })).toEqual([]);
    expect(await found({ listingId: "lst_x" })).toEqual([]);
  });

  test("one's own by text: no other's", async () => {
    const mine = async (text: string) =>
      idsOf((await (await world.as("li.na")).ok(MINE, { filter: { text } })).myOrders);
    expect(await mine("抖店首页")).toEqual(linas);
    expect(await mine(linas[0] ?? "")).toEqual([linas[0]]);
    for (const text of ["tom", toms[0] ?? "", "%"]) expect([text, await mine(text)]).toEqual([text, []]);
    const ofProvider = async (text: string) =>
      idsOf((await (await world.as("zhao.staff")).ok(OF_PROVIDER, { providerId, filter: { text } })).providerOrders);
    expect(await ofProvider("tom baker")).toEqual(toms);
    expect(await ofProvider("店")).toEqual(all);
  });

  further("signs of SQL, an empty text, a range upside down, an unknown state", async () => {
    for (const text of ["%", "_", "'", '"', "\\", "' OR ''='"])
      expect([text, await found({ text })]).toEqual([text, []]);
    for (const text of ["", " "])
      expect(await refusal({ text })).toMatchObject({
        code: "BAD_USER_INPUT",
        reason: "text.empty",
        field: "filter.text",
      });
    const placedAt = { from: "2026-01-02T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" };
    expect(await refusal({ placedAt })).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.placedAt.to" });
    expect(await refusal({ statuses: ["LOST"] })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusal({ statuses: [] })).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.statuses" });
  });

  test("in pages, by states and by text", async () => {
    for (const filter of [{}, { text: SPARK }]) {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { orders } = await (await world.as("chen.mod")).ok(SEARCH, { filter, first: 1, after });
        seen.push(...orders.nodes.map(({ id }: { id: string }) => id));
        if (!orders.pageInfo.hasNextPage) break;
        after = orders.pageInfo.endCursor;
      }
      expect(seen).toEqual(all);
    }
  });
});
