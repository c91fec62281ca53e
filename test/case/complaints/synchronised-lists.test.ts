import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { openCase, type WorldCase } from "./world-case";

const LIST = `query ($filter: MyComplaintsFilter, $sort: ComplaintSort, $first: Int, $after: String) {
  myComplaints(filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { id updatedAt } pageInfo { hasNextPage endCursor }
  }
}`;

forEachDatabase((kind) => {
  let world: World;
  let owner: Person;
  let cases: WorldCase[];
  beforeAll(async () => {
    world = await startWorld(kind);
    owner = await world.as("wang.owner");
    cases = [];
    for (let number = 0; number < 4; number += 1) {
      cases.push(await openCase(world));
      await world.later(60_000);
    }
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const list = async (variables: Record<string, unknown>) => (await owner.ok(LIST, variables)).myComplaints;
  const idsOf = async (variables: Record<string, unknown>): Promise<string[]> =>
    (await list(variables)).nodes.map(({ id }: { id: string }) => id);
  const say = (theCase: WorldCase | undefined, text: string) =>
    owner.do("sendMessage", { complaintId: theCase?.id, visibility: "PARTIES", text }, "{ message { id } }");

  test("whoever reads by last change goes on from the last cursor, and gets what has changed since", async () => {
    const [first, second, third, fourth] = cases;
    const read = await list({ sort: "UPDATED_AT_ASC", first: 4 });
    expect(read.nodes.map(({ id }: { id: string }) => id)).toEqual(cases.map(({ id }) => id));
    await say(second, "one moment");
    await world.later(1_000);
    await say(first, "and this one");
    const after = read.pageInfo.endCursor;
    expect(await idsOf({ sort: "UPDATED_AT_ASC", first: 1, after })).toEqual([second?.id]);
    expect(await idsOf({ sort: "UPDATED_AT_ASC", after })).toEqual([second?.id, first?.id]);
    expect(await idsOf({ sort: "UPDATED_AT_DESC", first: 2 })).toEqual([first?.id, second?.id]);
    expect(await idsOf({})).toEqual([fourth, third, second, first].map((each) => each?.id));
  });

  test("by when they were opened and last changed, and by several states", async () => {
    const nodes = (await list({ sort: "UPDATED_AT_ASC" })).nodes;
    const from = nodes[1].updatedAt;
    const to = nodes[3].updatedAt;
    expect(await idsOf({ sort: "UPDATED_AT_ASC", filter: { updatedAt: { from, to } } })).toEqual([
      nodes[1].id,
      nodes[2].id,
    ]);
    const openedAt = { to: new Date(world.clock.now()).toISOString() };
    expect(await idsOf({ filter: { openedAt, statuses: ["NEGOTIATING", "CLOSED"] } })).toHaveLength(4);
    // A contradiction is no error: nothing is in both.
    expect(await idsOf({ filter: { openedAt, statuses: ["CLOSED"] } })).toEqual([]);
  });

  test("refuses a range upside down, an empty set of states, and the cursor of another order", async () => {
    const at = (days: number) => new Date(world.clock.now() + days * 86_400_000).toISOString();
    const refused = async (variables: Record<string, unknown>) => (await owner.refused(LIST, variables)).extensions;
    expect(await refused({ filter: { updatedAt: { from: at(1), to: at(0) } } })).toMatchObject({
      code: "BAD_USER_INPUT",
      reason: "period.empty",
      field: "filter.updatedAt.to",
    });
    expect(await refused({ filter: { statuses: [] } })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "filter.statuses",
    });
    const after = (await list({ first: 1 })).pageInfo.endCursor;
    expect(await refused({ sort: "UPDATED_AT_DESC", after })).toMatchObject({ code: "CURSOR_INVALID" });
    expect(await refused({ filter: { openedAt: { from: at(-3) } }, after })).toMatchObject({ code: "CURSOR_INVALID" });
  });

  test("orders by state, listing and when they were placed", async () => {
    const orders = async (filter: object): Promise<{ id: string; listing: { id: string } }[]> =>
      (
        await (
          await world.as("li.na")
        ).ok(
          `query ($filter: OrderFilter) { myOrders(filter: $filter, first: 100) { nodes { id listing { id } status } } }`,
          { filter },
        )
      ).myOrders.nodes;
    const all = await orders({});
    expect(all.length).toBeGreaterThanOrEqual(4);
    const listingId = all[0]?.listing.id;
    expect(await orders({ listingId })).toEqual(all.filter(({ listing }) => listing.id === listingId));
    expect(await orders({ statuses: ["PLACED", "DELIVERED", "COMPLETED", "CANCELLED"] })).toEqual(all);
    expect(await orders({ statuses: ["CANCELLED"] })).toEqual([]);
    const placedAt = { from: new Date(world.clock.now()).toISOString() };
    expect(await orders({ placedAt })).toEqual([]);
  });
});
