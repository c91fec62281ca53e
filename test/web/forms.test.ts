import type { Browser, Page } from "playwright-core";
import { caseIn, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { signIn, startWorld, type World } from "../support/world";
import { fillIn, written } from "./walks";
import { nowButton, openWindow, seen, Window } from "./window";

const DESKTOP = { width: 1280, height: 900 };

/** What every form and every way to a page keeps, whatever it is about. */
describeWith("chromium", "forms, dialogs and ways", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    theCase = await caseIn(world, "NEGOTIATING");
    window = await openWindow(browser, world);
    ({ page } = window);
    await window.enter("li.na");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => expect([window.complaints, [...window.strangers]]).toEqual([[], []]));

  /** What has the focus, by its tag and its words. */
  const focused = (): Promise<string> =>
    page.evaluate(
      () => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim().slice(0, 20)}`,
    );

  test("of an offer is asked what its kind takes, and nothing else is sent", async () => {
    const other = await caseIn(world, "NEGOTIATING", { consumer: "tom" });
    await using provider = await openWindow(browser, world);
    await provider.enter("wang.owner");
    await provider.go(`/cases/${other.id}`);
    await (await nowButton(provider.page, "提出方案")).click();
    const form = provider.page.getByRole("dialog");
    const kind = form.getByLabel("方案", { exact: true });
    const asked = (): Promise<string[]> => form.locator(".field > label").allInnerTexts();
    for (const [chosen, besides] of [
      ["全额退款", []],
      ["部分退款", ["金额（CNY）"]],
      ["赔偿", ["金额（CNY）", "赔偿依据"]],
      ["道歉", ["折价（CNY）"]],
    ] as const) {
      await kind.selectOption({ label: chosen });
      expect(await asked()).toEqual(["方案", ...besides, "具体说明", "履行期限（天）"]);
    }
    await kind.selectOption({ label: "部分退款" });
    await form.getByLabel(/^金额/).fill("100");
    await kind.selectOption({ label: "道歉" });
    await form.getByLabel("具体说明").fill("书面道歉。");
    await form.getByRole("button", { name: "提出方案" }).click();
    await form.waitFor({ state: "detached" });
    const { offers } = await other.look("offers { nodes { kind amount { amount } } }");
    expect(offers).toEqual([{ kind: "APOLOGY", amount: null }]);
    expect(provider.complaints).toEqual([]);
  });

  test("what a field lacks is said there, in the page's language; money that cannot be read stops the form, too", async () => {
    await window.go(`/cases/${theCase.id}`);
    await (await nowButton(page, "提出方案")).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "提出方案" }).click();
    await seen(form.getByText("请填写此项。"));
    const lacking = form.getByLabel("具体说明");
    expect(await lacking.evaluate((field) => [field === document.activeElement, field.ariaInvalid])).toEqual([
      true,
      "true",
    ]);
    await lacking.fill("退还");
    await form.getByText("请填写此项。").waitFor({ state: "detached" });
    await form.getByLabel("方案", { exact: true }).selectOption({ label: "部分退款" });
    await form.getByLabel(/^金额/).fill("很多钱");
    await form.getByLabel("具体说明").fill("退还一部分。");
    await form.getByRole("button", { name: "提出方案" }).click();
    await seen(form.getByText("请输入金额，例如 199 或 199.50。"));
    expect(await form.getByLabel(/^金额/).evaluate((input: HTMLInputElement) => input.validity.customError)).toBe(true);
    await form.getByLabel(/^金额/).fill("800元");
    await form.getByRole("button", { name: "提出方案" }).click();
    await form.waitFor({ state: "detached" });
    const { offers } = await theCase.look("offers { nodes { amount { amount } } }");
    expect(offers.map((offer: { amount: object }) => offer.amount)).toEqual([{ amount: 80_000 }]);
  });

  test("a dialog begins at its first field, and gives the focus back to where it was", async () => {
    await window.go(`/cases/${theCase.id}`);
    const opens = await nowButton(page, "撤回投诉");
    await opens.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await seen(dialog);
    expect(await focused()).not.toContain("关闭");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await eventually(async () => expect(await focused()).toContain("撤回投诉"));
  });

  test("who is refused goes on at the button that was pressed", async () => {
    await using visitor = await openWindow(browser, world);
    const { page: entrance } = visitor;
    await visitor.go("/sign-in");
    await entrance.locator("input[name=login]").fill("li.na");
    await entrance.locator("input[name=password]").fill("not-the-password");
    await entrance.locator("form button[type=submit]").focus();
    await entrance.keyboard.press("Enter");
    await seen(entrance.locator("[role=alert]").first());
    expect(await entrance.evaluate(() => (document.activeElement as HTMLButtonElement | null)?.type)).toBe("submit");
    expect(visitor.complaints.filter((words) => !words.includes("401"))).toEqual([]);
  });

  test("what is never answered is given up, with everything that was typed, and can be tried again", async () => {
    const other = await caseIn(world, "NEGOTIATING", { consumer: "tom" });
    await using waiting = await openWindow(browser, world);
    await waiting.page.clock.install();
    await waiting.enter("wang.owner");
    await waiting.go(`/cases/${other.id}`);
    await (await nowButton(waiting.page, "拒绝诉求")).click();
    const form = waiting.page.getByRole("dialog");
    const words = form.getByRole("textbox").first();
    await words.fill("已按约定交付。");
    let isSilent = false;
    await waiting.page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("mutation")) isSilent = true;
      else await route.continue();
    });
    await form.getByRole("button", { name: "拒绝诉求" }).click();
    await eventually(async () => expect(isSilent).toBe(true));
    await waiting.page.clock.fastForward(31_000);
    await seen(form.getByText(/无法连接服务器/));
    expect(await words.inputValue()).toBe("已按约定交付。");
    await waiting.page.unroute("**/graphql");
    await form.getByRole("button", { name: "拒绝诉求" }).click();
    await form.waitFor({ state: "detached" });
    expect(waiting.complaints).toEqual([]);
  });

  test("who signs out in one tab is asked about what is typed in another, and leaves nothing of it there", async () => {
    await using person = await openWindow(browser, world);
    await person.enter("li.na");
    await person.go(`/cases/${theCase.id}`);
    await person.page.getByLabel("您的留言").fill("还没写完。");
    const other = new Window(await person.page.context().newPage(), world.url);
    await other.go("/orders");
    await other.page.locator("header [data-viewer]").click();
    await other.page.locator("[popover] button:has(svg.lucide-log-out)").click();
    const question = other.page.getByRole("dialog", { name: "还有内容尚未发送" });
    await seen(question);
    expect(await person.page.getByLabel("您的留言").inputValue()).toBe("还没写完。");
    await question.getByRole("button", { name: "退出并丢弃" }).click();
    await person.page.locator("header [data-viewer]").waitFor({ state: "detached" });
    expect(await person.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("acc_")))).toEqual(
      [],
    );
    expect([person.complaints, other.complaints]).toEqual([[], []]);
  });

  test.each([
    ["wang.owner", "/business", "编辑店铺资料", { 店铺主体名称: "星火代运营集团", 店铺介绍: "八年经验。" }],
    ["chen.mod", "/desk/texts", "新建常用语", { 名称: "迟延", 内容: "迟延 {{days}} 天。", 语言: "English" }],
    ["he.inspect", "/inspections/plans", "制定计划", { 随机抽查: "on", 巡查目的: "抽查交付。" }],
    ["zhou.lead", "/inspections/plans", "发布新清单", { "问题 1（中文）": "是否按时？", "问题 1（英文）": "On time?" }],
    ["admin", "/accounts", "角色 · 林悦", { 巡查员: "on", 理由: "人手不足。" }],
  ])("what %s typed and chose in a dialog (%s, %s) is there again after Escape", async (who, path, button, answers) => {
    await using person = await openWindow(browser, world);
    await person.enter(who);
    await person.go(path);
    const form = person.page.getByRole("dialog");
    const open = async (): Promise<void> => {
      await person.page.getByRole("button", { name: button, exact: true }).click();
      await seen(form);
    };
    await open();
    await fillIn(form, answers);
    const before = await written(form, answers);
    await person.page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await open();
    expect(await written(form, answers)).toEqual(before);
    for (const [words, answer] of Object.entries(answers))
      if (answer === "on") expect(await form.getByLabel(words, { exact: true }).isChecked()).toBe(true);
    expect(person.complaints).toEqual([]);
  });

  test("what is typed in a tab that the browser has frozen is asked about, too", async () => {
    await using person = await openWindow(browser, world);
    await person.enter("li.na");
    await person.go(`/cases/${theCase.id}`);
    await person.page.getByLabel("您的留言").fill("还没写完。");
    const other = new Window(await person.page.context().newPage(), world.url);
    await other.go("/orders");
    // Pages that are driven are never hidden, nor frozen: this one is told that it is hidden, and says nothing to the others.
    const freeze = (frozen: boolean): Promise<void> =>
      person.page.evaluate((is) => {
        Object.defineProperty(document, "visibilityState", { value: is ? "hidden" : "visible", configurable: true });
        const speaks = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, "postMessage");
        if (is) Reflect.set(window, "speaks", speaks);
        const silent = { value: () => undefined, configurable: true };
        const now = is ? silent : (Reflect.get(window, "speaks") as PropertyDescriptor);
        Object.defineProperty(BroadcastChannel.prototype, "postMessage", now);
        document.dispatchEvent(new Event("visibilitychange"));
      }, frozen);
    await freeze(true);
    const signOut = other.page.locator("[popover] button:has(svg.lucide-log-out)");
    await other.page.locator("header [data-viewer]").click();
    await signOut.click();
    const question = other.page.getByRole("dialog", { name: "还有内容尚未发送" });
    await seen(question);
    await other.page.keyboard.press("Escape");
    // Whoever comes back and sends it is not asked.
    await freeze(false);
    await person.page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(person.page.getByRole("log").getByText("还没写完。"));
    await signOut.click();
    await person.page.locator("header [data-viewer]").waitFor({ state: "detached" });
    expect([person.complaints, other.complaints]).toEqual([[], []]);
  });

  test("of a part that is gone after a release one is told to load the page again", async () => {
    await using lead = await openWindow(browser, world);
    await lead.enter("zhou.lead");
    await lead.go("/lead");
    await lead.page.route("**/assets/limits-tab*", (route) => route.fulfill({ status: 404, body: "" }));
    await lead.page.getByRole("link", { name: /限制/ }).first().click();
    await seen(lead.page.getByText("页面的这一部分未能下载"));
    expect(await lead.page.getByText(/无法连接服务器/).count()).toBe(0);
    await lead.page.unroute("**/assets/limits-tab*");
    await lead.page.getByRole("button", { name: "重新加载页面" }).click();
    await seen(lead.page.getByText("没有", { exact: true }));
    expect(lead.complaints.filter((words) => !words.includes("404"))).toEqual([]);
  });

  test("where what was pressed is gone afterwards, the keyboard goes on beside it", async () => {
    await signIn(world.url, "li.na");
    await window.go("/account");
    const devices = page.getByRole("region", { name: "已登录的设备" }).getByRole("listitem");
    const others = devices.filter({ hasNotText: "当前" }).getByRole("button");
    await others.first().focus();
    const before = await devices.count();
    await page.keyboard.press("Enter");
    await eventually(async () => expect(await devices.count()).toBe(before - 1));
    expect(await focused()).toMatch(/^LI /);

    const waiting = await caseIn(world, "SUBMITTED", { consumer: "tom" });
    await using moderator = await openWindow(browser, world);
    await moderator.enter("chen.mod");
    await moderator.go(`/cases/${waiting.id}`);
    const take = moderator.page.getByRole("button", { name: "领取案件" });
    await take.focus();
    await moderator.page.keyboard.press("Enter");
    await take.waitFor({ state: "detached" });
    expect(
      await moderator.page.evaluate(() => [
        document.activeElement?.tagName,
        document.activeElement?.textContent?.includes("领取有效期"),
      ]),
    ).toEqual(["SECTION", true]);
    expect(moderator.complaints).toEqual([]);
  });

  test("on a narrow phone no button breaks its word", async () => {
    await using phone = await openWindow(browser, world, { locale: "en", viewport: { width: 360, height: 740 } });
    await phone.enter("li.na");
    await phone.go(`/cases/${theCase.id}`);
    const send = phone.page.getByRole("button", { name: "Send", exact: true });
    expect((await send.boundingBox())?.height).toBeLessThan(50);
    // Nor does a name under the thumb run into the next, or the last step of the case out of its frame.
    await phone.page.setViewportSize({ width: 320, height: 640 });
    const within = (all: Element[]): boolean[] => all.map((one) => one.scrollWidth <= one.clientWidth);
    const bar = phone.page.getByRole("navigation", { name: "Main" }).last();
    expect(new Set(await bar.locator("> *").evaluateAll(within))).toEqual(new Set([true]));
    expect(await phone.page.locator("main ol").first().evaluateAll(within)).toEqual([true]);
  });

  test("nor does a name under the thumb of whoever has set letters twice as large", async () => {
    await using phone = await openWindow(browser, world, { locale: "en", viewport: { width: 360, height: 740 } });
    await phone.enter("he.inspect");
    const settings = await phone.page.context().newCDPSession(phone.page);
    await settings.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    await phone.go("/inspections");
    const name = phone.page.getByRole("navigation", { name: "Main" }).last().getByText("Inspections");
    const lines = (one: Element): number => {
      const words = document.createRange();
      words.selectNodeContents(one);
      return words.getClientRects().length;
    };
    expect(await name.evaluate(lines)).toBe(1);
    await phone.page.setViewportSize({ width: 320, height: 640 });
    expect(await name.evaluate(lines)).toBe(1);
  });

  test("what is printed is dark on white, also for whoever has chosen dark pages", async () => {
    await using reader = await openWindow(browser, world);
    await reader.page.addInitScript(() => localStorage.setItem("redress.theme", "dark"));
    await reader.go("/rules");
    const ink = (): Promise<string> => reader.page.evaluate(() => getComputedStyle(document.body).color);
    const onScreen = await ink();
    await reader.page.emulateMedia({ media: "print" });
    expect([onScreen, await ink()]).toEqual(["rgb(233, 238, 243)", "rgb(19, 28, 38)"]);
  });

  test("of the pages in the navigation only the one that is open is marked as that, where the reader's own few colours tell so, too", async () => {
    await using reader = await openWindow(browser, world, { forcedColors: "active" });
    await reader.go("/guides");
    const marked = await reader.page
      .getByRole("navigation", { name: "主导航" })
      .first()
      .getByRole("link")
      .evaluateAll((links) =>
        links.flatMap((link) => (getComputedStyle(link).outlineStyle === "none" ? [] : [link.textContent])),
      );
    expect(marked).toEqual(["指南"]);
  });

  test("an address that names a part leads to it, also when it is fetched later", async () => {
    await window.go("/orders");
    await window.go(`/cases/${theCase.id}#evidence`);
    await eventually(async () => {
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("evidence");
      expect(await page.evaluate(() => document.getElementById("evidence")?.getBoundingClientRect().top)).toBeLessThan(
        400,
      );
    });
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  });

  test("whoever goes back is where they were, at the link that they followed", async () => {
    await page.setViewportSize({ width: 1280, height: 500 });
    await window.go("/rules");
    const last = page.locator("main a[href^='/rules/']").last();
    const href = await last.getAttribute("href");
    await last.focus();
    const down = await page.evaluate(() => scrollY);
    expect(down).toBeGreaterThan(0);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${href}`);
    await eventually(async () =>
      expect(await page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual([0, "main"]),
    );
    await page.goBack();
    await eventually(async () =>
      expect(await page.evaluate(() => [scrollY, document.activeElement?.getAttribute("href")])).toEqual([down, href]),
    );
    await page.reload();
    await eventually(async () => expect(await page.evaluate(() => scrollY)).toBe(down));
    await page.setViewportSize(DESKTOP);
  });

  test.each([
    ["a desktop", { width: 1280, height: 660 }, "Shift+Tab"],
    ["a phone", { width: 375, height: 667 }, "Tab"],
  ])("what the keyboard comes to is not under a bar, on %s", async (_, size, key) => {
    await page.setViewportSize(size);
    await window.go("/rules");
    const links = page.locator("main a[href^='/rules/']");
    await (key === "Tab" ? links.first() : links.last()).focus();
    const hidden: string[] = [];
    for (let steps = await links.count(); steps > 1; steps -= 1) {
      await page.keyboard.press(key);
      const words = await page.evaluate(() => {
        const { activeElement: at } = document;
        const { left, top, bottom } = at?.getBoundingClientRect() ?? new DOMRect();
        const isSeen = [top + 1, bottom - 1].every((y) => at?.contains(document.elementFromPoint(left + 1, y)));
        return isSeen ? null : at?.textContent;
      });
      if (words) hidden.push(words);
    }
    await page.setViewportSize(DESKTOP);
    expect(hidden).toEqual([]);
  });

  test("everything that one may open is a few keys away, a case by the number that people say", async () => {
    await window.go("/orders");
    const { number } = await theCase.look("number");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "搜索或前往" });
    await palette.getByRole("combobox").fill("投诉");
    await seen(palette.getByRole("option", { name: "我的投诉" }));
    await palette.getByRole("combobox").fill(number.toLowerCase().replace(/-0*/g, " "));
    await seen(palette.getByRole("option", { name: new RegExp(number) }));
    expect(await window.axe()).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/cases/${theCase.id}`);
    await eventually(async () => expect(await page.title()).toContain(number));
  });

  test("the frame of the page has no ring when the page changes", async () => {
    await window.go("/orders");
    await page.getByRole("link", { name: "我的投诉" }).first().click();
    await eventually(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe("main"));
    expect(
      await page.evaluate(() => getComputedStyle(document.getElementById("main") as HTMLElement).outlineStyle),
    ).toBe("none");
  });

  test.each([
    "/desk",
    "/desk/figures",
    "/lead",
    "/vetting",
    "/finance",
    "/accounts",
    "/audit",
    "/statistics",
    "/training",
  ])("a page of others' work says whose it is, and asks for nothing: %s", async (path) => {
    await window.go(path);
    await seen(page.getByRole("heading", { name: "此页面供其他岗位使用" }).first());
    expect(await page.getByRole("button", { name: "重试" }).count()).toBe(0);
  });

  test.each(["/orders/ord_none", "/providers/prv_none", "/business/prv_none"])(
    "what is not there is said under a heading, and nobody is told to try again: %s",
    async (path) => {
      await window.go(path);
      await seen(page.getByText("内容不存在，或您无权查看。"));
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.getByRole("button", { name: "重试" }).count()).toBe(0);
    },
  );

  test("who does a part of others' work there is let in: an administrator routes cases, and money stops that form, too", async () => {
    const admin = await openWindow(browser, world);
    await admin.enter("admin");
    await admin.go("/accounts");
    await admin.page.getByRole("link", { name: "案件分流" }).first().click();
    await admin.settled();
    // Nothing else is shown there, nor followed: what waits is for leads.
    await seen(admin.page.getByRole("heading", { level: 1, name: "分流规则" }));
    expect(await admin.page.getByRole("navigation", { name: "待办" }).count()).toBe(0);
    await admin.page.getByRole("button", { name: "增加规则" }).click();
    const [queue, amount] = [admin.page.getByLabel("队列").first(), admin.page.getByLabel(/^金额不低于/).first()];
    await queue.fill("LARGE");
    await admin.follow("/accounts");
    await admin.follow("/lead?tab=routing");
    expect(await queue.inputValue()).toBe("LARGE");
    await amount.fill("一万");
    await admin.page.getByRole("button", { name: "保存规则" }).click();
    expect(await amount.evaluate((input: HTMLInputElement) => input.validity.customError)).toBe(true);
    const rules = "{ routingRules { queue amountAtLeast currency } }";
    const { routingRules } = await (await world.as("admin")).ok(rules);
    expect(routingRules.map(({ queue: name }: { queue: string }) => name)).not.toContain("LARGE");
    await amount.fill("10,000元");
    await admin.page.getByRole("button", { name: "保存规则" }).click();
    await seen(admin.page.getByText("已保存，此后的新案件按此分流。"));
    expect((await (await world.as("admin")).ok(rules)).routingRules[0]).toEqual({
      queue: "LARGE",
      amountAtLeast: 1_000_000,
      currency: "CNY",
    });
    expect(await admin.page.getByText("当前内容已不再自动更新。").count()).toBe(0);
    expect(admin.complaints).toEqual([]);
    await admin[Symbol.asyncDispose]();
  });

  test("without a connection a page that has yet to be fetched says so, and opens by itself afterwards", async () => {
    await window.go("/orders");
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "指南", exact: true }).first().click();
    const offline = page.getByRole("heading", { name: "您已离线" }).first();
    await seen(offline);
    await page.context().setOffline(false);
    await offline.waitFor({ state: "detached" });
    await window.settled();
    expect(new URL(page.url()).pathname).toBe("/guides");
    // That it could not be fetched, the page itself says, too.
    window.complaints.length = 0;
  });

  test("what one is about to file names the promises", async () => {
    const { id } = await placeOrder(world);
    await window.go(`/orders/${id}/complain`);
    await page.getByRole("checkbox").first().check();
    const name = await page
      .getByRole("checkbox")
      .first()
      .evaluate((box) => box.closest("label")?.querySelector("strong")?.textContent ?? "");
    expect(name).not.toBe("");
    await page.getByLabel("实际得到").fill("五天后交付");
    const next = page.locator("form button[type=submit]");
    await next.click();
    await page.getByRole("radio").first().waitFor();
    await next.click();
    // That nothing is chosen is said in the page, too, not in a bubble of the browser's.
    const lacking = page.getByRole("alert").filter({ hasText: "请选择。" });
    await seen(lacking);
    await page.getByRole("radio").first().check();
    await lacking.waitFor({ state: "detached" });
    await next.click();
    await seen(page.getByRole("region", { name: "未兑现的承诺" }).getByText(name, { exact: true }));
  });
});
