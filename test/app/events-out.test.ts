import { connect as connectTo, createServer, type AddressInfo } from "node:net";
import { jetstreamManager } from "@nats-io/jetstream";
import pino from "pino";
import { ENTITIES } from "../../src/app/districts";
import { cloudEvents, type CloudEvent } from "../../src/app/events-out/cloud-event";
import { EventRelay, RELAY_LEAD } from "../../src/app/events-out/event-relay";
import { EventRelayPlace } from "../../src/app/events-out/event-relay-place.entity";
import { parseEventsUrl } from "../../src/app/events-out/events-url.pure";
import { historyOf } from "../../src/app/events-out/history-of";
import { NatsSink, NEW_STREAM } from "../../src/app/events-out/nats-sink";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { parseConfig } from "../../src/config";
import type { Database } from "../../src/platform/database/database";
import { LoggedEvent, type NumberedEvent } from "../../src/platform/database/event.entity";
import { sql } from "../../src/platform/database/sql";
import { numberEvents } from "../../src/platform/feed/number-events";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
import { cataloguedEvents } from "../../src/platform/graphql/event-catalogue";
import { Leaders } from "../../src/platform/leaders/leaders";
import { openCase } from "../case/complaints/world-case";
import { ServerNode } from "../faults/nodes";
import { say } from "../realtime/cases";
import { certify } from "../support/certificates";
import { redress, redressAlone } from "../support/command-line";
import { createMigratedDatabase, forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { NATS_PASSWORD, startNats, startNatsCluster, type TestNats } from "../support/nats";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";
import { startNode, startWorld, type World } from "../support/world";

const STREAM = "EVENTS";
const ID = /^[a-z]{3}_[0-9a-z]{26}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const WORD = /^[A-Z][A-Z0-9_]*$/;

/** All that is committed, whether or not somebody has given it its place yet. */
async function log(database: Database): Promise<NumberedEvent[]> {
  await numberEvents(database);
  return numberedEvents(database, sql`p.position > 0`);
}

/** So many events of a case, as messages to both sides are recorded. */
async function recordMany(database: Database, id: string, count: number): Promise<void> {
  await database.transact(async (tx) => {
    const complaint = await tx.lock(Complaint, id);
    if (!complaint) throw new Error(`no case ${id}`);
    for (let n = 0; n < count; n += 1)
      tx.record(complaint, {
        ...{ type: "MESSAGE_SENT", actorId: null, actorRole: "SYSTEM", audience: "PARTIES" },
        ...{ topics: [`complaint:${id}`], data: { messageId: `msg_${id.slice(4)}`, by: "PLATFORM" } },
      });
  });
}

/** What is there is exactly the log, in its order. */
const expectTheLog = (nats: TestNats, database: Database, stream = STREAM): Promise<void> =>
  eventually(async () => {
    const wanted = (await log(database)).map(({ hash }) => hash);
    expect((await nats.kept(stream)).map(({ event }) => event.id)).toEqual(wanted);
  });

const strangeIn = (value: unknown): unknown[] => {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(strangeIn);
  return typeof value !== "string" || [ID, TIME, WORD].some((form) => form.test(value)) ? [] : [value];
};

describe("what an event says", () => {
  test("nothing that somebody wrote, of any type: ids, words of closed lists, numbers, times and sums", async () => {
    const poison = "张三 zhang.san@example.com 13800000000";
    const types = cataloguedEvents();
    expect(types.length).toBeGreaterThan(200);
    const id = "cmp_00000000000000000000000000";
    const events: NumberedEvent[] = types.map(([type, { particulars }], index) => {
      const values = Object.entries(particulars).map(([name, { kind, values = [] }]) => {
        const harmless = { ID: id, ENUM: values[0], NUMBER: 7, TIME: 1, FLAG: 1, MONEY: 100, CURRENCY: "CNY" };
        return [name, kind in harmless ? harmless[kind as keyof typeof harmless] : poison];
      });
      const data = { currency: "CNY", unheardOf: poison, ...Object.fromEntries(values) };
      return Object.assign(new LoggedEvent(), {
        ...{ type, data, position: index + 1, seq: index + 1, streamId: "prv_00000000000000000000000000", at: 0 },
        ...{
          actorId: null,
          actorRole: "SYSTEM",
          audience: "PARTIES",
          topics: "",
          hash: String(index).padStart(64, "0"),
        },
      });
    });
    const none = { query: async () => [] } as unknown as Database;
    const told = await cloudEvents(none, "https://redress.example", events);
    const texts = JSON.stringify(told);
    expect(texts).not.toMatch(/张三|zhang\.san|13800000000|unheardOf/);
    expect(told.flatMap(({ data }) => strangeIn(data))).toEqual([]);
    // What may be said is said.
    const shown = (type: string): unknown => told.find((each) => each.type.endsWith(`.${type}`))?.data.event;
    expect(shown("OFFER_MADE")).toMatchObject({ offerId: id, amount: { amount: 100, currency: "CNY", decimals: 2 } });
  });

  test("every history has a word of its own", () => {
    const streams = ENTITIES.filter((entity) => "idPrefix" in entity).map(
      (entity) => (entity as typeof Complaint).idPrefix,
    );
    const named = streams.map((prefix) => historyOf(`${prefix}_1`)).filter((name, index) => name !== streams[index]);
    expect(named.sort()).toEqual(["account", "case", "inspection", "inspection-plan", "provider"]);
    const others = ["job", "register", "house-rules"];
    expect(others.map(historyOf)).toEqual(others);
  });
});

test("where events go is read from the setting, and what is wrong with it is said without the password", () => {
  expect(parseEventsUrl("nats://redress:a%40b%2Fc@one:4333,two/EVENTS")).toEqual({
    ...{ servers: ["one:4333", "two:4222"], tls: false, user: "redress", password: "a@b/c", stream: "EVENTS" },
  });
  expect(parseEventsUrl("tls://token@[::1]:4222/A-b_1")).toEqual({
    ...{ servers: ["[::1]:4222"], tls: true, token: "token", stream: "A-b_1" },
  });
  for (const wrong of [
    "nats://host",
    "nats://host/",
    "nats://host/a.b",
    "nats://ho st/A",
    "http://host/A",
    "nats://h:0/A",
  ])
    expect(() => parseEventsUrl(wrong)).toThrow(/nats:\/\/user:password@host:4222\/STREAM/);
  expect(() => parseEventsUrl("nats://u:%zz@host/A")).toThrow(/%25/);
  expect(() => parseEventsUrl("kafka://host/A")).toThrow(/Kafka/);
});

test("what is set twice, or for nothing, is a mistake; a secret is not repeated", () => {
  const env = { DATA_DIR: "/nowhere", SECRET: "s".repeat(64) };
  const creds = "-----BEGIN NATS USER JWT-----\nx\n------END NATS USER JWT------\n-----BEGIN USER NKEY SEED-----\ny\n";
  const parse = (more: Record<string, string>) => () => parseConfig({ ...env, ...more });
  expect(parse({ EVENTS_URL: "tls://one/A", EVENTS_CREDENTIALS: creds })().events).toMatchObject({
    credentials: creds,
  });
  expect(parse({})()).toMatchObject({ events: null, warehouse: null });
  expect(parse({ EVENTS_CREDENTIALS: creds })).toThrow(/only with EVENTS_URL/);
  expect(parse({ EVENTS_URL: "nats://a:b@one/A", EVENTS_CREDENTIALS: creds })).toThrow(/said twice/);
  expect(parse({ EVENTS_URL: "nats://a:hush@one" })).toThrow(/^(?![^]*hush)[^]*EVENTS_URL=…: must be nats:/);
  expect(parse({ WAREHOUSE_URL: "ftp://x" })).toThrow(/WAREHOUSE_URL.*must be file:PATH or s3:/);
});

describeWith("nats-server", "to NATS", () => {
  let nats: TestNats;
  beforeAll(async () => {
    nats = await startNats();
  });
  afterAll(() => nats?.[Symbol.asyncDispose]());

  forEachDatabase((kind) => {
    const stream = `EVENTS-${kind}`;
    const told: string[] = [];
    let world: World;
    let id: string;
    beforeAll(async () => {
      // One server, and a stream for each database: of which each takes its own part.
      await nats.make({ name: stream, subjects: [`redress.>`], max_msgs: 1_000_000, description: "made by hand" });
      const log = pino({ level: "info" }, { write: (line) => void told.push(line) });
      world = await startWorld(kind, { log }, { EVENTS_URL: nats.url(stream), METRICS_PORT: "0" });
      ({ id } = await openCase(world));
    });
    afterAll(async () => {
      await world?.[Symbol.asyncDispose]();
      await nats.drop(stream);
    });

    const lag = async (): Promise<number> => {
      const text = await (await fetch(world.server.metricsUrl ?? "")).text();
      return Number(/^redress_events_out_lag_events (\d+)$/m.exec(text)?.[1]);
    };
    const run = (...args: string[]) => redress(args, { DATABASE_URL: world.databaseUrl, EVENTS_URL: nats.url(stream) });

    test("every event of the log arrives once, in the log's order, as a CloudEvent without anybody's words", async () => {
      const consumer = await world.as("li.na");
      await say(consumer, id, "我的电话是 13800000000");
      await expectTheLog(nats, world.db, stream);
      const kept = await nats.kept(stream);
      const opened = kept.find(({ event }) => event.type === "redress.case.COMPLAINT_OPENED");
      const complaint = await world.db.byId(Complaint, id);
      expect(opened).toMatchObject({
        ...{ subject: "redress.case.COMPLAINT_OPENED", contentType: "application/cloudevents+json; charset=UTF-8" },
        messageId: opened?.event.id,
        event: {
          ...{ specversion: "1.0", source: world.url, subject: id, seq: 1, actorrole: "CONSUMER", audience: "PARTIES" },
          data: { providerId: complaint?.providerId, orderId: complaint?.orderId },
        },
      });
      expect(kept.flatMap(({ event }) => strangeIn(event.data))).toEqual([]);
      expect(JSON.stringify(kept)).not.toMatch(/13800000000|li\.na|\p{Script=Han}/u);
      const places = kept.map(({ event }) => event.sequence);
      expect(places).toEqual([...places].sort());
      expect(new Set(places).size).toBe(kept.length);
    });

    test("what is recorded while NATS is dead arrives when it is back: nothing is lost, nothing twice, nothing out of order", async () => {
      await recordMany(world.db, id, 300);
      await nats.kill();
      await recordMany(world.db, id, 900);
      await eventually(async () => expect(told.join("")).toContain("events do not leave the platform"));
      await eventually(async () => expect(await lag()).toBeGreaterThanOrEqual(900));
      const { stdout } = await run("events", "status");
      expect(stdout).toMatch(/the first is MESSAGE_SENT at \d+/);
      await nats.start();
      await expectTheLog(nats, world.db, stream);
      await eventually(async () => expect(await lag()).toBe(0));
      expect(told.join("")).toContain("events leave the platform again");
      expect(told.join("")).not.toContain(NATS_PASSWORD);
      expect(told.join("")).not.toContain(encodeURIComponent(NATS_PASSWORD));
    });

    if (kind === "mariadb")
      test("another process takes the lead in the middle, and gives it back: each goes on where the other has come to", async () => {
        const { services } = world.server;
        await recordMany(world.db, id, 600);
        const leaders = await Leaders.seize(world.db, [RELAY_LEAD], services.log);
        const relay = new EventRelay(services, leaders, () => NatsSink.open(parseEventsUrl(nats.url(stream))));
        await recordMany(world.db, id, 600);
        await expectTheLog(nats, world.db, stream);
        expect(await relay.lag()).toEqual({ events: 0, seconds: 0 });
        await relay.stop();
        await leaders.stop();
        await recordMany(world.db, id, 10);
        await expectTheLog(nats, world.db, stream);
      });

    test("moved back by an operator it sends again, under the same ids; a stream that somebody made stays as it is", async () => {
      const before = await nats.kept(stream);
      expect((await run("events", "move", "999999999")).stderr).toContain("The log ends at");
      expect((await run("events", "move", "-1")).code).toBe(2);
      const from = before.length - 20;
      expect((await run("events", "move", String(from))).stdout).toContain(`It goes on after ${from}`);
      await eventually(async () => expect(await nats.kept(stream)).toHaveLength(before.length + 20));
      const again = (await nats.kept(stream)).slice(before.length).map(({ event }) => event);
      expect(again).toEqual(before.slice(from).map(({ event }) => event));
      const place = await world.db.findOne(EventRelayPlace, { id: "events-out" });
      expect(place).toMatchObject({ position: before.length, replays: 1 });
      // Skipped ahead, to the end: nothing is left.
      expect((await run("events", "move", "head")).stdout).toContain("It goes on after");
      expect((await run("events", "status", "--json")).stdout).toContain(`"left":0`);
      expect(await nats.configOf(stream)).toMatchObject({ max_msgs: 1_000_000, description: "made by hand" });
    });
  });

  test("the relay's process is killed after events were kept and before it heard so: the next one sends them again, and each is kept once", async () => {
    await using world = await startWorld("sqlite");
    await using folder = await temporaryFolder("relay");
    const { id } = await openCase(world);
    await recordMany(world.db, id, 700);
    await using deaf = await openDeafProxy(nats.port);
    const env = { DATABASE_URL: world.databaseUrl, DATA_DIR: folder.path, SECRET: world.secret };
    await using node = await ServerNode.start({ ...env, EVENTS_URL: nats.url(STREAM, deaf.port) });
    await eventually(async () => expect((await nats.kept(STREAM)).length).toBeGreaterThanOrEqual(500));
    expect(await world.db.findOne(EventRelayPlace, { id: "events-out" })).toMatchObject({ position: 0 });
    await node.kill();
    await using _next = await startNode(world, { EVENTS_URL: nats.url(STREAM) });
    await recordMany(world.db, id, 10);
    await expectTheLog(nats, world.db);
    const { max_age, duplicate_window, subjects, storage } = await nats.configOf(STREAM);
    expect({ max_age, duplicate_window, subjects, storage }).toEqual({
      ...{ max_age: NEW_STREAM.max_age, duplicate_window: NEW_STREAM.duplicate_window },
      ...{ subjects: ["redress.>"], storage: "file" },
    });
    await nats.drop(STREAM);
  });

  const outgoing = (n: number, text = ""): { topic: string; messageId: string; event: CloudEvent } => ({
    ...{ topic: "case.MESSAGE_SENT", messageId: `m${n}` },
    event: { id: `m${n}`, text } as unknown as CloudEvent,
  });

  test("what follows a refused event is refused with it; two that send at once keep the order, and each event once", async () => {
    const settings = parseEventsUrl(nats.url("ORDER"));
    const one = await NatsSink.open(settings);
    const tooLarge = outgoing(2, "x".repeat(100_000));
    const { count, problem } = await one.publish([outgoing(1), tooLarge, outgoing(3)]);
    expect(count).toBe(1);
    expect(problem).toBeInstanceOf(Error);
    const other = await NatsSink.open(settings);
    const all = Array.from({ length: 400 }, (_, n) => outgoing(n + 1));
    const answers = await Promise.all([one.publish(all), other.publish(all)]);
    expect(Math.max(...answers.map((answer) => answer.count))).toBeGreaterThan(0);
    for (let left = all; left.length > 0;) left = left.slice((await other.publish(left)).count);
    expect((await nats.kept("ORDER")).map(({ messageId }) => messageId)).toEqual(all.map(({ messageId }) => messageId));
    for (const sink of [one, other]) await sink.close();
    await nats.drop("ORDER");
  });

  test("a stream with three replicas, whose leader changes in the middle: nothing is lost or out of order, and what was refused is not taken for a duplicate", async () => {
    await using cluster = await startNatsCluster();
    const connection = await cluster.connect();
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: "THREE", subjects: ["redress.>"], num_replicas: 3 });
    const client = manager.jetstream();
    // What the server does of itself: it refuses, and then says that it has what it refused.
    const refused = { msgID: "ghost", expect: { lastMsgID: "nobody" } };
    await expect(client.publish("redress.a.B", "x", refused)).rejects.toThrow(/last msg/);
    const settings = parseEventsUrl(cluster.url("THREE"));
    let sink = await NatsSink.open(settings);
    expect(await sink.publish([{ ...outgoing(0), messageId: "ghost" }])).toMatchObject({
      ...{ count: 0, problem: expect.objectContaining({ message: expect.stringContaining("not said where") }) },
    });
    const all = Array.from({ length: 300 }, (_, n) => outgoing(n + 1));
    const half = sink.publish(all.slice(0, 200));
    await connection.request("$JS.API.STREAM.LEADER.STEPDOWN.THREE");
    let left = all.slice((await half).count);
    await eventually(async () => {
      if (!sink.isOpen) sink = await NatsSink.open(settings);
      left = left.slice((await sink.publish(left)).count);
      expect(left).toEqual([]);
    });
    await sink.close();
    const kept: string[] = [];
    const { streams } = await jetstreamManager(connection);
    for (let seq = 1; seq <= all.length; seq += 1)
      kept.push((await streams.getMessage("THREE", { seq }))?.header.get("Nats-Msg-Id") ?? "");
    expect((await streams.info("THREE")).state.messages).toBe(all.length);
    await connection.close();
    expect(kept).toEqual(all.map(({ messageId }) => messageId));
  });

  test("over TLS: whom the server's certificate does not convince sends nothing, and is told so by redress doctor", async () => {
    await using folder = await temporaryFolder("nats-tls");
    const authority = await certify(folder.path, "authority");
    const { cert, key } = await certify(folder.path, "nats", { by: "authority", for: "DNS:localhost" });
    await using secret = await startNats(
      `tls { cert_file: ${JSON.stringify(cert)}, key_file: ${JSON.stringify(key)} }`,
    );
    const url = secret.url("SECRET").replace("nats://", "tls://").replace("127.0.0.1", "localhost");
    await expect(NatsSink.open(parseEventsUrl(url))).rejects.toThrow(/certificate/i);
    await using database = await createMigratedDatabase("sqlite");
    const env = { DATABASE_URL: database.url, DATA_DIR: folder.path, SECRET: "s".repeat(64), EVENTS_URL: url };
    const { stdout } = await redressAlone(["doctor"], { ...env, NODE_EXTRA_CA_CERTS: authority.cert });
    expect(stdout).toMatch(/^ok +EVENTS_URL: the stream is not there yet; a server makes it$/m);
    const refused = await redress(["doctor"], env);
    expect(refused.stdout).toMatch(/^problem +EVENTS_URL: no events can be sent: .*certificate/m);
    expect(refused.stdout).not.toContain(NATS_PASSWORD);
  });

  test("a wrong password, a stream that takes no such subjects, a server without TLS where it is asked for: said, and nothing is sent", async () => {
    const wrong = { ...parseEventsUrl(nats.url(STREAM)), password: "wrong" };
    await expect(NatsSink.open(wrong)).rejects.toThrow(/authorization/i);
    await expect(NatsSink.open({ ...parseEventsUrl(nats.url(STREAM)), tls: true })).rejects.toThrow(/tls/i);
    await nats.make({ name: "OTHER", subjects: ["other.>"] });
    const sink = await NatsSink.open(parseEventsUrl(nats.url("OTHER")));
    expect(await sink.publish([outgoing(1)])).toMatchObject({ count: 0, problem: expect.any(Error) });
    await sink.close();
    await nats.drop("OTHER");
  });
});

/** Passes on what it is sent, and from the first event on nothing that is answered. */
async function openDeafProxy(target: number): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((near) => {
    const far = connectTo(target, "127.0.0.1");
    let isDeaf = false;
    near.on("data", (chunk) => {
      isDeaf ||= chunk.includes("Nats-Msg-Id");
      far.write(chunk);
    });
    far.on("data", (chunk) => void (isDeaf || near.write(chunk)));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((done) => void server.close(() => done())),
  };
}
