import WebSocket from "ws";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { caseIn } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type Person, type World } from "../support/world";
import { openCase, say } from "./cases";

const QUEUE = `subscription { moderationQueueUpdated { cursor caughtUp event { type seq } complaint { id status version } } }`;
const HOLDERS = `subscription { moderationQueueUpdated { caughtUp event { type } complaint { id lease { isMine } } } }`;
const REGISTER = `subscription ($after: String) { rulingPublished(after: $after) { cursor caughtUp ruling { id } } }`;

forEachDatabase((kind) => {
  let world: World;
  let shared: jest.SpyInstance;
  let alone: jest.SpyInstance;
  beforeEach(async () => {
    world = await startWorld(kind);
    // Private, and the only way to see that a text was made once.
    shared = jest.spyOn(Pipeline.prototype as unknown as { executeShared: () => void }, "executeShared");
    alone = jest.spyOn(Pipeline.prototype, "execute");
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world[Symbol.asyncDispose]();
  });

  test("those of one role and language share one execution; others get one of their own, and each what is theirs", async () => {
    const [chen, liu, lead, auditor] = await everybody(world, ["chen.mod", "liu.mod", "zhou.lead", "sun.audit"]);
    const streams = [chen, liu, lead, auditor].map((person) => (person as Person).follow(QUEUE));
    for (const stream of streams) await stream.until(({ received }) => received[0]?.caughtUp === true);
    shared.mockClear();
    alone.mockClear();
    await openCase(world, "li.na", "FRAUD");
    for (const stream of streams) await stream.untilEvent("COMPLAINT_OPENED");
    expect(shared).toHaveBeenCalledTimes(3);
    expect(new Set(streams.map(({ received }) => received.at(-1).cursor)).size).toBe(1);
  });

  test("what only one person sees is never shared: an operation that shows it is executed for each", async () => {
    const [chen, liu] = await everybody(world, ["chen.mod", "liu.mod"]);
    const id = await openCase(world, "li.na", "FRAUD");
    const streams = [chen, liu].map((person) => (person as Person).follow(HOLDERS));
    for (const stream of streams) await stream.until(({ received }) => received[0]?.caughtUp === true);
    for (let round = 0; round < 2; round += 1) {
      await (chen as Person).do("takeComplaint", { complaintId: id });
      for (const stream of streams) await stream.until((s) => s.events().length === round + 1);
      expect(streams.map(({ received }) => received.at(-1).complaint.lease.isMine)).toEqual([true, false]);
    }
    for (const stream of streams) expect(stream.errors).toEqual([]);
  });

  test("a moderator who is a party of the very case is told of it as that party, beside colleagues who are told as staff", async () => {
    const id = await openCase(world, "tom", "FRAUD");
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "MODERATOR"] });
    const [tom, chen] = await everybody(world, ["tom", "chen.mod"]);
    const follow = `subscription { moderationQueueUpdated { caughtUp event { type } complaint { id } } }`;
    const streams = [(tom as Person).follow(follow), (chen as Person).follow(follow)];
    for (const stream of streams) await stream.until(({ received }) => received[0]?.caughtUp === true);
    await (chen as Person).do("takeComplaint", { complaintId: id });
    const { complaint } = await (chen as Person).ok(`query ($id: ID!) { complaint(id: $id) { lease { token } } }`, {
      id,
    });
    await (chen as Person).do("acceptComplaint", { complaintId: id, leaseToken: complaint.lease.token });
    for (const stream of streams) await stream.untilEvent("COMPLAINT_ACCEPTED");
    const [ofTom, ofChen] = streams.map((stream) => stream.events().map(({ type }) => type));
    expect(ofTom).toEqual(["COMPLAINT_ACCEPTED"]);
    expect(ofChen).toEqual(["COMPLAINT_TAKEN", "COMPLAINT_ACCEPTED"]);
  });

  test("nor is another case that one may be a party of, reached by way of this one, told them as staff", async () => {
    const own = await caseIn(world, "ENFORCING", { consumer: "tom" });
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "MODERATOR"] });
    const follow = `subscription { moderationQueueUpdated { caughtUp event { type } complaint { id provider {
      penalties(first: 1) { nodes { ruling { decidedBy { displayName } complaint { id } } } }
    } } } }`;
    const [ofTom, ofLiu] = (await everybody(world, ["tom", "liu.mod"])).map((person) => person.follow(follow));
    for (const stream of [ofTom, ofLiu]) await stream?.until(({ received }) => received[0]?.caughtUp === true);
    await openCase(world, "li.na", "FRAUD");
    for (const stream of [ofTom, ofLiu]) await stream?.untilEvent("COMPLAINT_OPENED");
    const told = (stream: typeof ofTom) => stream?.received.at(-1).complaint.provider.penalties.nodes;
    expect(told(ofLiu)).toEqual([{ ruling: { decidedBy: { displayName: "陈静" }, complaint: { id: own.id } } }]);
    expect(told(ofTom)).toEqual([{ ruling: { decidedBy: null, complaint: { id: own.id } } }]);
  });

  test("a role taken away ends the stream at once, though nothing happens any more", async () => {
    const [liu, chen] = await everybody(world, ["liu.mod", "chen.mod"]);
    const [ofLiu, ofChen] = [(liu as Person).follow(QUEUE), (chen as Person).follow(QUEUE)];
    for (const stream of [ofLiu, ofChen]) await stream.until(({ received }) => received[0]?.caughtUp === true);
    await (
      await world.as("admin")
    ).do("suspendAccount", { accountId: (liu as Person).accountId, reason: "离职,停用账号" }, "{ account { id } }");
    await ofLiu.until(({ errors }) => errors.some(({ extensions }) => extensions.code === "PERMISSION_REVOKED"));
    await openCase(world, "li.na", "FRAUD");
    await ofChen.untilEvent("COMPLAINT_OPENED");
    expect(ofLiu.events()).toEqual([]);
  });

  test("a burst arrives whole and in order, also at a reader that stood still meanwhile; the others do not wait for it", async () => {
    const chen = await world.as("chen.mod");
    const id = await openCase(world, "li.na", "FRAUD");
    const [slow, quick] = [await rawSubscriber(world.url, chen.token ?? ""), chen.follow(QUEUE)];
    await quick.until(({ received }) => received[0]?.caughtUp === true);
    slow.socket.pause();
    const times = 60;
    for (let n = 0; n < times; n += 1) await chen.do("takeComplaint", { complaintId: id });
    await quick.until((stream) => stream.events().length >= times);
    slow.socket.resume();
    const expected = quick.events().map(({ seq }) => seq);
    while (slow.seqs.length < times) await slow.more();
    expect(slow.seqs).toEqual(expected);
    slow.socket.terminate();
  });

  test("visitors share the register with one another, each going on from their own place", async () => {
    const first = world.visitor.follow(REGISTER);
    await first.until(({ received }) => received[0]?.caughtUp === true);
    const { cursor } = first.received[0];
    const second = world.visitor.follow(REGISTER, { after: cursor });
    await second.until(({ received }) => received[0]?.caughtUp === true);
    await say(await world.as("li.na"), await openCase(world), "你好");
    expect(first.errors.concat(second.errors)).toEqual([]);
  });
});

const everybody = (world: World, logins: string[]): Promise<Person[]> =>
  Promise.all(logins.map((login) => world.as(login)));

/** A subscriber whose socket can be made to stand still. */
async function rawSubscriber(
  url: string,
  token: string,
): Promise<{ socket: WebSocket; seqs: number[]; more(): Promise<void> }> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const seqs: number[] = [];
  let tell: () => void = () => undefined;
  await new Promise<void>((ready, failed) => {
    socket.on("error", failed);
    socket.on("open", () =>
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
    );
    socket.on("message", (data: Buffer) => {
      const { type, payload } = JSON.parse(String(data)) as {
        type: string;
        payload?: { data: { moderationQueueUpdated: { caughtUp: boolean; event: { seq: number } | null } } };
      };
      if (type === "connection_ack")
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUEUE } }));
      const update = payload?.data.moderationQueueUpdated;
      if (update?.event) seqs.push(update.event.seq);
      else if (update?.caughtUp) ready();
      tell();
    });
  });
  return { socket, seqs, more: () => new Promise((done) => (tell = done)) };
}
