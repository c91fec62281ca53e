import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import sharp from "sharp";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import pino from "pino";
import { KEPT_MS } from "../../src/app/serving/health-routes";
import type { Send } from "../../src/platform/database/statements";
import { Tx } from "../../src/platform/database/tx";
import { handshake, post, RawSocket } from "../bad-input/wire";
import { openCase } from "../case/complaints/world-case";
import { announce, openedCase } from "../case/evidence/evidence-case";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { createClient } from "redis";
import { startRedis, type TestRedis } from "../support/redis";
import { refusalIn } from "../support/refusal-in";
import { startNode, startWorld, type Answer, type World } from "../support/world";

const RICH = `{ listings(first: 20) { nodes { id title provider { id legalName promises { nodes { id currentVersion { id } } } } promises { nodes { id } } } } }`;
const LIGHT = "{ rules { code } }";
const timeNow = performance.now.bind(performance);
const ANSWER_TYPE = "application/graphql-response+json";

interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request exactly as given, from an address of this computer. */
function ask(
  url: string,
  path: string,
  { body, headers = {}, localAddress }: { body?: string; headers?: Record<string, string>; localAddress?: string } = {},
): Promise<Heard> {
  const { hostname, port } = new URL(url.replace("localhost", "127.0.0.1"));
  return new Promise((done, failed) => {
    const sent = httpRequest({
      hostname,
      port,
      path,
      method: body === undefined ? "GET" : "POST",
      headers,
      localAddress,
    });
    sent.once("error", failed);
    sent.once("response", (response) => {
      text(response).then(
        (heard) => done({ status: response.statusCode ?? 0, headers: response.headers, body: heard }),
        failed,
      );
    });
    sent.end(body);
  });
}

const operation = (
  url: string,
  query: string,
  headers: Record<string, string> = {},
  path = "/graphql",
): Promise<Heard & Pick<Answer, "data" | "errors">> =>
  ask(url, path, {
    body: JSON.stringify({ query }),
    headers: { "content-type": "application/json", "accept-language": "en", ...headers },
  }).then((heard) => ({
    ...heard,
    ...(heard.body.startsWith("{") ? (JSON.parse(heard.body) as Answer) : { data: undefined }),
  }));

/** Asks until it is refused; answers the refusal. */
async function untilRefused<T extends { status: number }>(again: (n: number) => Promise<T>, most = 500): Promise<T> {
  for (let n = 0; n < most; n += 1) {
    const heard = await again(n);
    if (heard.status !== 200 && heard.status !== 400) return heard;
  }
  throw new Error(`never refused in ${most} requests`);
}

/** A world whose log is kept. */
async function loggedWorld(
  env: Record<string, string>,
  kind: "sqlite" | "mariadb" = "sqlite",
): Promise<World & { lines: string[] }> {
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  return Object.assign(await startWorld(kind, { log }, env), { lines });
}

/** As the nearest proxy says who asks. */
const from = (address: string): Record<string, string> => ({ "x-forwarded-for": address });

const faultsIn = (lines: readonly string[]): string[] => lines.filter((line) => /"level":(50|60)/.test(line));

