import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import "../support/built";
import { startWorld, type World } from "../support/world";

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let world: World;
beforeAll(async () => void (world = await startWorld("sqlite")));
afterAll(() => world[Symbol.asyncDispose]());

/** With Node's own client, because fetch hides how an answer was compressed. */
function ask(path: string, method = "GET"): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request(world.url + path, { method, headers: { "accept-encoding": "br" } }, (response) => {
      let body = "";
      response.setEncoding("latin1").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on("error", failed).end();
  });
}

test("any address inside the pages is the page, asked for anew each time", async () => {
  for (const path of ["/", "/cases/cmp_x", "/public-register"]) {
    const { status, headers, body } = await ask(path);
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "text/html;charset=utf-8",
      expect.stringMatching(/^(public, )?no-cache$/),
    ]);
    expect(body).toContain('<div id="root">');
  }
  expect((await ask("/", "HEAD")).status).toBe(200);
});

test("an address that no page has is not found, in the pages' own words", async () => {
  for (const path of ["/docs", "/api", "/graphql/schema", "/no-such-page/x", "/assets2"]) {
    const { status, headers, body } = await ask(path);
    expect([path, status, headers["content-type"]]).toEqual([path, 404, "text/html;charset=utf-8"]);
    expect(body).toContain('<div id="root">');
  }
  for (const path of ["/schema.graphql", "/wp-login.php", "/assets/x"]) expect((await ask(path)).status).toBe(404);
  expect((await ask("/docs", "HEAD")).status).toBe(404);
});

test("what it is made of is compressed and kept for good; what is missing is missing", async () => {
  const script = /\/assets\/index-[^"]+\.js/.exec((await ask("/")).body)?.[0] ?? "";
  const { status, headers } = await ask(script);
  expect([status, headers["content-encoding"], headers["cache-control"]]).toEqual([
    200,
    "br",
    "public, max-age=31536000, immutable",
  ]);
  expect((await ask("/assets/gone.js")).status).toBe(404);
  expect((await ask("/cases/cmp_x", "POST")).status).toBe(404);
  // What stands under the words of files is no page.
  for (const path of ["/register/nothing", "/evidence/x/y", "/dossiers"]) expect((await ask(path)).status).toBe(404);
});

test("the pages can be installed: what they are called and their signs are all there", async () => {
  const { headers, body } = await ask("/manifest.webmanifest");
  expect(headers["content-type"]).toContain("application/manifest+json");
  const manifest = JSON.parse(Buffer.from(body, "latin1").toString()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  expect(manifest.icons.filter(({ purpose }) => purpose === "maskable")).toHaveLength(1);
  for (const { src, type } of manifest.icons) {
    const icon = await ask(src);
    expect([src, icon.status, icon.headers["content-type"]]).toEqual([src, 200, type]);
  }
  expect(Buffer.from((await ask("/")).body, "latin1").toString()).toContain('rel="manifest"');
});
