import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getIntrospectionQuery } from "graphql";
import pino from "pino";
import { MESSAGES } from "../../src/app/messages";
import { ConfigError } from "../../src/app/config-error";
import { parseConfig } from "../../src/config";
import { startServer } from "../../src/server";
import { RawSocket } from "../bad-input/wire";
import { BUILT } from "../support/built";
import { redressAlone, type Run } from "../support/command-line";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { startNode, startWorld, type Answer, type Person, type World } from "../support/world";

const zh = MESSAGES["zh-CN"];
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const idOf = (text: string): string => `sha256:${hashOf(text)}`;
const apollo = (sha256Hash: unknown): object => ({ persistedQuery: { version: 1, sha256Hash } });

const RULES = "query Rules { rules { code } }";
const LISTINGS = "query Listings($first: Int) { listings(first: $first) { nodes { id title } } }";
const HOUSE_RULES = "{ houseRules { code meaning } }";
const VIEWER = "{ viewer { id } }";
const MINE = "{ myComplaintsCursor }";
const HIDDEN = "query Hidden { rules { code } ...F } fragment F on Query { ... { a: myComplaintsCursor } }";
const SCHEMA = "{ __schema { queryType { name } } }";
const CHANGE = `mutation { signOut(input: {}) { clientMutationId } }`;
const FOLLOW = "subscription { rulingPublished { cursor caughtUp } }";
const TWO = "query A { rules { code } } query B { viewer { id } }";
const REGISTERED = [RULES, LISTINGS, HOUSE_RULES, VIEWER, MINE, HIDDEN, SCHEMA, CHANGE, FOLLOW, TWO];
const STRANGE = "query Strange { rules { code } }";

const manifestOf = (texts: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(texts.map((text, n) => [n % 2 ? idOf(text) : hashOf(text), text])));

type Sent = Record<string, unknown>;
type Door = (person: Person, sent: Sent, headers?: Record<string, string>) => Promise<Answer>;

const bearer = ({ token }: Person): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {});

/** The same request by each door. The protocol of websockets wants a text beside an id, if only an empty one. */
const DOORS: Record<"http" | "events" | "socket", Door> = {
  http: async (person, sent, headers = {}) => {
    const response = await fetch(`${person.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer(person), ...headers },
      body: JSON.stringify(sent),
    });
    return { ...((await response.json()) as Answer), status: response.status };
  },
  events: async (person, sent, headers = {}) => {
    const response = await fetch(`${person.url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...bearer(person), ...headers },
      body: JSON.stringify(sent),
    });
    const text = await response.text();
    return { ...JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? text), status: response.status };
  },
  socket: async (person, sent, headers = {}) => {
    const socket = await RawSocket.connected(person.url, bearer(person), headers);
    socket.send({ id: "1", type: "subscribe", payload: { query: "", ...sent } });
    const { type, payload } = await Promise.race([socket.next("error", "1"), socket.next("next", "1")]);
    await socket.close();
    return type === "error" ? { errors: payload } : payload;
  },
};
const EACH_DOOR = Object.entries(DOORS);

