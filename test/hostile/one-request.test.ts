import { createHash } from "node:crypto";
import { getIntrospectionQuery, isObjectType } from "graphql";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { createSchema } from "../../src/app/schema";
import { post } from "../bad-input/wire";
import "../support/built";
import { forEachDatabase } from "../support/databases";
import { openCase } from "../realtime/cases";
import { startWorld, type World } from "../support/world";
import { ThreeDoors } from "./three-doors";

const many = (n: number, make: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => make(index)).join(" ");

/** Each level spreads the next twice, under a field that no rule of graphql-js counts. */
const doubling = (levels: number): string =>
  `{ __type(name: "Query") { ...F0 } } ${many(levels, (i) => `fragment F${i} on __Type { a${i}: ofType { ...F${i + 1} } b${i}: ofType { ...F${i + 1} } }`)} fragment F${levels} on __Type { name }`;

/** The same without aliases. */
const spreading = (levels: number): string =>
  `{ __type(name: "Query") { ...F0 } } ${many(levels, (i) => `fragment F${i} on __Type { ...F${i + 1} ofType { ...F${i + 1} } }`)} fragment F${levels} on __Type { name }`;

/** Nested lists as deep as the limit allows; the null that once switched off the cost limit. */
const UNPRICED = `query ($n: Int = 1) {
  providers(first: 100) { nodes { id penalties(first: 100) { nodes { id provider { penalties(first: 100) { nodes { provider { penalties(first: 100) { nodes { id } } } } } } } } } }
  z: registerEntry(id: "x") { provider { penalties(first: $n) { pageInfo { hasNextPage } } } }
}`;

const WIDE = (aliases: number): string =>
  `{ __schema { ${many(aliases, (i) => `a${i}: types { name description fields { name description type { name kind ofType { name kind } } } }`)} } }`;

let world: World;
let doors: ThreeDoors;
beforeAll(async () => {
  world = await startWorld("sqlite");
  doors = await ThreeDoors.of(world.visitor);
});
afterAll(async () => {
  await doors?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
});

test.each([8, 10, 12, 14, 16, 18, 40])("fragments that double %i times under ofType are refused", async (levels) => {
  expect(await doors.refusalOf(doubling(levels))).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
  expect(await doors.refusalOf(spreading(levels))).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
});

test("operations that share one large fragment are counted together", async () => {
  const query = `${many(200, (i) => `query Q${i} { ...F }`)} fragment F on Query { ${many(5, () => "... { rules { code version } }")} }`;
  const pipeline = new Pipeline(await createSchema(), DEFAULT_LIMITS);
  expect(pipeline.prepare({ query, operationName: "Q0" })).toMatchObject({
    errors: [{ extensions: { code: "QUERY_TOO_COMPLEX" } }],
  });
});

test("a null does not switch off the cost limit", async () => {
  expect(await doors.refusalOf(UNPRICED, { n: null })).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
  expect(await doors.refusalOf(UNPRICED, { n: 1 })).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
  expect(await doors.refusalOf(UNPRICED)).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
});

test.each([40, 30, 900])("the schema asked for %i times at once is refused", async (aliases) => {
  expect(await doors.refusalOf(WIDE(aliases))).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
});

test("10,000 aliases are refused", async () => {
  expect(await doors.refusalOf(`{ viewer { ${many(10_000, (i) => `a${i}:id`)} } }`)).toMatchObject({
    code: "QUERY_TOO_COMPLEX",
  });
});

/** Each limit, under a meta field. */
const UNDER: Record<string, (meta: string, leaf: string) => string> = {
  aliases: (meta, leaf) => `{ ${meta} { ${many(31, (i) => `a${i}: ${leaf}`)} } }`,
  duplicates: (meta, leaf) => `{ ${meta} { ${many(6, () => leaf)} } }`,
  directives: (meta, leaf) => `{ ${meta} { ${many(9, (i) => `a${i}: ${leaf} @include(if: true)`)} } }`,
  rootFields: (meta, leaf) => `{ ${many(21, (i) => `a${i}: ${meta} { ${leaf} }`)} }`,
};

test.each(
  ["__schema", '__type(name: "Query")'].flatMap((meta) =>
    Object.keys(UNDER).map((limit): [string, string] => [meta, limit]),
  ),
)("under %s the limit of %s holds, also through fragments", async (meta, limit) => {
  const direct = UNDER[limit]?.(meta, "description") ?? "";
  const type = meta.startsWith("__schema") ? "__Schema" : "__Type";
  const spread = UNDER[limit]?.(meta, "... { ...F }") ?? "";
  expect(await doors.refusalOf(direct)).toMatchObject({ code: "QUERY_TOO_COMPLEX", limit });
  if (limit === "duplicates")
    expect(await doors.refusalOf(`${spread} fragment F on ${type} { description }`)).toMatchObject({ limit });
});

