import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createPool } from "mysql2/promise";
import { casePage } from "../case/case-page.floor";
import { fileComplaint } from "../case/filing.floor";
import { providerPage } from "../public/provider-page.floor";
import { VISITOR_PAGES } from "../public/visitor-pages.floor";
import { queue } from "../case/queue.floor";
import { numberSoon } from "../platform/events.floor";
import { rule } from "../adjudication/ruling.floor";
import { signIn, Unauthorized } from "../accounts/sign-in.floor";

/**
 * What the same work costs without a framework: one program for exactly these requests, `node:http`, prepared statements, JSON
 * written by hand. It reads and writes the same rows as our server, sign-in included, and returns the same JSON.
 */
const pool = createPool({
  uri: process.env.DATABASE_URL,
  connectionLimit: 16,
  charset: "utf8mb4_bin",
  decimalNumbers: true,
});
pool.on("connection", (connection) =>
  (connection as unknown as { query(sql: string): void }).query("SET SESSION tx_isolation = 'READ-COMMITTED'"),
);

async function answer(request: IncomingMessage): Promise<string> {
  const url = request.url ?? "/";
  const id = url.slice(url.indexOf("=") + 1);
  if (url.startsWith("/provider?")) {
    if (request.headers.authorization !== undefined) await signIn(pool, request.headers.authorization);
    return providerPage(pool, id);
  }
  const page = VISITOR_PAGES[url.split("?")[0] ?? ""];
  if (page) return page(pool, id);
  if (url === "/health/ready") return "{}";
  const actor = await signIn(pool, request.headers.authorization);
  if (url.startsWith("/queue")) return queue(pool, actor, url.slice(url.indexOf("=") + 1 || url.length));
  if (url.startsWith("/case?")) return casePage(pool, actor, url.slice(url.indexOf("=") + 1));
  if (url === "/complaints") return numbered(fileComplaint(pool, actor, JSON.parse(await body(request)) as never));
  if (url === "/rulings") return numbered(rule(pool, actor, JSON.parse(await body(request)) as never));
  throw new Error(`no such path: ${url}`);
}

/** Its events get their positions soon, and are not waited for. */
async function numbered(work: Promise<string>): Promise<string> {
  const text = await work;
  void numberSoon(pool);
  return text;
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Content-Length": Buffer.byteLength(text) })
    .end(text);
}

createServer((request, response) => {
  answer(request).then(
    (text) => send(response, 200, text),
    (error: unknown) =>
      send(response, error instanceof Unauthorized ? 401 : 500, JSON.stringify({ error: String(error) })),
  );
}).listen(Number(process.env.PORT), "127.0.0.1");
