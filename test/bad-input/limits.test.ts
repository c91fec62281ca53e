import { eventually } from "../support/eventually";
import { startWorld, type GqlError, type Person, type World } from "../support/world";
import { RawSocket } from "./wire";

const many = (n: number, make: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => make(index)).join(" ");

/** Each fragment spreads the next one twice: 2^n selections from n lines. */
const bomb = (n: number): string =>
  `{ ...F0 } ${many(n, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F${n} on Query { __typename }`;

const OVER: Record<string, string> = {
  depth: `{ order(id: "x") { listing { provider { promises { listing { provider { promises { listing { provider { promises { listing { provider { id } } } } } } } } } } } } }`,
  "depth, through fragments": `{ order(id: "x") { ...A } } fragment A on Order { listing { ...B } } fragment B on Listing { provider { promises { listing { provider { promises { listing { provider { promises { listing { provider { id } } } } } } } } } } }`,
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
  "%s: refused QUERY_TOO_COMPLEX on HTTP and on the websocket alike, quickly, and the socket stays open",
  async (_, query) => {
    const began = Date.now();
    const { status, errors, data } = await person.gql(query);
    expect([gist(errors), status, data]).toEqual(["QUERY_TOO_COMPLEX", 400, undefined]);
    expect(errors?.[0]?.extensions.requestId).toEqual(expect.any(String));
    const overSocket = await socket.errorsOf(query);
    expect(gist(overSocket)).toBe("QUERY_TOO_COMPLEX");
    expect(overSocket?.[0]?.message).toBe(errors?.[0]?.message);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await socket.errorsOf("{ viewer { id } }")).toBeUndefined();
  },
);

test.each([
  [
    "12 levels",
    `{ order(id: "x") { listing { provider { promises { listing { provider { promises { listing { provider { promises { id } } } } } } } } } } }`,
  ],
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