test.each([
  ["__schema", "{ __schema { queryType { CHAIN } } }"],
  ["__type", '{ __type(name: "Query") { CHAIN } }'],
])("under %s depth, tokens and cost hold", async (_, around) => {
  const chain = `${"ofType { ".repeat(20)} name ${"}".repeat(20)}`;
  expect(await doors.refusalOf(around.replace("CHAIN", chain))).toMatchObject({ limit: "introspectionDepth" });
  expect(await doors.refusalOf(`${around.replace("CHAIN", "...A")} fragment A on __Type { ${chain} }`)).toMatchObject({
    limit: "introspectionDepth",
  });
  const tokens = `${around.replace(
    "CHAIN",
    many(5, () => "...A"),
  )}
    fragment A on __Type { ${many(5, () => "ofType { ...B }")} } fragment B on __Type { ${many(5, () => "ofType { ...C }")} }
    fragment C on __Type { ${many(5, () => "ofType { ...D }")} } fragment D on __Type { ${many(4, () => "name")} }`;
  expect(await doors.refusalOf(tokens)).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
  const dear =
    "fields { args { name } type { fields { name type { enumValues { name } } args { type { enumValues { name } } } } } }";
  const { code, limit } = await doors.refusalOf(around.replace("CHAIN", dear));
  expect([code, limit]).toEqual(["QUERY_TOO_COMPLEX", "cost"]);
});

test("fragments in circles under meta fields are refused", async () => {
  for (const query of [
    `{ __schema { types { ...A } } } fragment A on __Type { ofType { ...A } }`,
    `{ __type(name: "Query") { ...A } } fragment A on __Type { ...B } fragment B on __Type { name ...A }`,
    `{ __schema { ...A } } fragment A on __Schema { queryType { ...B } ...A } fragment B on __Type { fields { type { ...B } } }`,
    `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`,
  ])
    expect(["GRAPHQL_VALIDATION_FAILED", "QUERY_TOO_COMPLEX"]).toContain((await doors.refusalOf(query)).code);
});

test("whoever asks for the schema as tools do gets it, but not twice in one operation", async () => {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
  const { http, socket, events } = await doors.errorsOf(query);
  expect([http, socket, events]).toEqual([undefined, undefined, undefined]);
  const twice = query.replace("__schema {", "again: __schema { types { ...FullType } } __schema {");
  expect(await doors.refusalOf(twice)).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
});

test("what introspection costs is no less than what it tells", async () => {
  const schema = await createSchema();
  const pipeline = new Pipeline(schema, DEFAULT_LIMITS);
  const one = pipeline.prepare({ query: `{ __schema { ${many(25, (i) => `a${i}: types { name }`)} } }` });
  if ("errors" in one) throw new Error(String(one.errors));
  const types = Object.keys(schema.getTypeMap()).length;
  const price = one.cost / (25 * (types + 1));
  const tiny = "{ fields { args { type { name ofType { name ofType { name ofType { name } } } } } } }";
  for (const query of [
    getIntrospectionQuery(),
    `{ __schema { types { name fields { name args { name type { name ofType { name ofType { name } } } } } } } }`,
    `{ __schema { directives { name args { name } locations } types { possibleTypes { name } interfaces { name } enumValues { name } inputFields { name } } } }`,
    ...Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .map(({ name }) => `{ __type(name: "${name}") ${tiny} }`),
  ]) {
    const prepared = pipeline.prepare({ query });
    if ("errors" in prepared) throw new Error(String(prepared.errors));
    const { data } = await pipeline.execute(prepared, {
      asks: () => undefined,
      readElsewhere: async () => undefined,
      about: {},
    } as never);
    expect(prepared.cost / price).toBeGreaterThanOrEqual(valuesIn(data));
  }
});

function valuesIn(data: unknown): number {
  if (Array.isArray(data)) return data.reduce((sum: number, each) => sum + valuesIn(each), 0);
  if (typeof data !== "object" || data === null) return 0;
  return Object.values(data).reduce((sum: number, each) => sum + 1 + valuesIn(each), 0);
}

test("a document of comments only is no operation; comments around one change nothing", async () => {
  const comments = "# nobody reads this\n".repeat(5_000);
  expect(await doors.refusalOf(comments)).toMatchObject({ code: "GRAPHQL_PARSE_FAILED" });
  const { http, socket, events } = await doors.errorsOf(`${comments}\n{ rules { code } }`);
  expect([http, socket, events]).toEqual([undefined, undefined, undefined]);
});

test("what the compiler makes is seen nowhere", async () => {
  const query = '{ __type(name: "Coerced_") { name } }';
  for (let times = 0; times < 3; times += 1) expect((await world.visitor.gql(query)).data).toEqual({ __type: null });
});

