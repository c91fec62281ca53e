import { connect } from "node:net";
import { eventually } from "../support/eventually";
import { startWorld, type GqlError, type Person, type World } from "../support/world";
import { handshake, RawSocket } from "./wire";

const many = (n: number, make: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => make(index)).join(" ");

/** Each fragment spreads the next one twice: 2^n selections from n lines. */
const bomb = (n: number): string =>
  `{ ...F0 } ${many(n, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F${n} on Query { __typename }`;

/** What a ruling selects so many levels deep. */
const nested = (levels: number): string =>
  `${many(levels, (i) => `{ ${i % 2 === 0 ? "complaint" : "ruling"}`)} { id }${" }".repeat(levels)}`;

const OVER: Record<string, string> = {
  depth: `{ ruling(id: "x") ${nested(11)} }`,
  "depth, through fragments": `{ ruling(id: "x") { ...A } } fragment A on Ruling { complaint { ...B } } fragment B on Complaint { ruling ${nested(9)} }`,
  aliases: `{ viewer { ${many(31, (i) => `a${i}: id`)} } }`,
  "aliases, through fragments": `{ viewer { ...A ...B } } fragment A on Account { ${many(16, (i) => `a${i}: id`)} } fragment B on Account { ${many(16, (i) => `b${i}: id`)} }`,
  "root fields": `{ ${many(21, (i) => `f${i}: __typename`)} }`,
  "root fields, through a fragment": `{ ...A } fragment A on Query { ${many(21, (i) => `f${i}: __typename`)} }`,
  "root fields, through inline fragments": `{ ${many(21, (i) => `... { f${i}: __typename }`)} }`,
  directives: `{ ${many(9, (i) => `f${i}: __typename @include(if: true)`)} }`,
  duplicates: `{ viewer { ${many(6, () => "id")} } }`,
  "duplicates, through inline fragments": `{ viewer { ${many(6, () => "... { id }")} } }`,
  "duplicates, through a fragment spread again and again": `{ viewer { ${many(6, () => "...A")} } } fragment A on Account { id }`,
  tokens: `{ viewer { id } ${many(2_000, () => "#\n ,")} ${many(700, (i) => `a${i}: id`)} }`,
  cost: `{ providers(first: 100) { nodes { rulings(first: 100) { nodes { penalties { id } } } } } }`,
  "cost, through edges": `{ providers(first: 100) { edges { node { rulings(first: 100) { edges { node { penalties { id } } } } } } } }`,
  "cost, by a variable": `query ($n: Int = 100) { providers(first: $n) { nodes { rulings(first: $n) { nodes { penalties { id } } } } } }`,
  "a fragment bomb": bomb(40),
};

let world: World;
let person: Person;
let socket: RawSocket;
beforeAll(async () => {
  world = await startWorld("sqlite");
  person = await world.as("sun.audit");
  socket = await RawSocket.as(person);
});
afterAll(async () => {
  await socket?.close();
  await world?.[Symbol.asyncDispose]();
});

const gist = (errors: GqlError[] | undefined): string | undefined => errors?.[0]?.extensions.code;

test.each(Object.entries(OVER))(
  "%s: refused QUERY_TOO_COMPLEX on HTTP and on the websocket alike, and the socket stays open",
  async (_, query) => {
    const { status, errors, data } = await person.gql(query);
    expect([gist(errors), status, data]).toEqual(["QUERY_TOO_COMPLEX", 400, undefined]);
    expect(errors?.[0]?.extensions.requestId).toEqual(expect.any(String));
    const overSocket = await socket.errorsOf(query);
    expect(gist(overSocket)).toBe("QUERY_TOO_COMPLEX");
    expect(overSocket?.[0]?.message).toBe(errors?.[0]?.message);
    expect(await socket.errorsOf("{ viewer { id } }")).toBeUndefined();
  },
);

test.each([
  ["12 levels", `{ ruling(id: "x") ${nested(9)} }`],
  ["30 aliases", `{ viewer { ${many(30, (i) => `a${i}: id`)} } }`],
  ["20 root fields", `{ ${many(20, (i) => `f${i}: __typename`)} }`],
  ["8 directives", `{ ${many(8, (i) => `f${i}: __typename @include(if: true)`)} }`],
  ["one name 5 times", `{ viewer { ${many(5, () => "id")} } }`],
])("%s are within the limits", async (_, query) => {
  const { errors } = await person.gql(query);
  expect(errors?.filter(({ extensions }) => extensions.code === "QUERY_TOO_COMPLEX") ?? []).toEqual([]);
});

test("GraphiQL's own introspection passes", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  expect((await person.gql(getIntrospectionQuery())).errors).toBeUndefined();
  expect(await socket.errorsOf(getIntrospectionQuery())).toBeUndefined();
});

test("introspection that goes round in circles is refused", async () => {
  const circle = `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`;
  expect(gist((await person.gql(circle)).errors)).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(gist(await socket.errorsOf(circle))).toBe("GRAPHQL_VALIDATION_FAILED");
});

test("a subscription is measured like everything else", async () => {
  const errors = await socket.errorsOf(`subscription { myComplaintsUpdated { ${many(31, (i) => `a${i}: cursor`)} } }`);
  expect(gist(errors)).toBe("QUERY_TOO_COMPLEX");
});

