/* oxlint-disable typescript/no-explicit-any -- answers are whatever was asked for */
import type { Sql } from "../../../src/platform/database/sql";
import { parse } from "csv-parse/sync";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { join } from "node:path";
import { Duplex } from "node:stream";
import type { Services } from "../../../src/platform/graphql/context";
import { Provider } from "../../../src/market/providers/provider.entity";
import { enterRegister } from "../../../src/adjudication/register/enter-register";
import { EXPORT_FORMATS } from "../../../src/adjudication/register/export-formats.pure";
import type { Said } from "../../../src/adjudication/register/register-content.pure";
import { entriesAfter, entriesBefore, lastBefore } from "../../../src/adjudication/register/register.queries";
import { ExportSender } from "../../../src/adjudication/register/export-sender";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { startWorld, type World } from "../../support/world";
import { parseXml } from "./parse-xml";
import { verifyChain, type Line } from "./verify-chain";

/** Three batches of the export, and more pages of the feeds. */
const MANY = 1_100;
const [NDJSON = neverThere()] = EXPORT_FORMATS;
const NASTY = '=1+1,"<星火&代运营>"\n\u0001';

const late: Said = {
  kind: "LATENESS",
  happenedAt: "2026-03-02T10:30:00.000Z",
  provider: null,
  ruling: null,
  penalty: null,
  lateness: { clock: "REVIEW", dueAt: "2026-03-02T09:30:00.000Z", caseSha256: "0".repeat(64) },
  corrects: null,
  because: null,
};

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    providerId = (await world.db.findOne(Provider, {}))?.id ?? "";
    await world.db.transact(async (tx) => {
      for (let n = 1; n <= MANY; n += 1)
        await enterRegister(tx, n % 500 === 7 ? { ...late, provider: { id: providerId, name: NASTY } } : late);
    });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(path.startsWith("http") ? path : `${world.url}/register${path}`, { headers });
  const json = async (path: string): Promise<any> => (await get(path)).json();
  const enterOne = () => world.db.transact((tx) => enterRegister(tx, late));

  test("entered by many at once, the numbers have no gap and the chain holds", async () => {
    await Promise.all(Array.from({ length: 24 }, enterOne));
    const text = await (await get("/export.ndjson")).text();
    const lines = text.trimEnd().split("\n");
    const { head } = await json("");
    expect(verifyChain(lines.map((line) => JSON.parse(line) as Line))).toEqual({ hash: head.hash });
    expect(lines).toHaveLength(head.number);
    const times = lines.map((line) => JSON.parse(line).content.at);
    expect(times).toEqual([...times].sort());
  });

  test("no entry can be changed or removed", async () => {
    for (const sql of ["UPDATE register_entry SET kind = 'RULING' WHERE number = 1", "DELETE FROM register_entry"])
      await expect(world.db.transact(async (tx) => tx.execute(sql))).rejects.toThrow("only ever added to");
  });

  test("the manifest names the bytes of both files, now and for good", async () => {
    const first = await json("/manifest.json");
    expect(first.kinds).toEqual({ LATENESS: first.entries });
    const downloads = await Promise.all(first.files.map(({ url }: { url: string }) => download(url)));
    expect(downloads).toEqual(first.files.map(({ bytes, sha256 }: any) => ({ bytes, sha256 })));
    await enterOne();
    const second = await json("/manifest.json");
    expect(second.head.number).toBe(first.head.number + 1);
    for (const [n, { url, bytes, sha256 }] of second.files.entries()) {
      expect(await download(url)).toEqual({ bytes, sha256 });
      expect(await download(first.files[n].url)).toEqual(downloads[n]);
    }
    // Of an earlier entry, from the beginning and not from what was hashed last.
    const [file] = (await json("/manifest.json?upTo=3")).files;
    expect(await download(file.url)).toEqual({ bytes: file.bytes, sha256: file.sha256 });
    expect((await get("/export.ndjson?upTo=999999")).status).toBe(404);
  });

  further("as of a date, the files end there", async () => {
    const then = await json("");
    await world.later(1);
    await enterOne();
    const manifest = await json(`/manifest.json?asOf=${then.head.at}`);
    expect(manifest).toMatchObject({ asOf: then.head.at, head: then.head, entries: then.head.number });
    const asOf = await (await get(`/export.csv?asOf=${then.head.at}`)).text();
    expect(asOf).toBe(await (await get(manifest.files[1].url)).text());
    expect((await json("/manifest.json?asOf=2020-01-01T00:00:00Z")).entries).toBe(0);
    expect((await get("/export.csv?asOf=yesterday")).status).toBe(400);
  });

  further("CSV that Excel reads as Chinese and runs nothing of", async () => {
    const answer = await get("/export.csv?upTo=507");
    expect(answer.headers.get("content-type")).toContain("text/csv");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true, recordDelimiter: "\r\n" });
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 507 }, (_, n) => n + 1));
    expect(rows[6]).toMatchObject({ provider_id: providerId, provider_name: `'${NASTY}`, late_clock: "REVIEW" });
  });

  further(
    "readers that stand still cost two batches each, of three, and are bounded; when they go, others come",
    async () => {
      let batches = 0;
      const counting = Object.create(world.db, {
        rows: {
          value: (statement: Sql) => {
            if (statement.text.includes("ORDER BY t.number LIMIT")) batches += 1;
            return world.db.rows(statement);
          },
        },
      }) as Services["database"];
      const sender = new ExportSender({ ...world.server.services, database: counting });
      const send = (response: ServerResponse) => sender.send(response.req, response, NDJSON);
      const stuck = Array.from({ length: 32 }, standingStill);
      const outcomes = Promise.allSettled(stuck.map(send));
      await eventually(async () => expect(batches).toBe(64));
      await expect(send(standingStill())).rejects.toMatchObject({ code: "OVERLOADED" });
      expect(batches).toBe(64);
      for (const response of stuck) response.destroy();
      expect((await outcomes).map(({ status }) => status)).toEqual(stuck.map(() => "rejected"));
      const next = standingStill();
      const going = send(next);
      await eventually(async () => expect(batches).toBe(66));
      next.destroy();
      await expect(going).rejects.toThrow();
    },
  );

  test("JSON Feed: every entry once over its pages, in either language, from the newest", async () => {
    const { head } = await json("");
    const numbers: number[] = [];
    let feed = await json("/feed.json?lang=en");
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      language: "en",
      feed_url: `${world.url}/register/feed.json?lang=en`,
      home_page_url: `${world.url}/register`,
    });
    const [newest] = feed.items;
    for (;;) {
      numbers.push(...feed.items.map(({ _redress }: any) => _redress.content.number));
      if (!feed.next_url) break;
      feed = await json(feed.next_url);
    }
    expect(numbers).toEqual(Array.from({ length: head.number }, (_, n) => head.number - n));
    const chinese = await (await get("/feed.json", { "accept-language": "zh-CN,zh;q=0.9" })).json();
    expect(chinese.items[0]).toMatchObject({ id: newest.id, url: newest.url, language: "zh-CN" });
    expect([newest.title, chinese.items[0].title]).toEqual([
      "The platform was late: the decision",
      "平台逾期：作出处理决定",
    ]);
    expect(await json(newest.url)).toEqual(newest._redress);
    const ofProvider = await json(`/feed.json?providerId=${providerId}`);
    expect(ofProvider.items.map(({ _redress }: any) => _redress.content.number)).toEqual([1_007, 507, 7]);
    expect((await get("/feed.json?before=x")).status).toBe(400);
  });

  further("Atom: well-formed whatever the texts hold, with the ids and titles of the JSON feed", async () => {
    const query = `?lang=zh-CN&providerId=${providerId}`;
    const answer = await get(`/feed.atom${query}`);
    expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    const feed = parseXml(await answer.text());
    const one = (element: typeof feed, name: string) => element.children.find((child) => child.name === name)?.text;
    const links = feed.children.filter(({ name }) => name === "link").map(({ attributes }) => attributes);
    expect(feed.attributes).toEqual({ xmlns: "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN" });
    expect(links).toContainEqual(
      expect.objectContaining({ rel: "self", href: `${world.url}/register/feed.atom${query}` }),
    );
    expect(links).toContainEqual(expect.objectContaining({ rel: "alternate", hreflang: "en" }));
    const entries = feed.children.filter(({ name }) => name === "entry");
    const { items } = await json(`/feed.json${query}`);
    expect(entries.map((entry) => [one(entry, "id"), one(entry, "updated"), one(entry, "title")])).toEqual(
      items.map(({ id, date_published, title }: any) => [id, date_published, title.replace("\u0001", "\ufffd")]),
    );
    expect(one(feed, "updated")).toBe(items[0].date_published);
    const next = parseXml(await (await get("/feed.atom")).text()).children.find(
      ({ attributes: { rel } }) => rel === "next",
    );
    expect(parseXml(await (await get(next?.attributes.href ?? "")).text()).children.length).toBeGreaterThan(50);
  });

  further("whoever has it already is told so, and a new entry is a new version", async () => {
    await world.later(1);
    const first = await get("/feed.atom");
    const [etag, modified] = ["etag", "last-modified"].map((name) => first.headers.get(name) ?? "");
    expect(first.headers.get("vary")).toBe("Accept-Language");
    for (const [name, value] of [
      ["if-none-match", etag],
      ["if-none-match", `W/${etag}`],
      ["if-modified-since", modified],
    ] as const)
      expect((await get("/feed.atom", { [name]: value ?? "" })).status).toBe(304);
    await enterOne();
    const second = await get("/feed.atom", { "if-none-match": etag ?? "", "if-modified-since": modified ?? "" });
    expect(second.status).toBe(200);
    // More may come in this very second.
    expect(second.headers.get("last-modified")).toBeNull();
    const file = await get("/export.ndjson");
    expect((await get("/export.ndjson", { "if-none-match": file.headers.get("etag") ?? "" })).status).toBe(304);
    await file.body?.cancel();
  });

  test("its lists walk an index, however long it grows", async () => {
    const asked: [sql: string, params: readonly (string | number | null)[]][] = [];
    const spy = Object.create(world.db, {
      ask: {
        value: (...query: (typeof asked)[number]) => {
          asked.push(query);
          return world.db.ask(...query);
        },
      },
    }) as typeof world.db;
    await entriesAfter(spy, 500, 900, 10);
    await entriesBefore(spy, 900, null, 10);
    await entriesBefore(spy, 900, providerId, 10);
    await lastBefore(spy, world.clock.now());
    for (const [sql, params] of asked) {
      const plan = await world.db.query(`EXPLAIN ${kind === "sqlite" ? "QUERY PLAN" : ""} ${sql}`, params);
      const words = JSON.stringify(plan);
      expect(words).toMatch(kind === "sqlite" ? /SEARCH [^"]* INDEX/ : /"key":"ix_register_entry/);
      expect(words).not.toMatch(/TEMP B-TREE|filesort|"type":"ALL"/);
    }
  });

  further("one address leads to all others; nothing but reading is answered", async () => {
    const index = await get("");
    expect(index.headers.get("link")).toContain('rel="alternate"; type="application/feed+json"');
    expect(index.headers.get("access-control-allow-origin")).toBe("*");
    const { feeds, openData } = await index.json();
    for (const url of [...feeds.map(({ url }: any) => url), openData.manifest, ...openData.files]) {
      const answer = await fetch(url, { method: "HEAD" });
      expect([url, answer.status]).toEqual([url, 200]);
    }
    expect((await fetch(`${world.url}/register/feed.json`, { method: "POST" })).status).toBe(405);
    for (const path of ["/entries/reg_1", "/entries/x", "/nothing", "/feed.json/x"])
      expect((await get(path)).status).toBe(404);
  });

  async function download(url: string): Promise<{ bytes: number; sha256: string }> {
    const bytes = Buffer.from(await (await get(url)).arrayBuffer());
    return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  }
});

function neverThere(): never {
  throw new Error("there is no format");
}

/** An answer to somebody who reads nothing of it. */
function standingStill(): ServerResponse {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: "GET", url: "/register/export.ndjson" });
  const response = new ServerResponse(request);
  const socket = new Duplex({ read: () => undefined, write: () => undefined });
  response.assignSocket(Object.assign(socket, { setTimeout: () => socket }) as unknown as Socket);
  return response;
}

test("nothing in the code would change or remove an entry", () => {
  const root = join(__dirname, "../../../src");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const touching = sources.filter((path) =>
    /(UPDATE|DELETE FROM|REPLACE INTO)\s+register_entry|(update|change)\(\s*RegisterEntry/i.test(
      readFileSync(join(root, path), "utf8"),
    ),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(touching).toEqual([]);
});
