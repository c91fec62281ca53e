import type { RunningServer } from "../../src/server";
import { RawSocket } from "../bad-input/wire";
import { join } from "../market/providers/membership";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { signIn, startNode, startWorld, type Person, type Stream, type World } from "../support/world";
import { FOLLOW_CASE, openCase, say } from "./cases";

const QUEUE = `subscription { moderationQueueUpdated { cursor caughtUp event { seq type } } }`;
const MINE = `subscription { myComplaintsUpdated { cursor caughtUp event { seq type } complaint { id } } }`;
const INBOX = `subscription { inboxUpdated { cursor caughtUp notice { id } } }`;

const upToDate = (stream: Stream): Promise<Stream> => stream.until(({ received }) => received[0]?.caughtUp === true);
const revoked = (stream: Stream): Promise<Stream> =>
  stream.until(({ errors }) => errors.some(({ extensions }) => extensions.code === "PERMISSION_REVOKED"));

describeWith("mariadbd", "on every node, though nothing else happens", () => {
  let world: World;
  let second: RunningServer;
  let admin: Person;
  beforeAll(async () => {
    world = await startWorld("mariadb");
    second = await startNode(world);
    admin = await world.as("admin");
  });
  afterAll(async () => {
    await second?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  test("a role that is taken away ends the streams it was for; the socket and other streams go on", async () => {
    const liu = await signIn(second.url, "liu.mod");
    const [queue, inbox] = [liu.follow(QUEUE), liu.follow(INBOX)];
    for (const stream of [queue, inbox]) await upToDate(stream);
    await admin.do("setAccountRoles", { accountId: liu.accountId, roles: ["CONSUMER"] }, "{ account { id } }");
    await revoked(queue);
    await queue.until(({ ended }) => ended === "complete");
    expect([inbox.ended, inbox.errors]).toEqual([undefined, []]);
    await liu.hangUp();
  });

  test("a membership that ends, ends the provider's view of a case; one's own list goes on without its cases", async () => {
    const id = await openCase(world);
    const owner = await world.as("wang.owner");
    const staff = await signIn(second.url, "zhao.staff");
    const [ofCase, mine] = [staff.follow(FOLLOW_CASE, { id }), staff.follow(MINE)];
    for (const stream of [ofCase, mine]) await upToDate(stream);
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const providerId = viewer.memberships[0].provider.id;
    await owner.do("removeProviderMember", { providerId, accountId: staff.accountId }, "{ provider { id } }");
    await revoked(ofCase);
    await say(owner, id, "他已离职");
    expect([mine.ended, mine.errors, mine.events()]).toEqual([undefined, [], []]);

    // And one that begins, begins it, without subscribing again.
    const inbox = staff.follow(INBOX);
    await upToDate(inbox);
    await join(owner, staff, { providerId, login: "zhao.staff", role: "STAFF" });
    await eventually(async () => {
      await say(await world.as("li.na"), id, "请问进展?");
      expect(mine.events().length).toBeGreaterThan(0);
      expect(inbox.received.some(({ notice }) => notice !== null)).toBe(true);
    });
    await staff.hangUp();
  });

  test.each(["signOutEverywhere", "suspendAccount"] as const)(
    "%s ends the streams, and closes the sockets with a reason that clients do not retry",
    async (end) => {
      const person = await signIn(world.url, "tom");
      const elsewhere = await signIn(second.url, "tom");
      const socket = await RawSocket.as(elsewhere);
      socket.send({ id: "s", type: "subscribe", payload: { query: MINE } });
      await socket.next("next", "s");
      if (end === "signOutEverywhere") await person.do(end, {}, "{ clientMutationId }");
      else await admin.do(end, { accountId: person.accountId, reason: "test" }, "{ account { id } }");
      expect(await socket.whenClosed()).toEqual({ code: 4401, reason: "UNAUTHENTICATED" });
      const errors = socket.messages.flatMap(({ payload }) => payload?.errors ?? []);
      expect(errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
    },
  );

  test("signing out closes the sockets of that session, and leaves the other sessions'", async () => {
    const [left, right] = [await signIn(world.url, "li.na"), await signIn(second.url, "li.na")];
    const sockets = [await RawSocket.as({ ...left, url: second.url } as Person), await RawSocket.as(right)];
    await left.do("signOut", {}, "{ clientMutationId }");
    expect(await sockets[0]?.whenClosed()).toEqual({ code: 4401, reason: "UNAUTHENTICATED" });
    expect(await sockets[1]?.errorsOf("{ viewer { id } }")).toBeUndefined();
    await sockets[1]?.close();
  });
});

forEachDatabase((kind) => {
  test("a connection whose other end is gone is found out by the ping, and makes room", async () => {
    await using world = await startWorld(kind, { limits: { socketPingSeconds: 1, socketsPerPerson: 1 } });
    const person = await world.as("li.na");
    const silent = await RawSocket.as(person);
    // Nothing is read any more, so no ping is answered: what a phone in a tunnel looks like from here.
    silent.standStill();
    await expect(RawSocket.as(person)).rejects.toThrow("no connection_ack");
    await eventually(async () => void (await (await RawSocket.as(person)).close()));
    silent.goOn();
    await silent.whenClosed();
  });

  test("each operation on a socket has an id of its own, by which the log knows it", async () => {
    await using world = await startWorld(kind);
    const socket = await RawSocket.as(await world.as("li.na"));
    const refused = `mutation { withdrawComplaint(input: { complaintId: "cmp_none", version: 1 }) { complaint { id } } }`;
    const [first] = (await socket.errorsOf(refused)) ?? [];
    const [second] = (await socket.errorsOf(refused)) ?? [];
    expect(first?.extensions.requestId).toMatch(/^[\w-]{36}$/);
    expect(second?.extensions.requestId).toMatch(/^[\w-]{36}$/);
    expect(second?.extensions.requestId).not.toBe(first?.extensions.requestId);
    await socket.close();
  });

  test("shutting down tells every socket to come back", async () => {
    const world = await startWorld(kind);
    const sockets = await Promise.all(
      ["li.na", "wang.owner", "chen.mod"].map(async (login) => RawSocket.as(await world.as(login))),
    );
    await world[Symbol.asyncDispose]();
    for (const socket of sockets) expect(await socket.whenClosed()).toEqual({ code: 1012, reason: "GOING_AWAY" });
  });
});