test("a subscription may ask for less than a query, being executed again and again", async () => {
  const chain = (end: string): string =>
    `{ complaint { ruling { complaint { ruling { complaint { ruling { complaint ${end} } } } } } } }`;
  const list = (first: number): string =>
    `{ complaint { provider { rulings(first: ${first}) { nodes { penalties { ruling { penalties { id } remedies { id } } } } } } } }`;
  const asked = async (selection: string): Promise<(string | undefined)[]> => {
    const [query, subscription] = [
      `{ ruling(id: "x") ${selection} }`,
      `subscription { rulingPublished { ruling ${selection} } }`,
    ];
    const stream = await RawSocket.as(person);
    const codes = [gist((await person.gql(query)).errors), gist(await stream.errorsOf(subscription))];
    await stream.close();
    return codes;
  };
  expect(await asked(chain("{ id }"))).toEqual([undefined, undefined]);
  expect(await asked(chain("{ provider { id } }"))).toEqual([undefined, "QUERY_TOO_COMPLEX"]);
  expect(await asked(list(10))).toEqual([undefined, undefined]);
  expect(await asked(list(100))).toEqual([undefined, "QUERY_TOO_COMPLEX"]);
});

test("a password cannot be guessed many times in one request", async () => {
  const guesses = (n: number): string =>
    many(n, (i) => `g${i}: signIn(input: { login: "li.na", password: "guess-${i}-guess" }) { accessToken }`);
  for (const query of [`mutation { ${guesses(21)} }`, `mutation { ...G } fragment G on Mutation { ${guesses(21)} }`]) {
    expect(gist((await world.visitor.gql(query)).errors)).toBe("QUERY_TOO_COMPLEX");
  }
});

test("operations on one socket are counted, and the socket stays open", async () => {
  const busy = await RawSocket.as(person);
  for (let n = 0; n < 50; n += 1) {
    busy.send({
      id: `s${n}`,
      type: "subscribe",
      payload: { query: `subscription { moderationQueueUpdated { caughtUp } }` },
    });
  }
  await busy.next("next", "s49");
  expect(gist(await busy.errorsOf("{ viewer { id } }"))).toBe("LIMIT_REACHED");
  busy.send({ id: "s0", type: "complete" });
  await eventually(async () => expect(await busy.errorsOf("{ viewer { id } }")).toBeUndefined());
  await busy.close();
});

test("sockets of one person are counted; those closed make room", async () => {
  await using small = await startWorld("sqlite", { limits: { socketsPerPerson: 2, socketsPerAddress: 4 } });
  const [tom, lina] = [await small.as("tom"), await small.as("li.na")];
  const open = [await RawSocket.as(tom), await RawSocket.as(tom)];
  await expect(RawSocket.as(tom)).rejects.toThrow("no connection_ack");
  open.push(await RawSocket.as(lina), await RawSocket.connected(small.url));
  await expect(RawSocket.as(lina)).rejects.toThrow("no connection_ack");
  await open[0]?.close();
  await eventually(async () => void (await (await RawSocket.as(tom)).close()));
  for (const each of open) await each.close();
});

test("messages that come too fast close the socket; those of a client that resubscribes after a break do not", async () => {
  await using small = await startWorld("sqlite", { limits: { socketMessagesAtOnce: 60, socketMessagesPerSecond: 1 } });
  const tom = await small.as("tom");
  const [calm, hasty] = [await RawSocket.as(tom), await RawSocket.as(tom)];
  const follow = (id: number) => ({
    id: String(id),
    type: "subscribe",
    payload: { query: "subscription { rulingPublished { caughtUp } }" },
  });
  for (let n = 0; n < 40; n += 1) calm.send(follow(n));
  await calm.next("next", "39");
  for (let n = 0; n < 70; n += 1) hasty.send({ type: "ping" });
  expect(await hasty.whenClosed()).toEqual({ code: 4429, reason: "RATE_LIMITED" });
  expect(calm.isOpen).toBe(true);
  await calm.close();
});

test("a full server refuses the handshake, and says when to try again", async () => {
  await using small = await startWorld("sqlite", { limits: { sockets: 1 } });
  const only = await RawSocket.connected(small.url);
  expect(await handshake(small.url, {})).toBe(503);
  await only.close();
  await eventually(async () => expect(await handshake(small.url, {})).toBe(101));
});

test("behind a proxy it is the clients' addresses that are counted, not the proxy's; others' headers are not believed", async () => {
  const limits = { socketsPerAddress: 1 };
  await using behind = await startWorld("sqlite", { limits }, { PROXY_HOPS: "1" });
  const from = (url: string, forwarded: string) => RawSocket.connected(url, {}, { "x-forwarded-for": forwarded });
  const open = [await from(behind.url, "10.0.0.1"), await from(behind.url, "10.0.0.1, 10.0.0.2")];
  const refused = await RawSocket.open(behind.url, undefined, { "x-forwarded-for": "6.6.6.6, 10.0.0.2" });
  expect(await refused.whenClosed()).toEqual({ code: 1013, reason: "LIMIT_REACHED" });
  for (const socket of open) await socket.close();

  await using direct = await startWorld("sqlite", { limits });
  const first = await from(direct.url, "10.0.0.1");
  const second = await RawSocket.open(direct.url, undefined, { "x-forwarded-for": "10.0.0.2" });
  expect(await second.whenClosed()).toEqual({ code: 1013, reason: "LIMIT_REACHED" });
  await first.close();
});

test("whoever hangs up while the handshake is refused takes nothing with them", async () => {
  await using small = await startWorld("sqlite");
  const { hostname, port } = new URL(small.url);
  const handshakeOf = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  for (let n = 0; n < 20; n += 1)
    await new Promise<void>((done) => {
      const wire = connect(Number(port), hostname, () => {
        wire.write(handshakeOf("/elsewhere"));
        wire.resetAndDestroy();
      });
      wire.on("close", () => done());
    });
  expect((await small.visitor.gql("{ rules { code } }")).status).toBe(200);
});
