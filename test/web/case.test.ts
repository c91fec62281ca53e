import { timeText } from "../../src/platform/messages/moment-text";
import type { Browser, Locator, Page } from "playwright-core";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { eventually } from "../support/eventually";
import { casePart, nowButton, openWindow, part, seen, type Window } from "./window";

/** The same case in the consumer's and the provider's window, and in a moderator's. */
describeWith("chromium", "a case's page", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let consumer: Window;
  let provider: Window;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    theCase = await caseIn(world, "NEGOTIATING");
    [consumer, provider] = await Promise.all([windowOf(theCase.people.consumer), windowOf(theCase.people.provider)]);
    await Promise.all([consumer, provider].map((window) => window.go(`/cases/${theCase.id}`)));
    await Promise.all([consumer, provider].map(({ page }) => seen(page.locator("header [data-connection=LIVE]"))));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    for (const { complaints, strangers } of [consumer, provider])
      expect([complaints, [...strangers]]).toEqual([[], []]);
  });

  async function windowOf(login: string): Promise<Window> {
    const window = await openWindow(browser, world);
    await window.enter(login);
    return window;
  }

  const messages = async (): Promise<string[]> =>
    (await theCase.look("messages { nodes { text } }")).messages.map(({ text }: { text: string }) => text);

  test("what cannot be done yet is there with its reason and its time, for the keyboard too, and does nothing", async () => {
    const { page } = consumer;
    const escalate = await nowButton(page, "申请平台介入");
    await seen(escalate);
    const { availableActions } = await theCase.look(
      "availableActions { action unavailableBecause { availableAt } }",
      await theCase.consumer,
    );
    const { availableAt } = availableActions.find(
      ({ action }: { action: string }) => action === "ESCALATE",
    ).unavailableBecause;
    const at = timeText(availableAt, { locale: "zh-CN", timeZone: "Asia/Shanghai" });
    const why = await escalate.evaluate(
      (button) => document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent,
    );
    expect(why).toContain(at);
    expect(why).toMatch(/还需等待 1 天 23 小时/);
    await escalate.focus();
    expect(await escalate.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("a message is there for the other side at once; one's own notes for the platform are not", async () => {
    await consumer.page.getByLabel("您的留言").fill("请问海报什么时候能补寄？");
    await consumer.page.reload();
    await consumer.settled();
    expect(await consumer.page.getByLabel("您的留言").inputValue()).toBe("请问海报什么时候能补寄？");
    await consumer.page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(thread(provider.page).getByText("请问海报什么时候能补寄？"));

    await consumer.page.getByLabel("可见范围").selectOption({ label: "仅消费者与平台" });
    await say(consumer.page, "对方上次也拖了两周。");
    await seen(thread(consumer.page).getByText("对方上次也拖了两周。"));
    await consumer.page.getByLabel("可见范围").selectOption({ label: "双方" });
    await say(provider.page, "这周五前寄出。");
    await seen(thread(consumer.page).getByText("这周五前寄出。"));
    expect(await provider.page.getByText("对方上次也拖了两周。").count()).toBe(0);
  });

  test("what was written for the platform only stays so on the way over another tab and a reload, and what follows it too", async () => {
    const { page } = consumer;
    const forWhom = page.getByLabel("可见范围");
    await forWhom.selectOption({ label: "仅消费者与平台" });
    await page.getByLabel("您的留言").fill("我的住址是某某路 1 号。");
    await page.getByRole("tab", { name: "证据" }).click();
    await page.getByRole("tab", { name: "沟通" }).click();
    expect(await forWhom.inputValue()).toBe("CONSUMER_SIDE");
    await page.reload();
    await consumer.settled();
    expect(await forWhom.inputValue()).toBe("CONSUMER_SIDE");
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(thread(page).getByText("我的住址是某某路 1 号。"));
    expect(await forWhom.inputValue()).toBe("CONSUMER_SIDE");
    const { messages: read } = await theCase.look("messages { nodes { text } }", await world.as("wang.owner"));
    expect(read.map(({ text }: { text: string }) => text)).not.toContain("我的住址是某某路 1 号。");
    await forWhom.selectOption({ label: "双方" });
  });

  test("what one person typed is theirs: whoever signs in after them in the same tab does not read it, nor discards it by signing out", async () => {
    await using window = await openWindow(browser, world);
    const { page } = window;
    const draft = page.getByLabel("您的留言");
    for (const [who, kept, typed] of [
      ["li.na", "", "只给自己看的草稿"],
      ["wang.owner", "", "商家的草稿"],
      ["li.na", "只给自己看的草稿", ""],
    ] as const) {
      await window.signIn(who);
      await window.go(`/cases/${theCase.id}`);
      expect(await draft.inputValue()).toBe(kept);
      await draft.fill(typed);
      if (who === "wang.owner") {
        await page.locator("header [data-viewer]").click();
        await page.locator("[popover] button:has(svg.lucide-log-out)").click();
        await page.getByRole("button", { name: "退出并丢弃" }).click();
        await page.locator("header [data-viewer]").waitFor({ state: "detached" });
        continue;
      }
      await window.loseSession();
      await seen(page.getByText("登录已结束。此标签页中填写的内容仍然保留，重新登录后可以继续。"));
    }
  });

  test("a message whose answer was lost is repeated by itself, and is there once", async () => {
    const { page } = consumer;
    // The server takes it, and its answer never arrives.
    let reached = 0;
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("sendMessage")) return route.fallback();
      reached += 1;
      await route.fetch();
      await page.context().setOffline(true);
      await route.abort("internetdisconnected");
    });
    await say(page, "只说一遍。");
    await seen(thread(page).getByText("尚未确认；将自动重试，不会重复"));
    expect([reached, await page.getByLabel("您的留言").inputValue()]).toEqual([1, ""]);
    // It may have arrived: nothing pretends to take it back.
    expect(await thread(page).getByRole("button", { name: "不发送" }).count()).toBe(0);
    await page.unroute("**/graphql");

    await page.context().setOffline(false);
    await thread(page).getByText("尚未确认").waitFor({ state: "detached" });
    expect((await messages()).filter((text) => text === "只说一遍。")).toHaveLength(1);
    for (const who of [page, provider.page])
      await eventually(async () => expect(await thread(who).getByText("只说一遍。").count()).toBe(1));
  });

  test("messages written offline wait over a reload, can be taken back, and are sent in their order", async () => {
    const { page } = consumer;
    await page.context().setOffline(true);
    for (const words of ["离线第一句", "离线第二句", "还是不说了"]) {
      await say(page, words);
      await seen(thread(page).getByText(words));
    }
    expect(await thread(page).getByText("等待发送").count()).toBe(3);
    const taken = thread(page).getByRole("listitem").filter({ hasText: "还是不说了" });
    await taken.getByRole("button", { name: "不发送" }).click();
    await taken.waitFor({ state: "detached" });
    // Another act says that it needs the connection, and keeps what was typed.
    await (await nowButton(page, "提出方案")).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("方案", { exact: true }).selectOption({ label: "部分退款" });
    await form.getByLabel(/^金额/).fill("10");
    await form.getByLabel("具体说明").fill("退十元。");
    await form.getByRole("button", { name: "提出方案" }).click();
    await seen(form.getByText(/无法连接服务器/));
    expect(await form.getByLabel("具体说明").inputValue()).toBe("退十元。");
    await page.keyboard.press("Escape");

    await page.context().setOffline(false);
    await page.reload();
    await eventually(async () => expect((await messages()).slice(-2)).toEqual(["离线第一句", "离线第二句"]));
    await thread(page).getByText("等待发送").first().waitFor({ state: "detached" });
    await seen(thread(provider.page).getByText("离线第二句"));
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes("waiting")));
  });

  test("a refusal stands beside the field it is about, and what was typed stays when the form is closed, and over a reload", async () => {
    const { page } = provider;
    await (await nowButton(page, "提出方案")).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("方案", { exact: true }).selectOption({ label: "部分退款" });
    await form.getByLabel(/^金额/).fill("9999999");
    await form.getByLabel("具体说明").fill("退还全部费用。");
    await form.getByRole("button", { name: "提出方案" }).click();
    const amount = form.getByLabel(/^金额/);
    await eventually(async () => expect(await amount.getAttribute("aria-invalid")).toBe("true"));
    const described = (await amount.getAttribute("aria-describedby"))?.split(" ").at(-1) ?? "";
    expect(await page.locator(`[id="${described}"]`).innerText()).not.toBe("");
    expect(await form.getByLabel("具体说明").inputValue()).toBe("退还全部费用。");

    await page.keyboard.press("Escape");
    for (const again of [() => page.reload().then(() => provider.settled()), () => page.keyboard.press("Escape")]) {
      await (await nowButton(page, "提出方案")).click();
      expect(await form.getByLabel("具体说明").inputValue()).toBe("退还全部费用。");
      expect(await amount.inputValue()).toBe("9999999");
      await again();
    }
    await (await nowButton(page, "提出方案")).click();
  });

  test("offer, counter-offer, agreement, proof, confirmation: each side sees the other's step without a reload", async () => {
    const form = provider.page.getByRole("dialog");
    await form.getByLabel("方案").selectOption({ label: "部分退款" });
    await form.getByLabel(/^金额/).fill("100");
    await form.getByLabel("具体说明").fill("退 100 元。");
    await form.getByRole("button", { name: "提出方案" }).click();

    const offers = thread(consumer.page);
    await seen(offers.getByText("退 100 元。"));
    await form.waitFor({ state: "detached" });
    expect(
      await provider.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("kept"))),
    ).toEqual([]);
    await offers.getByRole("button", { name: "提出反提案" }).click();
    const counter = consumer.page.getByRole("dialog");
    expect(await counter.getByLabel(/^金额/).inputValue()).toBe("100");
    await counter.getByLabel(/^金额/).fill("200.50");
    await counter.getByLabel("具体说明").fill("退 200.5 元，今后不再追究。");
    await counter.getByRole("button", { name: "提出反提案" }).click();

    await seen(thread(provider.page).getByText("回应第 1 号"));
    await thread(provider.page).getByRole("button", { name: "接受方案" }).click();
    await seen(form.getByText("¥200.50"));
    await form.getByRole("button", { name: "接受方案" }).click();

    await seen((await casePart(consumer.page, "达成的和解")).getByText("¥200.50"));
    // Who does what was agreed, and who confirms it, are told what it is.
    await seen(provider.page.getByText("您须履行：部分退款 ¥200.50。履行后请提交证明。"));
    await (await casePart(provider.page, "达成的和解")).getByRole("button", { name: "提交和解履行证明" }).click();
    await form.getByLabel("履行情况（附单号）").fill("已原路退回，流水号 20260417。");
    await form.getByRole("button", { name: "提交和解履行证明" }).click();

    await seen((await casePart(consumer.page, "达成的和解")).getByText("已原路退回，流水号 20260417。"));
    await seen(provider.page.getByText("您已提交履行证明：部分退款 ¥200.50，等待李娜确认。"));
    // It is read out, whichever tab is open.
    await seen(consumer.page.locator("[aria-live]", { hasText: /表示已经履行：部分退款 ¥200\.50。收到后请您确认。$/ }));
    await (await casePart(consumer.page, "达成的和解")).getByRole("button", { name: "确认和解已履行" }).click();
    await consumer.page.getByRole("dialog").getByRole("button", { name: "确认和解已履行" }).click();

    await seen(provider.page.getByText("已结案").first());
    await seen(part(provider.page, "轮到您处理"));
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    await Promise.all([consumer.picture("case-settled-consumer"), provider.picture("case-settled-provider")]);
  });

  test("the consumer fetches the dossier, and sees in the list of cases how it ended", async () => {
    const { page } = consumer;
    await page.getByRole("button", { name: "卷宗", exact: true }).click();
    await page.getByRole("dialog", { name: "卷宗" }).getByRole("button", { name: "生成卷宗" }).click();
    const download = page.getByRole("dialog", { name: "卷宗" }).getByRole("button", { name: /^下载/ });
    await seen(download);
    const [archive] = await Promise.all([page.waitForEvent("download"), download.click()]);
    expect(archive.suggestedFilename()).toMatch(/\.zip$/);
    await archive.cancel();

    await consumer.go("/cases");
    const line = page.getByRole("listitem").filter({ has: page.locator(`a[href="/cases/${theCase.id}"]`) });
    await seen(line.getByText("已结案"));
  });

  test("a moderator takes a case, asks for something, and accepts it; the consumer is asked and answers live", async () => {
    const other = await caseIn(world, "SUBMITTED");
    const moderator = await windowOf(other.people.moderator);
    await Promise.all([moderator, consumer].map((window) => window.go(`/cases/${other.id}`)));
    const { page } = moderator;
    await page.getByRole("button", { name: "领取案件" }).click();
    await (await nowButton(page, "要求补充资料")).click();
    await page.getByRole("dialog").getByLabel("需要了解的情况").fill("太短");
    await page.getByRole("dialog").getByRole("button", { name: "要求补充资料" }).click();
    await seen(page.getByRole("dialog").getByRole("alert"));
    await page.getByRole("dialog").getByLabel("需要了解的情况").fill("请说明海报原定寄出的日期。");
    await page.getByRole("dialog").getByRole("button", { name: "要求补充资料" }).click();

    await seen(thread(consumer.page).getByText("请说明海报原定寄出的日期。"));
    await seen(part(consumer.page, "轮到您处理").getByText("等待您处理"));
    await (await nowButton(consumer.page, "补充资料")).click();
    await consumer.page.getByRole("dialog").getByLabel("答复").fill("原定 3 月 5 日。");
    await consumer.page.getByRole("dialog").getByRole("button", { name: "补充资料" }).click();

    await seen((await casePart(page, "平台的要求")).getByText("原定 3 月 5 日。"));
    await seen(page.getByRole("navigation", { name: "当前位置" }).getByRole("link", { name: "工作台", exact: true }));
    await (await nowButton(page, "受理投诉")).click();
    await page.getByRole("dialog").getByRole("button", { name: "受理投诉" }).click();
    await seen(consumer.page.getByText("举证中").first());
    expect(await moderator.axe()).toEqual([]);
    await moderator.picture("case-moderator");
    expect(moderator.complaints).toEqual([]);
  });

  test("a moderator's page reads the case once and follows two streams: all of it is live", async () => {
    const other = await caseIn(world, "UNDER_REVIEW");
    const leaseToken = await other.take();
    const moderator = await windowOf(other.people.moderator);
    const { page } = moderator;
    const asked = operationsOn(page, other.id);
    await moderator.go(`/cases/${other.id}`);
    await seen(page.locator("header [data-connection=LIVE]"));
    await seen(page.getByText("此案由您处理。"));
    const request = { leaseToken, addressedTo: "PROVIDER", text: "请提交海报的寄送记录。" };
    await other.do(other.people.moderator, "requestEvidence", request);
    await seen((await casePart(page, "平台的要求")).getByText("请提交海报的寄送记录。"));
    await seen((await casePart(page, "经过记录")).getByText("已要求补充证据"));
    await other.do(other.people.moderator, "releaseComplaint", { leaseToken });
    await seen(page.getByText("尚无人处理。"));
    expect(asked.sort()).toEqual(["Case", "WatchCase", "WatchViewers"]);
    await moderator[Symbol.asyncDispose]();
  });

  test("who is filling in a form is told when the case changes meanwhile, and is not stopped by what they have seen", async () => {
    const other = await caseIn(world, "NEGOTIATING");
    await other.do(other.people.provider, "giveFinalAnswer", { answer: "EXPLANATION", text: "印厂停工，已无法补寄。" });
    const { page } = consumer;
    await consumer.go(`/cases/${other.id}`);
    await (await nowButton(page, "评价处理结果")).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("问题解决了吗？").selectOption({ label: "未解决" });
    await form.getByRole("radio", { name: "2 星（满分 5 星）" }).check();
    await other.do(other.people.provider, "sendMessage", { text: "还有一点要说明。" });
    await seen(form.getByText(/您填写期间案件已有变化/));
    await form.getByRole("button", { name: "评价处理结果" }).click();
    await seen((await casePart(page, "消费者的评价")).getByText("2 星（满分 5 星）"));
    expect(await other.look("verdict verdictSatisfaction")).toMatchObject({
      verdict: "NOT_SOLVED",
      verdictSatisfaction: 2,
    });
  });

  test("of a long conversation the newest is shown; what came before is a press away, also when something is said meanwhile", async () => {
    const long = await caseIn(world, "NEGOTIATING");
    for (let number = 1; number <= 65; number += 1)
      await long.do(long.people.provider, "sendMessage", { text: `第 ${number} 条。` });
    const { page } = consumer;
    await consumer.go(`/cases/${long.id}`);
    const said = (): Promise<string[]> =>
      thread(page)
        .getByText(/^第 \d+ 条。$/)
        .allTextContents();
    const from = (first: number, last: number): string[] =>
      Array.from({ length: last - first + 1 }, (_, index) => `第 ${first + index} 条。`);
    await eventually(async () => expect(await said()).toEqual(from(36, 65)));
    await thread(page).getByRole("button", { name: "更早的留言" }).click();
    await eventually(async () => expect(await said()).toEqual(from(1, 65)));
    await long.do(long.people.provider, "sendMessage", { text: "第 66 条。" });
    await eventually(async () => expect(await said()).toEqual(from(1, 66)));
  });

  test("a conversation begins at its end, however high what stands there is, and stays there", async () => {
    const tall = await caseIn(world, "NEGOTIATING");
    const { provider: name } = tall.people;
    const lines = (words: string): string => `${words}\n`.repeat(12).trim();
    for (const words of ["第一段。", "第二段。"]) await tall.do(name, "sendMessage", { text: lines(words) });
    await tall.do(name, "makeOffer", { kind: "APOLOGY", text: lines("书面道歉。") });
    const { page } = consumer;
    await consumer.go(`/cases/${tall.id}`);
    const toEnd = (): Promise<number> =>
      thread(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
    const accept = thread(page).getByRole("button", { name: "接受方案" });
    await seen(accept);
    await eventually(async () => expect(await toEnd()).toBeLessThan(2));
    const [log, button] = [await thread(page).boundingBox(), await accept.boundingBox()];
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual((log?.y ?? 0) + (log?.height ?? 0));
    await tall.do(name, "sendMessage", { text: lines("补充一句。") });
    await seen(thread(page).getByText("补充一句。").first());
    await eventually(async () => expect(await toEnd()).toBeLessThan(2));
  });

  test("in a case of 200 messages, sending another brings back less than 3 kB, the stream's news of it included", async () => {
    const long = await caseIn(world, "NEGOTIATING");
    for (let number = 1; number <= 200; number += 1)
      await long.do(long.people.provider, "sendMessage", { text: `第 ${number} 条。` });
    await using window = await windowOf(long.people.consumer);
    const { page } = window;
    await window.go(`/cases/${long.id}`);
    await seen(page.locator("header [data-connection=LIVE]"));
    await seen(thread(page).getByText("第 200 条。"));
    // The forms that may be needed come a moment after the page.
    await page.waitForLoadState("networkidle");
    const received = await receivedBy(page);
    await say(page, "已收到，谢谢。");
    await seen(thread(page).getByText("已收到，谢谢。"));
    await eventually(() =>
      received.onStream === 1 ? Promise.resolve() : Promise.reject(new Error("the stream has brought nothing yet")),
    );
    const { bytes, onWire } = received;
    process.stdout.write(`a message in a case of 200: ${onWire} B, of it by the stream ${bytes}\n`);
    expect(onWire).toBeLessThan(3_000);
    expect(await thread(page).getByText("已收到，谢谢。").count()).toBe(1);
  });

  test("all is read that is in the inbox, also by whoever has turned its pages", async () => {
    const news = await caseIn(world, "NEGOTIATING");
    const { page } = consumer;
    await consumer.go("/inbox");
    await page.getByRole("link", { name: "下一页" }).click();
    await page.getByRole("link", { name: "第一页" }).waitFor();
    await consumer.settled();
    await page.getByRole("button", { name: "全部标为已读" }).click();
    const read = await world.as(theCase.people.consumer);
    await eventually(async () => expect((await read.ok("{ inbox { unreadCount } }")).inbox.unreadCount).toBe(0));
    // Also at the top of the page, and in another tab when one comes back to it.
    const bell = page.locator("header a[href='/inbox']");
    await eventually(async () => expect(await bell.getAttribute("aria-label")).toBe("消息"));
    expect(await page.title()).toBe("消息 · Redress");
    await news.do(news.people.provider, "sendMessage", { text: "又来一条。" });
    await eventually(async () => expect(await bell.getAttribute("aria-label")).toBe("消息，1 条未读"));
    const other = await page.context().newPage();
    await other.goto(`${world.url}/orders`);
    const bellThere = other.locator("header a[href='/inbox']");
    await eventually(async () => expect(await bellThere.getAttribute("aria-label")).toBe("消息，1 条未读"));
    await page.getByRole("button", { name: "全部标为已读" }).click();
    await eventually(async () => expect(await bell.getAttribute("aria-label")).toBe("消息"));
    await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await eventually(async () => expect(await bellThere.getAttribute("aria-label")).toBe("消息"));
    await other.close();
  });

  test("one's own messages are sent, and seen when somebody of the other side has had them before their eyes", async () => {
    const other = await caseIn(world, "NEGOTIATING");
    await consumer.go(`/cases/${other.id}`);
    await seen(consumer.page.locator("header [data-connection=LIVE]"));
    await say(consumer.page, "请回复补寄时间。");
    const mine = (text: string): Locator =>
      thread(consumer.page).getByRole("listitem").filter({ hasText: text }).first();
    await seen(mine("请回复补寄时间。").getByText("已发送"));
    await consumer.page.getByLabel("可见范围").selectOption({ label: "仅消费者与平台" });
    await say(consumer.page, "只给平台看。");
    await seen(mine("只给平台看。"));
    // A moderator reads it, which tells nobody anything; then the provider does.
    await using moderator = await windowOf(other.people.moderator);
    await moderator.go(`/cases/${other.id}#conversation`);
    await seen(thread(moderator.page).getByText("请回复补寄时间。"));
    expect(await mine("请回复补寄时间。").getByText("对方已读").count()).toBe(0);
    await provider.go(`/cases/${other.id}`);
    await seen(mine("请回复补寄时间。").getByText("对方已读"));
    expect(
      await mine("只给平台看。")
        .getByText(/已发送|对方已读/)
        .count(),
    ).toBe(0);
    expect(await thread(moderator.page).getByText("对方已读").count()).toBe(0);
    expect((await casePart(consumer.page, "经过记录")) && (await consumer.page.getByText("消息已查看").count())).toBe(
      0,
    );
    await consumer.page.getByRole("tab", { name: "沟通" }).click();
    await provider.go(`/cases/${theCase.id}`);
    await consumer.go(`/cases/${theCase.id}`);
  });

  test("a consumer whom the platform has not helped reads where else they can turn", async () => {
    const lost = await caseIn(world, "SUBMITTED");
    const leaseToken = await lost.take("chen.mod");
    await lost.do("chen.mod", "refuseComplaint", { leaseToken, ground: "NO_PROMISE", text: "订单中没有这项承诺。" });
    await consumer.go(`/cases/${lost.id}`);
    await consumer.page.locator("#now").getByRole("button", { name: "外部途径" }).click();
    await seen(consumer.page.getByRole("dialog").getByText("可采取的途径").first());
    await consumer.page.keyboard.press("Escape");
  });

  test("a page whose stream is refused says so", async () => {
    await using strict = await startWorld("sqlite", { limits: { subscriptionCost: 100 } });
    const refused = await caseIn(strict, "NEGOTIATING");
    await using window = await openWindow(browser, strict);
    await window.enter(refused.people.consumer);
    await window.go(`/cases/${refused.id}`);
    await seen(window.page.getByRole("alert").first());
  });

  test("a page whose stream has been ended says so, in its reader's language, and is live again when they press", async () => {
    const other = await caseIn(world, "NEGOTIATING");
    await using window = await windowOf(other.people.consumer);
    const { page } = window;
    let ends = true;
    await page.routeWebSocket(/graphql/, (socket) => {
      if (ends) void socket.close({ code: 4429, reason: "Too many messages" });
      else socket.connectToServer();
    });
    await window.go(`/cases/${other.id}`);
    await seen(page.getByText("当前内容已不再自动更新。"));
    expect(await page.getByText(/CloseEvent/).count()).toBe(0);
    await other.do(other.people.provider, "sendMessage", { text: "其间说的。" });
    ends = false;
    await page.getByRole("button", { name: "重试" }).click();
    await seen(page.locator("header [data-connection=LIVE]"));
    await seen(thread(page).getByText("其间说的。"));
    await other.do(other.people.provider, "sendMessage", { text: "之后说的。" });
    await seen(thread(page).getByText("之后说的。"));
    expect(await page.getByRole("alert").count()).toBe(0);
    // One that is left, and closed, is none that has ended.
    await window.follow("/cases");
    await seen(page.locator("header [data-connection=LIVE]"));
  });

  test("it fits a phone, in the dark too, and axe has no serious finding", async () => {
    await consumer.page.emulateMedia({ colorScheme: "dark" });
    await consumer.page.setViewportSize({ width: 375, height: 800 });
    await consumer.go(`/cases/${theCase.id}`);
    expect([await consumer.axe(), await consumer.overflows()]).toEqual([[], false]);
    await consumer.picture("case-phone-dark");
    // On paper there is what one calls it by, and nothing to press.
    await consumer.page.emulateMedia({ media: "print" });
    await seen(consumer.page.getByText(/^R-\d{4}-\d{6}$/).first());
    expect(await consumer.page.locator("main .button:visible, main textarea:visible").count()).toBe(0);
    await consumer.page.emulateMedia({ media: "screen" });
  });
});

