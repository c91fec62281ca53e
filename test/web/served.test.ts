import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { BUILT } from "../support/built";
import { temporaryFolder } from "../support/temporary";
import { startWorld, type World } from "../support/world";

const run = promisify(execFile);

/** What the build does with the files in its folder, without what makes them. */
const BUILDING = `
  const { keepFormerBuild } = await import(${JSON.stringify(pathToFileURL(join(__dirname, "../../web/app/build-worker.mjs")))});
  const [pages, ...names] = process.argv.slice(1);
  const plugin = keepFormerBuild(pages);
  plugin.writeBundle({}, Object.fromEntries(names.map((name) => ["assets/" + name, {}])));
  plugin.closeBundle();
`;

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
  const script = /\/assets\/main-[^"]+\.js/.exec((await ask("/")).body)?.[0] ?? "";
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

test("what is built while the server runs is served, and the page that names it too", async () => {
  const index = await readFile(join(BUILT, "pages/index.html"), "utf8");
  const added = join(BUILT, "pages/assets/built-later.js");
  expect((await ask("/assets/built-later.js")).status).toBe(404);
  try {
    await writeFile(added, "export {};");
    expect(await ask("/assets/built-later.js")).toMatchObject({ status: 200, body: "export {};" });
  } finally {
    await rm(added);
  }
  expect((await ask("/assets/built-later.js")).status).toBe(404);
  expect((await ask("/index.html")).body).toBe(Buffer.from(index).toString("latin1"));
});

test("the files of the build before stay for pages that are open, those of earlier ones go", async () => {
  await using folder = await temporaryFolder("pages");
  const pages = join(folder.path, "pages");
  await mkdir(join(pages, "assets"), { recursive: true });
  const build = async (...names: string[]): Promise<string[]> => {
    for (const name of names)
      for (const file of [name, `${name}.br`, `${name}.gz`]) await writeFile(join(pages, "assets", file), name);
    await run(process.execPath, ["--input-type=module", "-e", BUILDING, pages, ...names]);
    return (await readdir(join(pages, "assets"))).filter((name) => name.endsWith(".js")).sort();
  };
  expect(await build("same.js", "one.js")).toEqual(["one.js", "same.js"]);
  expect(await build("same.js", "two.js")).toEqual(["one.js", "same.js", "two.js"]);
  // Once more without a change.
  expect(await build("same.js", "two.js")).toEqual(["one.js", "same.js", "two.js"]);
  expect(await build("same.js", "three.js")).toEqual(["same.js", "three.js", "two.js"]);
});

test("the worker is asked for anew each time, and names files that are there", async () => {
  const { headers, body } = await ask("/service-worker.js");
  expect(headers["cache-control"]).toBe("no-cache");
  const script = brotliDecompressSync(Buffer.from(body, "latin1")).toString();
  const named = [...script.matchAll(/url:[`"]([^`"]+)[`"]/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(10);
  for (const path of named) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  const sizes = await Promise.all(named.map(async (path) => Buffer.from((await ask(path)).body, "latin1").length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
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
