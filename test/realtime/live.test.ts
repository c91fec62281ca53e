import { numberedEvents } from "../../src/platform/feed/numbered-events";
import { sql } from "../../src/platform/database/sql";
import { firstBrokenLink } from "../../src/platform/database/event-hash";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { forEachDatabase } from "../support/databases";
import { signIn, startNode, startWorld, type World } from "../support/world";
import { FOLLOW_CASE, openCase, say } from "./cases";

forEachDatabase((kind) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  test("both sides see each change of their case as it is committed, in order", async () => {
    const [consumer, provider] = [await world.as("li.na"), await world.as("wang.owner")];
    const id = await openCase(world);
    const streams = [consumer.follow(FOLLOW_CASE, { id }), provider.follow(FOLLOW_CASE, { id })];
    for (const stream of streams) await stream.until(({ received }) => received[0]?.caughtUp === true);
    await say(provider, id, "您好,我们查一下。");
    await provider.do("makeOffer", { complaintId: id, kind: "REFUND_PART", amount: 20_000, text: "退 200 元" });
    await consumer.do("sendMessage", { complaintId: id, text: "不够。" });
    for (const stream of streams) {
      await stream.until((s) => s.events().length === 3);
      expect(stream.events().map(({ type }) => type)).toEqual(["MESSAGE_SENT", "OFFER_MADE", "MESSAGE_SENT"]);
      expect(stream.received[0].event).toBeNull();
    }
    await consumer.hangUp();
    await provider.hangUp();
  });

  test("a client that comes back with its cursor gets everything once: hundreds of changes, dozens of disconnects", async () => {
    const [consumer, provider] = [await world.as("li.na"), await world.as("wang.owner")];
    const id = await openCase(world);
    const written = 150;
    let cursor = (await consumer.ok(`query ($id: ID!) { complaint(id: $id) { cursor } }`, { id })).complaint.cursor;
    const writing = (async () => {
      for (let n = 1; n <= written; n += 1) await say(n % 2 ? provider : consumer, id, `message ${n}`);
    })();
    const seen: number[] = [];
    let drops = 0;
    const last = written + 1;
    while (seen.at(-1) !== last) {
      const stream = consumer.follow(FOLLOW_CASE, { id, after: cursor });
      await stream.until((s) => s.events().length >= 5 || s.events().at(-1)?.seq === last);
      for (const payload of stream.received) {
        if (payload.event) seen.push(payload.event.seq);
        cursor = payload.cursor;
      }
      await consumer.hangUp();
      drops += 1;
    }
    await writing;
    expect(drops).toBeGreaterThan(10);
    // A snapshot's cursor may stand a moment before what the snapshot already shows; never after.
    const first = seen[0] ?? 0;
    expect(first).toBeLessThanOrEqual(2);
    expect(seen).toEqual(Array.from({ length: last - first + 1 }, (_, index) => index + first));
  });

  test("what happened while the server was down, or before it last started, is delivered from the log", async () => {
    const consumer = await world.as("li.na");
    const id = await openCase(world);
    const { complaint } = await consumer.ok(`query ($id: ID!) { complaint(id: $id) { cursor } }`, { id });
    await say(consumer, id, "first");
    await say(consumer, id, "second");
    await using again = await startNode(world);
    const person = await signIn(again.url, "li.na");
    const stream = person.follow(FOLLOW_CASE, { id, after: complaint.cursor });
    await stream.until((s) => s.received.some(({ caughtUp }) => caughtUp));
    // A snapshot's cursor may stand a moment before what the snapshot already shows; never after.
    expect(
      stream
        .events()
        .map(({ seq }) => seq)
        .slice(-2),
    ).toEqual([2, 3]);
    await person.hangUp();
  });

  test("a note to the platform never reaches the other side, live or in the timeline", async () => {
    const [consumer, provider, auditor] = [
      await world.as("li.na"),
      await world.as("wang.owner"),
      await world.as("sun.audit"),
    ];
    const id = await openCase(world);
    const streams = {
      consumer: consumer.follow(FOLLOW_CASE, { id }),
      provider: provider.follow(FOLLOW_CASE, { id }),
      auditor: auditor.follow(FOLLOW_CASE, { id }),
    };
    for (const stream of Object.values(streams)) await stream.until(({ received }) => received.length > 0);
    await say(provider, id, "我们认为订单有异常。", "PROVIDER_SIDE");
    await say(provider, id, "您好。");
    await streams.consumer.until((s) => s.events().length === 1);
    await streams.provider.until((s) => s.events().length === 2);
    await streams.auditor.until((s) => s.events().length === 2);
    expect(streams.consumer.events()[0]?.seq).toBe(3);
    const { complaint } = await consumer.ok(
      `query ($id: ID!) { complaint(id: $id) { messages { nodes { text } } timeline(first: 100) { nodes { seq } } } }`,
      { id },
    );
    expect(complaint.messages.nodes.map(({ text }: { text: string }) => text)).toEqual(["您好。"]);
    expect(complaint.timeline.nodes.map(({ seq }: { seq: number }) => seq)).toEqual([1, 3]);
    for (const person of [consumer, provider, auditor]) await person.hangUp();
  });

  test("a right that ends, ends the stream: membership taken away, account suspended", async () => {
    const [owner, staff, consumer, admin] = [
      await world.as("wang.owner"),
      await world.as("zhao.staff"),
      await world.as("li.na"),
      await world.as("admin"),
    ];
    const id = await openCase(world);
    const [ofStaff, ofConsumer] = [staff.follow(FOLLOW_CASE, { id }), consumer.follow(FOLLOW_CASE, { id })];
    for (const stream of [ofStaff, ofConsumer]) await stream.until(({ received }) => received.length > 0);
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    await owner.do(
      "removeProviderMember",
      { providerId: viewer.memberships[0].provider.id, accountId: staff.accountId },
      "{ provider { id } }",
    );
    await say(owner, id, "one");
    await ofStaff.until(({ errors }) => errors.length > 0);
    expect(ofStaff.errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
    expect(ofStaff.events()).toEqual([]);
    await admin.do("suspendAccount", { accountId: consumer.accountId, reason: "test" }, "{ account { id } }");
    await say(owner, id, "two");
    await ofConsumer.until(({ errors }) => errors.length > 0);
    expect(ofConsumer.errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
    for (const person of [staff, consumer]) await person.hangUp();
  });

  test("the moderators' queue and one's own cases are live", async () => {
    const [moderator, provider] = [await world.as("chen.mod"), await world.as("wang.owner")];
    const queue = moderator.follow(
      `subscription { moderationQueueUpdated { cursor caughtUp event { seq type } complaint { id status } } }`,
    );
    const mine = provider.follow(
      `subscription { myComplaintsUpdated { cursor caughtUp event { seq type } complaint { id title } } }`,
    );
    for (const stream of [queue, mine]) await stream.until(({ received }) => received.length > 0);
    const id = await openCase(world, "tom", "FRAUD");
    await queue.untilEvent("COMPLAINT_OPENED");
    await mine.untilEvent("COMPLAINT_OPENED");
    await moderator.do("takeComplaint", { complaintId: id });
    await queue.untilEvent("COMPLAINT_TAKEN");
    expect(queue.received.at(-1).complaint).toEqual({ id, status: "SUBMITTED" });
    expect(mine.events().map(({ type }) => type)).toEqual(["COMPLAINT_OPENED"]);
    for (const person of [moderator, provider]) await person.hangUp();
  });

  test("positions are gapless and in commit order, also under concurrent and rolled-back commands, and every chain verifies", async () => {
    const [a, b] = [await openCase(world, "li.na"), await openCase(world, "tom")];
    const [lina, tom, owner] = [await world.as("li.na"), await world.as("tom"), await world.as("wang.owner")];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => [
        say(lina, a, `a${n}`),
        say(tom, b, `b${n}`),
        say(owner, n % 2 ? a : b, `o${n}`),
        // Fails after it has recorded: its position must be given back.
        world.db
          .transact(async (tx) => {
            tx.record(
              { id: "cmp_nobody", eventSeq: 0, eventHash: "0" },
              { type: "STAY_REMINDER", actorId: null, actorRole: "SYSTEM", topics: [], audience: "STAFF", data: {} },
            );
            await tx.query("SELECT 1");
            throw new Error("rolled back");
          })
          .catch((error: Error) => expect(error.message).toBe("rolled back")),
      ]).flat(),
    );
    await world.server.services.tail.catchUp();
    const events = await numberedEvents(world.db, sql`1 = 1`);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    for (const id of [a, b])
      expect(firstBrokenLink(await world.db.find(LoggedEvent, { streamId: id }, "ORDER BY seq"))).toBeNull();
    const chain = await world.db.find(LoggedEvent, { streamId: a }, "ORDER BY seq");
    const altered = chain.map((event, index) =>
      index === 3 ? Object.assign(new LoggedEvent(), event, { data: { ...event.data, by: "somebody else" } }) : event,
    );
    expect(firstBrokenLink(altered)).toBe(4);
  });

  test.each([
    ["of another case", "otherStream"],
    ["of another person", "otherViewer"],
    ["made up", "forged"],
    ["from the future", "future"],
  ])("a cursor %s is refused, never resumed wrongly", async (_, why) => {
    const consumer = await world.as("li.na");
    const id = await openCase(world);
    const { cursors, tail } = world.server.services;
    const stream = `complaintUpdated:${id}`;
    const after = {
      otherStream: cursors.now("moderationQueueUpdated", consumer.accountId),
      otherViewer: cursors.now(stream, "acc_x"),
      forged: "abc.def",
      future: cursors.at(stream, consumer.accountId, tail.position + 50),
    }[why];
    const live = consumer.follow(FOLLOW_CASE, { id, after });
    await live.until(({ errors }) => errors.length > 0);
    expect(live.errors[0]?.extensions).toMatchObject({ code: "RESYNC_REQUIRED", field: "after" });
    await consumer.hangUp();
  });
});
