/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { createSchema } from "../../src/app/schema";
import { caseIn, openCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { type Person, signIn, startNode, startWorld, type World } from "../support/world";
import { fillLog, FOLLOW_CASE, say } from "./cases";

const EVENTS_SINCE = `query ($after: String!, $first: Int) { eventsSince(after: $after, first: $first) { cursor caughtUp updates {
  cursor
  ... on ComplaintUpdate { event { seq type } complaint { id } }
  ... on RulingUpdate { ruling { id } }
  ... on InboxUpdate { notice { id } }
  ... on ProviderUpdate { happened: event { type } provider { id } } } } }`;
const CASE_CURSOR = `query ($id: ID!) { complaint(id: $id) { cursor } }`;

const poll = async (person: Person, after: string, first?: number): Promise<any> =>
  (await person.ok(EVENTS_SINCE, { after, first })).eventsSince;

/** Asks again until it is told everything, as clients do; answers also how often it asked. */
async function pollAll(person: Person, after: string, first?: number): Promise<{ updates: any[]; asked: number }> {
  const updates: any[] = [];
  for (let asked = 1, cursor = after; ; asked += 1) {
    const answer = await poll(person, cursor, first);
    expect(answer.updates.length).toBeLessThanOrEqual(first ?? 100);
    updates.push(...answer.updates);
    if (answer.caughtUp) return { updates, asked };
    expect(answer.cursor).not.toBe(cursor);
    cursor = answer.cursor;
  }
}

/** Every kind of stream: who follows it, and how. */
const STREAMS: [as: string, subscription: string][] = [
  ["li.na", "complaintUpdated(id: $id) { cursor event { seq type } complaint { id } }"],
  ["wang.owner", "myComplaintsUpdated { cursor event { seq type } complaint { id } }"],
  ["chen.mod", "moderationQueueUpdated(filter: { severity: L4 }) { cursor event { seq type } complaint { id } }"],
  ["", "rulingPublished(filter: { outcome: UPHELD }) { cursor ruling { id } }"],
  ["li.na", "inboxUpdated { cursor notice { id } }"],
  ["wang.owner", "providerUpdated(id: $providerId) { cursor happened: event { type } provider { id } }"],
];

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("whoever asks is told the very same as who listens, stream by stream and with its filter, and goes on either way", async () => {
    const { id } = await openCase(world);
    const owner = await world.as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    const streams = await Promise.all(
      STREAMS.map(async ([as, subscription]) => {
        const person = as ? await world.as(as) : world.visitor;
        const declared = subscription.includes("$id")
          ? "($id: ID!)"
          : subscription.includes("$providerId")
            ? "($providerId: ID!)"
            : "";
        const live = person.follow(`subscription ${declared} { ${subscription} }`, { id, providerId });
        await live.until(({ received }) => received.length > 0);
        return { person, live, cursor: live.received[0].cursor as string };
      }),
    );
    await say(owner, id, "我们查一下。");
    const grave = await openCase(world, { opening: { breachClass: "FRAUD" } });
    const ruled = await caseIn(world, "ENFORCING", { consumer: "tom" });
    await caseIn(world, "CLOSED", { consumer: "tom", dismissed: true });
    await owner.do("updateProvider", { providerId, description: "抖店页面设计" }, "{ provider { id } }");

    const told: any[][] = [];
    for (const { person, live, cursor } of streams) {
      const { updates } = await pollAll(person, cursor, 3);
      await live.until(({ received }) => received.length > updates.length);
      expect(updates).toEqual(live.received.slice(1));
      expect(await pollAll(person, cursor)).toEqual({ updates, asked: 1 });
      told.push(updates);
    }
    expect(told.every((updates) => updates.length > 0)).toBe(true);
    expect(new Set(told[2]?.map(({ complaint }) => complaint.id))).toEqual(new Set([grave.id]));
    const { ruling } = await ruled.look("ruling { id }");
    expect(new Set(told[3]?.map((update) => update.ruling.id))).toEqual(new Set([ruling.id]));

    const { person, cursor } = streams[0] as (typeof streams)[0];
    const asked = await poll(person, cursor);
    await say(owner, id, "查到了。");
    const goesOn = person.follow(FOLLOW_CASE, { id, after: asked.cursor });
    await goesOn.until(({ received }) => received.length > 1);
    expect(goesOn.events().map(({ seq }) => seq)).toEqual([asked.updates.at(-1).event.seq + 1]);
    for (const each of streams) await each.person.hangUp();
  });

  test("the same doors and the same policies are asked, with the roles of now", async () => {
    const { cursors } = world.server.services;
    const refusal = async (person: Person, after: string): Promise<string> =>
      (await person.refused(EVENTS_SINCE, { after })).extensions.code;
    const queue = cursors.now("moderationQueueUpdated", "staff");
    expect(await refusal(world.visitor, queue)).toBe("UNAUTHENTICATED");
    expect(await refusal(await world.as("li.na"), queue)).toBe("FORBIDDEN");

    const liu = await world.as("liu.mod");
    expect(await poll(liu, queue)).toMatchObject({ updates: [], caughtUp: true });
    const admin = await world.as("admin");
    await admin.do("setAccountRoles", { accountId: liu.accountId, roles: ["CONSUMER"] }, "{ account { id } }");
    expect(await refusal(liu, queue)).toBe("FORBIDDEN");

    const [owner, staff] = [await world.as("wang.owner"), await world.as("zhao.staff")];
    const { id } = await openCase(world, { consumer: "tom" });
    const { cursor } = (await staff.ok(CASE_CURSOR, { id })).complaint;
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    await owner.do("removeProviderMember", { providerId, accountId: staff.accountId }, "{ provider { id } }");
    await say(owner, id, "只给在职的人看。");
    const live = staff.follow(FOLLOW_CASE, { id, after: cursor });
    await live.until(({ errors }) => errors.length > 0);
    expect(await refusal(staff, cursor)).toBe(live.errors[0]?.extensions.code);
    await staff.hangUp();
  });

  test("what is not for everybody of a case is passed over", async () => {
    const [consumer, owner] = [await world.as("li.na"), await world.as("wang.owner")];
    const { id } = await openCase(world);
    const { cursor } = (await consumer.ok(CASE_CURSOR, { id })).complaint;
    await say(owner, id, "仅平台可见。", "PROVIDER_SIDE");
    await say(owner, id, "您好。");
    const { updates } = await poll(consumer, cursor);
    expect(updates.map(({ event }: any) => event.type).filter((type: string) => type === "MESSAGE_SENT")).toHaveLength(
      1,
    );
  });

  test.each(["forged", "otherViewer", "otherEpoch", "future", "noStream"])(
    "a cursor that cannot be resumed is refused with why: %s",
    async (why) => {
      const consumer = await world.as("li.na");
      const { cursors, tail, sealer } = world.server.services;
      const [stream, viewer] = ["myComplaintsUpdated", consumer.accountId];
      const after = {
        forged: "abc.def",
        otherViewer: cursors.now(stream, "acc_x"),
        otherEpoch: sealer.seal("live", { epoch: "another", position: 0, stream, viewer, filter: null }),
        future: cursors.at(stream, viewer, tail.position + 1_000),
        noStream: cursors.now("neverOffered", viewer),
      }[why];
      const { message, extensions } = await consumer.refused(EVENTS_SINCE, { after });
      expect(extensions).toMatchObject({ code: "RESYNC_REQUIRED", field: "after" });
      const { message: other } = await consumer.refused(EVENTS_SINCE, { after: "x.y" });
      expect(message === other).toBe(why === "forged");
    },
  );

  test.each([-1, 101])("first: %d is refused", async (first) => {
    const consumer = await world.as("li.na");
    const after = world.server.services.cursors.now("myComplaintsUpdated", consumer.accountId);
    const { extensions } = await consumer.refused(EVENTS_SINCE, { after, first });
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
  });

  test("from far behind, each request reads a bounded part of the stream and moves on; from too far, a snapshot is quicker", async () => {
    const { cursors, tail } = world.server.services;
    await tail.catchUp();
    const start = tail.position;
    await fillLog(world, 6_000);
    await using again = await startNode(world);
    const [visitor, moderator] = [await signIn(again.url, "tom"), await signIn(again.url, "chen.mod")];
    // Nothing of the first, and of the second nothing that this reader may see.
    expect(await poll(visitor, cursors.at("rulingPublished", "public", start))).toMatchObject({ caughtUp: true });
    const { asked } = await pollAll(moderator, cursors.at("moderationQueueUpdated", "staff", start));
    expect(asked).toBeGreaterThan(5);

    const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `SELECT ${n} AS n`).join(" UNION ALL ");
    const tens = ["a", "b", "c", "d", "e"].map((name) => `(${digits}) ${name}`).join(", ");
    // Places after the head: further than these nobody can have missed anything.
    const place = `${start} + 1 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n`;
    await world.db.transact(async (tx) =>
      tx.execute(`INSERT INTO event_topic (topic, position, recorded_at) SELECT 'vetting', ${place}, 0 FROM ${tens}`),
    );
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE feed_counter SET position = position + 100000 WHERE id = 1"),
    );
    await using late = await startNode(world);
    const inspector = await signIn(late.url, "he.inspect");
    const after = (position: number) => ({ after: cursors.at("vettingQueueUpdated", "staff", position) });
    expect((await inspector.refused(EVENTS_SINCE, after(start - 1))).extensions).toMatchObject({
      ...{ code: "RESYNC_REQUIRED", reason: "resync.tooFarBehind", field: "after" },
    });
    expect(await inspector.ok(EVENTS_SINCE, after(start + 90_000))).toMatchObject({ eventsSince: { caughtUp: true } });
  });
});

test("the cost counts an update as often as `first` says", async () => {
  const pipeline = new Pipeline(await createSchema(), { ...DEFAULT_LIMITS, cost: 500 });
  const prepare = (first: number) => pipeline.prepare({ query: EVENTS_SINCE, variables: { after: "x", first } });
  expect(prepare(100)).toMatchObject({ errors: [{ extensions: { code: "QUERY_TOO_COMPLEX" } }] });
  expect(prepare(20)).toMatchObject({ cost: expect.any(Number) });
});
