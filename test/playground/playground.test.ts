import { execFile } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, JSHandle, Page, Response } from "playwright-core";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";

const EXAMPLES = readdirSync(join(__dirname, "../../schema/operations")).length;
const ARTEFACTS = join(__dirname, "../../test-artefacts");
type ModelName = "operation.graphql" | "variables.json" | "request-headers.json" | "response.json";

interface Model {
  uri: { path: string };
  getValue(): string;
  setValue(text: string): void;
}
interface MonacoPage {
  __MONACO?: { editor: { getModels(): Model[] } };
}

describeWith("chromium", "the playground", () => {
  let world: World;
  let browser: Browser;
  let page: Page;
  const requested = new Set<string>();
  const responses: Response[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
    page.on("request", (request) => requested.add(request.url()));
    page.on("response", (response) => void responses.push(response));
    page.on("websocket", (socket) => requested.add(socket.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`blocked by policy: ${violatedDirective} ${blockedURI}`),
      );
    });
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  it("loads, and reads the schema", async () => {
    const [introspection] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/graphql")),
      page.goto(`${world.url}/playground/`),
    ]);
    expect((await introspection.json()).data.__schema.queryType.name).toBe("Query");
    await page.locator(".story button").first().waitFor();
    expect(await page.locator(".sign-in [role=alert]").count()).toBe(0);
    expect(await page.locator(".story button").count()).toBe(EXAMPLES);
  });

  it("weighs less than 1.5 MB on the wire, and is not fetched again", async () => {
    const assets = responses.filter((response) => response.url().includes("/playground/assets/"));
    expect(assets.length).toBeGreaterThan(5);
    const bytes = await Promise.all(
      assets.map(async (response) => (await response.request().sizes()).responseBodySize),
    );
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
    for (const response of assets) expect(response.headers()["cache-control"]).toContain("immutable");
  });

  it("opens on the first step of the story, with its variables", async () => {
    expect(await read("operation.graphql")).toContain("mutation SignIn");
    expect(JSON.parse(await read("variables.json"))).toMatchObject({ login: "li.na" });
  });

  it("lists types and fields by name", async () => {
    await page.locator(".graphiql-sidebar button").first().click();
    const types = page.locator(".graphiql-doc-explorer .graphiql-doc-explorer-type-name");
    await types.nth(20).waitFor();
    const names = (await types.allTextContents()).filter((name) => !/^(Query|Mutation|Subscription)$/.test(name));
    expect(names.length).toBeGreaterThan(100);
    expect(names).toEqual([...names].sort(new Intl.Collator("en").compare));
    await page.getByRole("button", { name: "故事" }).click();
  });

  it("runs a query for a visitor", async () => {
    await write("operation.graphql", "query Market { listings { nodes { title } } }");
    await execute("Market");
    expect(await answer("listings")).toMatchObject({
      data: { listings: { nodes: [{ title: "抖店首页设计 · 48 小时交付" }] } },
    });
  });

  it("shows the server's refusal of a wrong password", async () => {
    await page.locator(".sign-in select").selectOption({ label: "其他账号…" });
    await page.locator(".sign-in [name=login]").fill("li.na");
    await page.locator(".sign-in [name=password]").fill("not hers");
    await page.locator(".sign-in > button").click();
    expect(await page.locator(".sign-in [role=alert]:not(.schema)").textContent()).toBe("登录名或密码错误。");
  });

  it("signs a demo person in, and the examples run as that person", async () => {
    const { label = "" } = DEMO_PEOPLE.find(({ login }) => login === "li.na") ?? {};
    await page.locator(".sign-in select").selectOption({ label });
    await page.locator(".sign-in > button").click();
    await page.locator(".sign-in [role=status]").waitFor();
    expect(await read("request-headers.json")).toContain("Bearer ");
    await openExample("我是谁");
    await execute("WhoAmI");
    expect(await answer("viewer")).toMatchObject({ data: { viewer: { displayName: "李娜", roles: ["CONSUMER"] } } });
  });

  it("opens an example with its variables", async () => {
    await openExample("搜索商品，查看承诺");
    expect(JSON.parse(await read("variables.json"))).toEqual({ category: "shop-design" });
    await execute("Search");
    expect(await answer("listings")).toMatchObject({
      data: { listings: { nodes: [{ promises: { nodes: { length: 3 } } }] } },
    });
  });

  it("says what the request cost, and copies it as code that runs", async () => {
    const [, cost = "", left = ""] = /消耗 (\d+) 点.*剩余 ([\d,]+)/.exec(await page.locator(".bill").innerText()) ?? [];
    expect(Number(cost)).toBeGreaterThan(5);
    expect(Number(left.replaceAll(",", ""))).toBeGreaterThan(0);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "复制为代码…" }).click();
    await page.getByRole("menuitem", { name: "复制为 curl" }).click();
    await page.getByText("已复制为 curl 代码").waitFor({ state: "attached" });
    const code: string = await page.evaluate("navigator.clipboard.readText()");
    expect(code).not.toContain("eyJ");
    const { token } = await world.as("li.na");
    const { stdout } = await promisify(execFile)("bash", ["-c", code], { env: { ...process.env, TOKEN: token } });
    expect(JSON.parse(stdout)).toMatchObject({ data: { listings: { nodes: [expect.any(Object)] } } });
  });

  it("shows live what another client does", async () => {
    await openExample("实时：我的案件");
    await execute("WatchMyCases");
    await shows('"caughtUp": true');
    await complain();
    expect(await answer("COMPLAINT_OPENED")).toMatchObject({
      data: { myComplaintsUpdated: { event: { seq: 1 }, complaint: { title: "海报没送", status: "NEGOTIATING" } } },
    });
    mkdirSync(ARTEFACTS, { recursive: true });
    await page.screenshot({ path: join(ARTEFACTS, "playground.png") });
  });

  it("asked nothing of any other address, and broke no policy", () => {
    const { host } = new URL(world.url);
    const elsewhere = [...requested].filter((url) => !/^(data|blob):/.test(url) && new URL(url).host !== host);
    expect(elsewhere).toEqual([]);
    expect([...requested].some((url) => url.startsWith("ws:"))).toBe(true);
    expect(complaints).toEqual([]);
  });

  async function complain(): Promise<void> {
    const lina = await world.as("li.na");
    const { myOrders } = await lina.ok(`{ myOrders(first: 1) { nodes { id promises { promiseVersion { id } } } } }`);
    const [order] = myOrders.nodes;
    await lina.do("openComplaint", {
      orderId: order.id,
      title: "海报没送",
      story: "三张海报至今没有。",
      breaches: [{ promiseVersionId: order.promises[0].promiseVersion.id, expected: "三张海报", delivered: "没有" }],
      demandKind: "REPERFORM",
    });
  }

  const openExample = (title: string): Promise<void> => page.locator(".story button", { hasText: title }).click();

  /** GraphiQL takes up what was typed after 100 ms: once the tab has the operation's name, it runs that one. */
  async function execute(operationName: string): Promise<void> {
    await page.locator(".graphiql-tab-active", { hasText: operationName }).waitFor();
    await write("response.json", "");
    await page.locator(".graphiql-execute-button").click();
  }

  /** GraphiQL's editors, once they are there. */
  const model = (name: ModelName) =>
    page.waitForFunction(
      (name) =>
        (globalThis as unknown as MonacoPage).__MONACO?.editor.getModels().find(({ uri }) => uri.path.endsWith(name)),
      name,
    ) as Promise<JSHandle<Model>>;
  const read = async (name: ModelName): Promise<string> => (await model(name)).evaluate((one) => one.getValue());
  const write = async (name: ModelName, text: string): Promise<void> =>
    (await model(name)).evaluate((one, text) => one.setValue(text), text);

  async function shows(text: string): Promise<void> {
    await page.waitForFunction(([one, text]) => one.getValue().includes(text), [
      await model("response.json"),
      text,
    ] as const);
  }

  async function answer(text: string): Promise<unknown> {
    await shows(text);
    return JSON.parse(await read("response.json"));
  }
});
