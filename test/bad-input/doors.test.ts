import { once } from "node:events";
import { gzipSync } from "node:zlib";
import WebSocket from "ws";
import { MESSAGES } from "../../src/app/messages";
import { once as ask } from "../access/once";
import { forEachDatabase } from "../support/databases";
import { openSocket, signIn, startWorld, type Answer, type World } from "../support/world";
import { handshake, post, RawSocket, Wire } from "./wire";

const { en, "zh-CN": zh } = MESSAGES;

const BAD_SIGN_IN = `mutation { signIn(input: { login: "nobody", password: "x" }) { accessToken } }`;
const QUERY = JSON.stringify({ query: "{ rules { code } }" });

const gist = ({ status, errors, data }: Answer): unknown => [status, errors?.[0]?.extensions.code, data ?? null];

describe("HTTP", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld("sqlite");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test.each([
    ["malformed JSON", '{"query": '],
    ["JSON with a NUL after it", `${QUERY}\u0000`],
    ["nothing", ""],
    ["null", "null"],
    ["a string", '"{ rules { code } }"'],
    ["a number", "1"],
    ["an array batch", `[${QUERY}, ${QUERY}]`],
    ["an empty batch", "[]"],
    ["variables that are a list", JSON.stringify({ query: "{ rules { code } }", variables: [] })],
    ["variables that are text", JSON.stringify({ query: "{ rules { code } }", variables: "{}" })],
    ["an operation name that is a number", JSON.stringify({ query: "{ rules { code } }", operationName: 1 })],
  ])("%s is refused", async (_, body) => {
    expect(gist(await post(world.url, body))).toEqual([400, "BAD_USER_INPUT", null]);
  });

  test.each([
    ["no query", {}, "GRAPHQL_PARSE_FAILED"],
    ["a query that is null", { query: null }, "GRAPHQL_PARSE_FAILED"],
    ["a query that is an object", { query: {} }, "GRAPHQL_PARSE_FAILED"],
    ["an empty query", { query: " " }, "GRAPHQL_PARSE_FAILED"],
    ["a query that is none", { query: "{ rules {" }, "GRAPHQL_PARSE_FAILED"],
    ["only fragments", { query: "fragment F on Query { rules { code } }" }, "GRAPHQL_VALIDATION_FAILED"],
    [
      "an operation that is not there",
      { query: "query A { rules { code } }", operationName: "B" },
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "two operations and no name",
      { query: "query A { rules { code } } query B { rules { code } }" },
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a field that is not there", { query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
    ["a subscription", { query: "subscription { rulingPublished { cursor } }" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, body, code) => {
    expect(gist(await post(world.url, JSON.stringify(body)))).toEqual([400, code, null]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "a page of another site cannot make a browser send %p: refused, and nothing happens",
    async (type) => {
      const login = `csrf.${type.replace(/\W/g, "")}.x`;
      const query = `mutation { registerAccount(input: { login: "${login}", password: "a long password", displayName: "x" }) { clientMutationId } }`;
      const body = new TextEncoder().encode(JSON.stringify({ query }));
      const response = await fetch(`${world.url}/graphql`, {
        method: "POST",
        body,
        headers: type ? { "content-type": type } : {},
      });
      expect(response.status).toBe(415);
      const { errors } = (await response.json()) as Answer;
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "request.contentType" });
      expect(await world.db.query("SELECT id FROM account WHERE login = ?", [login])).toEqual([]);
    },
  );

  test.each([
    // A text, which GET never takes.
    ["GET", "POST"],
    ["PUT", "GET, HEAD, POST"],
    ["DELETE", "GET, HEAD, POST"],
    ["PATCH", "GET, HEAD, POST"],
  ])("%s is answered with what is allowed", async (method, allowed) => {
    const response = await fetch(`${world.url}/graphql?query=%7Brules%7Bcode%7D%7D`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allowed]);
    expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("an answer that cannot be given in the form asked for is refused", async () => {
    const ask = (accept: string): Promise<Response> =>
      fetch(`${world.url}/graphql`, {
        method: "POST",
        body: JSON.stringify({ query: "{ __typename }" }),
        headers: { "content-type": "application/json; charset=utf-8", accept },
      });
    const refused = await ask("text/html");
    expect(refused.status).toBe(406);
    expect(((await refused.json()) as Answer).errors?.[0]?.extensions.reason).toBe("request.acceptJson");
    for (const accept of ["*/*", "application/json", "application/graphql-response+json, text/html;q=0.5"])
      expect((await ask(accept)).status).toBe(200);
  });

  test.each([
    ["in the body", '{"query":"{ __typename }","query":"{ viewer { id } }"}'],
    ["spelled otherwise", '{"query":"{ __typename }","qu\\u0065ry":"{ viewer { id } }"}'],
    ["deep in the variables", '{"query":"{ __typename }","variables":{"input":[{"a":1,"b":{"c":1 , "c" : 2}}]}}'],
  ])("a key that an object has twice, %s, is refused over HTTP, as a stream and on the socket", async (_, body) => {
    for (const [path, accept] of [
      ["/graphql", "application/json"],
      ["/graphql/stream", "text/event-stream"],
    ] as const) {
      const headers = { "content-type": "application/json", accept };
      const response = await fetch(world.url + path, { method: "POST", body, headers });
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as Answer;
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "body.repeatedKey" });
    }
    const socket = await RawSocket.open(world.url);
    socket.send(`{"type":"connection_init","payload":${body}}`);
    expect(await socket.closed).toEqual({ code: 4400, reason: "BAD_USER_INPUT" });
  });

  test.each([
    ["variables", '"query":"{ rules { code } }","variables":{"a":~}'],
    ["extensions", '"query":"{ rules { code } }","extensions":{"a":~}'],
    ["a value", '"query":"query ($f: ListingFilter) { listings(filter: $f) { nodes { id } } }","variables":{"f":~}'],
  ])("%s without a bottom are refused over HTTP, as a stream and on the socket", async (_, body) => {
    for (const deep of [
      `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
      `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    ]) {
      const whole = `{${body.replace("~", deep)}}`;
      for (const path of ["/graphql", "/graphql/stream"]) {
        const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
        const response = await fetch(world.url + path, { method: "POST", body: whole, headers });
        expect(response.status).toBe(400);
        const { errors } = (await response.json()) as Answer;
        expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "body.tooDeep" });
      }
      const socket = await RawSocket.connected(world.url);
      socket.send(`{"id":"1","type":"subscribe","payload":${whole.slice(0, 60_000)}`);
      expect(await socket.closed).toEqual({ code: 4400, reason: "BAD_USER_INPUT" });
    }
  });

  test("a body in another encoding is refused: what it names would be mistaken for something else", async () => {
    const text = Buffer.concat([
      Buffer.from('{"query":"{ __typename }","variables":{"a":"'),
      Buffer.from([0xb6, 0xa9]),
    ]);
    for (const [path, accept] of [
      ["/graphql", "application/json"],
      ["/graphql/stream", "text/event-stream"],
    ] as const) {
      const headers = { "content-type": "application/json", accept };
      const body = Buffer.concat([text, Buffer.from('"}}')]);
      const response = await fetch(world.url + path, { method: "POST", body, headers });
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as Answer;
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "body.notUtf8" });
    }
  });

  test("the same key in two objects, or as a value, is no repetition", async () => {
    const query = "query ($a: ListingFilter) { listings(filter: $a, first: 1) { nodes { id } } __typename }";
    const body = JSON.stringify({ query, variables: { a: {}, b: { a: '{"a":1,"a":2}' }, c: ["a", "a", { a: "a" }] } });
    expect((await post(world.url, body)).status).toBe(200);
  });

  test.each([
    ["POST", "/graphql", { "content-type": "application/json" }],
    ["POST", "/graphql/stream", { "content-type": "application/json", accept: "text/event-stream" }],
    ["POST", "/intake/shop", { "content-type": "application/x-ndjson" }],
    ["PUT", "/evidence/x", { "content-type": "image/png" }],
    ["POST", "/scim/v2/Users", { "content-type": "application/scim+json" }],
    ["POST", "/sign-in/session", { "content-type": "application/json" }],
  ])("a compressed body is refused once, at each door: %s %s", async (method, path, headers) => {
    const send = (coding: string): Promise<Response> =>
      fetch(world.url + path, {
        method,
        body: gzipSync(`${QUERY}\n`.repeat(100)),
        headers: { ...headers, "content-encoding": coding },
      });
    for (const coding of ["gzip", "X-Gzip", "br", "identity, gzip"]) {
      const response = await send(coding);
      expect([response.status, response.headers.get("accept-encoding")]).toEqual([415, "identity"]);
      const { errors } = (await response.json()) as Answer;
      expect(errors?.map(({ extensions }) => extensions.reason)).toEqual(["request.encoded"]);
    }
    using wire = new Wire(world.url);
    const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${headers["content-type"]}\r\n`;
    expect(await wire.ask(`${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 415 /);
    const plain = (await (await send("identity")).json()) as Answer;
    expect(plain.errors?.[0]?.extensions.reason).not.toBe("request.encoded");
  });

  test.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", zh.badCredentials],
    ["zh-TW", zh.badCredentials],
    ["en-GB", en.badCredentials],
    ["fr, en;q=0.5", en.badCredentials],
    ["fr, zh;q=0.5", zh.badCredentials],
    ["*", en.badCredentials],
    ["\u00ff;;q=x,,", en.badCredentials],
  ])("Accept-Language %p", async (language, message) => {
    const { errors } = await post(world.url, JSON.stringify({ query: BAD_SIGN_IN }), { "accept-language": language });
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: "UNAUTHENTICATED" } });
  });

  test.each(["h2c", "TLS/1.0, HTTP/2.0", "foo"])(
    "whoever would rather go on in %s is answered as it is, each time, on one connection",
    async (protocol) => {
      using wire = new Wire(world.url);
      const body = JSON.stringify({ query: `{ __typename } # ${"x".repeat(40_000)}` });
      for (let time = 0; time < 15; time += 1) {
        const answer = await wire.ask(
          `POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\n` +
            `HTTP2-Settings: AAEAAEAAAAIAAAAB\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"data":\{"__typename":"Query"\}\}/);
      }
      expect(
        await wire.ask(
          "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close, Upgrade\r\nUpgrade: h2c\r\n\r\n",
        ),
      ).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close/);
      await wire.ended;
    },
  );

  test("an address may be written out, with its host: that one counts", async () => {
    const { host } = new URL(world.url);
    using wire = new Wire(world.url);
    const ask = (method: string, target: string, named: string): Promise<string> =>
      wire.ask(
        `${method} ${target} HTTP/1.1\r\nHost: ${named}\r\nContent-Type: application/json\r\nContent-Length: ${QUERY.length}\r\n\r\n${QUERY}`,
      );
    expect(await ask("GET", `http://${host}/health/live`, host)).toMatch(/\{"status":"live"\}/);
    expect(await ask("POST", `http://${host}/graphql`, "evil.example")).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await ask("POST", `HTTP://${host}/graphql?x=1`, host)).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await ask("POST", "http://evil.example/graphql", host)).toMatch(/^HTTP\/1\.1 421 /);
  });

  test("who names two hosts is told that it is neither: a proxy may go by one of them, and we by the other", async () => {
    const { host } = new URL(world.url);
    for (const second of ["evil.example", host]) {
      using wire = new Wire(world.url);
      expect(await wire.ask(`GET / HTTP/1.1\r\nHost: ${host}\r\nhost: ${second}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    }
  });

  test("other origins get no CORS headers, and nothing says what the server is made of", async () => {
    const answer = await post(world.url, QUERY, { origin: "https://evil.example" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    for (const header of ["x-powered-by", "server"]) expect(answer.headers.get(header)).toBeNull();
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    "/",
    "/graphql/",
    "/../../etc/passwd",
    "/playground/../../package.json",
    "/playground/..%2f..%2fpackage.json",
    "/evidence/x",
    "/%00",
    "//graphql",
  ])("the path %s gives away nothing", async (path) => {
    const response = await fetch(`${world.url}${path}`, { redirect: "manual" });
    expect([200, 302, 400, 404, 405]).toContain(response.status);
    expect(await response.text()).not.toMatch(/root:|"dependencies"|node_modules|at .*\.js/);
  });
});

describe("websocket", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(
      "sqlite",
      {},
      { ALLOWED_ORIGINS: "https://shop.example, https://app.example", ALLOWED_HOSTS: "redress.example" },
    );
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test.each([
    ["https://evil.example", 403],
    ["null", 403],
    ["garbage", 403],
    ["http://shop.example", 403],
    ["https://shop.example.evil.example", 403],
    ["https://shop.example", 101],
    ["https://app.example", 101],
    [undefined, 101],
  ])("Origin %p: %p", async (origin, status) => {
    expect(await handshake(world.url, origin === undefined ? {} : { origin })).toBe(status);
  });

  test("our own pages may, by each name that the server has", async () => {
    const { host } = new URL(world.url);
    expect(await handshake(world.url, { origin: `http://${host}`, host })).toBe(101);
    expect(await handshake(world.url, { origin: "https://redress.example", host: "redress.example" })).toBe(101);
    expect(await handshake(world.url, { origin: "https://evil.example", host: "evil.example" })).toBe(421);
  });

  test("without connection_init for 3 seconds the socket is closed", async () => {
    const began = Date.now();
    const socket = await RawSocket.open(world.url);
    expect((await socket.whenClosed()).code).toBe(4408);
    expect(Date.now() - began).toBeGreaterThan(2_900);
  });

  test.each([
    [
      "subscribing before the connection is acknowledged",
      { id: "1", type: "subscribe", payload: { query: "{ rules { code } }" } },
      4401,
    ],
    ["what is no JSON", "hello", 4400],
    ["an unknown kind of message", { type: "start", id: "1" }, 4400],
    ["null", "null", 4400],
  ])("%s closes the socket, and the reason says nothing of the inside", async (_, message, code) => {
    const socket = await RawSocket.open(world.url);
    socket.send(message);
    const closed = await socket.whenClosed();
    expect(closed.code).toBe(code);
    expect(closed.reason).not.toMatch(/node_modules|\.js|at |Error:/);
  });

  test("a second connection_init, and one id for two operations", async () => {
    const twice = await RawSocket.connected(world.url);
    twice.send({ type: "connection_init" });
    expect((await twice.whenClosed()).code).toBe(4429);

    const same = await RawSocket.connected(world.url);
    const follow = { id: "1", type: "subscribe", payload: { query: "subscription { rulingPublished { cursor } }" } };
    same.send(follow);
    await same.next("next", "1");
    same.send(follow);
    expect((await same.whenClosed()).code).toBe(4409);
  });

  test("one id for two operations, of which the first has not opened yet", async () => {
    const follow = { id: "1", type: "subscribe", payload: { query: "subscription { rulingPublished { cursor } }" } };
    const same = await RawSocket.connected(world.url);
    same.send(follow);
    same.send(follow);
    expect((await same.whenClosed()).code).toBe(4409);
  });

  test("an id that was cancelled before its operation opened means the next one, whose answer alone comes", async () => {
    const of = (query: string) => ({ id: "1", type: "subscribe", payload: { query } });
    for (const cancelled of ["subscription { rulingPublished { cursor } }", "{ rules { code } }", "{ nothing }"]) {
      const socket = await RawSocket.connected(world.url);
      socket.send(of(cancelled));
      socket.send({ id: "1", type: "complete" });
      socket.send(of("{ meant: __typename }"));
      await socket.next("complete", "1");
      // Whatever else would come comes before the answer to a later message.
      socket.send({ id: "2", type: "subscribe", payload: { query: "{ again: __typename }" } });
      await socket.next("complete", "2");
      expect([cancelled, socket.messages.filter(({ type }) => type !== "connection_ack")].flat()).toMatchObject([
        cancelled,
        { id: "1", type: "next", payload: { data: { meant: "Query" } } },
        { id: "1", type: "complete" },
        { id: "2", type: "next", payload: { data: { again: "Query" } } },
        { id: "2", type: "complete" },
      ]);
      await socket.close();
    }
    const socket = await RawSocket.connected(world.url);
    socket.send(of("{ rules { code } }"));
    socket.send({ id: "1", type: "complete" });
    socket.send(of("subscription { rulingPublished { cursor caughtUp } }"));
    expect((await socket.next("next", "1")).payload.data).toHaveProperty("rulingPublished");
    socket.send(of("{ __typename }"));
    expect((await socket.whenClosed()).code).toBe(4409);
  });

  test("another subprotocol is not spoken", async () => {
    const socket = new WebSocket(`${world.url.replace("http", "ws")}/graphql`, "graphql-ws");
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toMatch(/no subprotocol/);
  });

  test("errors of operations leave the socket open", async () => {
    const socket = await RawSocket.connected(world.url);
    for (const [query, code] of [
      ["{ rules {", "GRAPHQL_PARSE_FAILED"],
      ["{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
      ["", "GRAPHQL_PARSE_FAILED"],
      ["{ myOrders { nodes { id } } }", "UNAUTHENTICATED"],
      ['subscription { complaintUpdated(id: "x") { cursor } }', "UNAUTHENTICATED"],
      ["query ($id: ID!) { order(id: $id) { id } }", "BAD_USER_INPUT"],
    ] as const) {
      expect([query, (await socket.errorsOf(query))?.[0]?.extensions.code]).toEqual([query, code]);
    }
    expect(await socket.errorsOf("{ rules { code } }")).toBeUndefined();
    await socket.close();
  });

  test.each([
    ["zh-CN", zh.badCredentials],
    ["en", en.badCredentials],
    ["xx", en.badCredentials],
    [42, en.badCredentials],
  ])("the connection parameter locale: %p", async (locale, message) => {
    const client = openSocket(world.url, undefined, { locale });
    expect((await ask(client, BAD_SIGN_IN)).errors?.[0]?.message).toBe(message);
    await client.dispose();
  });

  test("what is wrong in a sign-in is named from its argument", async () => {
    const long = "x".repeat(201);
    const signIn = await world.visitor.refused(
      `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }`,
      { input: { login: "", password: "", deviceToken: long } },
    );
    const problems = (signIn.extensions.problems as { field: string }[]).map(({ field }) => field);
    expect(problems.sort()).toEqual(["input.deviceToken", "input.login", "input.password"]);
    const redeem = `mutation ($input: RedeemAccountLinkInput!) { redeemAccountLink(input: $input) { login } }`;
    const refused = await world.visitor.refused(redeem, { input: { token: long, password: "long enough to be one" } });
    expect(refused.extensions.field).toBe("input.token");
  });

  test("without it, the language of the account", async () => {
    for (const [login, words] of [
      ["li.na", zh.NOT_FOUND],
      ["tom", en.NOT_FOUND],
    ] as const) {
      const client = openSocket(world.url, (await world.as(login)).token);
      const { errors } = await ask(client, `{ providerOrders(providerId: "x") { nodes { id } } }`);
      expect(errors?.[0]?.extensions.code).toBe("NOT_FOUND");
      expect([login, errors?.[0]?.message]).toEqual([login, words]);
      await client.dispose();
    }
  });
});

forEachDatabase((kind) => {
  test("a token that ends while the socket lives takes the socket with it, and the streams on it", async () => {
    await using world = await startWorld(kind);
    const person = await signIn(world.url, "li.na");
    // The token has two seconds left of its quarter of an hour.
    world.clock.advance(15 * 60_000 - 2_000);
    const socket = await RawSocket.as(person);
    socket.send({
      id: "1",
      type: "subscribe",
      payload: { query: "subscription { myComplaintsUpdated { caughtUp } }" },
    });
    await socket.next("next", "1");
    expect(await socket.whenClosed()).toEqual({ code: 4403, reason: "TOKEN_EXPIRED" });
    // Past the five seconds that clocks may differ by, it opens no new one.
    world.clock.advance(10_000);
    await expect(RawSocket.as(person)).rejects.toThrow("no connection_ack");
  });

  test("signing out everywhere, and suspension, end what is open", async () => {
    await using world = await startWorld(kind);
    for (const end of ["signOutEverywhere", "suspendAccount"] as const) {
      const person = await signIn(world.url, "tom");
      const socket = await RawSocket.as(person);
      socket.send({
        id: "s",
        type: "subscribe",
        payload: { query: "subscription { myComplaintsUpdated { caughtUp } }" },
      });
      await socket.next("next", "s");
      if (end === "signOutEverywhere") await person.do(end, {}, "{ clientMutationId }");
      else
        await (await world.as("admin")).do(end, { accountId: person.accountId, reason: "test" }, "{ account { id } }");
      expect(await socket.next("next", "s")).toMatchObject({ payload: { data: {} } });
      expect([end, await socket.whenClosed()]).toEqual([end, { code: 4401, reason: "UNAUTHENTICATED" }]);
      const last = socket.messages.filter(({ id }) => id === "s").map(({ payload }) => payload?.errors?.[0].extensions);
      expect(last).toContainEqual(expect.objectContaining({ code: "PERMISSION_REVOKED" }));
    }
  });
});