interface Asked {
  query?: string;
  operationName?: string;
  variables?: unknown;
}

/** Which operations are asked of the server about a case from now on, by name: once, or as streams. */
function operationsOn(page: Page, id: string): string[] {
  const names: string[] = [];
  const note = (text: string): void => {
    const { query = "", operationName, variables } = JSON.parse(text) as Asked;
    // What is asked first is asked by its document's id.
    const [, name = operationName] = /^(?:query|mutation|subscription) (\w+)/.exec(query) ?? [];
    if (name && JSON.stringify(variables ?? {}).includes(id)) names.push(name);
  };
  page.on("request", (request) => request.url().endsWith("/graphql") && note(request.postData() ?? "{}"));
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const { type, payload: operation } = JSON.parse(String(payload)) as { type: string; payload?: unknown };
      if (type === "subscribe") note(JSON.stringify(operation));
    }),
  );
  return names;
}

/** What a page receives about cases from now on, by the line: answers, and what streams bring. */
async function receivedBy(page: Page): Promise<{ onWire: number; bytes: number; onStream: number }> {
  const received = { onWire: 0, bytes: 0, onStream: 0 };
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.dataReceived", ({ encodedDataLength, dataLength }) => {
    received.onWire += encodedDataLength || dataLength;
  });
  devtools.on("Network.webSocketFrameReceived", ({ response: { payloadData } }) => {
    const length = Buffer.byteLength(payloadData);
    received.onWire += length;
    received.bytes += length;
    if (payloadData.includes("complaintUpdated")) received.onStream += 1;
  });
  return received;
}

const thread = (page: Page): Locator => page.getByRole("log", { name: "沟通" });

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("您的留言").fill(text);
  await page.getByRole("button", { name: "发送", exact: true }).click();
}
