import { createClient, type Client } from "graphql-sse";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MESSAGES } from "../../src/app/messages";
import { Counters } from "../../src/platform/redis/counters";
import { Admission } from "../../src/platform/graphql/admission";
import { DeprecatedUse } from "../../src/platform/graphql/deprecated-use";
import { Budget } from "../../src/platform/graphql/budget";
import { Context } from "../../src/platform/graphql/context";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { RegisteredDocuments } from "../../src/platform/graphql/registered-documents";
import { LiveConnections } from "../../src/platform/http/live-connections";
import { GraphqlOverSse, type StreamDoor } from "../../src/platform/http/graphql-over-sse";
import { SseSink } from "../../src/platform/http/sse-sink";
import { OperationLog } from "../../src/platform/telemetry/operation-log";
import { createSchema } from "../../src/app/schema";
import { openCase } from "../case/complaints/world-case";
import { eventually } from "../support/eventually";
import { signIn, startWorld, Stream, type Answer, type Person, type World } from "../support/world";
import { FOLLOW_CASE, say } from "./cases";

const zh = MESSAGES["zh-CN"];

const QUEUE = `subscription { moderationQueueUpdated { cursor caughtUp event { type seq } complaint { id } } }`;
const REGISTER = `subscription { rulingPublished { cursor caughtUp ruling { id } } }`;
const MINE = `subscription { myComplaintsUpdated { cursor caughtUp event { type } } }`;
/** Much for one event: a reader that stands still has its connection full after a few dozen. */
const MUCH = `subscription { moderationQueueUpdated { caughtUp event { seq } complaint { ${Array.from({ length: 25 }, (_, n) => `s${n}: story`).join(" ")} } } }`;
const LONG_STORY = "此事说来话长。".repeat(500);

const clients: Client[] = [];

const headersOf = ({ token }: Person): Record<string, string> => ({
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  "accept-language": "zh-CN",
});

/** graphql-sse's own client; its subscriptions are used as a socket's are. */
function listen(person: Person, query: string, variables: Record<string, unknown> = {}): Stream & { hangUp(): void } {
  const client = createClient({ url: `${person.url}/graphql/stream`, headers: headersOf(person), retryAttempts: 0 });
  clients.push(client);
  const stream = new Stream(client as unknown as ConstructorParameters<typeof Stream>[0], query, variables);
  return Object.assign(stream, { hangUp: () => client.dispose() });
}

const begun = (stream: Stream): Promise<Stream> => stream.until(({ received }) => received[0]?.caughtUp === true);

const codesOf = ({ errors }: Stream): string[] => errors.map(({ extensions }) => extensions.code);

async function post(url: string, headers: Record<string, string>, query = REGISTER, method = "POST") {
  const response = await fetch(`${url}/graphql/stream`, {
    method,
    headers,
    ...(method === "POST" ? { body: new TextEncoder().encode(JSON.stringify({ query })) } : {}),
  });
  return response;
}

const ASKS = { "content-type": "application/json", accept: "text/event-stream" };

