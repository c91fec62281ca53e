import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import WebSocket from "ws";
import { startWorld, type World } from "../support/world";

const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
const PAGE = "https://shop.example";

describe("the version of the schema", () => {
  let world: World;
  beforeAll(async () => (world = await startWorld("sqlite", {}, { ALLOWED_ORIGINS: PAGE })));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${world.url}${path}`, init);
  const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    ask(path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const query = (text: string): string => JSON.stringify({ query: text });

  test("is that of the package, as a query tells it", async () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await world.visitor.ok("{ schemaVersion }")).toEqual({ schemaVersion: version });
  });

  test("stands in every answer of GraphQL: results, refusals and what is not there", async () => {
    const answers: [status: number, answer: Promise<Response>][] = [
      [200, post("/graphql", query("{ schemaVersion }"))],
      [400, post("/graphql", query("{ nothing }"))],
      [400, post("/graphql", "no JSON")],
      [415, post("/graphql", query("{ schemaVersion }"), { "content-type": "text/plain" })],
      [401, post("/graphql", query("{ schemaVersion }"), { authorization: "Bearer wrong" })],
      [405, ask("/graphql")],
      [404, post("/graphql/nowhere", query("{ schemaVersion }"))],
      [406, post("/graphql/stream", query("{ schemaVersion }"))],
      [200, post("/graphql/stream", query("{ schemaVersion }"), { accept: "text/event-stream" })],
      [204, ask("/graphql", { method: "OPTIONS" })],
    ];
    for (const [status, answer] of answers) {
      const { headers, status: given, url } = await answer;
      expect([url, given, headers.get("redress-schema")]).toEqual([url, status, version]);
    }
    expect((await ask("/health/live")).headers.get("redress-schema")).toBeNull();
  });

  test("stands in a websocket's handshake, and in its refusal", async () => {
    const open = (path: string): WebSocket =>
      new WebSocket(`${world.url.replace("http", "ws")}${path}`, "graphql-transport-ws");
    const socket = open("/graphql");
    const [upgrade] = await once(socket, "upgrade");
    expect(upgrade.headers["redress-schema"]).toBe(version);
    socket.terminate();
    const refused = open("/nowhere");
    refused.on("error", () => undefined);
    const [, response] = await once(refused, "unexpected-response");
    expect([response.statusCode, response.headers["redress-schema"]]).toEqual([404, version]);
  });

  test("may be read by a page of another site, which may say what program it is", async () => {
    const { headers } = await post("/graphql", query("{ schemaVersion }"), { origin: PAGE });
    expect(headers.get("access-control-expose-headers")?.split(", ")).toContain("redress-schema");
    expect(headers.get("access-control-allow-headers")?.split(", ")).toEqual(
      expect.arrayContaining(["x-client-name", "x-client-version"]),
    );
  });

  test("a program's name that is none is refused, over every transport", async () => {
    const wrong: Record<string, string>[] = [
      { "x-client-name": "" },
      { "x-client-name": "a\tb" },
      { "x-client-name": "x".repeat(65) },
      { "x-client-name": "shop", "x-client-version": "one two" },
      { "x-client-version": "1.0" },
    ];
    for (const headers of wrong) {
      const answer = await post("/graphql", query("{ schemaVersion }"), headers);
      const [error] = (await answer.json()).errors;
      expect([headers, answer.status, error.extensions]).toEqual([
        headers,
        400,
        expect.objectContaining({ code: "BAD_USER_INPUT", reason: "request.program" }),
      ]);
    }
    const named = { "x-client-name": "@shop/app 2", "x-client-version": "1.0.0-beta+7" };
    expect((await post("/graphql", query("{ schemaVersion }"), named)).status).toBe(200);
    const socket = new WebSocket(`${world.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init", payload: { clientName: "<script>" } }));
    const [code, reason] = await once(socket, "close");
    expect([code, String(reason)]).toEqual([4400, "BAD_USER_INPUT"]);
  });
});