test("no value is repeated in an error", async () => {
  const secret = "SuperSecret123";
  for (const [query, variables] of [
    [
      `mutation ($i: RegisterAccountInput!) { registerAccount(input: $i) { __typename } }`,
      { i: { login: "x", password: secret } },
    ],
    [`mutation ($i: RegisterAccountInput!) { registerAccount(input: $i) { __typename } }`, { i: secret }],
    [
      `mutation ($i: RegisterAccountInput!) { registerAccount(input: $i) { __typename } }`,
      { i: { login: { password: secret } } },
    ],
    [
      `mutation ($i: RegisterAccountInput!) { registerAccount(input: $i) { __typename } }`,
      { i: { [`${secret} in a key`]: 1 } },
    ],
    [`query ($n: Int!) { providers(first: $n) { nodes { id } } }`, { n: secret }],
    [`{ providers(first: "${secret}") { nodes { id } } }`, {}],
    [`mutation { registerAccount(input: { login: "x", password: ${secret} }) { __typename } }`, {}],
    [`mutation { registerAccount(input: { login: "x", password: ["${secret}"] }) { __typename } }`, {}],
    [`mutation { registerAccount(input: { login: "x", password "${secret}" }) { __typename } }`, {}],
    [`mutation { registerAccount(input: "${secret}") { __typename } }`, {}],
  ] as [string, Record<string, unknown>][]) {
    const errors = await doors.errorsOf(query, variables);
    expect(errors.http?.[0]).toBeDefined();
    expect(JSON.stringify(errors)).not.toContain(secret);
  }
  const { http } = await doors.errorsOf(
    `mutation ($i: RegisterAccountInput!) { registerAccount(input: $i) { __typename } }`,
    { i: { login: "x", password: secret } },
  );
  expect(http?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.displayName" });
  expect(http?.[0]?.message).toContain("String!");
});

test("a request by the hash of its query only is told that the text is needed", async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } };
  for (const accept of ["application/json", "application/graphql-response+json"]) {
    const answer = await post(world.url, JSON.stringify({ extensions }), { accept });
    expect(answer).toMatchObject({
      status: 200,
      errors: [{ message: "PersistedQueryNotSupported", extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
    });
  }
  const query = "{ rules { code } }";
  const sha256Hash = createHash("sha256").update(query).digest("hex");
  const again = await post(
    world.url,
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } }, query }),
  );
  expect([again.status, again.errors]).toEqual([200, undefined]);
});

test("introspection and the playground can be switched off; __typename stays", async () => {
  await using closed = await startWorld("sqlite", {}, { INTROSPECTION: "false", PLAYGROUND: "false" });
  await using there = await ThreeDoors.of(closed.visitor);
  for (const query of [
    getIntrospectionQuery(),
    `{ __type(name: "Query") { name } }`,
    `{ ...A } fragment A on Query { ... { s: __schema { queryType { name } } } }`,
  ])
    expect(await there.refusalOf(query)).toMatchObject({ code: "FORBIDDEN" });
  expect(await there.errorsOf("{ __typename rules { __typename code } }")).toEqual({
    http: undefined,
    socket: undefined,
    events: undefined,
  });
  for (const path of ["/playground", "/playground/", "/playground/index.html"])
    expect((await fetch(`${closed.url}${path}`)).status).toBe(404);
});

test.each(["first", "last"])("`%s` is held within what its description says, wherever it stands", async (name) => {
  const schema = await createSchema();
  let found = 0;
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields())) {
      const size = field.args.find((each) => each.name === name);
      if (!size) continue;
      found += 1;
      const [least, most] =
        /(\d+) to (\d+)[.;]/
          .exec(size.description ?? "")
          ?.slice(1)
          .map(Number) ?? [];
      if (least === undefined || most === undefined) throw new Error(`${type.name}.${field.name} has no bounds`);
      for (const n of [least - 1, most + 1, -2_147_483_648, 2_147_483_647]) {
        const ask = async (): Promise<unknown> =>
          field.resolve?.({}, { [name]: n }, { passesDoor: () => true }, {} as never);
        await expect(ask()).rejects.toMatchObject({ code: "BAD_USER_INPUT", details: { field: name } });
      }
    }
  expect(found).toBeGreaterThan(40);
});

forEachDatabase((kind) => {
  test("a history is not longer than it may be", async () => {
    await using there = await startWorld(kind);
    const id = await openCase(there);
    const lina = await there.as("li.na");
    for (const first of [101, -1]) {
      const query = `query ($id: ID!, $first: Int!) { complaint(id: $id) { timeline(first: $first) { nodes { seq } } } }`;
      const { extensions } = await lina.refused(query, { id, first });
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
      const inbox = await lina.refused(`query ($first: Int!) { inbox { notices(first: $first) { nodes { id } } } }`, {
        first,
      });
      expect(inbox.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
    }
  });
});
