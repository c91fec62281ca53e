import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema, isIntrospectionType, isSpecifiedScalarType } from "graphql";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { BUILT as DIST } from "../support/built";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, seen, type Window } from "./window";

const ROOT = join(__dirname, "../..");
const BUILT = join(DIST, "developers");
const LANGUAGES = ["en", "zh-CN"] as const;
const sdl = readFileSync(join(ROOT, "schema/schema.graphql"), "utf8");
const run = promisify(execFile);

const files = readdirSync(BUILT, { recursive: true, encoding: "utf8" });
const pages = new Map(
  files
    .filter((path) => path.endsWith(".html"))
    .map((path) => [`/developers/${path.replace(/(index)?\.html$/, "")}`, readFileSync(join(BUILT, path), "utf8")]),
);
const idsOf = (html: string): Set<string> => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));

test("every operation and every type is there, in both languages", () => {
  const schema = buildSchema(sdl);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
  );
  for (const language of LANGUAGES) {
    const shown = new Set(
      [...pages].flatMap(([path, html]) =>
        path.startsWith(`/developers/${language}/reference/`) ? [...idsOf(html)] : [],
      ),
    );
    expect(operations.filter((name) => !shown.has(name))).toEqual([]);
    expect(types.filter(({ name }) => !pages.has(`/developers/${language}/types/${name}`))).toEqual([]);
  }
});

test("whose example it is, is said in the page's language", () => {
  const said = [...pages].flatMap(([path, html]) =>
    path.startsWith("/developers/zh-CN/") ? [...html.matchAll(/登录身份：([^·<]+)/g)].map(([, who]) => who) : [],
  );
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((who) => /[a-z]/i.test(who ?? ""))).toEqual([]);
});

test("every link between them leads somewhere", () => {
  const broken = [...pages].flatMap(([path, html]) =>
    [...html.matchAll(/ href="([^"]+)"/g)].flatMap(([, href = ""]) => {
      const [target = "", anchor] = href.startsWith("#") ? [path, href.slice(1)] : href.split("#");
      if (!target.startsWith("/developers/")) return [];
      const page = pages.get(target);
      if (page === undefined) return files.includes(target.slice("/developers/".length)) ? [] : [`${path}: ${href}`];
      return anchor === undefined || idsOf(page).has(anchor) ? [] : [`${path}: ${href}`];
    }),
  );
  expect([...new Set(broken)]).toEqual([]);
});

describe("served", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld("sqlite")));
  afterAll(() => world?.[Symbol.asyncDispose]());
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(world.url + path, { headers, redirect: "manual" });

  test("in the reader's language, and nothing where there is nothing", async () => {
    for (const [language, wanted] of [
      ["zh-CN", "zh-CN,zh;q=0.9"],
      ["en", "en-GB"],
      ["en", "fr"],
    ] as const) {
      const { status, headers } = await get("/developers", { "accept-language": wanted });
      expect([status, headers.get("location")]).toEqual([302, `/developers/${language}/`]);
    }
    expect((await get("/developers/en/guides/sign-in")).status).toBe(200);
    for (const [path, language] of [
      ["/developers/en/types/Nothing", "en"],
      ["/developers/fr/", "zh-CN"],
    ] as const) {
      const answer = await get(path, { "accept-language": "zh-CN" });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html;charset=utf-8"]);
      expect(await answer.text()).toContain(`<html lang="${language}">`);
    }
    for (const path of [
      "/developers/en/nothing.js",
      "/developers/../package.json",
      "/developers/en/%2e%2e/%2e%2e/pages/index.html",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  test("with the schema as a file, asked for again only when it has changed", async () => {
    const answer = await get("/developers/schema.graphql");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/graphql;charset=utf-8"]);
    expect(await answer.text()).toBe(sdl);
    const etag = answer.headers.get("etag") ?? "";
    expect((await get("/developers/schema.graphql", { "if-none-match": etag })).status).toBe(304);
    expect(await (await get("/developers/llms.txt")).text()).toContain("/developers/en/guides/first-steps");
  });

  test("and the code beside an example runs as it stands", async () => {
    const html = pages.get("/developers/en/reference/accounts/people") ?? "";
    const section = html.slice(html.indexOf('id="viewer"'));
    const sampleOf = (language: string): string =>
      unescape(new RegExp(`<code class="language-${language}">([^<]*)</code>`).exec(section)?.[1] ?? "");
    const { token } = await world.as("li.na");
    const env = { ...process.env, REDRESS: world.url, TOKEN: token };
    const answers = await Promise.all([
      run("sh", ["-c", sampleOf("sh").replace(/^curl/, "curl -sS")], { env }),
      run(
        "node",
        [
          "--input-type=module",
          "-e",
          `const { REDRESS, TOKEN } = process.env;\n${sampleOf("js")}\nconsole.log(JSON.stringify({ data }));`,
        ],
        { env },
      ),
      run(
        "python3",
        ["-c", `import os\nREDRESS, TOKEN = os.environ["REDRESS"], os.environ["TOKEN"]\n${sampleOf("python")}`],
        { env },
      ),
    ]);
    for (const { stdout } of answers) expect(stdout).toMatch(/李娜/);
  });
});

const unescape = (html: string): string =>
  html
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

describeWith("chromium", "in the browser", () => {
  let world: World;
  let browser: Browser;
  let window: Window;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    window = await openWindow(browser, world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const SHOWN = LANGUAGES.flatMap((language) =>
    ["/", "/guides/errors", "/reference", "/reference/case/negotiation", "/types/Complaint", "/errors"].map(
      (path) => `/developers/${language}${path}`,
    ),
  );

  it.each(SHOWN)("%s is accessible, and fits a phone and a dark room", async (address) => {
    const { page } = window;
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await window.go(address);
    const light = await window.axe();
    const name = address.slice(1).replace(/\W+/g, "_");
    await window.picture(name);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    const overflows = await window.overflows();
    const dark = await window.axe();
    await window.picture(`${name}-phone-dark`);
    expect({ light, dark, overflows }).toEqual({ light: [], dark: [], overflows: false });
    expect(window.complaints).toEqual([]);
    expect([...window.strangers]).toEqual([]);
  });

  it("is searched without a server, in English and in Chinese", async () => {
    const { page } = window;
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const [address, words, found] of [
      ["/developers/en/", "make offer", "/developers/en/reference/case/negotiation#makeOffer"],
      ["/developers/zh-CN/", "幂等", "/developers/zh-CN/guides/idempotency"],
    ] as const) {
      await window.go(address);
      await page.locator("input[type=search]").fill(words);
      await seen(page.locator(`.found a[href="${found}"]`));
    }
    await page.locator("input[type=search]").fill("qqqq");
    await seen(page.locator(".found", { hasText: "没有找到" }));
  });

  it("opens an example in the playground", async () => {
    const { page } = window;
    await window.go("/developers/zh-CN/reference/accounts/people");
    await page.locator('#viewer a[href^="/playground/"]').click();
    await seen(page.locator(".graphiql-tab-active", { hasText: "WhoAmI" }));
    // Who does what in the story is said in the reader's language.
    const doers = await page.locator(".story small").allInnerTexts();
    expect(doers).toContain("由消费者执行");
    expect(doers.filter((words) => /[a-z]/i.test(words))).toEqual([]);
  });
});
