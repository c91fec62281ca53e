/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */
import { sql } from "../../src/platform/database/sql";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
import { Tail } from "../../src/platform/feed/tail";
import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { signIn, startNode, startWorld, type Person, type World } from "../support/world";
import { fillLog, say } from "./cases";

const SINCE = `query ($after: String, $since: DateTime, $fromBeginning: Boolean, $first: Int) {
  eventsSince(after: $after, since: $since, fromBeginning: $fromBeginning, first: $first) {
    cursor caughtUp updates { cursor ... on ComplaintUpdate { event { seq type at } complaint { id status version } } } } }`;
const MINE = `{ myComplaints(first: 20) { nodes { id status version timeline(first: 100) { nodes { seq type at } } } } }`;
const FOLLOW = `subscription ($after: String) { myComplaintsUpdated(after: $after) {
  cursor caughtUp event { seq type at } complaint { id status version } } }`;

type Variables = Record<string, unknown>;
const ask = async (person: Person, variables: Variables): Promise<any> =>
  (await person.ok(SINCE, variables)).eventsSince;

/** How many rows of the log a node reads by where something stands; what its tail reads on meanwhile is asked for by positions. */
function logRows(node: Awaited<ReturnType<typeof startNode>>) {
  const asked = jest.spyOn(node.services.database, "rows");
  return {
    forget: () => void asked.mockClear(),
    stop: () => asked.mockRestore(),
    async read(): Promise<number> {
      const results = await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown[]>));
      const ofLog = results.filter((_, index) =>
        asked.mock.calls[index]?.[0].text.includes("WHERE p.position IN (SELECT"),
      );
      return ofLog.reduce((sum, found) => sum + found.length, 0);
    },
  };
}

/** Everything, a few at a time. */
async function readAll(person: Person, beginning: Variables, first = 7): Promise<any[]> {
  const updates: any[] = [];
  for (let begin = beginning; ;) {
    const answer = await ask(person, { ...begin, first });
    updates.push(...answer.updates);
    if (answer.caughtUp) return updates;
    begin = { after: answer.cursor };
  }
}