describe("server-sent events", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(
      "sqlite",
      { limits: { socketsPerPerson: 3 } },
      { ALLOWED_ORIGINS: "https://shop.example" },
    );
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
    jest.restoreAllMocks();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("a case is followed in order, and resumed with its cursor: none lost, none twice", async () => {
    const [consumer, owner] = [await world.as("li.na"), await world.as("wang.owner")];
    const { id } = await openCase(world);
    const first = listen(consumer, FOLLOW_CASE, { id });
    await begun(first);
    await say(owner, id, "一");
    await first.until((stream) => stream.events().length === 1);
    first.hangUp();
    await say(owner, id, "二");
    await say(owner, id, "三");
    const second = listen(consumer, FOLLOW_CASE, { id, after: first.received.at(-1).cursor });
    await second.until((stream) => stream.received.some(({ caughtUp }) => caughtUp));
    await say(owner, id, "四");
    await second.until((stream) => stream.events().length === 3);
    const seqs = [first, second].flatMap((stream) => stream.events().map(({ seq }) => seq));
    expect(seqs).toEqual([2, 3, 4, 5]);
    expect(first.errors.concat(second.errors)).toEqual([]);
  });

  test("a reader here and one on a websocket share one execution and its text", async () => {
    const [chen, liu] = [await world.as("chen.mod"), await world.as("liu.mod")];
    const [here, there] = [listen(chen, QUEUE), liu.follow(QUEUE)];
    for (const stream of [here, there]) await begun(stream);
    // Private, and the only way to see that a text was made once.
    const shared = jest.spyOn(Pipeline.prototype as unknown as { executeShared: () => void }, "executeShared");
    await openCase(world, { opening: { breachClass: "FRAUD" } });
    for (const stream of [here, there]) await stream.untilEvent("COMPLAINT_OPENED");
    expect(shared).toHaveBeenCalledTimes(1);
    expect(here.received.at(-1)).toEqual(there.received.at(-1));
    await liu.hangUp();
  });

  test("a reader that stands still costs a place in the log; it gets everything in order when it reads on, and others do not wait", async () => {
    const chen = await world.as("chen.mod");
    const { id } = await openCase(world, { opening: { breachClass: "FRAUD", story: LONG_STORY } });
    const send = jest.spyOn(SseSink.prototype, "send");
    const [slow, quick] = [await rawReader(world.url, chen, MUCH), await rawReader(world.url, chen, MUCH)];
    slow.response.pause();
    const times = 60;
    for (let n = 0; n < times; n += 1) await chen.do("takeComplaint", { complaintId: id });
    await quick.until((text) => seqsIn(text).length === times);
    const sentTo = new Map<unknown, number>();
    for (const [index, [payloads]] of send.mock.calls.entries()) {
      const sink = send.mock.contexts[index];
      sentTo.set(sink, (sentTo.get(sink) ?? 0) + payloads.length);
    }
    expect(Math.min(...sentTo.values())).toBeLessThan(times);
    slow.response.resume();
    await slow.until((text) => seqsIn(text).length === times);
    expect(seqsIn(slow.text)).toEqual(seqsIn(quick.text));
    for (const { response } of [slow, quick]) response.destroy();
  });

  test("a right that ends, ends the stream, also when nothing happens any more", async () => {
    const admin = await world.as("admin");
    const [staff, party] = [await signIn(world.url, "qian.lead"), await signIn(world.url, "tom")];
    const streams = [listen(staff, QUEUE), listen(party, MINE)];
    for (const [index, person] of [staff, party].entries()) {
      const stream = streams[index] as Stream;
      await begun(stream);
      await admin.do("suspendAccount", { accountId: person.accountId, reason: "test" }, "{ account { id } }");
      await stream.until(({ ended }) => ended === "complete");
      expect(codesOf(stream)).toEqual(["PERMISSION_REVOKED"]);
      await admin.do("reinstateAccount", { accountId: person.accountId, reason: "test" }, "{ account { id } }");
    }
  });

  test("a token that ends takes its stream with it, and says so", async () => {
    const person = await signIn(world.url, "li.na");
    const stream = listen(person, MINE);
    await begun(stream);
    world.clock.advance(15 * 60_000);
    await stream.until(({ ended }) => ended === "complete");
    expect(stream.errors).toMatchObject([{ message: zh.TOKEN_EXPIRED, extensions: { code: "TOKEN_EXPIRED" } }]);
    world.clock.advance(60_000);
    const response = await post(world.url, { ...ASKS, ...headersOf(person) });
    expect([response.status, await codeIn(response)]).toEqual([401, "TOKEN_EXPIRED"]);
    await world.later(0);
  });

  test("streams and sockets of one person are counted together, and a stream that is over counts no more", async () => {
    const person = await signIn(world.url, "sun.audit");
    const socket = person.follow(QUEUE);
    const [first, second] = [listen(person, QUEUE), listen(person, QUEUE)];
    for (const stream of [socket, first, second]) await begun(stream);
    const response = await post(world.url, { ...ASKS, ...headersOf(person) }, QUEUE);
    expect([response.status, await codeIn(response)]).toEqual([429, "LIMIT_REACHED"]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    first.hangUp();
    await eventually(async () => {
      const third = listen(person, QUEUE);
      await third.until(({ received, ended }) => received.length > 0 || ended !== undefined);
      expect(third.received).toHaveLength(1);
    });
    await person.hangUp();
  });

  test.each([
    ["another content type", { ...ASKS, "content-type": "text/plain" }, "POST", 415, "BAD_USER_INPUT"],
    ["no content type", { accept: ASKS.accept }, "POST", 415, "BAD_USER_INPUT"],
    ["another answer wanted", { ...ASKS, accept: "application/json" }, "POST", 406, "BAD_USER_INPUT"],
    ["a stranger's page", { ...ASKS, origin: "https://evil.example" }, "POST", 403, "FORBIDDEN"],
    ["a garbage token", { ...ASKS, authorization: "Bearer x" }, "POST", 401, "UNAUTHENTICATED"],
    ["GET", ASKS, "GET", 405, "BAD_USER_INPUT"],
    ["PUT", ASKS, "PUT", 405, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, headers, method, status, code) => {
    const response = await post(world.url, { ...headers, "accept-language": "zh-CN" }, REGISTER, method);
    const { errors } = (await response.json()) as Answer;
    expect([response.status, errors?.[0]?.extensions.code]).toEqual([status, code]);
    expect(Object.values(zh).map((said) => said.replace("{{allowed}}", "POST"))).toContain(errors?.[0]?.message);
    expect(errors?.[0]?.extensions.requestId).toBe(response.headers.get("x-request-id"));
    if (status === 405) expect(response.headers.get("allow")).toBe("POST");
  });

  test("an allowed page reads, and the stream has its request's id", async () => {
    const response = await post(world.url, { ...ASKS, origin: "https://shop.example" });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    await response.body?.cancel();
  });

  test.each([
    ["what is no operation", "subscription {", "GRAPHQL_PARSE_FAILED"],
    ["a field that is not there", "subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["a door that is closed", QUEUE, "UNAUTHENTICATED"],
    ["a cursor that is none", `subscription { rulingPublished(after: "x.y") { cursor } }`, "RESYNC_REQUIRED"],
    ["nothing", "", "GRAPHQL_PARSE_FAILED"],
  ])("%s: told in the stream, which then is complete", async (_, query, code) => {
    const stream = listen(world.visitor, query);
    await stream.until(({ ended }) => ended === "complete");
    expect(codesOf(stream)).toEqual([code]);
    expect(stream.received).toEqual([]);
  });

  test("a query or a command is answered once", async () => {
    const query = listen(world.visitor, "{ rules { code } }");
    await query.until(({ ended }) => ended === "complete");
    expect(query.received).toHaveLength(1);
    expect(query.errors).toEqual([]);
  });

  test("a reader that takes nothing any more is told that it is too slow, and sent away", async () => {
    const chen = await world.as("chen.mod");
    await using impatient = await impatientServer(world, chen);
    const { id } = await openCase(world, { opening: { breachClass: "FRAUD", story: LONG_STORY } });
    const [deaf, slow] = [await rawReader(impatient.url, chen, MUCH), await rawReader(impatient.url, chen, MUCH)];
    for (const { response } of [deaf, slow]) response.pause();
    let ended = 0;
    impatient.onEnd(() => {
      ended += 1;
      if (ended === 2) slow.response.resume();
    });
    for (let n = 0; n < 60; n += 1) await chen.do("takeComplaint", { complaintId: id });
    await slow.until((text) => text.endsWith("event: complete\ndata:\n\n"));
    expect(slow.text).toContain('"code":"CONSUMER_TOO_SLOW"');
    // One that never reads on is not waited for.
    await eventually(async () => expect(impatient.open()).toBe(0));
    deaf.response.destroy();
  });
});

test("a server that stops tells its readers to come back", async () => {
  const world = await startWorld("sqlite");
  const streams = [listen(world.visitor, REGISTER), listen(await world.as("li.na"), MINE)];
  for (const stream of streams) await begun(stream);
  await world[Symbol.asyncDispose]();
  for (const stream of streams) {
    await stream.until(({ ended }) => ended === "complete");
    expect(stream.errors).toMatchObject([
      { message: zh.GOING_AWAY, extensions: { code: "GOING_AWAY", retryAfter: expect.any(Number) } },
    ]);
  }
});

async function codeIn(response: Response): Promise<string | undefined> {
  return ((await response.json()) as Answer).errors?.[0]?.extensions.code;
}

const seqsIn = (text: string): number[] => [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq));

/** A reader that can be made to stand still. Resolves when its stream has caught up. */
async function rawReader(
  url: string,
  person: Person,
  query: string,
): Promise<{ response: IncomingMessage; text: string; until(condition: (text: string) => boolean): Promise<void> }> {
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    const asking = request(`${url}/graphql/stream`, {
      method: "POST",
      agent: false,
      headers: { ...ASKS, ...headersOf(person) },
    });
    asking.on("response", answered);
    asking.on("error", failed);
    asking.end(JSON.stringify({ query }));
  });
  let tell: () => void = () => undefined;
  let closed = false;
  const reader = {
    response,
    text: "",
    async until(condition: (text: string) => boolean): Promise<void> {
      while (!condition(reader.text)) {
        if (closed) throw new Error(`the stream closed after ${reader.text.slice(-500)}`);
        await new Promise<void>((wake) => (tell = wake));
      }
    },
  };
  response.on("close", () => {
    closed = true;
    tell();
  });
  response.setEncoding("utf8");
  response.on("error", () => undefined);
  response.on("data", (chunk: string) => {
    reader.text += chunk;
    tell();
  });
  await reader.until((text) => text.includes('"caughtUp":true'));
  return reader;
}

