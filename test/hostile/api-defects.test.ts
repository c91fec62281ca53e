import { openCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { mutationDocument, startWorld, type Person, type World } from "../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => void (world = await startWorld(kind)));
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe("a provider's list of cases and its stream agree", () => {
    const LIST = `query ($filter: MyComplaintsFilter, $first: Int!, $after: String) {
      myComplaints(filter: $filter, first: $first, after: $after) {
        nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const idsOf = async (person: Person, filter: object | null): Promise<string[]> =>
      (await person.ok(LIST, { filter, first: 100 })).myComplaints.nodes.map(({ id }: { id: string }) => id);

    let cases: string[];
    let owner: Person;
    beforeAll(async () => {
      owner = await world.as("wang.owner");
      const opened = [await openCase(world), await openCase(world), await openCase(world)];
      cases = opened.map(({ id }) => id).reverse();
      // Somebody who complained and later began to work there is on both sides; such a case comes once.
      await world.db.transact((tx) => {
        tx.execute("UPDATE complaint SET consumer_id = ? WHERE id = ?", [owner.accountId, cases[1] ?? ""]);
        return Promise.resolve();
      });
    });

    test("without a filter both sides are listed, each case once, newest first", async () => {
      expect(await idsOf(owner, null)).toEqual(cases);
      expect(await idsOf(owner, { side: "CONSUMER" })).toEqual([cases[1]]);
      expect(await idsOf(owner, { side: "PROVIDER" })).toEqual(cases);
      expect(await idsOf(await world.as("li.na"), null)).toEqual([cases[0], cases[2]]);
      expect(await idsOf(await world.as("li.na"), { side: "PROVIDER" })).toEqual([]);
      expect(await idsOf(owner, { statuses: ["NEGOTIATING", "SUBMITTED"] })).toEqual(cases);
      expect(await idsOf(owner, { statuses: ["CLOSED"] })).toEqual([]);
    });

    further("page by page it is the same list", async () => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo }: { nodes: { id: string }[]; pageInfo: Record<string, string | null> } = (
          await owner.ok(LIST, { first: 1, after })
        ).myComplaints;
        expect(pageInfo).toMatchObject({ hasPreviousPage: after !== null, startCursor: pageInfo.endCursor });
        seen.push(...nodes.map(({ id }) => id));
        after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
      } while (after !== null);
      expect(seen).toEqual(cases);
    });

    further("a filter that contradicts itself is refused, and so is somebody else's provider", async () => {
      const { provider } = (
        await owner.ok(`query ($id: ID!) { complaint(id: $id) { provider { id } } }`, { id: cases[0] })
      ).complaint;
      const filter = { side: "CONSUMER", providerId: provider.id };
      expect((await owner.refused(LIST, { filter, first: 1 })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "filter.side",
      });
      const stranger = await world.as("tom");
      expect((await stranger.refused(LIST, { filter: { providerId: provider.id }, first: 1 })).extensions.code).toBe(
        "NOT_FOUND",
      );
    });
  });
});

describe("everything that is wrong with an input is told at once", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld("sqlite")));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const OPEN = mutationDocument("openComplaint", "{ complaint { id } }");
  const input = (changes: object): object => ({
    orderId: "ord_x",
    title: "t",
    story: "s",
    breaches: [{ promiseVersionId: "pmv_x", expected: "e", delivered: "d" }],
    demandKind: "APOLOGY",
    ...changes,
  });

  test("each field with its own words, the first of them as the refusal's own", async () => {
    const person = await world.as("li.na");
    const breach = { promiseVersionId: "pmv_x", expected: "e", delivered: "d" };
    const wrong = input({ title: "", story: "x".repeat(10_000), breaches: Array(21).fill(breach) });
    const { message, extensions } = await person.refused(OPEN, { input: wrong });
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.title" });
    const problems = extensions.problems as { field: string; code: string; message: string }[];
    expect(problems.map(({ field, code }) => [field, code]).sort()).toEqual([
      ["input.breaches", "BAD_USER_INPUT"],
      ["input.story", "BAD_USER_INPUT"],
      ["input.title", "BAD_USER_INPUT"],
    ]);
    expect(problems[0]).toMatchObject({ field: "input.title", message });
    // Never what was typed.
    expect(JSON.stringify(problems)).not.toContain("xxxx");
  });

  test("of thousands of wrong items the first twenty are told", async () => {
    const person = await world.as("li.na");
    const breach = { promiseVersionId: "", expected: "", delivered: "" };
    const { extensions } = await person.refused(OPEN, { input: input({ breaches: Array(500).fill(breach) }) });
    expect(extensions.problems).toHaveLength(20);
  });
});