forEachDatabase((kind) => {
  let world: World;
  let toms: WorldCase;
  let moment: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    await caseIn(world, "CLOSED", { dismissed: true });
    await world.later(1);
    moment = new Date(world.clock.now()).toISOString();
    toms = await openCase(world, { consumer: "tom" });
    await toms.do(
      "wang.owner",
      "sendMessage",
      { visibility: "PROVIDER_SIDE", text: "只给自己人看。" },
      "{ message { id } }",
    );
    await toms.offer();
    await world.later(1);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** The histories of one's own cases, as the snapshot shows them. */
  async function snapshot(person: Person): Promise<any[]> {
    const { nodes } = (await person.ok(MINE)).myComplaints;
    return nodes.flatMap(({ id, status, version, timeline }: any) =>
      timeline.nodes.map((event: any) => ({ event, complaint: { id, status, version } })),
    );
  }
  const told = (updates: any[]) => updates.map(({ event, complaint }) => ({ event, complaint }));
  const sorted = (facts: any[]) =>
    [...facts].sort((one, other) =>
      `${one.complaint.id} ${String(one.event.seq).padStart(4)}`.localeCompare(
        `${other.complaint.id} ${String(other.event.seq).padStart(4)}`,
      ),
    );

  test.each(["wang.owner", "zhao.staff", "li.na", "tom"])(
    "%s: from the beginning the stream tells the very same as the snapshot, and goes on as a subscription",
    async (login) => {
      const person = await world.as(login);
      const updates = await readAll(person, { fromBeginning: true });
      expect(sorted(told(updates))).toEqual(sorted(await snapshot(person)));
      expect(updates.length).toBeGreaterThan(0);
      const live = person.follow(FOLLOW, { after: updates[1].cursor });
      await live.until(({ received }) => received.some(({ caughtUp }) => caughtUp));
      expect(live.received.filter(({ event }) => event).map(({ cursor, caughtUp, ...rest }) => rest)).toEqual(
        told(updates.slice(2)),
      );
      await person.hangUp();
    },
  );

  test("only one's own: neither another consumer's, nor what the other side said among themselves", async () => {
    const ofTom = await readAll(await world.as("tom"), { fromBeginning: true });
    expect(new Set(ofTom.map(({ complaint }) => complaint.id))).toEqual(new Set([toms.id]));
    expect(ofTom.map(({ event }) => event.type)).not.toContain("MESSAGE_SENT");
    const ofOwner = await readAll(await world.as("wang.owner"), { fromBeginning: true });
    expect(ofOwner.map(({ event }) => event.type)).toContain("MESSAGE_SENT");
    for (const login of ["chen.mod", "sun.audit"])
      expect(await ask(await world.as(login), { fromBeginning: true })).toMatchObject({ updates: [], caughtUp: true });
  });

  test("from a moment: what was recorded from then on", async () => {
    const owner = await world.as("wang.owner");
    const all = told(await readAll(owner, { fromBeginning: true }));
    const since = told(await readAll(owner, { since: moment }));
    expect(since).toEqual(all.filter(({ event }) => event.at >= moment));
    expect(new Set(since.map(({ complaint }) => complaint.id))).toEqual(new Set([toms.id]));
    expect(told(await readAll(owner, { since: "1970-01-01T00:00:00.000Z" }))).toEqual(all);
    const now = new Date(world.clock.now()).toISOString();
    const nothing = await ask(owner, { since: now });
    expect(nothing).toMatchObject({ updates: [], caughtUp: true });
    await say(owner, toms.id, "稍等。");
    expect((await ask(owner, { after: nothing.cursor })).updates.map(({ event }: any) => event.type)).toEqual([
      "MESSAGE_SENT",
    ]);
    expect((await ask(owner, { since: now })).updates.map(({ event }: any) => event.type)).toEqual(["MESSAGE_SENT"]);
  });

  test("one place to begin, and not the future", async () => {
    const owner = await world.as("wang.owner");
    const { cursor } = await ask(owner, { fromBeginning: true, first: 1 });
    const since = moment;
    const refusal = async (variables: Variables) => (await owner.refused(SINCE, variables)).extensions;
    for (const [variables, field] of [
      [{}, "after"],
      [{ fromBeginning: false }, "after"],
      [{ after: null, since: null, fromBeginning: null }, "after"],
      [{ after: cursor, since }, "since"],
      [{ after: cursor, fromBeginning: true }, "fromBeginning"],
      [{ since, fromBeginning: true }, "fromBeginning"],
      [{ after: cursor, since, fromBeginning: true }, "fromBeginning"],
    ] as const)
      expect([variables, await refusal(variables)]).toMatchObject([
        variables,
        { code: "BAD_USER_INPUT", reason: "eventsSince.oneBeginning", field },
      ]);
    expect(await refusal({ since: new Date(world.clock.now() + 60_000).toISOString() })).toMatchObject({
      ...{ code: "BAD_USER_INPUT", reason: "eventsSince.future", field: "since" },
    });
    for (const wrong of ["yesterday", "2026-01-01", "", "9".repeat(40)])
      expect(await refusal({ since: wrong })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusal({ after: "" })).toMatchObject({ code: "RESYNC_REQUIRED" });
    // What stands beside nothing is nothing.
    expect(await ask(owner, { since, fromBeginning: false, first: 1 })).toMatchObject({ caughtUp: false });
  });

  test("a visitor is asked to sign in; whoever leaves the provider is told no more of its cases", async () => {
    expect((await world.visitor.refused(SINCE, { fromBeginning: true })).extensions.code).toBe("UNAUTHENTICATED");
    const staff = await world.as("zhao.staff");
    const { cursor } = await ask(staff, { fromBeginning: true, first: 1 });
    const owner = await world.as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    await owner.do("removeProviderMember", { providerId, accountId: staff.accountId }, "{ provider { id } }");
    for (const beginning of [{ fromBeginning: true }, { since: moment }, { after: cursor }])
      expect(await readAll(staff, beginning)).toEqual([]);
  });

  test("however long the log, only one's own part of it is read, and no cursor is too far behind", async () => {
    const tom = await world.as("tom");
    const before = told(await readAll(tom, { fromBeginning: true }));
    await fillLog(world, 6_000);
    await say(tom, toms.id, "谢谢。");
    await using node = await startNode(world);
    const later = await signIn(node.url, "tom");
    const readBack = jest.spyOn(Tail.prototype, "readBack");
    const after = told(await readAll(later, { fromBeginning: true }, 100));
    expect(after.map(({ event }) => event)).toEqual([
      ...before.map(({ event }) => event),
      expect.objectContaining({ type: "MESSAGE_SENT" }),
    ]);
    expect(readBack.mock.calls.length).toBeLessThanOrEqual(3);
    expect(told(await readAll(later, { since: "1970-01-01T00:00:00.000Z" }, 100))).toEqual(after);
    const live = later.follow(FOLLOW, { after: (await ask(later, { fromBeginning: true, first: 1 })).cursor });
    await live.until(({ received }) => received.some(({ caughtUp }) => caughtUp));
    expect(live.received.filter(({ event }) => event)).toHaveLength(after.length - 1);
    readBack.mockRestore();
    await later.hangUp();
    const { cursors } = world.server.services;
    const far = cursors.at("myComplaintsUpdated", tom.accountId, 0);
    expect(told((await ask(tom, { after: far, first: 100 })).updates)).toEqual(after);
  });

  test("a case and an inbox are resumed by what is on them, however much others wrote meanwhile", async () => {
    const tom = await world.as("tom");
    await world.server.services.tail.catchUp();
    const { cursors, tail } = world.server.services;
    const start = tail.position;
    await say(await world.as("wang.owner"), toms.id, "您好。");
    await fillLog(world, 6_000);
    await say(await world.as("wang.owner"), toms.id, "还在处理。");
    await using node = await startNode(world);
    const later = await signIn(node.url, "tom");
    const rows = logRows(node);
    const read = "query ($after: String!) { eventsSince(after: $after) { caughtUp updates { __typename } } }";
    for (const stream of [`complaintUpdated:${toms.id}`, "inboxUpdated"]) {
      rows.forget();
      const { eventsSince } = await later.ok(read, { after: cursors.at(stream, tom.accountId, start) });
      expect([stream, eventsSince.caughtUp, eventsSince.updates.length]).toEqual([stream, true, 2]);
      expect(await rows.read()).toBe(2);
    }
    rows.stop();
  });

  test("what staff, a provider's people and everybody follow is resumed by what is on it, too", async () => {
    const { tail: ours, cursors } = world.server.services;
    await caseIn(world, "SUBMITTED");
    const theCase = await caseIn(world, "CLOSED", { dismissed: true });
    const reason = "同一承诺多次未兑现。";
    await theCase.do("he.inspect", "openInspection", { reason }, "{ inspection { id } }");
    const { viewer } = await (
      await world.as("wang.owner")
    ).ok("{ viewer { memberships { provider { id licenceNo } } } }");
    const { id: providerId, licenceNo } = viewer.memberships[0].provider;
    const tom = await world.as("tom");
    const { provider } = await tom.do("registerProvider", { legalName: "云端设计", licenceNo }, "{ provider { id } }");
    await tom.do(
      "contestLicence",
      { providerId: provider.id, reason: "这张营业执照是我们公司的,对方冒用。" },
      "{ contest { id } }",
    );
    await world.projected();
    // Far more than one page of what others wrote, and none of it on any of these.
    await fillLog(world, 6_000, "nobodys");
    await ours.catchUp();
    await using node = await startNode(world);
    const rows = logRows(node);
    const all = await numberedEvents(world.db, sql`1 = 1`);
    const read = "query ($after: String!) { eventsSince(after: $after) { cursor caughtUp updates { cursor } } }";
    for (const [login, stream, scope, topic] of [
      ["chen.mod", "moderationQueueUpdated", "staff", "queue"],
      ["he.inspect", "vettingQueueUpdated", "staff", "vetting"],
      ["he.inspect", "inspectionsUpdated", null, "inspections"],
      ["he.inspect", `providerUpdated:${providerId}`, "staff", `provider:${providerId}`],
      ["tom", "registerUpdated", "public", "registerEntries"],
      ["tom", "rulingPublished", "public", "register"],
    ] as const) {
      const person = await signIn(node.url, login);
      const own = all.filter(({ topicList }) => topicList.includes(topic));
      rows.forget();
      let [after, told, caughtUp] = [cursors.at(stream, scope ?? person.accountId, 0), 0, false];
      while (!caughtUp) {
        const { eventsSince } = await person.ok(read, { after });
        ({ cursor: after, caughtUp } = eventsSince);
        told += eventsSince.updates.length;
      }
      expect([stream, own.length > 0, await rows.read()]).toEqual([stream, true, own.length]);
      expect([stream, told > 0 && told <= own.length]).toEqual([stream, true]);
      rows.forget();
      // Whoever comes back to the same from the same place is given what was read for the others.
      await person.ok(read, { after: cursors.at(stream, scope ?? person.accountId, 0) });
      expect([stream, await rows.read()]).toEqual([stream, 0]);
    }
    rows.stop();
  });
});