const get = (url: string, params: string | Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql?${typeof params === "string" ? params : new URLSearchParams(params).toString()}`, { headers });
const codeOf = async (response: Response): Promise<[number, string | undefined, unknown]> => {
  const { errors } = (await response.json()) as Answer;
  return [response.status, errors?.[0]?.extensions.code, errors?.[0]?.extensions.reason];
};

describe("registered documents", () => {
  let folder: TemporaryFolder;
  let world: World;
  let lina: Person;
  beforeAll(async () => {
    folder = await temporaryFolder("documents");
    await writeFile(join(folder.path, "persisted-documents.json"), manifestOf(REGISTERED));
    world = await startWorld("sqlite", {}, { DOCUMENTS_DIR: folder.path, ALLOWED_ORIGINS: "https://shop.example" });
    lina = await world.as("li.na");
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  describe.each(EACH_DOOR)("by %s", (_, ask) => {
    test("are executed by their id, by Apollo's hash, and with the text beside either", async () => {
      const { data } = await world.visitor.gql(LISTINGS, { first: 2 });
      const variables = { first: 2 };
      for (const sent of [
        { documentId: idOf(LISTINGS), variables },
        { documentId: idOf(LISTINGS), variables, query: "" },
        { documentId: idOf(LISTINGS), variables, query: LISTINGS },
        { extensions: apollo(hashOf(LISTINGS)), variables },
        { extensions: apollo(hashOf(LISTINGS)), variables, query: LISTINGS },
        { extensions: apollo(hashOf(LISTINGS)), variables, documentId: idOf(LISTINGS) },
      ])
        expect(await ask(world.visitor, sent)).toMatchObject({ data });
      expect(data.listings.nodes).toHaveLength(1);
      const mine = await ask(lina, { documentId: idOf(MINE) });
      expect(mine.data.myComplaintsCursor).toEqual(expect.any(String));
      const named = await ask(lina, { documentId: idOf(TWO), operationName: "B" });
      expect(named.data).toEqual({ viewer: { id: lina.accountId } });
    });

    test.each([
      ["an unknown one", idOf(STRANGE)],
      ["one in capitals", idOf(RULES).toUpperCase()],
      ["one without its prefix", hashOf(RULES)],
      ["one of another kind", `x-${idOf(RULES)}`],
      ["no text", 7],
      ["nothing that can become a text", { toString: 1, valueOf: 1 }],
    ])("an id is refused in the sender's language: %s", async (_what, documentId) => {
      const { errors } = await ask(world.visitor, { documentId }, { "accept-language": "zh-CN" });
      expect(errors).toEqual([
        expect.objectContaining({
          message: zh.PERSISTED_DOCUMENT_NOT_FOUND,
          extensions: expect.objectContaining({ code: "PERSISTED_DOCUMENT_NOT_FOUND" }),
        }),
      ]);
    });

    test.each<[string, Sent]>([
      ["an id", { documentId: idOf(RULES), query: STRANGE }],
      ["an id with a space more", { documentId: idOf(RULES), query: `${RULES} ` }],
      ["a hash", { extensions: apollo(hashOf(RULES)), query: STRANGE }],
      ["a hash that is none", { extensions: apollo({ toString: 1 }), query: RULES }],
      ["one of two", { extensions: apollo(hashOf(RULES)), documentId: idOf(STRANGE), query: STRANGE }],
      ["the other of two, without a text", { extensions: apollo(hashOf(RULES)), documentId: idOf(MINE) }],
    ])("what does not belong together is refused: %s", async (_what, sent) => {
      const { errors } = await ask(world.visitor, sent);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "document.otherText" });
    });

    test("Apollo's clients send the text after an unknown hash, which stays unknown", async () => {
      const extensions = apollo(hashOf(STRANGE));
      for (let n = 0; n < 2; n += 1) {
        const { errors } = await ask(world.visitor, { extensions });
        expect(errors?.[0]).toMatchObject({
          message: "PersistedQueryNotSupported",
          extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" },
        });
        expect((await ask(world.visitor, { extensions, query: STRANGE })).data.rules.length).toBeGreaterThan(0);
      }
    });
  });

  test("a subscription is followed by its id", async () => {
    const socket = await RawSocket.as(world.visitor);
    socket.send({ id: "1", type: "subscribe", payload: { query: "", documentId: idOf(FOLLOW) } });
    expect((await socket.next("next", "1")).payload.data.rulingPublished.caughtUp).toBe(true);
    await socket.close();
  });

  describe("where other texts are refused", () => {
    const nodeWith = (policy: string) => startNode(world, { DOCUMENTS: policy, DOCUMENTS_DIR: folder.path });
    const OTHERS = [
      STRANGE,
      `${RULES} `,
      `# x\n${RULES}`,
      "{ __typename }",
      getIntrospectionQuery(),
      "{",
      "{ nothing }",
    ];

    test("to everybody: by each door, introspection and what is no document at all included; registered ones work", async () => {
      await using node = await nodeWith("registered");
      for (const person of [world.visitor, lina]) {
        const there = { ...person, url: node.url } as Person;
        for (const [, ask] of EACH_DOOR) {
          for (const query of OTHERS) {
            const { errors, data } = await ask(there, { query });
            expect([query, data, errors?.[0]?.extensions.code]).toEqual([
              query,
              undefined,
              "PERSISTED_DOCUMENT_REQUIRED",
            ]);
          }
          const { errors } = await ask(there, { query: STRANGE, documentId: idOf(STRANGE) });
          expect(errors?.[0]?.extensions.code).toBe("PERSISTED_DOCUMENT_REQUIRED");
          for (const sent of [{ query: RULES }, { documentId: idOf(RULES) }])
            expect((await ask(there, sent)).data.rules.length).toBeGreaterThan(0);
        }
        expect(await codeOf(await get(node.url, { query: STRANGE }, bearer(there)))).toEqual([
          405,
          "BAD_USER_INPUT",
          "request.onlyByPost",
        ]);
      }
      const refused = await DOORS.http({ url: node.url } as Person, { query: STRANGE }, { "accept-language": "zh" });
      expect([refused.status, refused.errors?.[0]?.message]).toEqual([403, zh.PERSISTED_DOCUMENT_REQUIRED]);
    });

    test("to visitors: whoever is signed in sends what they like", async () => {
      await using node = await nodeWith("registered-for-visitors");
      for (const [, ask] of EACH_DOOR) {
        const { errors } = await ask({ url: node.url } as Person, { query: STRANGE });
        expect(errors?.[0]?.extensions.code).toBe("PERSISTED_DOCUMENT_REQUIRED");
        const { data } = await ask({ ...lina, url: node.url } as Person, { query: STRANGE });
        expect(data.rules.length).toBeGreaterThan(0);
      }
      const wrong = { url: node.url, token: "no.such.token" } as Person;
      expect((await DOORS.http(wrong, { query: STRANGE })).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    });
  });

  describe("by GET", () => {
    test("a visitor's query may be kept by anybody for a minute, and is asked for again by its tag", async () => {
      const asked = { documentId: idOf(LISTINGS), variables: JSON.stringify({ first: 2 }) };
      const first = await get(world.url, asked);
      const text = await first.text();
      expect([first.status, JSON.parse(text).data.listings.nodes.length]).toEqual([200, 1]);
      expect(Object.fromEntries(first.headers)).toMatchObject({
        "content-type": "application/json; charset=utf-8",
        "cache-control": "public, max-age=60",
        vary: "Accept, Accept-Encoding, Accept-Language, Authorization, Origin",
        etag: expect.stringMatching(/^"[\w-]{43,}"$/),
      });
      const etag = first.headers.get("etag") ?? "";
      for (const tags of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const again = await get(world.url, asked, { "if-none-match": tags });
        expect([again.status, await again.text()]).toEqual([304, ""]);
        for (const name of ["etag", "cache-control", "vary"])
          expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
      expect((await get(world.url, asked, { "if-none-match": '"other"' })).status).toBe(200);
      const head = await fetch(`${world.url}/graphql?${new URLSearchParams(asked)}`, { method: "HEAD" });
      expect([head.status, await head.text(), head.headers.get("etag")]).toEqual([200, "", etag]);
      const apollos = await get(world.url, {
        operationName: "",
        variables: asked.variables,
        extensions: JSON.stringify(apollo(hashOf(LISTINGS))),
      });
      expect(await apollos.text()).toBe(text);
    });

    test("one of whose changes events tell is shown by nobody without asking, and is sent by POST and GET from one place", async () => {
      const asked = { documentId: idOf(RULES) };
      const served = (): number => world.server.kept?.figures.served ?? 0;
      const first = await get(world.url, asked);
      expect(first.headers.get("cache-control")).toBe("public, no-cache");
      const before = served();
      const again = await get(world.url, asked, { "if-none-match": first.headers.get("etag") ?? "" });
      expect([again.status, again.headers.get("cache-control")]).toEqual([304, "public, no-cache"]);
      const posted = await DOORS.http(world.visitor, asked, { "accept-language": "*" });
      expect(posted).toEqual({ ...JSON.parse(await first.text()), status: 200 });
      expect(served()).toBe(before + 2);
      const mine = await get(world.url, asked, bearer(lina));
      expect(mine.headers.get("cache-control")).toBe("private, no-store");
      // An address is no body, and asks nothing as one.
      const headers = { "content-type": "application/json", "accept-language": "*" };
      const address = `/graphql?${new URLSearchParams(asked)}`;
      for (const [path, body] of [
        [address, ""],
        ["/graphql", address],
        ["/graphql", `address ${address}`],
      ] as const)
        expect((await fetch(world.url + path, { method: "POST", headers, body })).status).toBe(400);
    });

    test("each has its line in the log, whether it was made or kept", async () => {
      const lines: Record<string, unknown>[] = [];
      const log = pino({ level: "info" }, { write: (text: string) => lines.push(JSON.parse(text)) });
      await using logged = await startWorld("sqlite", { log }, { DOCUMENTS_DIR: folder.path });
      const asked = { documentId: idOf(RULES) };
      for (const id of ["made-for-a-visitor", "kept-by-get", "kept-by-tag"]) {
        const response = await get(logged.url, asked, { "x-client-name": id, "if-none-match": '"other"' });
        expect(response.status).toBe(200);
        await response.text();
      }
      const told = lines
        .filter(({ msg }) => msg === "operation")
        .map(({ client, outcome, kept }) => [client, outcome, kept]);
      expect(told).toEqual([
        ["made-for-a-visitor", "ok", undefined],
        ["kept-by-get", "ok", true],
        ["kept-by-tag", "ok", true],
      ]);
    });

    test("language, media type and origin give other answers with other tags; what a proxy may add gives none", async () => {
      const asked = { documentId: idOf(HOUSE_RULES) };
      const told = async (headers: Record<string, string>) => {
        const response = await get(world.url, asked, headers);
        return { text: await response.text(), headers: response.headers };
      };
      const plain = await told({ "accept-language": "en" });
      const chinese = await told({ "accept-language": "zh-CN" });
      expect(chinese.text).not.toBe(plain.text);
      const other = await told({ "accept-language": "en", accept: "application/graphql-response+json" });
      expect(other.headers.get("content-type")).toMatch(/^application\/graphql-response\+json/);
      expect(new Set([plain, chinese, other].map(({ headers }) => headers.get("etag"))).size).toBe(3);
      const added: Record<string, string>[] = [
        { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", forwarded: "host=evil.example" },
        { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.7", "user-agent": "evil" },
        { "x-http-method-override": "POST", "x-original-url": "/graphql/stream", cookie: "locale=zh-CN" },
        { "content-type": "application/json", "apollo-require-preflight": "true", range: "bytes=0-1" },
        { origin: "https://evil.example" },
      ];
      for (const headers of added) {
        const same = await told({ "accept-language": "en", ...headers });
        expect([same.text, same.headers.get("etag")]).toEqual([plain.text, plain.headers.get("etag")]);
        expect(JSON.stringify([...same.headers])).not.toContain("evil");
      }
      const allowed = await told({ "accept-language": "en", origin: "https://shop.example" });
      expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
      expect(allowed.headers.get("vary")).toContain("Origin");
    });

    test("whoever signs in is answered as a visitor, and nobody keeps that; a wrong token is refused", async () => {
      const signedIn = await get(world.url, { documentId: idOf(VIEWER) }, bearer(lina));
      expect([await signedIn.json(), signedIn.headers.get("cache-control")]).toEqual([
        { data: { viewer: null } },
        "private, no-store",
      ]);
      const wrong = await get(world.url, { documentId: idOf(VIEWER) }, { authorization: "Bearer no.such.token" });
      expect(wrong.headers.get("cache-control")).toBe("no-store");
      expect(await codeOf(wrong)).toEqual([401, "UNAUTHENTICATED", expect.any(String)]);
    });

    test("one's own bill is not kept for others", async () => {
      const asked = { documentId: idOf(RULES) };
      const billed = await get(world.url, asked, { "x-request-cost": "true" });
      expect(billed.headers.get("cache-control")).toBe("private, no-store");
      expect(Number(billed.headers.get("x-request-cost"))).toBeGreaterThan(0);
      expect((await get(world.url, asked)).headers.get("ratelimit-remaining")).toBeNull();
    });

    test.each<[string, string | Record<string, string>, number, string, string]>([
      ["nothing", "", 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a text", { query: STRANGE }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a registered text", { query: RULES }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a text beside its id", { documentId: idOf(RULES), query: RULES }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a mutation", { documentId: idOf(CHANGE) }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a subscription", { documentId: idOf(FOLLOW) }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["a query of one's own", { documentId: idOf(MINE) }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["the same in a fragment", { documentId: idOf(HIDDEN) }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      ["introspection", { documentId: idOf(SCHEMA) }, 405, "BAD_USER_INPUT", "request.onlyByPost"],
      [
        "an unknown id",
        { documentId: idOf(STRANGE) },
        404,
        "PERSISTED_DOCUMENT_NOT_FOUND",
        "PERSISTED_DOCUMENT_NOT_FOUND",
      ],
      [
        "an unknown hash",
        { extensions: JSON.stringify(apollo(hashOf(STRANGE))) },
        200,
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "PERSISTED_QUERY_NOT_SUPPORTED",
      ],
      [
        "a parameter twice",
        `documentId=${idOf(RULES)}&documentId=${idOf(VIEWER)}`,
        400,
        "BAD_USER_INPUT",
        "request.repeatedParameter",
      ],
      [
        "one twice in another spelling",
        `documentId=${idOf(RULES)}&variables=%7B%7D&v%61riables=%7B%7D`,
        400,
        "BAD_USER_INPUT",
        "request.repeatedParameter",
      ],
      ...["", "{", "[]", "7", "null", '{"a":1,"a":2}', '{"a":{"b":1,"\\u0062":2}}'].map(
        (variables): [string, Record<string, string>, number, string, string] => [
          `variables ${variables}`,
          { documentId: idOf(RULES), variables },
          400,
          "BAD_USER_INPUT",
          "request.parameter",
        ],
      ),
      ["extensions", { documentId: idOf(RULES), extensions: "x" }, 400, "BAD_USER_INPUT", "request.parameter"],
      ["two operations", { documentId: idOf(TWO) }, 400, "GRAPHQL_VALIDATION_FAILED", "request.whichOperation"],
      [
        "no such operation",
        { documentId: idOf(TWO), operationName: "C" },
        400,
        "GRAPHQL_VALIDATION_FAILED",
        "request.noSuchOperation",
      ],
    ])("%s is refused, and the refusal kept by nobody", async (_, params, status, code, reason) => {
      for (const headers of [{}, bearer(lina)]) {
        const response = await get(world.url, params, headers);
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.get("etag")).toBeNull();
        if (status === 405) expect(response.headers.get("allow")).toBe("POST");
        expect(await codeOf(response)).toEqual([status, code, reason]);
      }
    });

    test("an answer with an error in it is kept by nobody", async () => {
      const response = await get(world.url, { documentId: idOf(LISTINGS), variables: '{"first":-1}' });
      expect([response.headers.get("cache-control"), response.headers.get("etag")]).toEqual(["no-store", null]);
      expect(((await response.json()) as Answer).errors).toHaveLength(1);
    });

    test("an address that is too long is refused, and the server goes on", async () => {
      const response = await get(world.url, {
        documentId: idOf(RULES),
        variables: JSON.stringify({ a: "x".repeat(20_000) }),
      });
      expect(response.status).toBe(431);
      expect((await get(world.url, { documentId: idOf(RULES) })).status).toBe(200);
    });

    test("it costs what it costs by POST, from the same budget", async () => {
      await using node = await startNode(world, { DOCUMENTS_DIR: folder.path, BUDGET_PER_ADDRESS: "1000" });
      const rest = async (response: Response): Promise<number> => {
        await response.text();
        return Number(response.headers.get("ratelimit-remaining"));
      };
      const headers = { "x-request-cost": "true" };
      const asked = { documentId: idOf(LISTINGS), variables: '{"first":20}' };
      const posted = await fetch(`${node.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ documentId: idOf(LISTINGS), variables: { first: 20 } }),
      });
      const got = await get(node.url, asked, headers);
      expect(got.headers.get("x-request-cost")).toBe(posted.headers.get("x-request-cost"));
      expect(await rest(got)).toBeLessThan(await rest(posted));
      let last = await get(node.url, asked);
      for (let n = 0; n < 1_000 && last.status === 200; n += 1) {
        await last.text();
        last = await get(node.url, asked);
      }
      expect([last.headers.get("cache-control"), Number(last.headers.get("retry-after"))]).toEqual([
        "no-store",
        expect.any(Number),
      ]);
      expect(await codeOf(last)).toEqual([429, "RATE_LIMITED", "budget"]);
    });
  });
});

const startIn = (DATA_DIR: string, DOCUMENTS_DIR: string): Promise<unknown> =>
  startServer(parseConfig({ PORT: "0", DATA_DIR, DOCUMENTS_DIR, DEMO_MARKET: "none", LOG_LEVEL: "silent" }));

describe("a manifest that is wrong", () => {
  const WRONG: [string, string, RegExp][] = [
    ["is no JSON", "{", /cannot be read/],
    ["is no object", "[]", /one JSON object/],
    ["has a text that is none", `{"${hashOf(RULES)}":7}`, /is not the text/],
    [
      "has a hash of another text",
      `{"${hashOf(STRANGE)}":"${RULES}"}`,
      new RegExp(`${hashOf(STRANGE)}.*${hashOf(RULES)}`),
    ],
    ["has a SHA-1", `{"7dba4bd717b41f10434822356a93c32b1fb4907b":"${RULES}"}`, /is not the SHA-256/],
    ["asks for what there is not", manifestOf(["{ nothing }"]), /Cannot query field "nothing"/],
    [
      "asks for too much",
      manifestOf([`{ ${Array.from({ length: 31 }, (_, n) => `a${n}: rules { code }`).join(" ")} }`]),
      /aliases/,
    ],
    ["is no GraphQL", manifestOf(["query"]), /Syntax Error/],
  ];

  test.each(WRONG)("keeps the server from starting, which says why: one that %s", async (_, text, why) => {
    await using folder = await temporaryFolder("documents");
    await writeFile(join(folder.path, "ours.json"), text);
    const started = startIn(folder.path, folder.path);
    await expect(started).rejects.toThrow(ConfigError);
    await expect(started).rejects.toThrow(why);
    await expect(started).rejects.toThrow("ours.json");
    expect(existsSync(join(folder.path, "redress.db"))).toBe(false);
  });

  test("a folder that is not there is said too", async () => {
    await using folder = await temporaryFolder("documents");
    await expect(startIn(folder.path, join(folder.path, "nowhere"))).rejects.toThrow(/DOCUMENTS_DIR=.*nowhere/);
  });

  test("is found by `redress documents check` beforehand", async () => {
    await using folder = await temporaryFolder("documents");
    const file = join(folder.path, "ours.json");
    const check = (path = file): Promise<Run> => redressAlone(["documents", "check", path], { DATA_DIR: folder.path });
    await writeFile(file, manifestOf([RULES, VIEWER]));
    expect(await check()).toMatchObject({ code: 0, stdout: expect.stringContaining("2 documents"), stderr: "" });
    await writeFile(file, manifestOf([RULES, "{ nothing }"]));
    expect(await check()).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining('"nothing"') });
    expect(await check(join(BUILT, "pages/persisted-documents.json"))).toMatchObject({ code: 0, stderr: "" });
  });
});
