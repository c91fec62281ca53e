import { Sealer } from "../../src/platform/secrets/sealed";
import { openCase, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type GqlError, type Person, type World } from "../support/world";

const FOLLOW = `subscription ($id: ID!, $after: String) { complaintUpdated(id: $id, after: $after) { cursor caughtUp event { seq } } }`;

forEachDatabase((kind) => {
  let world: World;
  let theCase: WorldCase;
  beforeAll(async () => {
    world = await startWorld(kind);
    theCase = await openCase(world);
    await openCase(world);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe("lists", () => {
    /** Every list, and who may read it. */
    const LISTS: [string, string, string][] = [
      ["listings", "listings", "li.na"],
      ["providers", "providers", "li.na"],
      ["myComplaints", "myComplaints", "li.na"],
      ["myOrders", "myOrders", "li.na"],
      ["rulings", "rulings", "li.na"],
      ["moderationQueue", "moderationQueue", "chen.mod"],
      ["rulingsAwaitingApproval", "rulingsAwaitingApproval", "zhou.lead"],
      ["accounts", "accounts", "sun.audit"],
    ];
    const read = (person: Person, list: string, args: string) =>
      person.gql(`{ list: ${list}(${args}) { nodes { id } pageInfo { endCursor hasNextPage } } }`);

    test.each(LISTS)("%s: first of -1 and 101 are refused, 0 and 100 are not", async (_, list, who) => {
      const person = await world.as(who);
      for (const first of [-1, 101, -2_147_483_648]) {
        const { errors } = await read(person, list, `first: ${first}`);
        expect([first, errors?.[0]?.extensions.code, errors?.[0]?.extensions.field]).toEqual([
          first,
          "BAD_USER_INPUT",
          "first",
        ]);
      }
      for (const first of [0, 100]) expect((await read(person, list, `first: ${first}`)).errors).toBeUndefined();
      const { data } = await read(person, list, "first: 0");
      expect(data.list).toMatchObject({ nodes: [], pageInfo: { endCursor: null } });
    });

    test.each(LISTS)("%s: a forged cursor, another list's and a live one are refused", async (_, list, who) => {
      const person = await world.as(who);
      const own = list === "listings" ? "providers" : "listings";
      const others = (await read(person, own, "first: 1")).data.list.pageInfo.endCursor;
      const { cursor } = await theCase.look("cursor");
      const bytes = Buffer.from(others, "base64url");
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      const elsewhere = new Sealer("another secret, of another server").seal(`page ${list}`, { key: 1, id: "x" });
      for (const after of [
        "",
        "x",
        "a.b",
        "🙂",
        others,
        bytes.toString("base64url"),
        others.slice(0, -8),
        others.slice(0, 20),
        `${others}=`,
        cursor,
        elsewhere,
        `${others}.x`,
      ]) {
        const { errors, data } = await read(person, list, `after: ${JSON.stringify(after)}`);
        expect([after, errors?.[0]?.extensions.code, errors?.[0]?.extensions.field, data ?? null]).toEqual([
          after,
          "CURSOR_INVALID",
          "after",
          null,
        ]);
      }
    });

    test("a cursor with a control character is wrong text, and the argument is named", async () => {
      const { errors } = await read(await world.as("li.na"), "myOrders", `after: "a\\u0000"`);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
    });

    test("a cursor is of one list with one filter: another person's list and another filter refuse it", async () => {
      const consumer = await world.as("li.na");
      const { endCursor } = (await read(consumer, "myComplaints", "first: 1")).data.list.pageInfo;
      expect((await read(consumer, "myComplaints", `after: "${endCursor}"`)).errors).toBeUndefined();
      for (const [who, args] of [
        ["tom", ""],
        ["li.na", "filter: { statuses: [NEGOTIATING] }"],
      ] as const) {
        const { errors } = await read(await world.as(who), "myComplaints", `after: "${endCursor}" ${args}`);
        expect(errors?.[0]?.extensions.code).toBe("CURSOR_INVALID");
      }
    });

    test("the place of a row that is gone or has moved still works", async () => {
      const consumer = await world.as("tom");
      for (let n = 0; n < 3; n += 1) await placeOrder(world, "tom");
      const { nodes, pageInfo } = (await read(consumer, "myOrders", "first: 2")).data.list;
      await consumer.do("cancelOrder", { orderId: nodes[1].id }, "{ order { id } }");
      const rest = (await read(consumer, "myOrders", `first: 100, after: "${pageInfo.endCursor}"`)).data.list;
      const all = (await read(consumer, "myOrders", "first: 100")).data.list;
      expect([...nodes, ...rest.nodes]).toEqual(all.nodes);
    });
  });

  describe("live cursors", () => {
    const refusedWith = async (
      person: Person,
      query: string,
      variables: Record<string, unknown>,
    ): Promise<GqlError | undefined> => {
      const stream = person.follow(query, variables);
      await stream.until(({ errors, received }) => errors.length + received.length > 0);
      expect(stream.received).toEqual([]);
      stream.close();
      return stream.errors[0];
    };
    const cursorFor = async (login: string): Promise<string> =>
      (await theCase.look("cursor", await world.as(login))).cursor;
    const placeOf = (cursor: string): Record<string, string | number> =>
      new Sealer(world.secret).open("live", cursor) ?? {};

    test("nobody reads in them how many events the platform has had", async () => {
      const visitor = world.visitor;
      const { provider } = await theCase.look("provider { id }");
      const { cursor } = (await visitor.ok(`query ($id: ID!) { provider(id: $id) { cursor } }`, { id: provider.id }))
        .provider;
      const { position, stream } = placeOf(cursor);
      expect(stream).toBe(`providerUpdated:${provider.id}`);
      const bytes = Buffer.from(cursor, "base64url").toString("latin1");
      for (const secret of ["position", String(position), "epoch", "providerUpdated"])
        expect(bytes).not.toContain(secret);
    });

    test("one's own, of this case: taken", async () => {
      const consumer = await world.as("li.na");
      const stream = consumer.follow(FOLLOW, { id: theCase.id, after: await cursorFor("li.na") });
      await stream.until(({ received }) => received[0]?.caughtUp);
      stream.close();
      await consumer.hangUp();
    });

    test("forged, future, another person's, another stream's, another log's, a page's: RESYNC_REQUIRED with its reason", async () => {
      const consumer = await world.as("li.na");
      const own = await cursorFor("li.na");
      const place = placeOf(own);
      const sealed = (changes: Record<string, string | number>) =>
        new Sealer(world.secret).seal("live", { ...place, ...changes });
      // The test's seal is right: unchanged it is taken.
      expect(sealed({})).toBe(own);
      const other = await openCase(world);
      const page = (await consumer.ok(`{ myOrders(first: 1) { pageInfo { endCursor } } }`)).myOrders.pageInfo.endCursor;
      const queue = (await (await world.as("chen.mod")).ok(`{ moderationQueueCursor }`)).moderationQueueCursor;
      const cases: [string, string, RegExp][] = [
        ["garbage", "x", /not one of ours/],
        ["a broken seal", `${own.slice(0, -1)}${own.endsWith("A") ? "B" : "A"}`, /not one of ours/],
        ["another secret", new Sealer("another secret, of another server").seal("live", place), /not one of ours/],
        ["a page's", page, /not one of ours/],
        ["the future", sealed({ position: Number(place.position) + 1_000_000 }), /future/],
        ["another person's", await cursorFor("wang.owner"), /someone else/],
        ["another case's", (await other.look("cursor", consumer)).cursor, /another stream/],
        ["the queue's", queue, /another stream/],
        ["another log's", sealed({ epoch: "another" }), /log was restarted/],
      ];
      for (const [name, after, words] of cases) {
        const error = await refusedWith(english, FOLLOW, { id: theCase.id, after });
        expect([name, error?.extensions.code, error?.extensions.field]).toEqual([name, "RESYNC_REQUIRED", "after"]);
        expect(error?.message).toMatch(words);
      }
    });

    let english: Person;
    beforeAll(async () => {
      await (await world.as("li.na")).do("updateAccount", { locale: "EN" }, "{ account { locale } }");
      english = await world.as("li.na");
      await english.hangUp();
    });
    afterAll(() => english.hangUp());

    test("an empty one is not taken for none", async () => {
      const error = await refusedWith(english, FOLLOW, { id: theCase.id, after: "" });
      expect(error?.extensions.code).toBe("RESYNC_REQUIRED");
    });
  });
});
