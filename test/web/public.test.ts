import type { Browser } from "playwright-core";
import { MESSAGES } from "../../src/app/messages";
import { caseIn } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { eventually } from "../support/eventually";
import { openWindow, seen, type Window } from "./window";

const messages = MESSAGES["zh-CN"];

const FINAL = "到期未交付，投诉成立，服务商应予退款。";
const MEANWHILE = "赠送的海报没有交付，投诉成立。";

/** What visitors without an account see, and what they do until they order. */
describeWith("chromium", "the public pages", () => {
  let world: World;
  let browser: Browser;
  let visitor: Window;
  let logoId: string;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    logoId = await offerLogo(world);
    await caseIn(world, "ENFORCING", { ruling: { publicText: FINAL } });
    await world.projected();
    visitor = await openWindow(browser, world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    expect(visitor.complaints).toEqual([]);
    expect([...visitor.strangers]).toEqual([]);
  });

  test("a visitor searches in Chinese, opens the provider and reads why its reputation is what it is", async () => {
    const { page } = visitor;
    await visitor.go("/");
    await page.getByRole("searchbox", { name: "商品或服务商" }).fill("首页设计");
    await page.getByRole("button", { name: "搜索", exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === "首页设计");
    await seen(page.getByRole("link", { name: "抖店首页设计 · 48 小时交付" }));
    expect(await page.getByRole("link", { name: /品牌标志设计/ }).count()).toBe(0);

    await page.getByRole("link", { name: "星火代运营(杭州)有限公司" }).first().click();
    await seen(page.getByRole("heading", { level: 1, name: "星火代运营(杭州)有限公司" }));
    await seen(page.getByText("订单还太少，暂无信誉分"));
    await page.getByRole("link", { name: "分数由什么构成" }).click();
    await seen(page.getByText("订单还太少，无法给出公允的分数"));
    await seen(page.getByRole("list", { name: "最常见的原因" }).getByRole("link", { name: "DELIVERY-1" }));
    await page.getByText("展开表格").click();
    const upheld = page.getByRole("region", { name: "每一条依据" }).getByRole("row", { name: /投诉成立/ });
    await upheld.getByRole("link", { name: "查看处理决定" }).click();
    await page.waitForURL(/\/public-register\/reg_\w+$/);
    await seen(page.getByText(FINAL).first());

    await page.goBack();
    await page.getByRole("link", { name: "处理决定与处理措施" }).click();
    await seen(page.getByText(FINAL));
    await seen(page.getByText("未按承诺时间交付"));
  });

  test("the reputation is also told as of a day of the past, which stands in the address", async () => {
    const { page } = visitor;
    const { listing } = await world.visitor.ok(`query ($id: ID!) { listing(id: $id) { provider { id } } }`, {
      id: logoId,
    });
    await visitor.go(`/providers/${listing.provider.id}?part=reputation`);
    await page.getByLabel("查看某日结束时的信誉").fill("2020-01-31");
    await page.getByRole("button", { name: "查看", exact: true }).click();
    await page.waitForURL(/asOf=2020-01-31/);
    await seen(page.getByText("还没有计入任何记录。"));
    await seen(page.getByText("没有生效处理决定认定其违约。"));
  });

  test("what the server refuses in a filter is said beside it, and stays as it was typed", async () => {
    const { page } = visitor;
    await visitor.go("/search?min=500");
    const score = page.getByLabel("信誉分不低于");
    await page.getByRole("alert").filter({ hasText: "须为 0 到 100 之间的整数。" }).waitFor();
    expect(await score.getAttribute("aria-invalid")).toBe("true");
    expect(await score.inputValue()).toBe("500");
    await score.fill("");
    await score.press("Enter");
    await seen(page.getByRole("link", { name: /品牌标志设计/ }));
  });

  test("categories in which something is listed can be chosen, by their names; on a phone the filters are folded", async () => {
    const { page } = visitor;
    await visitor.go("/search");
    const category = page.getByLabel("类目");
    await seen(category);
    await category.locator("option").nth(2).waitFor({ state: "attached" });
    expect(await category.locator("option").allInnerTexts()).toEqual(["全部", "标志设计", "店铺设计"]);
    await category.selectOption({ label: "标志设计" });
    await page.getByRole("button", { name: "应用筛选" }).click();
    await page.waitForURL(/category=logo-design/);
    await page.getByRole("link", { name: /抖店首页设计/ }).waitFor({ state: "detached" });
    await seen(page.getByRole("link", { name: /品牌标志设计/ }));

    await using phone = await openWindow(browser, world, { viewport: { width: 375, height: 800 } });
    await phone.go("/search");
    expect(await phone.page.getByLabel("类目").isVisible()).toBe(false);
    await phone.page.getByText("筛选", { exact: true }).click();
    await seen(phone.page.getByLabel("类目"));
  });

  test("the first page shows a real ruling as the register has it, and what the house rules say of a case's times", async () => {
    const { page } = visitor;
    await visitor.go("/");
    const slip = page.getByRole("region", { name: "公示登记簿中的处理决定" });
    await seen(slip.getByText(FINAL));
    const steps = page.getByRole("list").filter({ hasText: "说明问题" }).getByRole("listitem");
    await seen(steps.filter({ hasText: "说明问题" }).getByText("48 小时内"));
    await seen(steps.filter({ hasText: "得到附理由的处理决定" }).getByText("10 个工作日内"));
    await page.getByRole("navigation", { name: "类目" }).getByRole("link", { name: "标志设计" }).click();
    await seen(page.getByRole("link", { name: /品牌标志设计/ }));
  });

  test("in a small market nothing on the first page is empty for the sake of what might be there", async () => {
    await using phone = await openWindow(browser, world, { viewport: { width: 390, height: 844 } });
    await phone.go("/");
    const last = phone.page.getByRole("link", { name: /品牌标志设计|抖店首页设计/ }).last();
    const next = phone.page.getByRole("heading", { name: "最新处理决定" });
    const [above, below] = await Promise.all([last.boundingBox(), next.boundingBox()]);
    expect((below?.y ?? 0) - (above?.y ?? 0)).toBeLessThan(300);
  });

  test("in the register's list the platform's own reasons are told in the reader's language alone", async () => {
    for (const [locale, told, besides] of [
      ["zh-CN", "违规积分达到 4 分。", "The points for violations reached 4."],
      ["en-GB", "The points for violations reached 4.", "违规积分达到 4 分。"],
    ] as const) {
      await using reader = await openWindow(browser, world, { locale });
      await reader.go("/public-register");
      await seen(reader.page.getByText(told));
      expect(await reader.page.getByText(besides).count()).toBe(0);
    }
  });

  test("what comes later moves nothing that a phone shows already", async () => {
    const { listing } = await world.visitor.ok(`query ($id: ID!) { listing(id: $id) { provider { id } } }`, {
      id: logoId,
    });
    for (const path of ["/", "/search", `/providers/${listing.provider.id}`]) {
      await using phone = await openWindow(browser, world, { viewport: { width: 390, height: 844 } });
      await phone.page.addInitScript(watchShifts);
      await phone.go(path);
      await phone.page.waitForLoadState("networkidle");
      expect([path, await phone.page.evaluate(() => (window as unknown as Shifting).shifted < 0.1)]).toEqual([
        path,
        true,
      ]);
    }
  });

  test("two services stand side by side, and the better promise is marked in words", async () => {
    const { page } = visitor;
    await visitor.go("/search");
    for (const title of [/抖店首页设计/, /品牌标志设计/]) await page.getByRole("checkbox", { name: title }).check();
    await page.waitForURL((url) => url.searchParams.getAll("l").length === 2);
    await page.getByRole("link", { name: "并排对比" }).click();
    const times = page.getByRole("row", { name: /^交付时限/ });
    await seen(times);
    expect(await times.getByRole("cell").allInnerTexts()).toEqual([
      expect.stringMatching(/^48 小时$/),
      expect.stringMatching(/^24 小时\s*✓ 最优$/),
    ]);
    await visitor.picture("public-compare");
    await page.getByRole("button", { name: /移出对比 品牌标志设计/ }).click();
    await page.getByRole("columnheader", { name: /品牌标志设计/ }).waitFor({ state: "detached" });
  });

  test("a consumer orders at the price that stands there, also when it changes while they think about it", async () => {
    await using window = await openWindow(browser, world);
    const { page } = window;
    await window.go(`/listings/${logoId}`);
    await page.getByRole("link", { name: "登录后下单" }).click();
    await window.signIn("li.na");
    await window.go(`/listings/${logoId}`);
    await page.getByRole("button", { name: "下单", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await seen(dialog.getByText("收到素材后 24 小时内交付初稿。"));
    await changePrice(world, logoId, 109_900);
    // It stands there by itself, without a reload.
    const confirm = dialog.getByRole("button", { name: "以 ¥1,099.00 下单" });
    await seen(confirm);
    await dialog.getByLabel("购买目的").selectOption({ label: "经营需要" });
    await confirm.click();
    await page.waitForURL(/\/orders\/ord_\w+$/);
    await seen(page.getByText("经营需要", { exact: true }));
    const { order } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { order(id: $id) { buyerKind price { amount } promises { promiseVersion { text } } } }`, {
      id: page.url().split("/").at(-1),
    });
    expect(order.price.amount).toBe(109_900);
    expect(order.buyerKind).toBe("BUSINESS");
    expect(order.promises).toContainEqual({ promiseVersion: { text: "收到素材后 24 小时内交付初稿。" } });
  });

  test("whoever makes an account to order is then where they wanted to order", async () => {
    await using window = await openWindow(browser, world);
    const { page } = window;
    await window.go(`/listings/${logoId}?from=a-friend`);
    await page.getByRole("link", { name: "登录", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "注册" }).click();
    await page.getByLabel("名字").fill("新来的人");
    await page.getByLabel("登录名").fill("xin.lai");
    await page.getByLabel("密码").fill("清晨 的 渡口 与 纸船");
    await page.getByRole("button", { name: "注册账号" }).click();
    await page.waitForURL(`**/listings/${logoId}?from=a-friend`);
    await seen(page.getByRole("button", { name: "下单", exact: true }));
    // Who goes back is not asked to sign in again.
    await page.goBack();
    await page.waitForURL(`**/listings/${logoId}?from=a-friend`);
    expect(window.complaints).toEqual([]);
  });

  test("the next page of a list is read from its beginning", async () => {
    const providerId = await offerTen(world, logoId);
    const { page } = visitor;
    await page.setViewportSize({ width: 1280, height: 600 });
    await visitor.go(`/providers/${providerId}`);
    const next = page.getByRole("link", { name: "下一页" });
    await next.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/after=/);
    await next.waitFor({ state: "detached" });
    const list = page.getByRole("list").filter({ has: page.getByRole("heading", { name: /首页设计/ }) });
    await eventually(async () => {
      const { y, height } = (await list.boundingBox()) ?? { y: -1, height: 0 };
      expect([y >= 0, y < 300, height > 0]).toEqual([true, true, true]);
      expect(await list.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("whoever may not order what they look at reads why beside the button", async () => {
    await using window = await openWindow(browser, world);
    const { page } = window;
    await window.enter("wang.owner");
    await window.go(`/listings/${logoId}`);
    const button = page.getByRole("button", { name: "下单", exact: true });
    await seen(button.and(page.locator("[aria-disabled=true]")));
    const why = page.locator(`[id="${await button.getAttribute("aria-describedby")}"]`);
    expect((await why.innerText()).trim()).toBe(messages["order.ownListing"]);
    await button.click({ force: true });
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await window.axe()).toEqual([]);
  });

  test("a ruling published meanwhile is announced without moving the list, and has an address for good", async () => {
    const { page } = visitor;
    await using home = await openWindow(browser, world);
    await Promise.all([visitor.go("/public-register"), home.go("/")]);
    for (const window of [visitor, home]) await seen(window.page.locator("[data-connection=LIVE]"));
    const entries = page.getByRole("main").getByRole("heading", { level: 2, name: /^第 \d+ 号/ });
    const before = await entries.allInnerTexts();

    await caseIn(world, "RULED", { consumer: "tom", ruling: { publicText: MEANWHILE } });
    await world.projected();
    await seen(home.page.getByRole("listitem").filter({ hasText: MEANWHILE }));
    const news = page.getByRole("button", { name: /条新登记，点击查看/ });
    await seen(news);
    expect(await entries.allInnerTexts()).toEqual(before);
    await news.click();
    await seen(page.getByText(MEANWHILE));
    await news.waitFor({ state: "detached" });

    await page
      .getByRole("listitem")
      .filter({ hasText: MEANWHILE })
      .getByRole("link", { name: /^第 \d+ 号/ })
      .click();
    await page.waitForURL(/\/public-register\/reg_\w+$/);
    await page.getByRole("button", { name: "就地核对" }).click();
    await seen(page.getByText("摘要与哈希均一致：内容与登记时相同。"));
    const json = await page.getByRole("link", { name: "本条的 JSON" }).getAttribute("href");
    expect(await (await fetch(world.url + json)).json()).toMatchObject({
      content: { id: page.url().split("/").at(-1), ruling: { publicText: MEANWHILE } },
    });

    await using another = await openWindow(browser, world);
    await another.page.goto(page.url());
    await another.settled();
    await seen(another.page.getByText(MEANWHILE).first());
  });

  test("filters of the register stand in the address, and a day of the past shows what was entered by then", async () => {
    const { page } = visitor;
    await visitor.go("/public-register");
    // Who looks for a provider's rulings begins with its name.
    const name = page.getByRole("combobox", { name: "服务商" });
    await name.fill("并不存在的店铺");
    await page.getByRole("button", { name: "筛选" }).click();
    await seen(page.getByText("没有或不止一个服务商符合：请填写全称。"));
    await name.fill("星火");
    await page.locator('datalist > option[value^="星火"]').waitFor({ state: "attached" });
    await page.getByLabel("条目类型").selectOption("PENALTY_STARTED");
    await page.getByRole("button", { name: "筛选" }).click();
    await page.waitForURL(/provider=prv_\w+&kind=PENALTY_STARTED/);
    // What was pressed is where the keyboard goes on.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("筛选");
    await page.getByText(FINAL).first().waitFor({ state: "detached" });
    await seen(page.getByText("未按承诺时间交付").first());
    await visitor.go("/public-register?asOf=2020-01-31");
    await seen(page.getByText("没有符合的条目"));
    await seen(page.getByText("这是 2020年1月31日 当日的登记簿", { exact: false }));
  });

  test("in English, on a phone: guides and rules can be read, nothing scrolls sideways", async () => {
    await using phone = await openWindow(browser, world, { locale: "en-GB", viewport: { width: 375, height: 800 } });
    const { page } = phone;
    await phone.go("/guides");
    await page.getByRole("link", { name: "Keeping evidence: what, and how" }).click();
    await seen(page.locator("strong", { hasText: "What to keep" }));
    await seen(page.getByRole("listitem").filter({ hasText: "the order and the payment" }));
    await phone.go("/rules");
    await page.getByRole("link", { name: /^DELIVERY-1/ }).click();
    await seen(page.getByText("in force", { exact: true }));
    await page.getByRole("link", { name: "Rulings that cite it" }).click();
    await seen(page.getByText(FINAL).first());
    // Hundreds of numbers: each subject is folded, unless the address names one of its numbers.
    await phone.go("/house-rules#device.kept");
    await seen(page.getByText("device.kept"));
    expect(await page.locator("main details:not([open])").count()).toBeGreaterThan(5);
    // What a column is called stands before what is in it.
    expect(await page.locator("#session\\.idle [data-head=Value]").innerText()).toBe("30 days");
    for (const path of ["/", "/search?min=0&what=providers", "/public-register", `/listings/${logoId}`]) {
      await phone.go(path);
      expect([path, await phone.overflows()]).toEqual([path, false]);
    }
    expect(phone.complaints).toEqual([]);
    await phone.picture("public-phone");
  });
});

interface Shifting {
  shifted: number;
}

/** In the page: adds up how far what was shown has moved without anybody's doing (CLS). */
function watchShifts(): void {
  const page = window as unknown as Shifting;
  page.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) page.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** A second service of the demo's provider, with a promise of its own. */
async function offerLogo(world: World): Promise<string> {
  const owner = await world.as("wang.owner");
  const { listings } = await owner.ok(`{ listings(first: 1) { nodes { provider { id } } } }`);
  const { listing } = await owner.do(
    "createListing",
    {
      providerId: listings.nodes[0].provider.id,
      category: "logo-design",
      title: "品牌标志设计 · 三稿起",
      description: "提供源文件。",
      price: { amount: 129_900, currency: "CNY" },
    },
    "{ listing { id } }",
  );
  const promise = { kind: "DELIVERY_TIME", text: "收到素材后 24 小时内交付初稿。", terms: { withinHours: 24 } };
  await owner.do("publishPromise", { listingId: listing.id, ...promise }, "{ promise { id } }");
  await owner.do("setListingStatus", { listingId: listing.id, status: "LISTED" }, "{ listing { id } }");
  return listing.id;
}

/** More than are on one page. */
async function offerTen(world: World, listingId: string): Promise<string> {
  const owner = await world.as("wang.owner");
  const { listing } = await owner.ok(`query ($id: ID!) { listing(id: $id) { provider { id } } }`, { id: listingId });
  const { id: providerId } = listing.provider;
  for (let number = 1; number <= 10; number += 1) {
    const price = { amount: 10_000 * number, currency: "CNY" };
    const input = { providerId, category: "logo-design", title: `海报 ${number}`, description: "一张。", price };
    const made = await owner.do("createListing", input, "{ listing { id } }");
    await owner.do("setListingStatus", { listingId: made.listing.id, status: "LISTED" }, "{ listing { id } }");
  }
  return providerId;
}

async function changePrice(world: World, listingId: string, amount: number): Promise<void> {
  const owner = await world.as("wang.owner");
  const { listing } = await owner.ok(`query ($id: ID!) { listing(id: $id) { version } }`, { id: listingId });
  const price = { amount, currency: "CNY" };
  await owner.do("updateListing", { listingId, expectedVersion: listing.version, price }, "{ listing { id } }");
}