describe("the budget of points", () => {
  let world: World & { lines: string[] };
  beforeAll(async () => {
    world = await loggedWorld({ BUDGET_PER_ADDRESS: "20000", BUDGET_PER_PERSON: "20000", PROXY_HOPS: "1" });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  function expectRefusal({ status, headers, errors }: Heard & Pick<Answer, "errors">): void {
    expect([status, errors?.[0]?.extensions.code]).toEqual([429, "RATE_LIMITED"]);
    const wait = Number(headers["retry-after"]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(errors?.[0]?.extensions).toMatchObject({ retryAfter: wait, requestId: headers["x-request-id"] });
  }

  test("a visitor who asks for much is refused for a while, by every door, and nobody else is", async () => {
    const loud = from("203.0.113.1");
    expectRefusal(await untilRefused(() => operation(world.url, RICH, loud)));
    for (const accept of ["application/json", ANSWER_TYPE]) {
      const heard = await operation(world.url, LIGHT, { ...loud, accept });
      expectRefusal(heard);
      expect(heard.headers["content-type"]).toContain(accept);
    }
    expectRefusal(await operation(world.url, LIGHT, { ...loud, accept: "text/event-stream" }, "/graphql/stream"));
    const socket = await RawSocket.connected(world.url, {}, loud);
    const [refused] = (await socket.errorsOf(LIGHT)) ?? [];
    expect(refused?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
    await socket.close();

    expect((await operation(world.url, LIGHT, from("203.0.113.2"))).status).toBe(200);
    const consumer = await world.as("li.na");
    expect((await consumer.gql(LIGHT, {}, loud)).status).toBe(200);
    // Files, feeds and records too: only who does not prove who they are is counted with the visitors.
    const signedIn = { authorization: `Bearer ${consumer.token}` };
    const doors = [{}, { authorization: "Bearer not-a-token" }, signedIn].map((headers) =>
      ask(world.url, "/evidence/nothing", { headers: { ...loud, ...headers } }),
    );
    expect((await Promise.all(doors)).map(({ status }) => status)).toEqual([429, 429, 404]);
  });

  test("an account is counted by itself, wherever it comes from", async () => {
    const consumer = await world.as("tom");
    const headers = { authorization: `Bearer ${consumer.token}` };
    expectRefusal(
      await untilRefused((n) => operation(world.url, RICH, { ...headers, ...from(`203.0.113.${10 + (n % 100)}`) })),
    );
    expect((await operation(world.url, LIGHT, from("203.0.113.10"))).status).toBe(200);
    const doors = [headers, {}].map((more) =>
      ask(world.url, "/evidence/nothing", { headers: { ...from("203.0.113.10"), ...more } }),
    );
    expect((await Promise.all(doors)).map(({ status }) => status)).toEqual([429, 404]);
    const changes = await world.as("wang.owner");
    const change = (n: number) =>
      operation(world.url, `mutation { updateAccount(input: { displayName: "n${n}" }) { clientMutationId } }`, {
        authorization: `Bearer ${changes.token}`,
        ...from("203.0.113.11"),
      });
    expectRefusal(await untilRefused(change));
  });

  test("a /64 of IPv6 is one sender, also when each request has an address of its own", async () => {
    const address = (n: number): string => `2001:db8:7:7:${n.toString(16)}::1`;
    expectRefusal(await untilRefused((n) => operation(world.url, RICH, from(address(n)))));
    expect((await operation(world.url, LIGHT, from("2001:db8:7:8::1"))).status).toBe(200);
  });

  test("documents that are different each time, broken or full of comments, cost before they are read", async () => {
    const spellings = [
      (n: number) => `{ nothing${n} `,
      (n: number) => `{ nothing${n} { at { all } } }`,
      (n: number) => `{ rules { code } } # ${n} ${"x".repeat(1_000)}`,
    ];
    for (const [index, spell] of spellings.entries())
      expectRefusal(await untilRefused((n) => operation(world.url, spell(n), from(`198.51.100.${index}`)), 2_000));
    const comment = (): ReturnType<typeof operation> =>
      operation(world.url, `${LIGHT} # ${"x".repeat(200_000)}`, from("198.51.100.77"));
    expectRefusal(await untilRefused(comment, 20));
  });

  test("the files that everybody may have are counted too", async () => {
    const heard = await untilRefused(() => ask(world.url, "/register", { headers: from("198.51.100.99") }));
    expect(heard.status).toBe(429);
    expect(heard.headers["retry-after"]).toBeDefined();
    expect(refusalIn(JSON.parse(heard.body))).toMatchObject({
      code: "RATE_LIMITED",
      reason: "budget",
      requestId: heard.headers["x-request-id"],
    });
    expect((await ask(world.url, "/health/live", { headers: from("198.51.100.99") })).status).toBe(200);
  });

  test("whoever wants to plan is told the cost, on both HTTP doors", async () => {
    const planning = { ...from("192.0.2.1"), "x-request-cost": "true" };
    const first = await operation(world.url, RICH, planning);
    const second = await operation(world.url, RICH, planning);
    const [cost, left, leftThen] = [
      Number(second.headers["x-request-cost"]),
      Number(first.headers["ratelimit-remaining"]),
      Number(second.headers["ratelimit-remaining"]),
    ];
    expect(cost).toBeGreaterThan(400);
    expect(leftThen).toBe(left - cost);
    expect(second.headers["ratelimit-limit"]).toBe("20000");
    expect(Number(second.headers["ratelimit-reset"])).toBeLessThanOrEqual(60);
    const streamed = await operation(world.url, LIGHT, { ...planning, accept: "text/event-stream" }, "/graphql/stream");
    expect(streamed.status).toBe(200);
    expect(Number(streamed.headers["x-request-cost"])).toBeGreaterThan(0);
    expect((await operation(world.url, LIGHT, from("192.0.2.1"))).headers["x-request-cost"]).toBeUndefined();
  });

  test("none of it is a fault in the log", () => expect(faultsIn(world.lines)).toEqual([]));
});

describeWith("redis-server", "budgets of several nodes", () => {
  const SMALL = { BUDGET_PER_ADDRESS: "20000", PROXY_HOPS: "1" };

  test("are one while Redis is there, each node's own while it is away or frozen, and never without limit", async () => {
    await using redis: TestRedis = await startRedis();
    await using world = await startWorld("sqlite", {}, { ...SMALL, REDIS_URL: redis.url });
    await using node = await startNode(world, { ...SMALL, REDIS_URL: redis.url });
    let visitors = 0;
    const visitor = (): ReturnType<typeof from> => from(`2001:db8:0:${(visitors += 1).toString(16)}::1`);
    const spendAll = (url: string, sender = visitor()): Promise<Heard> =>
      untilRefused(() => operation(url, RICH, sender));
    // Whoever is slow to find Redis, or waits too long for it, counts alone for a while: each attempt is another visitor's.
    await eventually(async () => {
      const sender = visitor();
      await spendAll(world.url, sender);
      expect((await operation(node.url, LIGHT, sender)).status).toBe(429);
    });

    const tells = async (url: string): Promise<void> => {
      const health = await fetch(`${url}/health/dependencies`);
      const told = { status: "working", warnings: expect.arrayContaining([expect.stringContaining("redis: cannot")]) };
      expect([health.status, await health.json()]).toMatchObject([200, told]);
    };
    // Whoever copies another, which is gone, answers and counts nothing.
    const client = await createClient({ url: redis.url }).connect();
    await client.sendCommand(["REPLICAOF", "127.0.0.1", "1"]);
    await client.close();
    expect((await spendAll(world.url)).status).toBe(429);
    await tells(world.url);

    await redis.freeze();
    // What each of them counts by itself ends too.
    for (const url of [world.url, node.url]) expect((await spendAll(url)).status).toBe(429);
    redis.signal("SIGCONT");
    await redis.kill();
    for (const url of [world.url, node.url]) expect((await spendAll(url)).status).toBe(429);
    await tells(node.url);
  });
});

forEachDatabase((kind, further) => {
  describe("the time of an operation", () => {
    const TIME_MS = 300;
    let world: World & { lines: string[] };
    beforeAll(async () => {
      world = await loggedWorld({ OPERATION_TIMEOUT_MS: String(TIME_MS) }, kind);
      await world.projected();
      await world.as("li.na");
    });
    afterAll(() => world?.[Symbol.asyncDispose]());
    afterEach(() => jest.restoreAllMocks());

    const deep = `query Deep { listings(first: 5) { nodes { id provider { id promises { nodes { id currentVersion { id } } } } reviews(first: 3) { nodes { id } } } } }`;

    /** By the process's own clock, which measures how long things take. */
    function passTime(ms: number): void {
      jest.spyOn(performance, "now").mockImplementation(() => timeNow() + ms);
    }

    /** The database takes so long for each statement; answers how many were begun. */
    function slowDown(ms: number): { begun(): number } {
      const asked = spyOnReads(world);
      jest.spyOn(performance, "now").mockImplementation(() => timeNow() + asked.mock.calls.length * ms);
      return { begun: () => asked.mock.calls.length };
    }

    test("stops its work between two statements, and says so once: 503 and Retry-After", async () => {
      const whole = slowDown(0);
      expect((await operation(world.url, deep)).status).toBe(200);
      const all = whole.begun();
      jest.restoreAllMocks();

      const slow = slowDown(TIME_MS);
      const heard = await operation(world.url, deep);
      expect([heard.status, heard.errors?.length, heard.errors?.[0]?.extensions.code]).toEqual([503, 1, "OVERLOADED"]);
      expect(heard.data).toBeUndefined();
      expect(heard.headers["retry-after"]).toBe(String(heard.errors?.[0]?.extensions.retryAfter));
      expect(slow.begun()).toBeGreaterThan(0);
      expect(slow.begun()).toBeLessThan(all);
      jest.restoreAllMocks();

      const socket = await RawSocket.connected(world.url);
      slowDown(TIME_MS);
      expect((await socket.errorsOf(deep))?.map(({ extensions }) => extensions.code)).toEqual(["OVERLOADED"]);
      jest.restoreAllMocks();
      expect(await socket.errorsOf(deep)).toBeUndefined();
      await socket.close();
      expect(faultsIn(world.lines)).toEqual([]);
      expect(world.lines.some((line) => line.includes("exceeded its time limit") && line.includes("Deep"))).toBe(true);
    });

    further(
      "a command that is late is undone whole; one that has been done is told, however long that takes",
      async () => {
        const consumer = await world.as("li.na");
        const displayName = "李娜新名";
        // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
        const commit = Tx.prototype.commit;
        const spy = jest.spyOn(Tx.prototype, "commit");
        /** Events are numbered and derived meanwhile: only the command's own transaction records one. */
        const whenItCommits = (act: (tx: Tx) => Promise<void>): void => {
          let isDone = false;
          spy.mockImplementation(function (this: Tx) {
            if (isDone || !this.hasEvents) return commit.call(this);
            isDone = true;
            return act(this);
          });
        };
        whenItCommits((tx) => {
          passTime(TIME_MS * 2);
          return commit.call(tx);
        });
        const late = await consumer.tryTo("updateAccount", { displayName });
        expect(late.extensions.code).toBe("OVERLOADED");
        expect((await consumer.ok("{ viewer { displayName } }")).viewer.displayName).not.toBe(displayName);

        whenItCommits(async (tx) => {
          await commit.call(tx);
          passTime(TIME_MS * 4);
        });
        const { account } = await consumer.do("updateAccount", { displayName }, "{ account { displayName } }");
        expect(account).toEqual({ displayName });
      },
    );

    further("a stream that has been opened lives longer than that", async () => {
      const consumer = await world.as("li.na");
      const stream = consumer.follow("subscription { myComplaintsUpdated { cursor caughtUp event { type } } }");
      await stream.until(({ received }) => received.length > 0);
      passTime(TIME_MS * 2);
      await openedCase(world);
      await stream.untilEvent("COMPLAINT_OPENED");
      expect(stream.errors).toEqual([]);
      stream.close();
      await consumer.hangUp();
    });
  });

  further("the values of a statement that fails are not in the log", async () => {
    await using world = await loggedWorld({}, kind);
    const secret = "身份证 11010519491231002X";
    const { id: complaintId } = await openCase(world);
    await world.db.transact(async (tx) => tx.execute("DROP TABLE message"));
    const consumer = await world.as("li.na");
    const failed = await consumer.tryTo("sendMessage", { complaintId, text: secret });
    expect(failed.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    const [line = ""] = faultsIn(world.lines);
    expect(JSON.parse(line)).toMatchObject({
      requestId: failed.extensions.requestId,
      err: { type: "QueryFailedError", code: expect.any(String), statement: expect.stringContaining("message") },
    });
    expect(world.lines.join("")).not.toContain("11010519491231002X");
  });
});

test("on SQLite a long operation lets others be heard between its statements", async () => {
  await using world = await startWorld("sqlite");
  await world.projected();
  // Each statement holds the process up for so long; the whole operation, if nothing came between, for a second and more.
  const asked = spyOnReads(world, () => {
    for (const end = timeNow() + 100; timeNow() < end;);
  });
  const long = `{ ${Array.from({ length: 15 }, (_, n) => `a${n}: listings(first: ${n + 1}) { nodes { id } }`).join(" ")} }`;
  let isOver = false;
  const working = operation(world.url, long).finally(() => (isOver = true));
  await eventually(async () => expect(asked).toHaveBeenCalled());
  let heardMeanwhile = 0;
  while (!isOver) {
    await ask(world.url, "/health/live");
    if (!isOver) heardMeanwhile += 1;
  }
  asked.mockRestore();
  expect((await working).status).toBe(200);
  expect(heardMeanwhile).toBeGreaterThan(0);
});

describe("connections", () => {
  const MOST = 50;
  let world: World & { lines: string[] };
  let complaintId: string;
  beforeAll(async () => {
    world = await loggedWorld({
      CONNECTIONS_PER_ADDRESS: String(MOST),
      HEADERS_TIMEOUT_MS: "1000",
      BODY_TIMEOUT_MS: "1000",
    });
    complaintId = await openedCase(world);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** Opens a connection and says so much on it. */
  function whisper(words: string, localAddress = "127.0.0.3"): Promise<Socket & { heard: string }> {
    const { port } = new URL(world.url);
    const socket = Object.assign(connect({ host: "127.0.0.1", port: Number(port), localAddress }), { heard: "" });
    socket.setEncoding("utf8").on("data", (chunk: string) => (socket.heard += chunk));
    socket.on("error", () => undefined);
    return new Promise((done) => socket.once("connect", () => socket.write(words, () => done(socket))));
  }

  const ended = async (socket: Socket): Promise<void> => {
    if (!socket.closed) await once(socket, "close");
  };

  test("600 half-open ones of one address are held within bounds, closed in time, and stop nobody", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 600 }, () => whisper("POST /graphql HTTP/1.1\r\nHost: localhost\r\n")),
    );
    const live = await ask(world.url, "/health/live", { localAddress: "127.0.0.4" });
    expect(live.status).toBe(200);
    await Promise.all(sockets.map(ended));
    const told = sockets.map(({ heard }) => /^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);
    expect(told.filter((status) => status === "408")).toHaveLength(MOST);
    expect(told.every((status) => status === "408" || status === "503" || status === undefined)).toBe(true);
    expect((await ask(world.url, "/health/live", { localAddress: "127.0.0.3" })).status).toBe(200);
  });

  const HALF = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

  test("a body that does not come is given up", async () => {
    for (const path of ["/graphql", "/graphql/stream", "/health/live", "/nowhere"]) {
      const accept = path.endsWith("stream") ? "Accept: text/event-stream\r\n" : "";
      const socket = await whisper(`POST ${path} HTTP/1.1\r\n${accept}${HALF}`);
      await ended(socket);
      expect(socket.heard).toMatch(/^HTTP\/1\.1 (408|404|405)/);
    }
  });

  test("300 half-sent bodies are no faults, and no stacks, in the log", async () => {
    world.lines.length = 0;
    for (let n = 0; n < 300; n += 30) {
      const sockets = await Promise.all(Array.from({ length: 30 }, () => whisper(`POST /graphql HTTP/1.1\r\n${HALF}`)));
      for (const socket of sockets) socket.destroy();
    }
    await eventually(async () => expect(world.lines.filter((line) => line.includes("broke off"))).toHaveLength(300));
    expect(world.lines.filter((line) => !line.includes('"level":20'))).toEqual([]);
    expect(world.lines.join("")).not.toContain("stack");
  });

  /** A picture, and what begins to send it. */
  async function announced(): Promise<{ bytes: Buffer; begin: () => Promise<Socket & { heard: string }> }> {
    const consumer = await world.as("li.na");
    // Noise, so that it stays large.
    const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
    const create = { width: 256, height: 256, channels: 3, background: "white", noise } as const;
    const bytes = await sharp({ create }).png().toBuffer();
    expect(bytes.length).toBeGreaterThan(150_000);
    const begin = async (): Promise<Socket & { heard: string }> => {
      const { uploadUrl } = await announce(consumer, complaintId, bytes);
      const { pathname } = new URL(uploadUrl);
      const headers = `Host: localhost\r\nAuthorization: Bearer ${consumer.token}\r\nContent-Type: image/png\r\nContent-Length: ${bytes.length}\r\n\r\n`;
      return whisper(`PUT ${pathname} HTTP/1.1\r\n${headers}`, "127.0.0.5");
    };
    return { bytes, begin };
  }

  test("an upload may take longer than that while it goes on, and not when it has stopped", async () => {
    const { bytes, begin } = await announced();
    const slow = await begin();
    const stopped = await begin();
    stopped.write(bytes.subarray(0, 20_000));
    for (let at = 0; at < bytes.length; at += 15_000) {
      slow.write(bytes.subarray(at, at + 15_000));
      await new Promise((done) => setTimeout(done, 300));
    }
    await eventually(async () => expect(slow.heard).toMatch(/^HTTP\/1\.1 201/));
    await ended(stopped);
    expect(stopped.heard).toMatch(/^HTTP\/1\.1 408/);
    slow.destroy();
  });

  test("an upload is not given up while it waits for a slow storage", async () => {
    const { bytes, begin } = await announced();
    const { storage } = world.server.services;
    const put = storage.put.bind(storage);
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const asked = jest.spyOn(storage, "put").mockImplementationOnce(async (...given) => {
      await held;
      return put(...given);
    });
    const waiting = await begin();
    waiting.write(bytes);
    await eventually(async () => expect(asked).toHaveBeenCalled());
    // In the first period all that there is room for comes; in the second nothing can.
    for (let periods = 0; periods < 2; periods += 1) await ended(await begin());
    goOn();
    await eventually(async () => expect(waiting.heard).toMatch(/^HTTP\/1\.1 201/));
    waiting.destroy();
    asked.mockRestore();
  });
});

describe("what answers say of themselves", () => {
  let world: World & { lines: string[] };
  beforeAll(async () => {
    world = await loggedWorld({
      ALLOWED_ORIGINS: "https://partner.example",
      ALLOWED_HOSTS: "internal.example",
      PUBLIC_URL: "https://redress.example",
      ...{ DEMO: "false", DEVELOPMENT: "false", SECRET: "a secret of this test, long enough" },
    });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("however many ask how the server is, it looks once in a while", async () => {
    const look = jest.spyOn(world.server.services.storage, "check");
    const askMany = async (): Promise<void> => {
      const answers = await Promise.all(Array.from({ length: 30 }, () => ask(world.url, "/health/dependencies")));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    };
    await askMany();
    await askMany();
    expect(look).toHaveBeenCalledTimes(1);
    world.clock.advance(KEPT_MS);
    await askMany();
    expect(look).toHaveBeenCalledTimes(2);
    look.mockRestore();
  });

  test("too many sign-ins: Retry-After, and 429 for those who know the newer media type", async () => {
    const query = `mutation { signIn(input: { login: "zhou.lead", password: "wrong ${"x".repeat(10)}" }) { accessToken } }`;
    const limited = async (accept: string): Promise<Heard & Pick<Answer, "errors">> =>
      eventually(async () => {
        const heard = await operation(world.url, query, { accept });
        expect(heard.errors?.[0]?.extensions.code).toBe("RATE_LIMITED");
        return heard;
      });
    const newer = await limited(ANSWER_TYPE);
    expect(newer.status).toBe(429);
    expect(newer.headers["retry-after"]).toBe(String(newer.errors?.[0]?.extensions.retryAfter));
    const older = await limited("application/json");
    expect(older.status).toBe(200);
    expect(older.headers["retry-after"]).toBe(String(older.errors?.[0]?.extensions.retryAfter));
    expect(faultsIn(world.lines)).toEqual([]);
  });

  test("every door names the request, and refusals of the file doors do it in the body too", async () => {
    const doors = [
      "/health/live",
      "/register",
      "/nowhere",
      "/graphql",
      "/evidence/x",
      "/verification/x",
      "/dossiers/x",
    ];
    for (const path of doors) {
      const { headers, body } = await ask(world.url, path, { headers: { origin: "https://partner.example" } });
      const id = headers["x-request-id"];
      expect(id).toMatch(/^[\w-]{36}$/);
      if (/"code"/.test(body)) expect(body).toContain(String(id));
      if (path === "/register") continue;
      expect(headers["access-control-expose-headers"]).toMatch(/retry-after.*x-request-id.*x-request-cost/);
    }
    const refused = await ask(world.url, "/evidence/a.b.c");
    expect(JSON.parse(refused.body)).toEqual({
      errors: [
        {
          message: expect.any(String),
          extensions: {
            code: "NOT_FOUND",
            reason: "upload.linkUnknown",
            requestId: refused.headers["x-request-id"],
          },
        },
      ],
    });
  });

  test("a page may speak to this host only, and no other page may hold its window", async () => {
    const { headers } = await ask(world.url, "/", { headers: { host: "redress.example" } });
    expect(headers["content-security-policy"]).toContain(
      "connect-src 'self' ws://redress.example wss://redress.example;",
    );
    expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    const { port } = new URL(world.url);
    expect((await ask(world.url, "/playground/")).headers["content-security-policy"]).toContain(
      `connect-src 'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port};`,
    );
  });

  test("an answer of GraphQL is shown as a page by no browser, and has none of a page's rules with it", async () => {
    const { headers } = await ask(world.url, "/graphql?query={rules{code}}");
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toBeUndefined();
    const others = await ask(world.url, "/graphqlx");
    expect(others.headers["permissions-policy"]).toContain("camera=()");
  });

  test.each([
    ["redress.example", 200],
    ["REDRESS.example:443", 200],
    ["internal.example:8080", 200],
    ["localhost:1", 200],
    ["pages.localhost", 200],
    ["127.0.0.1", 200],
    ["[::1]:4000", 200],
    ["192.0.2.9:80", 200],
    ["evil.example", 421],
    ["redress.example.evil.example", 421],
    ["evil.example@redress.example", 421],
    ["redress.example;script-src", 421],
    ["x redress.example", 421],
  ])("asked as %s it answers %d, on the socket too", async (host, status) => {
    const query = JSON.stringify({ query: LIGHT });
    const heard = await ask(world.url, "/graphql", {
      body: query,
      headers: { host, "content-type": "application/json" },
    });
    expect(heard.status).toBe(status);
    // As a page would that was made to lead here: of one and the same origin, as far as the browser knows.
    const upgraded = await handshake(world.url, { host });
    expect(upgraded).toBe(status === 200 ? 101 : 421);
    expect((await ask(world.url, "/health/live", { headers: { host } })).status).toBe(200);
  });

  test("a door that is asked under a strange name says why", async () => {
    const heard = await ask(world.url, "/", { headers: { host: "evil.example", "accept-language": "en" } });
    expect(refusalIn(JSON.parse(heard.body))).toMatchObject({
      code: "FORBIDDEN",
      reason: "host",
      message: expect.stringContaining("ALLOWED_HOSTS"),
    });
  });
});

test("a proxy that nobody has announced is told of in the log, once", async () => {
  await using world = await loggedWorld({});
  for (let n = 0; n < 5; n += 1)
    await post(world.url, JSON.stringify({ query: LIGHT }), { "x-forwarded-for": "203.0.113.9" });
  expect(world.lines.filter((line) => line.includes("PROXY_HOPS"))).toHaveLength(1);
});

/** Every statement that reads outside a transaction. `before`: what happens before each. */
function spyOnReads({ db }: World, before = (): void => undefined): jest.SpiedFunction<Send> {
  const { shared } = db as unknown as { shared: { read: Send } };
  const send = shared.read;
  return jest.spyOn(shared, "read").mockImplementation((...statement) => {
    before();
    return send(...statement);
  });
}
