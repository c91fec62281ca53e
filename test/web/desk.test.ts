import type { Browser, Locator, Page, Request } from "playwright-core";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { submit } from "../case/evidence/evidence-case";
import { CHAT, PNG } from "../case/evidence/samples";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { casePart, openWindow, part, seen, type Window } from "./window";

jest.setTimeout(180_000);

describeWith("chromium", "the desk in the browser", () => {
  let world: World;
  let browser: Browser;
  let chen: Window;
  let liu: Window;
  let zhou: Window;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
    [chen, liu, zhou] = await Promise.all([
      openWindow(browser, world),
      openWindow(browser, world),
      openWindow(browser, world),
    ]);
    await Promise.all([chen.enter("chen.mod"), liu.enter("liu.mod"), zhou.enter("zhou.lead")]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    expect([chen, liu, zhou].flatMap(({ complaints, strangers }) => [...complaints, ...strangers])).toEqual([]);
  });

  const submitted = (title: string): Promise<WorldCase> => caseIn(world, "SUBMITTED", { opening: { title } });
  const rowOf = ({ page }: Window, title: string): Locator => page.getByRole("row").filter({ hasText: title });
  const holderOf = async (theCase: WorldCase): Promise<string | undefined> =>
    (await theCase.look("lease { holderName }")).lease?.holderName;
  const titles = (page: Page): Promise<string[]> => page.locator("tbody th a").allTextContents();
  const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");

  test("two moderators take one case at the same moment: one has it, the other reads at once who", async () => {
    const theCase = await submitted("两人同时领取");
    await Promise.all([chen.go("/desk"), liu.go("/desk")]);
    // Neither request is let through before both are made.
    let arrived = 0;
    let letThrough = (): void => undefined;
    const both = new Promise<void>((go) => (letThrough = go));
    for (const { page } of [chen, liu])
      await page.route("**/graphql", async (route) => {
        if (route.request().postData()?.includes("mutation TakeComplaint")) {
          arrived += 1;
          if (arrived === 2) letThrough();
          await both;
        }
        await route.continue();
      });
    await Promise.all(
      [chen, liu].map((one) => rowOf(one, "两人同时领取").getByRole("button", { name: "领取" }).click()),
    );

    const won = ({ page }: Window): Promise<boolean> =>
      page
        .getByText("已领取「两人同时领取」。")
        .waitFor()
        .then(() => true);
    const lost = ({ page }: Window): Promise<boolean> =>
      page
        .getByRole("alert")
        .getByText(/另一位处理专员正在处理此案/)
        .waitFor()
        .then(() => false);
    const [chenWon, liuWon] = await Promise.all([chen, liu].map((one) => Promise.race([won(one), lost(one)])));
    expect([chenWon, liuWon].sort()).toEqual([false, true]);
    const [winner, loser, name] = chenWon ? [chen, liu, "陈静"] : [liu, chen, "刘洋"];
    expect(await holderOf(theCase)).toBe(name);
    await loser.page.getByText(`现由 ${name} 处理。`).waitFor();
    await rowOf(loser, "两人同时领取").getByText(name, { exact: true }).waitFor();
    await rowOf(winner, "两人同时领取").getByText("我", { exact: true }).waitFor();
    await Promise.all([chen, liu].map(({ page }) => page.unroute("**/graphql")));
  });

  test("from the queue to a case that is opened and taken, by the keyboard alone; the keys rest when they are off", async () => {
    const theCase = await submitted("只用键盘");
    const { page } = chen;
    await chen.go("/desk");
    await rowOf(chen, "只用键盘").waitFor();
    await page.keyboard.press("j");
    for (let step = 0; step < 20 && (await focused(page)) !== "只用键盘"; step++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    expect(await focused(page)).toBe("只用键盘");
    await page.keyboard.press("t");
    await page.getByText("已领取「只用键盘」。").waitFor();
    expect(await holderOf(theCase)).toBe("陈静");

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "快捷键" }).getByRole("checkbox", { name: "启用单键快捷键" }).uncheck();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.getByRole("button", { name: "快捷键" }).click();
    await page.getByRole("checkbox", { name: "启用单键快捷键" }).check();
    await page.keyboard.press("Escape");

    await page.locator(`a[href='/cases/${theCase.id}']`).focus();
    await page.keyboard.press("o");
    await page.waitForURL(`**/cases/${theCase.id}`);
  });

  test("a new case arrives by itself, and nothing moves under the moderator's hand", async () => {
    await submitted("手上的案件");
    const { page } = liu;
    await liu.go("/desk?status=SUBMITTED");
    await page.getByRole("link", { name: "手上的案件" }).focus();
    const before = await titles(page);
    await submitted("刚刚提交");
    await page.getByRole("status").getByText("新增 1 件").waitFor();
    expect(await titles(page)).toEqual(before);
    expect(await focused(page)).toBe("手上的案件");
    await page.keyboard.press("r");
    await rowOf(liu, "刚刚提交").waitFor();
    expect(await liu.axe()).toEqual([]);
    await liu.picture("desk-queue");
  });

  /** Presses keys and counts them; words are typed besides. */
  class Keyboard {
    keys = 0;
    words = 0;
    constructor(private readonly page: Page) {}

    async press(key: string): Promise<void> {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }

    async type(words: string): Promise<void> {
      this.words += words.length;
      await this.page.keyboard.insertText(words);
    }
  }

  test("the most urgent case is taken and accepted with three keys", async () => {
    await submitted("三个按键");
    const { page } = liu;
    await liu.go("/desk");
    await page.locator("tbody tr").first().waitFor();
    const hand = new Keyboard(page);
    await hand.press("n");
    await page.waitForURL(/\/cases\/cmp_\w+$/);
    await page.locator("main [data-act=ACCEPT]").waitFor();
    // The desk's own part, which hears the keys, comes a moment later.
    await page.locator("main [data-act=RELEASE]").waitFor();
    await hand.press("a");
    await page.getByRole("dialog").waitFor();
    await hand.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator("main .badge").filter({ hasText: "举证中" }).first().waitFor();
    process.stdout.write(`accepting a case: ${hand.keys} keys\n`);
    expect(hand.keys).toBe(3);
  });

  test("a plain ruling of two breaches takes under 30 keys besides the reasons, some of which are put in by a text", async () => {
    await (
      await world.as("chen.mod")
    ).do(
      "createCannedText",
      {
        ...{ language: "ZH_CN", name: "迟延", ruleCode: "DELIVERY-1" },
        text: "约定{{promised}}，实际{{observed}}，{{provider}}未按时履行，迟延{{days}}天。",
      },
      "{ clientMutationId }",
    );
    const theCase = await caseIn(world, "UNDER_REVIEW", { breaches: 2, opening: { title: "只用键盘裁决" } });
    const { page } = chen;
    await chen.go(`/cases/${theCase.id}`);
    await page.locator("main [data-act=ISSUE_RULING]").first().waitFor();
    await page.getByRole("region", { name: "内部备注" }).waitFor();
    const hand = new Keyboard(page);
    await hand.press("d");
    await page.getByRole("article", { name: /^违约项 2/ }).waitFor();
    await hand.press("1");
    const texts: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      await hand.press("Control+Enter");
      await page.waitForFunction(
        () => document.querySelector("dialog[open]") ?? document.activeElement?.matches(":invalid"),
      );
      const asked = await page.evaluate(() =>
        document.querySelector("dialog[open]")
          ? "sure"
          : document.activeElement?.matches("[type=radio]")
            ? "finding"
            : (document.activeElement?.tagName ?? ""),
      );
      if (asked === "sure") break;
      if (asked === "finding") await hand.press("1");
      else if (asked === "SELECT") await hand.press("ArrowDown");
      else if (texts.length === 0) {
        await hand.press(";");
        await page.getByRole("option", { name: /^迟延/ }).waitFor();
        expect(await chen.axe()).toEqual([]);
        await chen.picture("desk-texts-offered");
        await hand.press("Enter");
      } else await hand.type("双方均已举证，承诺明确，认定如上。");
      if (asked === "TEXTAREA")
        texts.push(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value));
    }
    // What the case says stands in the text, and what it does not say is a gap that the cursor has marked.
    const { breaches, provider } = await theCase.look("breaches { expected delivered } provider { legalName }");
    const [{ expected, delivered }] = breaches;
    expect(texts[0]).toBe(`约定${expected}，实际${delivered}，${provider.legalName}未按时履行，迟延____天。`);
    await chen.picture("desk-keys");
    await hand.press("Control+Enter");
    await page.waitForURL(`**/cases/${theCase.id}`);
    const { status, ruling } = await theCase.look("status ruling { outcome findings { result } remedies { kind } }");
    expect({ status, ...ruling }).toMatchObject({
      status: "RULED",
      outcome: "UPHELD",
      findings: [{ result: "BROKEN" }, { result: "BROKEN" }],
      remedies: [{ kind: "REFUND_FULL" }],
    });
    process.stdout.write(`a plain ruling of two breaches: ${hand.keys} keys and ${texts.length} texts\n`);
    expect(hand.keys).toBeLessThan(30);
  });

  test("on a tablet a case takes a few lines, and all of it is in view", async () => {
    await submitted("平板上的案件");
    const { page } = liu;
    await page.setViewportSize({ width: 820, height: 1_100 });
    await liu.go("/desk");
    const row = page.getByRole("row").filter({ hasText: "平板上的案件" });
    const [whole, take] = [await row.boundingBox(), await row.getByRole("button", { name: "领取" }).boundingBox()];
    expect(whole?.height).toBeLessThan(120);
    expect((take?.x ?? 820) + (take?.width ?? 0)).toBeLessThan(820);
    await page.setViewportSize({ width: 1_280, height: 900 });
  });

  test("filters stand in the address, and a shared link shows the same", async () => {
    const { page } = liu;
    await liu.go("/desk");
    await page.locator("main details > summary").first().click();
    await page.getByLabel("状态", { exact: true }).selectOption({ label: "审理中" });
    await page.waitForURL(/status=UNDER_REVIEW/);
    await page.getByText("没有待办案件").waitFor();
    await page.getByLabel(/^涉案金额从/).fill("200");
    await page.waitForURL(/min=20000/);
    await eventually(async () => expect(await page.getByLabel("币种").inputValue()).toBe("CNY"));
    // So much in another currency is another sum.
    await page.getByLabel("币种").selectOption("JPY");
    await page.waitForURL((url) => url.searchParams.get("currency") === "JPY" && !url.searchParams.has("min"));
    await page.getByLabel("涉案金额从 (JPY)").or(page.getByLabel("涉案金额从（JPY）")).fill("20000");
    await page.waitForURL(/currency=JPY.*min=20000/);
    await page.getByText("没有待办案件").waitFor();
    await liu.go("/desk?status=SUBMITTED&min=20000&currency=JPY");
    await page.getByText("没有待办案件").waitFor();
    await liu.go("/desk?status=SUBMITTED&min=20000");
    await eventually(async () => expect(await page.getByLabel(/^涉案金额从/).inputValue()).toBe("200"));
    await rowOf(liu, "刚刚提交").waitFor();
    // What does not filter any longer does not stand there as if it did.
    await page.getByRole("navigation", { name: "视图" }).getByRole("link", { name: "全部" }).click();
    await page.waitForURL((url) => !url.searchParams.has("min"));
    await eventually(async () => expect(await page.getByLabel(/^涉案金额从/).inputValue()).toBe(""));
    await page.goBack();
    await page.waitForURL(/min=20000/);
    await eventually(async () => expect(await page.getByLabel(/^涉案金额从/).inputValue()).toBe("200"));
  });

  test("views tell how many cases they show, as it happens; one's own is kept under a name, on every device", async () => {
    const { page } = liu;
    const views = page.getByRole("navigation", { name: "视图" });
    const countOf = async (name: string): Promise<number> =>
      Number.parseInt(await views.getByRole("link", { name }).locator(".numeric").innerText(), 10);
    await liu.go("/desk");
    const before = await countOf("未分派");
    const theCase = await submitted("视图计数");
    await page.waitForFunction(
      (least) =>
        [...document.querySelectorAll("nav[aria-label=视图] a")].some(
          (link) => link.textContent?.startsWith("未分派") && Number.parseInt(link.textContent.slice(3), 10) > least,
        ),
      before,
    );
    await views.getByRole("link", { name: "未分派" }).click();
    await rowOf(liu, "视图计数").waitFor();
    expect(await views.locator("[aria-current=page]").innerText()).toContain("未分派");
    expect(await page.getByRole("button", { name: "保存此视图" }).count()).toBe(0);

    await page.getByLabel("编号或关键词").fill("视图计数");
    await page.keyboard.press("Enter");
    await page.waitForURL(/unassigned=yes/);
    await page.waitForURL(/text=/);
    await page.getByRole("button", { name: "保存此视图" }).click();
    await page.getByRole("dialog").getByLabel("名称").fill("我盯的案件");
    await page.keyboard.press("Control+Enter");
    await views.getByRole("link", { name: "我盯的案件" }).waitFor();
    expect(await countOf("我盯的案件")).toBe(1);
    expect(await liu.axe()).toEqual([]);
    await liu.picture("desk-views");

    await using elsewhere = await openWindow(browser, world);
    await elsewhere.enter("liu.mod");
    await elsewhere.go("/desk");
    await elsewhere.page.getByRole("link", { name: "我盯的案件" }).click();
    await elsewhere.page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    expect(await titles(elsewhere.page)).toEqual(["视图计数"]);
    // Taken by somebody, it is in the view no longer, and the view says so.
    await theCase.take("chen.mod");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("nav[aria-label=视图] a")].some((link) =>
        link.textContent?.startsWith("我盯的案件0"),
      ),
    );

    await page.getByRole("button", { name: "我的视图" }).click();
    await page.getByRole("dialog").getByLabel("名称").fill("盯住");
    await page.getByRole("dialog").getByRole("button", { name: "重命名" }).click();
    await views.getByRole("link", { name: "盯住", includeHidden: true }).waitFor({ state: "attached" });
    await page.getByRole("dialog").getByRole("button", { name: "移除 盯住" }).click();
    await page.getByRole("dialog").getByLabel("名称").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    expect(await views.getByRole("link", { name: "盯住" }).count()).toBe(0);
  });

  test("a case is given to a colleague who is found by name, with what they have to do", async () => {
    const theCase = await submitted("改派给同事");
    const { page } = zhou;
    await zhou.go(`/cases/${theCase.id}`);
    await page.locator("main [data-act=REASSIGN]").click();
    const dialog = page.getByRole("dialog");
    const moderator = dialog.getByRole("combobox", { name: "处理专员" });
    await moderator.fill("刘");
    const option = dialog.getByRole("option", { name: /^刘洋/ });
    await option.getByText(/件在办$/).waitFor();
    expect(await zhou.axe()).toEqual([]);
    await zhou.picture("desk-picker");
    await dialog.getByLabel("理由").fill("由熟悉该类目的同事处理。");
    // What is only typed is nobody.
    await page.keyboard.press("Control+Enter");
    expect(await dialog.count()).toBe(1);
    await moderator.focus();
    await option.waitFor();
    await page.keyboard.press("Enter");
    expect(await moderator.inputValue()).toBe("刘洋");
    // Whoever comes back with the Tab key and goes on chooses nobody else, and is not held.
    await dialog.getByLabel("理由").focus();
    await page.keyboard.press("Shift+Tab");
    await option.waitFor();
    await page.keyboard.press("Tab");
    expect(await moderator.inputValue()).toBe("刘洋");
    expect(await moderator.evaluate((it) => it === document.activeElement)).toBe(false);
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    expect((await theCase.look("assignedTo { displayName }")).assignedTo.displayName).toBe("刘洋");
  });

  test("colleagues leave each other notes on a case, which its parties never see", async () => {
    const theCase = await submitted("写备注的案件");
    const { page } = chen;
    await Promise.all([chen.go(`/cases/${theCase.id}`), liu.go(`/cases/${theCase.id}`)]);
    await liu.page.getByText("暂无备注。").waitFor();
    await page.getByRole("textbox", { name: "写给同事" }).waitFor();
    await page.keyboard.press("m");
    await page.keyboard.type("上月同类案件由我处理，可参考。");
    await page.keyboard.press("Control+Enter");
    for (const window of [chen, liu])
      await window.page.getByRole("listitem").getByText("上月同类案件由我处理，可参考。").waitFor();
    await liu.page.getByRole("textbox", { name: "写给同事" }).fill("物流已经回复。");
    await liu.page.getByRole("button", { name: "保存备注" }).click();
    await page.getByRole("listitem").getByText("物流已经回复。").waitFor();
    expect(await chen.axe()).toEqual([]);
    await chen.picture("desk-notes");
    await using party = await openWindow(browser, world);
    await party.enter("li.na");
    await party.go(`/cases/${theCase.id}`);
    expect(await party.page.content()).not.toContain("可参考");
    expect(await party.page.getByText("内部备注").count()).toBe(0);
  });

  test("texts are written on a page of their own, and put into messages with what this case says", async () => {
    const { page } = zhou;
    await zhou.go("/desk/texts");
    await page.getByRole("button", { name: "新建常用语" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("名称").fill("请补充");
    await form.getByLabel("内容").fill("请就{{who}}补充说明");
    await form.getByLabel("归属").selectOption({ label: "团队" });
    await page.keyboard.press("Control+Enter");
    await form
      .getByRole("alert")
      .getByText(/^双花括号内只能是以下变量/)
      .waitFor();
    await form.getByLabel("内容").fill("请就");
    await form.getByRole("button", { name: "{{order}}" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("补充说明，服务商：{{provider}}。");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("listitem").getByText("请就{{order}}补充说明，服务商：{{provider}}。").waitFor();
    expect(await zhou.axe()).toEqual([]);
    await zhou.picture("desk-texts");

    // Others of the team use it, and cannot change it.
    await chen.go("/desk/texts");
    await chen.page.getByText("请就{{order}}补充说明，服务商：{{provider}}。").waitFor();
    expect(await chen.page.getByRole("button", { name: "修改 请补充" }).count()).toBe(0);
    const theCase = await submitted("常用语入消息");
    await theCase.take("chen.mod");
    await chen.go(`/cases/${theCase.id}#thread`);
    const message = chen.page.getByRole("textbox", { name: "您的留言" });
    await message.focus();
    await chen.page.keyboard.type("您好;请补");
    await chen.page.getByRole("option", { name: /^请补充/ }).waitFor();
    await chen.picture("desk-texts-message");
    await chen.page.keyboard.press("Enter");
    const { order, provider } = await theCase.look("order { title } provider { legalName }");
    expect(await message.inputValue()).toBe(`您好请就${order.title}补充说明，服务商：${provider.legalName}。`);
    await chen.page.keyboard.press("Control+Enter");
    await chen.page.getByRole("log").getByText(`您好请就${order.title}补充说明`).waitFor();

    await page.getByRole("button", { name: "删除 请补充" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await page.getByText("暂无常用语").waitFor();
  });

  test("from case to case as the queue shows them, without going back to it", async () => {
    await Promise.all([submitted("接着看一"), submitted("接着看二")]);
    const { page } = liu;
    await liu.go("/desk?status=SUBMITTED");
    await rowOf(liu, "接着看二").waitFor();
    const [first = "", second = ""] = await titles(page);
    /** The desk's own part, which hears the keys, comes a moment after the case. */
    const arrived = async (title: string): Promise<void> => {
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page.getByRole("region", { name: "内部备注" }).waitFor();
    };
    await page.getByRole("link", { name: first }).click();
    await arrived(first);
    await page.keyboard.press("j");
    await arrived(second);
    await page.keyboard.press("k");
    await arrived(first);
  });

  test("beside a case, where there is room, the list stays as it was left: rows, place and what comes new", async () => {
    const one = await submitted("列表留在旁边 甲");
    await submitted("列表留在旁边 乙");
    const { page } = chen;
    await page.setViewportSize({ width: 1366, height: 768 });
    await chen.go(`/desk?${new URLSearchParams({ text: "列表留在旁边" })}`);
    await page.locator("tbody").getByRole("link", { name: "列表留在旁边 甲" }).click();
    const pane = page.getByRole("complementary", { name: "案件" });
    const rows = (): Promise<string[]> => pane.locator("li strong").allTextContents();
    const here = pane.locator("a[aria-current='page'] strong");
    await seen(here.getByText("列表留在旁边 甲"));
    expect(await rows()).toEqual(["列表留在旁边 甲", "列表留在旁边 乙"]);
    await submitted("列表留在旁边 丙");
    await seen(pane.getByRole("button", { name: "新增 1 件" }));
    expect((await rows()).length).toBe(2);

    await pane.getByRole("link", { name: /列表留在旁边 乙/ }).click();
    await seen(page.getByRole("heading", { name: "列表留在旁边 乙", level: 1 }));
    await seen(here.getByText("列表留在旁边 乙"));
    // The list is the same one, not read anew.
    expect((await rows()).length).toBe(2);
    await pane.getByRole("button", { name: "新增 1 件" }).click();
    await seen(pane.getByText("列表留在旁边 丙"));
    expect([await chen.overflows(), await chen.axe()]).toEqual([false, []]);
    await chen.go(`/cases/${one.id}/ruling`);
    await seen(here.getByText("列表留在旁边 甲"));
    await pane.getByRole("link", { name: "工作台" }).click();
    await page.waitForURL(({ pathname, searchParams }) =>
      pathname === "/desk" ? searchParams.get("text") === "列表留在旁边" : false,
    );
    await page.setViewportSize({ width: 1280, height: 900 });
    await chen.go(`/cases/${one.id}`);
    expect(await pane.count()).toBe(0);
  });

  test("a bulk action is looked at case by case, done, and undone", async () => {
    const cases = [await submitted("批量一"), await submitted("批量二")];
    const before = await Promise.all(cases.map((theCase) => theCase.look("severity queue")));
    const { page } = zhou;
    await zhou.go("/desk");
    for (const title of ["批量一", "批量二"]) await page.getByRole("checkbox", { name: `选择 ${title}` }).check();
    await page.getByText("已选 2 件").waitFor();
    await page.getByLabel("操作").selectOption("SET_SEVERITY");
    const bar = page.getByRole("form", { name: "所选案件" });
    await bar.getByLabel("严重程度").selectOption("L3");
    await bar.getByLabel("理由").fill("涉及金额较大，提前处理。");
    await bar.getByRole("button", { name: "预览" }).click();
    const dialog = page.getByRole("dialog");
    for (const title of ["批量一", "批量二"])
      await dialog
        .getByRole("row")
        .filter({ hasText: title })
        .getByText(/^严重程度：/)
        .waitFor();
    expect(await Promise.all(cases.map((theCase) => theCase.look("severity queue")))).toEqual(before);

    await dialog.getByRole("button", { name: "应用于 2 件" }).click();
    await dialog.getByRole("heading", { name: "变化结果" }).waitFor();
    for (const theCase of cases) expect((await theCase.look("severity")).severity).toBe("L3");

    await dialog.getByRole("button", { name: "撤销" }).click();
    await dialog.getByText(/^已撤销；/).waitFor();
    const values = ({ severity, queue }: { severity: string; queue: string }) => ({ severity, queue });
    expect((await Promise.all(cases.map((theCase) => theCase.look("severity queue")))).map(values)).toEqual(
      before.map(values),
    );
    await zhou.picture("desk-bulk");
  });

  test("a finding may rest on any piece, and any may be replaced, however many came after it", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { opening: { title: "证据很多" } });
    const about = { kind: "CHAT_LOG", fileName: "chat.txt", mediaType: "text/plain" };
    const first = await world.as(theCase.people.consumer);
    await submit(first, theCase.id, CHAT, { ...about, title: "消费者的关键证据" });
    const provider = await world.as(theCase.people.provider);
    for (let number = 1; number <= 50; number += 1) {
      const bytes = Buffer.concat([CHAT, Buffer.from(`\n${number}`)]);
      await submit(provider, theCase.id, bytes, { ...about, title: `服务商材料 ${number}` });
    }
    await theCase.take("chen.mod");
    await chen.go(`/cases/${theCase.id}/ruling`);
    const breach = chen.page.getByRole("article", { name: /^违约项 1/ });
    await breach.getByRole("radio", { name: "违背承诺", exact: true }).check();
    await seen(breach.getByRole("checkbox", { name: "服务商材料 50" }));
    await seen(breach.getByRole("checkbox", { name: "消费者的关键证据" }));

    await using consumer = await openWindow(browser, world);
    await consumer.enter(first);
    await consumer.go(`/cases/${theCase.id}#evidence`);
    const adding = consumer.page.getByRole("region", { name: "添加证据" });
    await adding
      .locator("input[type=file][multiple]")
      .setInputFiles({ name: "更清楚.txt", mimeType: "text/plain", buffer: CHAT });
    await adding.getByText("说明", { exact: true }).first().click();
    await adding.getByLabel("替换先前的证据").selectOption({ label: "消费者的关键证据" });
  });

  test("evidence lies open beside what is written, and the keys go to it and back", async () => {
    const theCase = await caseIn(world, "EVIDENCE", { opening: { title: "证据在旁" } });
    const [consumer, provider] = [await theCase.consumer, await world.as(theCase.people.provider)];
    await submit(consumer, theCase.id, PNG, { title: "收件截图" });
    await submit(provider, theCase.id, CHAT, {
      ...{ kind: "CHAT_LOG", title: "聊天记录", fileName: "chat.txt", mediaType: "text/plain" },
    });
    await theCase.do(theCase.people.consumer, "closeEvidence");
    await theCase.do(theCase.people.provider, "closeEvidence");
    const { page } = chen;
    await chen.go(`/cases/${theCase.id}/ruling`);
    const evidence = page.getByRole("region", { name: "证据" });
    await evidence.getByRole("img", { name: "收件截图" }).waitFor();
    const reasoning = page.getByRole("article", { name: /^违约项 1/ }).getByRole("textbox", { name: "理由" });
    await reasoning.fill("截图显示第五天收到。");
    expect(await evidence.getByRole("img", { name: "收件截图" }).isVisible()).toBe(true);
    // Arrows in a text are the text's.
    await page.keyboard.press("ArrowRight");
    expect(await evidence.getByRole("button", { pressed: true }).innerText()).toContain("收件截图");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("e");
    await page.keyboard.press("ArrowRight");
    await evidence.getByRole("button", { name: /聊天记录/, pressed: true }).waitFor();
    await evidence.getByText("文件内容与摘要一致。").waitFor();
    expect(await reasoning.inputValue()).toBe("截图显示第五天收到。");
    expect(await chen.axe()).toEqual([]);
    await chen.picture("desk-evidence");
    await page.setViewportSize({ width: 375, height: 780 });
    await evidence.getByRole("button", { name: /收件截图/ }).waitFor();
    expect(await chen.overflows()).toBe(false);
    await chen.picture("desk-evidence-phone");
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("what is added to a decision is where one goes on writing", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { opening: { title: "增加补救" } });
    const { page } = chen;
    await chen.go(`/cases/${theCase.id}/ruling`);
    for (const number of [1, 2]) {
      await page.getByRole("button", { name: "增加补救" }).focus();
      await page.keyboard.press("Enter");
      const kind = page.getByRole("group", { name: `补救 ${number}` }).getByLabel("种类");
      expect(await kind.evaluate((field) => field === document.activeElement)).toBe(true);
    }
  });

  test("who still writes a decision when a colleague has made one is told so, in words that are read out, and has what they wrote", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW", { opening: { title: "同事已经决定" } });
    const { page } = chen;
    await chen.go(`/cases/${theCase.id}/ruling`);
    await page.getByLabel("认定的事实").fill("约定 48 小时内交付，实际五天。");
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET lease_expires_at = ? WHERE id = ?", [tx.now - 1, theCase.id]),
    );
    const leaseToken = await theCase.take("liu.mod");
    const told = page.getByRole("status").filter({ hasText: /^现在不能作出/ });
    await seen(told.getByText(/另一位处理专员正在处理此案/));
    await theCase.do("liu.mod", "issueRuling", { leaseToken, ...(await theCase.ruling()) });
    await seen(told.getByText(/此案现为“已作出处理决定，申诉期内”/));
    expect(await page.getByLabel("认定的事实").inputValue()).toBe("约定 48 小时内交付，实际五天。");
    await told.getByRole("link", { name: "回到案件" }).click();
    await page.waitForURL(`**/cases/${theCase.id}`);
  });

  // Of an order that was placed before the listing is frozen.
  let appealed: WorldCase;

  describe("a grave ruling", () => {
    let theCase: WorldCase;
    const page = (): Page => chen.page;

    beforeAll(async () => {
      theCase = await caseIn(world, "UNDER_REVIEW", { opening: { title: "重大处理决定" } });
      appealed = await caseIn(world, "NEGOTIATING", { opening: { title: "被申诉" } });
      await chen.go(`/cases/${theCase.id}/ruling`);
    });

    const saved = (): Promise<void> =>
      page()
        .getByText(/^已保存于/)
        .waitFor();

    const draft = async (): Promise<unknown> => {
      const { myRulingDraft } = await theCase.look("myRulingDraft { content }", await world.as("chen.mod"));
      return JSON.parse(myRulingDraft.content);
    };

    test("what is written is kept on the server, and what the server does not have yet on the device", async () => {
      await page().getByLabel("认定的事实").fill("约定 48 小时内交付，实际五天。");
      await saved();
      expect(await draft()).toMatchObject({ facts: "约定 48 小时内交付，实际五天。" });

      // Nothing reaches the server between the last letter and the reload.
      await page().route("**/graphql", (route) =>
        route.request().postData()?.includes("SaveDecisionDraft") ? route.abort() : route.continue(),
      );
      await page().getByLabel("总体理由").fill("双方均已举证，承诺明确。");
      await page()
        .getByText(/^已存于本机/)
        .waitFor();
      await page().unroute("**/graphql");
      await page().reload();
      await chen.settled();
      await page().getByText("已恢复此前所写内容。").waitFor();
      expect(await page().getByLabel("认定的事实").inputValue()).toBe("约定 48 小时内交付，实际五天。");
      expect(await page().getByLabel("总体理由").inputValue()).toBe("双方均已举证，承诺明确。");
      await saved();
    });

    test("what one device has not sent yet is saved over what another has saved since only when its writer says so", async () => {
      const elsewhere = await world.as("chen.mod");
      const saveElsewhere = async (facts: string): Promise<void> =>
        elsewhere.do(
          "saveRulingDraft",
          { complaintId: theCase.id, content: JSON.stringify({ facts }) },
          "{ clientMutationId }",
        );
      const facts = page().getByLabel("认定的事实");
      const goOn = page().getByRole("button", { name: "以此继续" });
      const other = page().getByRole("button", { name: "查看另一份" });

      // Nothing reaches the server before the page is left.
      await page().route("**/graphql", (route) =>
        route.request().postData()?.includes("SaveDecisionDraft") ? route.abort() : route.continue(),
      );
      await facts.fill("本机写的事实。");
      await page()
        .getByText(/^已存于本机/)
        .waitFor();
      await page().getByRole("link", { name: "回到案件" }).click();
      await page().waitForURL(`**/cases/${theCase.id}`);
      await page().unroute("**/graphql");
      await saveElsewhere("另一台电脑写的事实。");
      await page().goBack();
      await goOn.waitFor();
      expect(await facts.inputValue()).toBe("本机写的事实。");
      expect(await chen.axe()).toEqual([]);
      await other.click();
      expect(await facts.inputValue()).toBe("另一台电脑写的事实。");
      expect(await facts.isEditable()).toBe(false);
      expect(await draft()).toMatchObject({ facts: "另一台电脑写的事实。" });
      await goOn.click();
      await goOn.waitFor({ state: "detached" });
      await facts.fill("接着另一台写的事实。");
      await saved();
      expect(await draft()).toMatchObject({ facts: "接着另一台写的事实。" });

      // Also in the middle of writing.
      await saveElsewhere("又在另一台改过的事实。");
      await facts.fill("约定 48 小时内交付，实际五天。");
      await goOn.waitFor();
      expect(await draft()).toMatchObject({ facts: "又在另一台改过的事实。" });
      await goOn.click();
      await saved();
      expect(await draft()).toMatchObject({ facts: "约定 48 小时内交付，实际五天。" });
      await page().getByLabel("总体理由").fill("双方均已举证，承诺明确。");
      await saved();
    });

    test("a save that fails once its page was left is not repeated over what was written since", async () => {
      await using window = await openWindow(browser, world);
      await window.enter("chen.mod");
      const there = window.page;
      await there.clock.install();
      await window.go(`/cases/${theCase.id}/ruling`);
      const text = there.getByLabel("总体理由");
      const isSaved = (): Promise<void> => there.getByText(/^已保存于/).waitFor();
      const isSave = (request: Request): boolean => request.postData()?.includes("SaveDecisionDraft") === true;
      let fail = (): void => undefined;
      const left = new Promise<void>((go) => (fail = go));
      await there.route("**/graphql", async (route) => {
        if (!isSave(route.request())) return route.continue();
        await left;
        await route.abort();
      });
      const asked = there.waitForRequest(isSave);
      const failed = there.waitForEvent("requestfailed", isSave);
      await text.fill("双方均已举证。");
      await asked;
      await there.getByRole("link", { name: "回到案件" }).click();
      await text.waitFor({ state: "detached" });
      fail();
      await failed;
      await there.unroute("**/graphql");
      await there.goBack();
      await isSaved();
      const saves: string[] = [];
      there.on("request", (request) => isSave(request) && saves.push(request.postData() ?? ""));
      await there.clock.fastForward(10_000);
      await text.fill("双方均已举证，承诺明确。");
      await there.waitForRequest(isSave);
      await isSaved();
      expect(saves).toHaveLength(1);
      await page().reload();
      await chen.settled();
    });

    test("beside it stands what it would do; a refusal leads to the field that it names", async () => {
      await page().getByText("付款后 48 小时内交付").first().waitFor();
      const breach = page().getByRole("article", { name: /^违约项 1/ });
      await breach.getByRole("radio", { name: "违背承诺", exact: true }).check();
      // The rule about this kind of promise, and what the finding comes to, are chosen already, and can be chosen otherwise.
      expect(await breach.getByLabel("适用规则").locator("option:checked").innerText()).toMatch(/^DELIVERY-1 /);
      expect(await page().getByLabel("结果").inputValue()).toBe("UPHELD");
      await breach
        .getByLabel("适用规则")
        .selectOption({ label: await optionOf(breach.getByLabel("适用规则"), "DELIVERY-1") });
      await breach.getByLabel("违规等级").selectOption("L4");
      await breach.getByLabel("理由").fill("依据交付记录认定。");
      const preview = page().getByRole("region", { name: "处理决定影响预览" });
      await preview.getByText(/^生效后 \d+ 分$/).waitFor();
      await preview.getByText("第二人批准").waitFor();

      await page().getByLabel("结果").selectOption("DISMISSED");
      await page().getByLabel("根本原因").selectOption("OVER_PROMISING");
      await page().getByLabel("公示内容").fill("本案涉及交付时间的承诺。");
      // What was asked for is the remedy at first.
      const remedy = page().getByRole("group", { name: "补救 1" });
      await remedy.getByLabel("种类").selectOption("REFUND_PART");
      await remedy.getByLabel(/^金额/).fill("500");
      await remedy.getByLabel("具体内容").fill("退还 500 元");
      await page().getByRole("button", { name: "增加处理措施" }).click();
      const penalty = page().getByRole("group", { name: "处理措施 1" });
      await penalty.getByLabel("种类").selectOption("WARNING");
      await penalty.getByLabel("理由").fill("未按承诺时间交付");
      await page().getByLabel("偏离先例的理由").fill("本案情节与以往处理决定不同，措施相应调整。");
      await issue();
      await page().getByRole("dialog").waitFor({ state: "detached" });
      await page().waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
      expect(await focusedLabel(page())).toBe("结果");
      expect(await chen.axe()).toEqual([]);
      await chen.picture("desk-ruling");
    });

    test("a remedy is asked for the sum that its kind takes, and for no other", async () => {
      const remedy = page().getByRole("group", { name: "补救 1" });
      for (const [kind, sums] of [
        ["REFUND_FULL", []],
        ["APOLOGY", ["折价（CNY）"]],
        ["REFUND_PART", ["金额（CNY）"]],
      ] as const) {
        await remedy.getByLabel("种类").selectOption(kind);
        expect(await remedy.getByText(/（CNY）$/).allInnerTexts()).toEqual(sums);
      }
      await remedy.getByLabel(/^金额/).fill("500");
    });

    test("of two remedies the one that stays shows its own amount", async () => {
      await page().getByRole("button", { name: "增加补救" }).click();
      const [one, two] = ["补救 1", "补救 2"].map((name) => page().getByRole("group", { name }));
      await two?.getByLabel("种类").selectOption("COMPENSATION");
      await two?.getByLabel(/^金额/).fill("1900");
      await one?.getByRole("button", { name: "移除" }).click();
      await two?.waitFor({ state: "detached" });
      expect([await one?.getByLabel("种类").inputValue(), await one?.getByLabel(/^金额/).inputValue()]).toEqual([
        "COMPENSATION",
        "1900",
      ]);
      await one?.getByLabel("种类").selectOption("REFUND_PART");
      await one?.getByLabel(/^金额/).fill("500");
    });

    test("a text says what this remedy and this penalty are, and of the whole decision what all of them are", async () => {
      const lead = await world.as("chen.mod");
      const write = {
        language: "ZH_CN",
        name: "措施",
        text: "{{order}}：{{remedy}}，{{term}}，{{penalty}}，{{amount}}。",
      };
      await lead.do("createCannedText", write, "{ clientMutationId }");
      const { order, atStake } = await theCase.look("order { title } atStake { amount }");
      const putIn = async (area: Locator): Promise<string> => {
        await area.fill("");
        await area.pressSequentially(";措施");
        await page().getByRole("option", { name: /^措施/ }).waitFor();
        await area.press("Enter");
        return area.inputValue();
      };
      const remedy = page().getByRole("group", { name: "补救 1" });
      await remedy.getByLabel(/^期限（天）/).fill("7");
      expect(await putIn(remedy.getByLabel("具体内容"))).toBe(
        `${order.title}：部分退款 ¥500.00，7 天，____，¥500.00。`,
      );
      const penalty = page().getByRole("group", { name: "处理措施 1" });
      expect(await putIn(penalty.getByLabel("理由"))).toBe(
        `${order.title}：____，____，警告，¥${(atStake.amount / 100).toFixed(2)}。`,
      );
      expect(await putIn(page().getByLabel("公示内容"))).toContain("部分退款 ¥500.00，____，警告，");
      await remedy.getByLabel("具体内容").fill("退还 500 元");
      await penalty.getByLabel("理由").fill("未按承诺时间交付");
      await page().getByLabel("公示内容").fill("本案涉及交付时间的承诺。");
    });

    test("who else looks at the case is seen at once", async () => {
      await zhou.go(`/cases/${theCase.id}/ruling`);
      await page().getByText("同时查看：周敏").waitFor();
      await zhou.page.getByText("同时查看：陈静").waitFor();
      await zhou.page.getByText("现由 陈静 处理。").waitFor();
      // Not to take it first, which is not possible either.
      await zhou.page.getByText(/^现在不能作出：另一位处理专员正在处理此案/).waitFor();
      await zhou.go("/lead");
      await page().getByText("没有其他人正在查看。").waitFor();
    });

    test("the lease is renewed by itself while the moderator works", async () => {
      const { db } = world;
      await db.transact(async (tx) =>
        tx.execute("UPDATE complaint SET lease_expires_at = ? WHERE id = ?", [tx.now + 5 * 60_000, theCase.id]),
      );
      const renewed = page().waitForResponse((response) =>
        Boolean(response.request().postData()?.includes("mutation RenewLease")),
      );
      await page().reload();
      await renewed;
      const { lease } = await theCase.look("lease { expiresAt }");
      expect(Date.parse(lease.expiresAt) - world.clock.now()).toBeGreaterThan(20 * 60_000);
      await page()
        .getByText(/^领取有效期还剩 (29|30) 分钟/)
        .waitFor();
    });

    test("a lead sees it arrive, reads it and approves it", async () => {
      await page().getByLabel("结果").selectOption("UPHELD");
      await page().getByRole("button", { name: "增加补救" }).click();
      const apology = page().getByRole("group", { name: "补救 2" });
      await apology.getByLabel("种类").selectOption("APOLOGY");
      await apology.getByLabel(/^折价/).fill("123");
      await apology.getByLabel("具体内容").fill("书面道歉");
      await page().getByRole("button", { name: "增加处理措施" }).click();
      const freeze = page().getByRole("group", { name: "处理措施 2" });
      await freeze.getByLabel("种类").selectOption("LISTING_FREEZE");
      await freeze.getByLabel("天数").fill("5");
      await freeze.getByLabel("理由").fill("多次未按承诺交付");
      const listing = freeze.getByRole("combobox", { name: "商品" });
      await listing.focus();
      await freeze.getByRole("option").last().click();
      // Chosen a moment after the press.
      await eventually(async () => expect(await listing.inputValue()).not.toBe(""));
      const title = await listing.inputValue();
      await page().getByRole("button", { name: "作出处理决定" }).click();
      const sure = page().getByRole("dialog");
      await sure
        .getByRole("listitem")
        .filter({ hasText: `服务冻结 ${title} 5 天` })
        .waitFor();
      await sure.getByRole("listitem").filter({ hasText: "折价 ¥123.00" }).waitFor();
      await sure.getByRole("button", { name: "作出处理决定" }).click();
      await page().waitForURL(`**/cases/${theCase.id}`);
      for (const shown of ["折价 ¥123.00", title])
        await (await casePart(page(), "待批准的决定")).getByText(shown).first().waitFor();
      const card = zhou.page.getByRole("listitem").filter({ hasText: "重大处理决定" });
      await card.getByRole("listitem").filter({ hasText: "折价 ¥123.00" }).waitFor();
      await card.getByRole("link", { name: title }).waitFor();
      await card.getByText("双方均已举证，承诺明确。").waitFor();
      expect(await zhou.axe()).toEqual([]);
      await zhou.picture("desk-lead");
      // How many wait is on the tab, and one less afterwards.
      const tab = (name: string) => zhou.page.getByRole("link", { name, exact: true });
      await tab("处理决定 1").waitFor();
      await card.getByRole("button", { name: "批准", exact: true }).click();
      await card.waitFor({ state: "detached" });
      await tab("处理决定").waitFor();
      await zhou.page.getByRole("status").filter({ hasText: "已批准。" }).waitFor();
      expect((await theCase.look()).status).toBe("RULED");
    });

    async function issue(): Promise<void> {
      await page().getByRole("button", { name: "作出处理决定" }).click();
      await page().getByRole("dialog").getByRole("button", { name: "作出处理决定" }).click();
    }
  });

  test("another lead decides the appeal against it, where the provider's words stand", async () => {
    const theCase = await appealed.walk("RULED");
    await theCase.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });
    await theCase.answerAppeals();
    const { page } = zhou;
    await zhou.go("/lead?tab=appeals");
    const card = page.getByRole("listitem").filter({ hasText: "被申诉" });
    await card.getByRole("link", { name: "作出决定" }).click();
    await zhou.settled();
    await page.getByText("裁定认定的交付时间有误。").waitFor();
    await page.getByLabel("结果").selectOption("DISMISSED");
    await page.getByLabel(/^理由/).fill("交付记录清楚，原处理决定认定无误。");
    await page.getByRole("button", { name: "作出申诉决定" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "作出申诉决定" }).click();
    await page.waitForURL(`**/cases/${theCase.id}`);
    const { appeals } = await theCase.look("appeals { status reason }");
    expect(appeals).toEqual([{ status: "DISMISSED", reason: "交付记录清楚，原处理决定认定无误。" }]);
  });

  test("on a phone the table scrolls in itself, not the page", async () => {
    await using phone = await openWindow(browser, world, { viewport: { width: 375, height: 780 } });
    await phone.enter("zhou.lead");
    await phone.go("/desk");
    await rowOf(phone, "手上的案件").waitFor();
    expect(await phone.overflows()).toBe(false);
    // What one does with the case is not folded away.
    await rowOf(phone, "手上的案件").getByRole("link").click();
    await part(phone.page, "办理情况").waitFor();
    expect(phone.complaints).toEqual([]);
  });

  test("the figures tell who has how much to do", async () => {
    await zhou.go("/desk/figures");
    const { page } = zhou;
    const held = page.getByRole("list", { name: "处理中" });
    await held.getByText("陈静").waitFor();
    await page
      .getByRole("region", { name: "各阶段用时" })
      .getByRole("row", { name: /^审理中/ })
      .waitFor();
    expect(await zhou.axe()).toEqual([]);
    await zhou.picture("desk-figures");
  });
});

async function optionOf(select: Locator, code: string): Promise<string> {
  const labels = await select.locator("option").allTextContents();
  const found = labels.find((label) => label.startsWith(code));
  if (!found) throw new Error(`no rule ${code} is offered: ${labels.join(", ")}`);
  return found;
}

const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLSelectElement | null)?.labels?.[0]?.textContent ?? "");
