import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { openCase, type WorldCase } from "./world-case";

const LIST = `query ($filter: MyComplaintsFilter, $sort: ComplaintSort, $first: Int, $after: String) {
  myComplaints(filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { id updatedAt } pageInfo { hasNextPage endCursor }
  }
}`;

forEachDatabase((kind, further) => {
  let world: World;
  let cases: WorldCase[];
  beforeAll(async () => {
    world = await startWorld(kind);
    cases = [];
    for (let number = 0; number < 4; number += 1) {
      cases.push(await openCase(world));
      await world.later(1);
    }
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const owner = () => world.as("wang.owner");
  const list = async (variables: Record<string, unknown>) => (await (await owner()).ok(LIST, variables)).myComplaints;
  const idsOf = async (variables: Record<string, unknown>): Promise<string[]> =>
    (await list(variables)).nodes.map(({ id }: { id: string }) => id);
  const say = async (theCase: WorldCase | undefined, text: string) =>
    (await owner()).do("sendMessage", { complaintId: theCase?.id, visibility: "PARTIES", text }, "{ message { id } }");

  further("whoever reads by last change goes on from the last cursor, and gets what has changed since", async () => {
    const [first, second, third, fourth] = cases;
    const read = await list({ sort: "UPDATED_AT_ASC", first: 4 });
    expect(read.nodes.map(({ id }: { id: string }) => id)).toEqual(cases.map(({ id }) => id));
    await say(second, "one moment");
    await world.later(1);
    await say(first, "and this one");
    const after = read.pageInfo.endCursor;
    expect(await idsOf({ sort: "UPDATED_AT_ASC", first: 1, after })).toEqual([second?.id]);
    expect(await idsOf({ sort: "UPDATED_AT_ASC", after })).toEqual([second?.id, first?.id]);
    expect(await idsOf({ sort: "UPDATED_AT_DESC", first: 2 })).toEqual([first?.id, second?.id]);
    expect(await idsOf({})).toEqual([fourth, third, second, first].map((each) => each?.id));
  });

  further(
    "what was begun before the last change that was read, and committed after it, comes all the same",
    async () => {
      const [first, second, third, fourth] = cases;
      const copy = async (size: number, after: string | null): Promise<[string[], string | null]> => {
        const { nodes, pageInfo } = await list({ sort: "UPDATED_AT_ASC", first: size, after });
        const ids = nodes.map(({ id }: { id: string }) => id);
        const next = pageInfo.endCursor ?? after;
        if (!pageInfo.hasNextPage) return [ids, next];
        const [others, end] = await copy(size, next);
        return [[...ids, ...others], end];
      };
      /** As after a wait of some seconds for the case. */
      const commitLate = (theCase: WorldCase | undefined, updatedAt: number) =>
        world.db.transact(async (tx) => tx.update(Complaint, theCase?.id ?? "", { updatedAt }));

      await world.later(1);
      const [, begun] = await copy(4, null);
      await say(fourth, "at once");
      const [read, after] = await copy(1, begun);
      expect(read).toEqual([fourth?.id]);
      await commitLate(third, world.clock.now() - 20_000);
      const [again, further] = await copy(1, after);
      expect(again).toEqual([third?.id, fourth?.id]);

      // What was read is not read for ever.
      await world.later(1);
      const [once, settled] = await copy(1, further);
      expect(once).toEqual([third?.id, fourth?.id]);
      expect(await copy(1, settled)).toEqual([[], settled]);

      // Nor is anything lost to whoever stops between two pages.
      const before = world.clock.now();
      await say(first, "at once");
      await say(second, "at once");
      const { pageInfo } = await list({ sort: "UPDATED_AT_ASC", first: 1, after: settled });
      await commitLate(third, before - 1);
      await world.later(1);
      const [rest, end] = await copy(1, pageInfo.endCursor);
      expect(rest).toEqual([second?.id]);
      expect((await copy(1, end))[0]).toEqual([third?.id, first?.id, second?.id]);
    },
  );

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

  further("refuses a range upside down, an empty set of states, and the cursor of another order", async () => {
    const at = (days: number) => new Date(world.clock.now() + days * 86_400_000).toISOString();
    const refused = async (variables: Record<string, unknown>) =>
      (await (await owner()).refused(LIST, variables)).extensions;
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
