import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLInputType,
} from "graphql";
import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";
import { EXAMPLES } from "../app/demo/tour";
import { caseIn } from "../case/complaints/world-case";
import { postJson } from "../support/post-json";
import { freePort, startProcess, type TestProcess } from "../support/processes";
import { startWorld, Stream, type GqlError, type World } from "../support/world";

const ROOT = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const recorded = JSON.parse(read("clients/mock/recorded.json"));
function exampleOf(name: string): (typeof EXAMPLES)[number] {
  const found = EXAMPLES.find((example) => example.name === name);
  if (!found) throw new Error(`there is no example ${name}`);
  return found;
}
const sourceOf = (name: string): string => exampleOf(name).source;

let mock: TestProcess;
let url: string;
beforeAll(async () => {
  const port = await freePort();
  mock = await startProcess("node", [join(ROOT, "clients/mock/redress-mock.mjs"), "--port", String(port)], {
    ready: { port },
  });
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => mock?.[Symbol.asyncDispose]());

interface Told {
  status: number;
  headers: Headers;
  body: { data?: Record<string, never> | null; errors?: GqlError[] };
}

async function ask(
  body: unknown,
  headers: Record<string, string> = {},
  path = "/graphql",
  at = url,
  method = "POST",
): Promise<Told> {
  const response = await fetch(at + path, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told["body"] };
}

/** Values as they must be, whatever they are: the types of required variables need some. */
const variablesOf = (example: (typeof EXAMPLES)[number]): unknown =>
  JSON.parse(example.variables.replace("YYYY-MM-DD", "2027-01-01"));

/** Without the types that the file has beside each object, and without what depends on when and where one asks. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inside: unknown) => (key === "__typename" ? undefined : inside))
      .replace(/"\d{4}-\d\d-\d\dT[^"]*Z"/g, '"a time"')
      .replaceAll(url, "http://localhost:4000"),
  );

describe("answers", () => {
  it.each(EXAMPLES.filter(({ stream }) => !stream))("$name with what was recorded", async (example) => {
    const { status, body, headers } = await ask({ query: example.source, variables: variablesOf(example) });
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(plain(body.data)).toEqual(plain(recorded.answers[example.name]));
    expect(headers.get("redress-schema")).toBe(recorded.schemaVersion);
  });

  test("another document field by field from what was recorded, times as far from now as they were", async () => {
    const query = `query ($id: ID!) { first: complaint(id: $id) { id status openedAt } viewer { displayName } }`;
    const { status, body } = await ask({ query, variables: { id: "x" } });
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(body.data).toMatchObject({
      first: { id: expect.stringMatching(/^cmp_0{20}/), status: expect.any(String) },
      viewer: { displayName: "李娜" },
    });
    const { openedAt } = (body.data ?? {}).first as unknown as { openedAt: string };
    expect(Math.abs(Date.parse(openedAt) - Date.now())).toBeLessThan(30 * 86_400_000);
  });

  test("what nobody recorded with values of the right type", async () => {
    const query = `mutation ($input: WithdrawComplaintInput!) { withdrawComplaint(input: $input) { clientMutationId complaint { id } } }`;
    for (const clientMutationId of ["its name", null]) {
      const input = { complaintId: "cmp_x", expectedVersion: 1, clientMutationId };
      const { status, body } = await ask({ query, variables: { input } });
      expect([status, body.errors]).toEqual([200, undefined]);
      expect(body.data).toEqual({ withdrawComplaint: { clientMutationId, complaint: { id: expect.any(String) } } });
    }
    const job = await ask({ query: `{ job(id: "x") { kind status total cursor __typename } }` });
    expect([job.status, job.body.errors]).toEqual([200, undefined]);
    expect(job.body.data).toMatchObject({ job: { __typename: "Job" } });
  });

  test("any operation of the schema", async () => {
    const schema = buildSchema(read("schema/schema.graphql"));
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}).map((field) => ({ kind: type?.name.toLowerCase() ?? "", field })),
    );
    expect(roots.length).toBeGreaterThan(250);
    for (const { kind, field } of roots) {
      const required = field.args.filter(isRequiredArgument);
      const given = required.map(({ name, type }) => `${name}: ${literal(type)}`).join(", ");
      const type = getNamedType(field.type);
      const leaves = isCompositeType(type) && "getFields" in type ? Object.values(type.getFields()) : [];
      const selected = leaves.filter(
        (leaf) => isLeafType(getNamedType(leaf.type)) && !leaf.args.some(isRequiredArgument),
      );
      const selection = isCompositeType(type) ? `{ __typename ${selected.map(({ name }) => name).join(" ")} }` : "";
      const query = `${kind} { ${field.name}${given ? `(${given})` : ""} ${selection} }`;
      const { status, body } = await ask({ query });
      expect([query, status, body.errors]).toEqual([query, 200, undefined]);
    }
  });

  test("what is no document of this schema as the server does", async () => {
    for (const [sent, code] of [
      [{ query: "{ nothing }" }, "GRAPHQL_VALIDATION_FAILED"],
      [{ query: "{" }, "GRAPHQL_PARSE_FAILED"],
      [{ query: sourceOf("CounterOffer"), variables: {} }, "BAD_USER_INPUT"],
      [{}, "GRAPHQL_PARSE_FAILED"],
      ["no JSON", "BAD_USER_INPUT"],
    ] as const) {
      const { status, body } = await ask(sent);
      expect([status, body.errors?.[0]?.extensions.code, body.data]).toEqual([400, code, undefined]);
    }
    const unregistered = await ask({ documentId: "sha256:0", variables: {} });
    expect([unregistered.status, unregistered.body.errors?.[0]?.extensions.code]).toEqual([
      404,
      "PERSISTED_DOCUMENT_NOT_FOUND",
    ]);
    expect((await fetch(`${url}/graphql`)).status).toBe(405);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  test("a file that is sent to a recorded address", async () => {
    const { body } = await ask({
      query: sourceOf("UploadEvidence"),
      variables: variablesOf(exampleOf("UploadEvidence")),
    });
    const { uploadUrl } = (body.data as unknown as { createEvidenceUpload: { uploadUrl: string } })
      .createEvidenceUpload;
    expect((await fetch(uploadUrl, { method: "PUT", body: "hello" })).status).toBe(201);
    const refused = await fetch(uploadUrl, { method: "PUT", body: "hello", headers: { "x-mock-error": "TOO_LATE" } });
    expect([refused.status, (await refused.json()).errors[0].extensions.code]).toEqual([410, "TOO_LATE"]);
  });
});

/** A value that the type accepts. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return "[]";
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${required.map(({ name, type }) => `${name}: ${literal(type)}`).join(", ")} }`;
  }
  return { Int: "1", Float: "1", MinorUnits: "1", Boolean: "true", JSON: "{}" }[type.name] ?? '"2026-01-01T00:00:00Z"';
}

describe("fails on request", () => {
  const escalate = {
    query: `mutation ($input: EscalateComplaintInput!) { escalateComplaint(input: $input) { complaint { id } } }`,
    variables: { input: { complaintId: "cmp_x", expectedVersion: 1 } },
  };
  const failing = (code: string, more: Record<string, string> = {}): Promise<Told> =>
    ask(escalate, { "x-mock-error": code, ...more });

  it.each(recorded.refusals as { code: string; httpStatus: number; fields: string[] }[])(
    "with $code, which carries what the catalogue says",
    async ({ code, httpStatus, fields }) => {
      const { status, headers, body } = await failing(code);
      const [error] = body.errors ?? [];
      const { code: told, reason, requestId, ...carried } = error?.extensions ?? { code: "" };
      expect([told, reason]).toEqual([code, code]);
      expect(requestId).toBe(headers.get("x-request-id"));
      expect(Object.keys(carried).filter((name) => !fields.includes(name))).toEqual([]);
      if (error?.path === undefined) expect([status, body.data]).toEqual([httpStatus, undefined]);
      else expect([status, body.data]).toEqual([200, null]);
      expect(headers.get("retry-after")).toBe(
        error?.path === undefined && carried.retryAfter !== undefined ? JSON.stringify(carried.retryAfter) : null,
      );
    },
  );

  test("with a reason, and not with a code or a reason that there is none", async () => {
    const { body } = await failing("ALREADY_EXISTS/upload.alreadyUploaded");
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: "ALREADY_EXISTS",
      reason: "upload.alreadyUploaded",
      existingId: expect.any(String),
    });
    for (const [asked, said] of [
      ["NO_SUCH_CODE", "NO_SUCH_CODE is not a code of the catalogue"],
      ["STALE_VERSION/budget", "STALE_VERSION has no reason budget"],
    ] as const) {
      const { status, body } = await failing(asked);
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
      expect(body.errors?.[0]?.message).toContain(said);
    }
  });

  test("later, when it is told to", async () => {
    const begun = performance.now();
    await ask({ query: "{ viewer { login } }" }, { "x-mock-delay": "250" });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(245);
    const { status, body } = await ask({ query: "{ viewer { login } }" }, { "x-mock-delay": "soon" });
    expect([status, body.errors?.[0]?.message]).toEqual([400, expect.stringContaining("X-Mock-Delay")]);
  });

  describe("as the real server does", () => {
    let world: World;
    beforeAll(async () => void (world = await startWorld("sqlite")));
    afterAll(() => world?.[Symbol.asyncDispose]());

    /** What a client decides by. */
    const essence = ({ status, headers, body }: Told) => ({
      status,
      data: body.data,
      path: body.errors?.[0]?.path,
      ...{ field: body.errors?.[0]?.extensions.field, code: body.errors?.[0]?.extensions.code },
      extensions: Object.keys(body.errors?.[0]?.extensions ?? {}).sort(),
      headers: [headers.has("retry-after"), headers.get("www-authenticate"), headers.get("content-type")],
    });

    const SAY = "mutation ($input: SendMessageInput!) { sendMessage(input: $input) { clientMutationId } }";
    const saying = (changes: object): object => ({
      query: SAY,
      variables: { input: { complaintId: "cmp_1", text: "x", ...changes } },
    });
    const asked = (query: string, more: object = {}): object => ({ query, ...more });
    const watching = asked("subscription { myComplaintsUpdated { cursor } }");
    test.each<[string, unknown, Record<string, string>?, string?, string?]>([
      ["a syntax error", asked("{ viewer {")],
      ["a field that there is none", asked("{ viewer { nope } }")],
      ["a missing variable", asked(SAY, { variables: {} })],
      ["a missing member", saying({ text: undefined })],
      ["a member that there is none", saying({ nope: 1 })],
      ["a value of another type", saying({ visibility: "NOPE" })],
      ["null and a list for one", saying({ text: null, complaintId: ["cmp_1"] })],
      ["a variable under another name", asked("query ($which: ID!) { complaint(id: $which) { id } }")],
      ["variables as a text", asked("{ viewer { id } }", { variables: "{}" })],
      ["variables as a list", asked("{ viewer { id } }", { variables: [] })],
      ["no JSON", "{"],
      ["a list", []],
      ["nothing", {}],
      ["an operation that there is none", asked("query A { viewer { id } }", { operationName: "B" })],
      ["one of two operations", asked("query A { viewer { id } } query B { viewer { id } }")],
      ["another kind of content", asked("{ viewer { id } }"), { "content-type": "text/plain" }],
      ["another method", {}, {}, "/graphql", "PATCH"],
      ["a subscription in no stream", watching],
      ["a stream for those who do not take one", watching, {}, "/graphql/stream"],
      ["another address", {}, {}, "/nowhere"],
      ["a page that is too long", asked("{ listings(first: 101) { nodes { id } } }")],
      ["a page from both ends", asked("{ listings(first: 1, last: 1) { nodes { id } } }")],
      ["a page after and before", asked('{ listings(after: "x", before: "y") { nodes { id } } }')],
      ["a hash of Apollo", { extensions: { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } } }],
    ])("to whoever sends %s", async (_, body, headers = {}, path = "/graphql", method = "POST") => {
      const { token } = await world.as("li.na");
      const real = await ask(body, { authorization: `Bearer ${token}`, ...headers }, path, world.url, method);
      const told = await ask(body, headers, path, url, method);
      const why = ({ body: { errors } }: Told): unknown => {
        const { reason, problems } = (errors?.[0]?.extensions ?? {}) as {
          reason?: string;
          problems?: { field: string }[];
        };
        return [reason, problems?.map(({ field }) => field)];
      };
      expect([essence(told), why(told)]).toEqual([essence(real), why(real)]);
      expect(real.body.errors).toHaveLength(1);
    });

    test("when something has changed meanwhile", async () => {
      const { id } = await caseIn(world, "NEGOTIATING");
      const { token } = await world.as("li.na");
      const withdraw = {
        query: `mutation ($input: WithdrawComplaintInput!) { withdrawComplaint(input: $input) { complaint { id } } }`,
        variables: { input: { complaintId: id, expectedVersion: 999 } },
      };
      const real = await ask(withdraw, { authorization: `Bearer ${token}` }, "/graphql", world.url);
      expect(real.body.errors?.[0]?.extensions.code).toBe("STALE_VERSION");
      expect(essence(await ask(withdraw, { "x-mock-error": "STALE_VERSION" }))).toEqual(essence(real));
    });

    test("when a token proves nothing", async () => {
      const real = await ask(escalate, { authorization: "Bearer nothing" }, "/graphql", world.url);
      expect(essence(await failing("UNAUTHENTICATED"))).toEqual(essence(real));
    });

    test("when a password is wrong", async () => {
      const query = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }`;
      const variables = { input: { login: "li.na", password: "wrong" } };
      const { status, body } = await postJson(`${world.url}/graphql`, { query, variables }, {});
      const told = await ask({ query, variables }, { "x-mock-error": "UNAUTHENTICATED/badCredentials" });
      const real = body as Told["body"];
      expect([told.status, told.body.data, told.body.errors?.[0]?.path]).toEqual([
        status,
        real.data,
        real.errors?.[0]?.path,
      ]);
      expect(real.errors?.[0]?.extensions).toMatchObject({ code: "UNAUTHENTICATED", reason: "badCredentials" });
    });

    test("when the budget is spent", async () => {
      await using poor = await startWorld("sqlite", {}, { BUDGET_PER_ADDRESS: "1000" });
      const query = { query: sourceOf("HouseRules") };
      // What is kept costs next to nothing; whoever wants to know what it costs has it made anew.
      const dear = { "x-request-cost": "true" };
      let real = await ask(query, dear, "/graphql", poor.url);
      for (let n = 0; n < 100 && real.status === 200; n += 1) real = await ask(query, dear, "/graphql", poor.url);
      expect(real.body.errors?.[0]?.extensions.code).toBe("RATE_LIMITED");
      expect(essence(await ask(query, { "x-mock-error": "RATE_LIMITED" }))).toEqual(essence(real));
    });
  });
});

describe("streams", () => {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  function open(query = "", closed: (event: unknown) => void = () => undefined): Client {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql${query}`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { closed },
    });
    clients.push(client);
    return client;
  }
  const watchCase = { id: "cmp_x" };

  it.each(EXAMPLES.filter(({ stream }) => stream))(
    "$name over a websocket begin as they were recorded",
    async (example) => {
      const messages = recorded.answers[example.name];
      const stream = new Stream(open(), example.source, variablesOf(example) as Record<string, unknown>);
      await stream.until(({ received }) => received.length === messages.length);
      expect(stream.errors).toEqual([]);
      expect(plain(stream.received)).toEqual(plain(messages.map((data: object) => Object.values(data)[0])));
      expect(stream.ended).toBeUndefined();
      stream.close();
    },
  );

  test("come as server-sent events, too", async () => {
    const gone = new AbortController();
    const response = await fetch(`${url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: sourceOf("WatchCase"), variables: watchCase }),
      signal: gone.signal,
    });
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString("utf8");
      if (text.split("\n\n").length > recorded.answers.WatchCase.length) break;
    }
    gone.abort();
    const payloads = [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data).data);
    expect(plain(payloads)).toEqual(plain(recorded.answers.WatchCase));
    const refused = await ask(
      { query: sourceOf("WatchCase"), variables: watchCase },
      { "x-mock-error": "OVERLOADED", accept: "text/event-stream" },
      "/graphql/stream",
    );
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  test("fail as the address asks: the operation", async () => {
    const stream = new Stream(open("?mock-error=NOT_FOUND"), sourceOf("WatchCase"), watchCase);
    await stream.until(({ ended }) => ended !== undefined);
    expect(stream.errors).toMatchObject([{ extensions: { code: "NOT_FOUND", reason: "NOT_FOUND" } }]);
  });

  test("or the socket, with what the catalogue says of its close", async () => {
    const closed = new Promise((done) => {
      const stream = new Stream(open("?mock-error=TOKEN_EXPIRED", done), sourceOf("WatchCase"), watchCase);
      expect(stream.received).toEqual([]);
    });
    expect(await closed).toMatchObject({ code: 4403, reason: "TOKEN_EXPIRED" });
  });

  test("not with a code that there is none", async () => {
    const socket = new WebSocket(
      `${url.replace("http", "ws")}/graphql?mock-error=NO_SUCH_CODE`,
      "graphql-transport-ws",
    );
    const [status, body] = await new Promise<[number | undefined, string]>((done, failed) => {
      socket.on("error", failed);
      socket.on("unexpected-response", (_request, response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => done([response.statusCode, text]));
      });
    });
    expect(status).toBe(400);
    expect(body).toContain("NO_SUCH_CODE is not a code of the catalogue");
  });
});
