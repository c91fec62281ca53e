import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { opening, placeOrder } from "../case/complaints/world-case";
import { BUILT } from "../support/built";
import { createMigratedDatabase, forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { postJson } from "../support/post-json";
import { freePort, startProcess, type TestProcess } from "../support/processes";
import { temporaryFolder } from "../support/temporary";
import { signIn, type World } from "../support/world";

interface Sent {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: { stringValue?: string } }[];
}

/** Takes traces as a collector does. */
class Collector implements AsyncDisposable {
  readonly spans: Sent[] = [];
  private constructor(private readonly http: Server) {}

  static async start(): Promise<Collector> {
    const http = createServer((request, response) => {
      void text(request).then((body) => {
        collector.take(JSON.parse(body) as Parameters<Collector["take"]>[0]);
        response.setHeader("Content-Type", "application/json").end("{}");
      });
    });
    const collector = new Collector(http);
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  private take({ resourceSpans }: { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }): void {
    for (const { scopeSpans } of resourceSpans) for (const { spans } of scopeSpans) this.spans.push(...spans);
  }

  /** The names from a span up to the first of its trace. */
  way({ name, parentSpanId }: Sent): string[] {
    const parent = this.spans.find(({ spanId }) => spanId === parentSpanId);
    return parent ? [name, ...this.way(parent)] : [name];
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.http.closeAllConnections();
    return new Promise((done) => this.http.close(() => done()));
  }
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const FILE = "mutation File($input: OpenComplaintInput!) { openComplaint(input: $input) { complaint { id } } }";
const FOLLOW =
  "subscription Mine { myComplaintsUpdated { cursor caughtUp event { type } complaint { id provider { id status } } } }";

forEachDatabase((kind) => {
  test("one trace from a request through its transaction to what others are told of it, on whichever node", async () => {
    await using collector = await Collector.start();
    await using database = await createMigratedDatabase(kind, "demo");
    await using folder = await temporaryFolder("tracing");
    const nodes: TestProcess[] = [];
    const start = async (): Promise<string> => {
      const port = await freePort();
      const env = {
        ...{ PATH: process.env.PATH, DATA_DIR: folder.path, DATABASE_URL: database.url, PORT: String(port) },
        ...{ SECRET: "one secret for all the nodes of this test", DEMO: "true", DEVELOPMENT: "true", PROXY_HOPS: "1" },
        ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "100", DEMO_MARKET: "none" },
      };
      nodes.push(
        await startProcess(process.execPath, [join(BUILT, "src/main.js")], { ready: { output: /is ready/ }, env }),
      );
      return `http://127.0.0.1:${port}`;
    };
    try {
      const here = await start();
      // SQLite is for one process.
      const elsewhere = kind === "mariadb" ? await start() : here;
      const li = await signIn(here, "li.na");
      const wang = await signIn(elsewhere, "wang.owner");
      const stream = await wang.follow(FOLLOW).until(({ received }) => received.length > 0);
      const order = await placeOrder({ as: () => Promise.resolve(li) } as unknown as World);
      const { body } = await postJson(
        `${here}/graphql`,
        { query: FILE, variables: { input: opening(order) } },
        { authorization: `Bearer ${li.token}`, traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
      );
      expect(body).not.toHaveProperty("errors");
      await stream.untilEvent("COMPLAINT_OPENED");

      await eventually(async () => {
        const found = collector.spans
          .filter(({ traceId }) => traceId === TRACE)
          .map((span) => collector.way(span).join(" < "));
        const within = "mutation File < POST /graphql";
        expect(found).toEqual(
          expect.arrayContaining([
            "POST /graphql",
            within,
            `transaction < ${within}`,
            expect.stringMatching(`^(INSERT|BEGIN|START|UPDATE).* < transaction < ${within}`),
            expect.stringMatching(`^SELECT .* < transaction < ${within}`),
            expect.stringMatching(`^deliver Mine < transaction < ${within}`),
            expect.stringMatching(`^SELECT .* < deliver Mine < transaction < ${within}`),
          ]),
        );
      });
      // What was said is in none of them.
      const sent = JSON.stringify(collector.spans);
      const said = opening(order) as { title: string; story: string };
      expect(sent).toContain("db.query.text");
      expect(sent).not.toContain(said.title);
      expect(sent).not.toContain(said.story);
      expect(sent).not.toContain(li.accountId);
      // By itself, outside of any request, nothing is traced: no sweep, no projection.
      const roots = collector.spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name.split(" ")[0]);
      expect([...new Set(roots)].sort()).toEqual(["POST", "subscription"]);
      await li.hangUp();
      await wang.hangUp();
    } finally {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    }
  });
});

test("without a collector it serves all the same, and says nothing of it to its users", async () => {
  await using database = await createMigratedDatabase("sqlite", "demo");
  await using folder = await temporaryFolder("tracing");
  const port = await freePort();
  await using node = await startProcess(process.execPath, [join(BUILT, "src/main.js")], {
    ready: { output: /is ready/ },
    env: {
      ...{
        PATH: process.env.PATH,
        DATA_DIR: folder.path,
        DATABASE_URL: database.url,
        PORT: String(port),
        DEMO: "true",
      },
      ...{
        SECRET: "one secret for all the nodes of this test",
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
        DEMO_MARKET: "none",
      },
    },
  });
  const { status } = await postJson(`http://127.0.0.1:${port}/graphql`, { query: "{ __typename }" }, {});
  expect([status, node.isRunning]).toEqual([200, true]);
  node.signal("SIGTERM");
  expect(await node.exited).toEqual({ code: 0, signal: null });
});
