import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse, print } from "graphql";
import CAST from "../../schema/cast.json";
import { EXAMPLES, startTour, Tour, type Turn } from "../app/demo/tour";
import { unzip } from "../public/dossier/exported";
import { BUILT } from "../support/built";
import type { World } from "../support/world";

const FOLDER = join(BUILT, "developers/collections");
const read = (name: string): Buffer => readFileSync(join(FOLDER, name));
const unpack = (name: string): Map<string, string> =>
  new Map([...unzip(read(name))].map(([path, bytes]) => [path.replace(/^[^/]+\//, ""), bytes.toString("utf8")]));

const vsCode = read("redress.http").toString("utf8");
const jetBrains = unpack("redress-jetbrains.zip");
const bruno = unpack("redress-bruno.zip");

/** The examples as every tool has to send them; SignIn is sent for each person. */
const WANTED = [
  ...EXAMPLES.filter(({ name }) => name !== "SignIn").map(({ source }) => print(parse(source))),
  ...Object.keys(CAST).map(() => print(parse(EXAMPLES.find(({ name }) => name === "SignIn")?.source ?? ""))),
].sort();

interface HttpRequest {
  title: string;
  /** What `# @name` calls it. */
  name: string | undefined;
  method: string;
  url: string;
  headers: Map<string, string>;
  query: string;
  variables: string;
}

/** A file of requests: its variables, and what stands between `###`. */
function readHttpFile(text: string): { variables: Map<string, string>; requests: HttpRequest[] } {
  const variables = new Map([...text.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));
  const requests = text.split(/^(?=###)/m).flatMap((block): HttpRequest[] => {
    const lines = block.split("\n");
    const start = lines.findIndex((line) => /^(POST|GRAPHQL) /.test(line));
    if (start < 0) return [];
    const before = lines.slice(0, start);
    expect(before.filter((line) => !line.startsWith("#"))).toEqual([]);
    const empty = lines.indexOf("", start);
    const headers = new Map(
      lines.slice(start + 1, empty).map((line) => {
        const [, name = "", value = ""] = /^([\w-]+): (.+)$/.exec(line) ?? [];
        return [name.toLowerCase(), value];
      }),
    );
    expect([...headers.keys()]).not.toContain("");
    const [method = "", url = ""] = (lines[start] ?? "").split(" ");
    const body = lines.slice(empty + 1).filter((line) => !line.startsWith("> "));
    return [
      {
        title: (lines[0] ?? "").replace(/^#+ /, ""),
        name: /^# @name (\w+)$/m.exec(before.join("\n"))?.[1],
        ...{ method, url, headers },
        ...(headers.has("accept") ? fromJson(body.join("\n")) : fromGraphql(body)),
      },
    ];
  });
  return { variables, requests };
}

/** The query ends with the first empty line. */
function fromGraphql(body: string[]): { query: string; variables: string } {
  const end = body.indexOf("");
  return { query: body.slice(0, end).join("\n"), variables: body.slice(end + 1).join("\n") };
}

function fromJson(body: string): { query: string; variables: string } {
  const { query, variables } = JSON.parse(body.replace(/(?<!")\{\{\w+\}\}/g, "0")) as Record<string, unknown>;
  return { query: String(query), variables: JSON.stringify(variables) };
}

/** Bruno's blocks: `name {`, lines indented by two, `}`. */
function readBru(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const rest = text.replace(/^([\w:-]+) \{\n((?:(?: {2}.*)?\n)*)\}\n/gm, (_, name: string, body: string) => {
    expect(found.has(name)).toBe(false);
    found.set(name, body.replace(/^ {2}/gm, "").trimEnd());
    return "";
  });
  expect(rest.trim()).toBe("");
  return found;
}

const pairs = (block = ""): Record<string, string> =>
  Object.fromEntries(
    block.split("\n").map((line) => {
      const [, key = "", value = ""] = /^(\w+): (.+)$/.exec(line) ?? [];
      return [key, value];
    }),
  );

const printed = (queries: string[]): string[] => queries.map((query) => print(parse(query))).sort();

describe("the collections have every example once", () => {
  test("for the REST Client of VS Code, with its variables", () => {
    const { variables, requests } = readHttpFile(vsCode);
    expect(printed(requests.map(({ query }) => query))).toEqual(WANTED);
    const known = new Set([...variables.keys()]);
    const used = [...vsCode.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
  });

  test("for the HTTP Client of JetBrains, with the script that each names", () => {
    const text = jetBrains.get("redress.http") ?? "";
    expect(printed(readHttpFile(text).requests.map(({ query }) => query))).toEqual(WANTED);
    for (const [, script = ""] of text.matchAll(/^> (\w+\.js)$/gm)) expect([...jetBrains.keys()]).toContain(script);
    const scripts = [jetBrains.get("remember.js") ?? "", ...[...text.matchAll(/^> \{% (.*) %\}$/gm)].map(([, s]) => s)];
    expect(scripts.length).toBe(1 + Object.keys(CAST).length);
    for (const script of scripts) {
      const set = new Map<string, unknown>();
      const client = { global: { set: (name: string, value: unknown) => set.set(name, value) } };
      const response = { body: { data: { signIn: { accessToken: "t" }, id: `cmp_${"0".repeat(26)}`, cursor: "c" } } };
      runInNewContext(script ?? "", { client, response });
      expect(set.size).toBeGreaterThan(0);
    }
  });

  test("for Bruno, in files as it writes them", () => {
    const { version, name, type } = JSON.parse(bruno.get("bruno.json") ?? "{}");
    expect({ version, name, type }).toEqual({ version: "1", name: "Redress", type: "collection" });
    const files = [...bruno]
      .filter(([path]) => path.endsWith(".bru"))
      .map(([path, text]) => ({ path, blocks: readBru(text) }));
    const requests = files.filter(({ blocks }) => blocks.has("post"));
    const queries = requests.map(({ path, blocks }) => {
      const meta = pairs(blocks.get("meta"));
      const post = pairs(blocks.get("post"));
      expect([path, meta]).toEqual([
        path,
        { name: expect.any(String), type: expect.any(String), seq: expect.any(String) },
      ]);
      expect(blocks.has("auth:bearer")).toBe(post.auth === "bearer");
      if (meta.type === "http") return fromJson(blocks.get("body:json") ?? "").query;
      expect(post).toMatchObject({ url: "{{redress}}/graphql", body: "graphql" });
      JSON.parse((blocks.get("body:graphql:vars") ?? "").replace(/(?<!")\{\{\w+\}\}/g, "0"));
      return blocks.get("body:graphql") ?? "";
    });
    expect(printed(queries)).toEqual(WANTED);
    // A folder has its name, and what is in it an order of its own.
    const folders = new Set(requests.map(({ path }) => path.split("/").slice(0, -1).join("/")));
    expect([...folders].filter((folder) => !bruno.has(`${folder}/folder.bru`))).toEqual([]);
    expect(pairs(readBru(bruno.get("environments/local.bru") ?? "").get("vars"))).toHaveProperty("redress");
    const script = readBru(bruno.get("collection.bru") ?? "").get("script:post-response") ?? "";
    const set = new Map<string, unknown>();
    const id = `cmp_${"0".repeat(26)}`;
    runInNewContext(script, {
      res: { getBody: () => ({ id, cursor: "c", lease: { token: 7 } }) },
      bru: { setVar: (key: string, value: unknown) => set.set(key, value) },
    });
    expect(Object.fromEntries(set)).toMatchObject({ cmp: id, cursor: "c", leaseToken: "7" });
  });

  test("grouped as the reference is", () => {
    const rooms = readHttpFile(vsCode).requests.flatMap(({ title }) => /^(\S+): /.exec(title)?.[1] ?? []);
    const html = readFileSync(join(BUILT, "developers/en/reference.html"), "utf8");
    const listed = [...html.matchAll(/<h3><a href="\/developers\/en\/reference\/([^"]+)"/g)].map(([, room]) => room);
    expect([...new Set(rooms)]).toEqual(listed.filter((room) => rooms.includes(room ?? "")));
    expect(bruno.has("case/negotiation/15-make-offer.bru")).toBe(true);
  });
});

describe("the requests of the .http file, sent as the tool sends them", () => {
  const { variables: fileVariables, requests } = readHttpFile(vsCode);
  const tokens = new Map<string, string>();
  let world: World;
  let tour: Tour;

  beforeAll(async () => {
    world = await startTour();
    tour = new Tour(world, send);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** As the tool does it: file variables, parts of answers, dates; ids are pasted. */
  async function resolve(text: string): Promise<string> {
    const names = [...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name = ""]) => name))];
    for (const name of names) text = text.replaceAll(`{{${name}}}`, await valueOf(name));
    return text;
  }

  async function valueOf(name: string): Promise<string> {
    if (name === "redress") return world.url;
    const pasted = tour.latest.get(name);
    if (pasted !== undefined) return pasted;
    if (/^\$datetime 'YYYY-MM-DD' \d+ d$/.test(name)) {
      const days = Number(name.split(" ").at(-2));
      return new Date(world.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
    }
    const [, request, path] = /^(\w+)\.response\.body\.\$\.(.+)$/.exec(name) ?? [];
    if (request === undefined || path === undefined) return resolve(fileVariables.get(name) ?? `no ${name}`);
    const known = tokens.get(name) ?? String(pathIn(await answerTo(byName(request)), path));
    tokens.set(name, known);
    return known;
  }

  function byName(name: string): HttpRequest {
    const found = requests.find((request) => request.name === name);
    if (!found) throw new Error(`there is no request ${name}`);
    return found;
  }

  async function answerTo(request: HttpRequest): Promise<unknown> {
    const response = await fetch(await resolve(request.url), await written(request));
    return response.json();
  }

  /** X-Request-Type is for the tool: it makes JSON of query and variables. */
  async function written({ method, headers, query, variables }: HttpRequest): Promise<RequestInit> {
    const sent = await Promise.all(
      [...headers]
        .filter(([name]) => name !== "x-request-type")
        .map(async ([name, value]) => [name, await resolve(value)]),
    );
    const body = JSON.stringify({ query, variables: JSON.parse(await resolve(variables)) as unknown });
    return { method, headers: Object.fromEntries(sent) as Record<string, string>, body };
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async function send({ example, part }: Turn): Promise<Record<string, any>> {
    const number = example.file.split("-")[0] ?? "";
    const written =
      requests.find(({ title }) => title.endsWith(`: ${number} ${example.name}`)) ?? byName("signInConsumer");
    const own = written.headers.get("authorization");
    const headers = new Map(written.headers);
    // Whoever plays both parts of a story signs in as the other one and sends the same again.
    if (part !== null && own !== undefined) headers.set("authorization", `Bearer {{${variableOf(part)}}}`);
    expect([example.file, own !== undefined]).toEqual([example.file, part !== null]);
    const request = { ...written, headers };
    if (example.stream) return firstPayload(request);
    // oxlint-disable-next-line typescript/no-explicit-any -- as above
    const { data, errors } = (await answerTo(request)) as { data: Record<string, any>; errors?: unknown };
    expect([example.file, errors]).toEqual([example.file, undefined]);
    // Time has passed, and tokens with it.
    if (data.advanceClock) tokens.clear();
    return data;
  }

  async function firstPayload(request: HttpRequest): Promise<Record<string, unknown>> {
    const gone = new AbortController();
    const response = await fetch(await resolve(request.url), { ...(await written(request)), signal: gone.signal });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching("event-stream"),
    ]);
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString("utf8");
      const [, payload] = /^event: next\ndata: (.*)$/m.exec(text) ?? [];
      if (payload === undefined) continue;
      expect(JSON.parse(payload)).toEqual({ data: expect.anything() });
      break;
    }
    gone.abort();
    return {};
  }

  it.each(EXAMPLES)("$file works", (example) => tour.play(example));

  test("the collections are where the guide says", async () => {
    for (const name of ["redress.http", "redress-jetbrains.zip", "redress-bruno.zip"]) {
      const guide = readFileSync(join(__dirname, "../../docs/developers/en/tools.md"), "utf8");
      expect(guide).toContain(`/developers/collections/${name}`);
      const response = await fetch(`${world.url}/developers/collections/${name}`);
      expect([response.status, Buffer.from(await response.arrayBuffer()).equals(read(name))]).toEqual([200, true]);
    }
  });
});

const variableOf = (part: string): string => part.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());

function pathIn(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], value);
}

test("an operation that is missing would be noticed", () => {
  const without = vsCode.replace(/### \S+: 16 CounterOffer[^]*?(?=###)/, "");
  expect(printed(readHttpFile(without).requests.map(({ query }) => query))).not.toEqual(WANTED);
});