/** The same streams from a server that waits three seconds only, for one person. */
async function impatientServer(
  { server: { services } }: World,
  { accountId }: Person,
): Promise<AsyncDisposable & { url: string; open(): number; onEnd(listener: () => void): void }> {
  const actor = await services.currentActor(accountId);
  const context = (): Context =>
    new Context(services, actor, { locale: "en", timeZone: "Asia/Shanghai" }, "request", "address");
  const limits = { ...DEFAULT_LIMITS, socketPingSeconds: 1 };
  const door: StreamDoor = {
    addressOf: () => "address",
    visitor: context,
    bySocket: async () => ({ context: context(), expiresAt: null }),
    renew: async (before) => before,
    still: async (before) => before,
  };
  const live = new LiveConnections(services, limits, door);
  const pipeline = new Pipeline(await createSchema(), limits);
  const budget = new Budget(new Counters(), { perPerson: 100_000, perAddress: 100_000 });
  const deprecated = new DeprecatedUse();
  const silent = new OperationLog(services.log, { slowMs: 60_000, mostInASecond: 0 });
  const admission = new Admission(
    pipeline,
    new RegisteredDocuments(new Map(), "any"),
    budget,
    10_000,
    deprecated,
    silent,
  );
  const streams = new GraphqlOverSse(pipeline, admission, limits, live, [], door, services.log);
  let open = 0;
  let onEnd: () => void = () => undefined;
  const http: Server = createServer((incoming, response) => {
    open += 1;
    const end = response.end.bind(response) as () => typeof response;
    response.end = () => {
      onEnd();
      return end();
    };
    response.once("close", () => (open -= 1));
    void streams.handle(incoming, response);
  });
  await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    open: () => open,
    onEnd: (listener) => (onEnd = listener),
    async [Symbol.asyncDispose]() {
      await live[Symbol.asyncDispose]();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}
