import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { ReplayRun } from "../../src/adjudication/replay/replay-run";
import { caseIn } from "../case/complaints/world-case";
import { pastRulings } from "../adjudication/rulings/past-rulings";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { ticksUpTo } from "../../web/app/src/design/chart-ticks";
import { toCsv } from "../../web/app/src/statistics/csv";
import { binsOf, limitOf } from "../../web/app/src/statistics/duration-bins";
import { openWindow, part, type Window } from "./window";

const DAY = 86_400_000;

const both = (zhCN: string, en: string) => ({ zhCN, en });
const COLLEAGUES = { title: both("同事写的标题", "A colleague's title"), summary: both("提要", "Summary") };
const COLLEAGUES_GUIDE = { ...COLLEAGUES, audience: "CONSUMER", body: both("同事写的正文", "A colleague's text") };
const COLLEAGUES_COURSE = {
  ...COLLEAGUES,
  ...{ assignment: "ON_REQUEST", takenBy: "ANY_MEMBER", passMark: 80 },
  lessons: [{ title: both("第一课", "One"), text: both("同事写的正文", "A colleague's text") }],
  questions: [
    {
      text: both("问", "Question"),
      options: [
        { text: both("对", "Right"), correct: true },
        { text: both("错", "Wrong"), correct: false },
      ],
      explanation: both("如此", "So it is"),
    },
  ],
};

describeWith("chromium", "pages of trainers, rules and figures", () => {
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    const ruled = await caseIn(world, "RULED");
    await pastRulings(ruled, 13, [{ kind: "WARNING", days: null }]);
    await caseIn(world, "SUBMITTED");
    await world.projected();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  async function windowOf(login: string): Promise<Window> {
    const window = await openWindow(browser, world);
    await window.enter(login);
    return window;
  }

  it("a trainer writes, publishes and assigns a course, and sees who is to pass it", async () => {
    await using window = await windowOf("lin.train");
    const { page } = window;
    await window.go("/training/courses/new");
    const type = (label: string, text: string): Promise<void> =>
      page.getByLabel(label, { exact: true }).first().fill(text);
    await type("代码", "on-time");
    await type("标题（中文）", "按时交付");
    await type("标题（英文）", "On time");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await page.getByRole("alert").first().waitFor();
    // A refusal takes nothing of what was typed; nor does loading the page again.
    await page.reload();
    await window.settled();
    expect(await page.getByLabel("标题（中文）", { exact: true }).first().inputValue()).toBe("按时交付");
    await type("内容与对象（中文）", "写给经常延误的服务商。");
    await type("内容与对象（英文）", "For who is often late.");
    const lesson = page.getByRole("group", { name: "第 1 课" });
    await lesson.getByLabel("标题（中文）").fill("先算再说");
    await lesson.getByLabel("标题（英文）").fill("Count first");
    await lesson.getByLabel("正文（Markdown）（中文）").fill("**先**算时间。");
    await lesson.getByLabel("正文（Markdown）（英文）").fill("Count the hours **first**.");
    const question = page.getByRole("group", { name: "第 1 题" });
    for (const [label, text] of QUESTION) await question.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole("button", { name: "保存草稿" }).click();
    // A question needs a right answer: the server says so, beside that question.
    await question.getByRole("alert").waitFor();
    await question.getByLabel("选项 1 为正确答案").check();
    await page.getByRole("button", { name: "保存草稿" }).click();
    await page.getByRole("button", { name: "发布草稿" }).click();
    await page.getByRole("link", { name: "第 1 版 · 已发布" }).click();
    await page.getByText("先算再说").waitFor();
    await window.picture("training-course");

    await page.getByRole("button", { name: "指派…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio").first().check();
    await dialog.getByLabel("原因").fill("近期延误较多，请学习。");
    // Whom it is for stays in view, whatever is looked for, and is kept as the words are.
    await dialog.getByLabel("查找服务商").fill("没有这一家");
    await dialog.getByText("没有叫这个名字的服务商。").waitFor();
    expect(
      await dialog.getByRole("radio").evaluateAll((all: HTMLInputElement[]) => all.map((one) => one.checked)),
    ).toEqual([true]);
    await dialog.getByRole("button", { name: "关闭" }).click();
    await page.getByRole("button", { name: "指派…" }).click();
    expect(await dialog.getByRole("radio", { checked: true }).count()).toBe(1);
    await dialog.getByRole("button", { name: "指派" }).click();
    await dialog.getByRole("link", { name: "查看学习任务" }).click();
    await window.settled();
    await page.getByRole("row").filter({ hasText: "近期延误较多" }).getByText("待通过").waitFor();
    expect(window.complaints).toEqual([]);
  });

  it("what is overdue is found by its filter, and taken back with a reason", async () => {
    await world.later(24 * 40);
    await using window = await windowOf("lin.train");
    const { page } = window;
    await window.go("/training?view=enrolments&status=OVERDUE");
    const row = page.getByRole("row").filter({ hasText: "近期延误较多" });
    await row.getByText("已逾期").waitFor();
    await row.getByRole("button", { name: /取消/ }).click();
    await page.getByRole("dialog").getByLabel("原因").fill("已经当面培训过。");
    await page.getByRole("button", { name: "确认取消" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByLabel("状态").selectOption("CANCELLED");
    await page.getByRole("row").filter({ hasText: "已经当面培训过。" }).waitFor();

    // By its course, found by a part of its title; of another there is nothing.
    const course = page.getByRole("combobox", { name: "课程" });
    for (const [typed, rows] of [
      ["入驻", 0],
      ["按时", 1],
    ] as const) {
      await course.fill(typed);
      await page.getByRole("option", { name: typed }).click();
      await eventually(async () =>
        expect(await page.getByRole("row").filter({ hasText: "已经当面培训过。" }).count()).toBe(rows),
      );
    }
    expect(window.complaints).toEqual([]);
  });

  it("a trainer writes a guide's next version, looks at it as a reader, publishes and withdraws it", async () => {
    await using window = await windowOf("lin.train");
    const { page } = window;
    await window.go("/guide-editor");
    await page.getByRole("row").nth(1).getByRole("link").click();
    await page.getByRole("link", { name: "编写" }).click();
    await page.getByLabel("标题（中文）").fill("新的标题");
    await page.getByRole("article").first().getByText("新的标题").waitFor();
    expect(await page.getByRole("button", { name: "发布草稿" }).count()).toBe(0);
    await page.getByRole("button", { name: "保存草稿" }).click();
    await page.getByRole("button", { name: "发布草稿" }).click();
    await page.getByRole("heading", { level: 1, name: "新的标题" }).waitFor();
    await page.getByRole("link", { name: "公开页面" }).click();
    await page.getByRole("heading", { level: 1, name: "新的标题" }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "撤回…" }).click();
    await page.getByRole("button", { name: "确认撤回" }).click();
    await page.getByText("已撤回；发布下一版后将重新列出。").waitFor();
    expect(window.complaints).toEqual([]);
  });

  it.each([
    ["course", "saveCourseDraft", "courses", "/training/courses/", COLLEAGUES_COURSE],
    ["guide", "saveGuideDraft", "guides", "/guide-editor/", COLLEAGUES_GUIDE],
  ])(
    "two trainers write one %s: what the second typed stays, beside what the first saved",
    async (what, save, all, address, theirs) => {
      const trainer = await world.as("lin.train");
      const { [all]: found } = await trainer.ok(`{ ${all}(first: 1) { nodes { id code } } }`);
      const [{ id, code }] = found.nodes;
      await using window = await windowOf("lin.train");
      const { page } = window;
      await window.go(`${address}${id}?show=write`);
      const title = page.getByLabel("标题（中文）", { exact: true }).first();
      await title.fill("我写的标题");
      await trainer.do(save, { code, ...theirs }, "{ clientMutationId }");
      await page.getByRole("button", { name: "保存草稿" }).click();
      await page.getByText("已有人保存了其他内容").waitFor();
      await page.getByText("内容已被他人修改").waitFor();
      expect(await title.inputValue()).toBe("我写的标题");
      await window.picture(`stale-draft-of-a-${what}`);
      await page.getByRole("link", { name: /· 草稿$/ }).click();
      await page.getByText("同事写的正文").first().waitFor();
      await page.getByRole("link", { name: "编写" }).click();
      await page.getByRole("button", { name: "以我写的为准" }).click();
      await page.getByRole("button", { name: "保存草稿" }).click();
      await page.getByText("已保存。").waitFor();
      expect(window.complaints).toEqual([]);
    },
  );

  it("an admin drafts a rule, replays it live and reads the report; a lead announces it, and not too early", async () => {
    await using window = await windowOf("admin");
    const { page } = window;
    await window.go("/rule-drafts/new");
    await page.getByLabel("以此为基础").selectOption("DELIVERY-1");
    await page.getByLabel("正文（中文）").fill("服务商应当在承诺的时限内交付。");
    await page.getByLabel("违反的严重程度").selectOption("L3");
    await page.getByRole("checkbox", { name: "警告" }).uncheck();
    await page.getByRole("button", { name: "创建草案" }).click();
    await page.getByRole("heading", { level: 1, name: "DELIVERY-1 草案" }).waitFor();
    await page.getByText("取消措施").waitFor();
    expect(await page.locator("ins").allInnerTexts()).toEqual(["服务商应当在承诺的时限内交付。"]);

    // The work waits until it has been seen at work.
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    // oxlint-disable-next-line typescript/unbound-method -- called below with its own `this`
    const tryAgain = ReplayRun.prototype.tryAgain;
    const spy = jest.spyOn(ReplayRun.prototype, "tryAgain").mockImplementation(async function (
      this: ReplayRun,
      providerId,
    ) {
      await held;
      return tryAgain.call(this, providerId);
    });
    await page.getByLabel("处理决定日期起").fill("2020-01-01");
    await page.getByRole("button", { name: "开始试算" }).click();
    await page.getByText("0 / 14").waitFor();
    expect(await page.getByRole("progressbar", { name: "已试算的处理决定" }).getAttribute("max")).toBe("14");
    await window.picture("rule-replay-running");
    goOn();
    await page.getByRole("heading", { name: "14 份处理决定中有 14 份将会改变" }).waitFor();
    spy.mockRestore();
    expect(await page.getByRole("region", { name: "将会改变的处理决定" }).getByRole("row").count()).toBe(15);
    await window.picture("rule-replay");
    expect(await window.axe()).toEqual([]);
    const address = page.url();

    await page.getByRole("link", { name: "查看草案" }).click();
    await page.getByText("内容由您本人拟定").waitFor();
    expect(await page.getByRole("button", { name: "发布" }).count()).toBe(0);

    await using lead = await windowOf("zhou.lead");
    await lead.go(new URL(address).pathname);
    await lead.page.getByRole("heading", { name: "14 份处理决定中有 14 份将会改变" }).waitFor();
    await lead.page.getByRole("link", { name: "查看草案" }).click();
    await lead.page.getByLabel("生效日期").fill(dayIn(1));
    await lead.page.getByRole("button", { name: "发布" }).click();
    await lead.page.getByRole("alert").getByText("起可用").waitFor();
    await lead.page.getByLabel("生效日期").fill(dayIn(20));
    await lead.page.getByRole("button", { name: "发布" }).click();
    await lead.page.getByText("已公告为第 2 版").waitFor();
    expect(await lead.page.getByRole("button", { name: "发布" }).count()).toBe(0);
    await lead.picture("rule-draft-published");
    expect([...window.complaints, ...lead.complaints]).toEqual([]);
  });

  it("two admins change one draft: what the second typed stays, beside what the first saved", async () => {
    const admin = await world.as("admin");
    const content = {
      title: { zhCN: "标题", en: "Title" },
      text: { zhCN: "正文。", en: "Text." },
      severity: "L1",
      measures: [],
    };
    const { ruleDraft } = await admin.do("createRuleDraft", { code: "PRICE-1", ...content }, "{ ruleDraft { id } }");
    await using window = await windowOf("admin");
    const { page } = window;
    await window.go(`/rule-drafts/${ruleDraft.id}`);
    await page.getByLabel("正文（中文）").fill("我写的正文。");
    await admin.do(
      "updateRuleDraft",
      { ruleDraftId: ruleDraft.id, ...content, text: { zhCN: "别人的。", en: "Theirs." } },
      "{ clientMutationId }",
    );
    await page.getByRole("button", { name: "保存草案" }).click();
    await page.getByText("内容已被他人修改").waitFor();
    expect(await page.getByLabel("正文（中文）").inputValue()).toBe("我写的正文。");
    await page.locator("ins").getByText("别人的。").waitFor();
    await page.getByRole("button", { name: "以我写的为准" }).click();
    await page.getByRole("button", { name: "保存草案" }).click();
    await page.locator("ins").getByText("我写的正文。").waitFor();
  });

  it("a lead reads the figures beside the year before, and takes them away", async () => {
    await world.projected();
    await using window = await windowOf("zhou.lead");
    const { page } = window;
    await window.go(`/statistics?from=${dayIn(-80)}&to=${dayIn(1)}`);
    const totals = page.getByRole("region", { name: "合计" });
    await totals.getByText("新立案件").waitFor();
    const opened = totals.locator("div", { has: page.getByText("新立案件", { exact: true }) }).last();
    await eventually(async () => expect(await opened.innerText()).toMatch(/^新立案件\s+2\s+此前 0\s+▲ 增加 2$/));
    await page.getByLabel("分组", { exact: true }).selectOption("PROVIDER");
    await page.getByLabel("指标", { exact: true }).selectOption("RULINGS");
    await page.getByLabel("对比", { exact: true }).selectOption("YEAR_BEFORE");
    await page.getByRole("list", { name: "处理决定数（按服务商）" }).getByRole("link").first().waitFor();
    // The view is its address: whoever is given it sees the same.
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toMatchObject({
      ...{ by: "PROVIDER", measure: "RULINGS", compare: "YEAR_BEFORE" },
    });
    const trend = part(page, "处理决定数（逐月）");
    expect(await trend.getByRole("img").getAttribute("aria-label")).toMatch(/^处理决定数：/);
    await trend.getByText("查看数字").click();
    expect(await trend.getByRole("row").count()).toBe(13);
    // How many took how long: the picture says the same as its table.
    const spread = part(page, "用时分布");
    await spread.getByRole("combobox").selectOption({ label: "协商中" });
    await spread.getByText("查看数字").click();
    await spread.getByText("时限：7 天").waitFor();
    const counted = await spread.locator("tbody td").allInnerTexts();
    const told = /共 (\d+) 件，其中 \d+ 件超时/.exec((await spread.getByRole("img").getAttribute("aria-label")) ?? "");
    expect(counted.reduce((sum, cell) => sum + Number(cell), 0)).toBe(Number(told?.[1]));
    await page.getByRole("region", { name: "各阶段用时" }).first().getByText("协商中").waitFor();
    // No name of a time is written across another.
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll("svg[role=img]")].flatMap((chart) => {
          const drawn = [...chart.querySelectorAll("g > rect")].flatMap(
            (rect) => rect.parentElement?.querySelector("text") ?? [],
          );
          const ends = drawn.map((text) => text.getBoundingClientRect());
          return ends.filter(({ left }, at) => at > 0 && left < (ends[at - 1]?.right ?? 0));
        }),
      ),
    ).toEqual([]);
    await window.picture("statistics");

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载 CSV" }).click(),
    ]);
    const csv = readFileSync(await download.path(), "utf8");
    expect(csv.split("\r\n")[1]).toMatch(/^合计,2,0,/);
    expect(csv).toContain("星火");

    await page.getByLabel("从", { exact: true }).fill(dayIn(2));
    await page.getByRole("button", { name: "查看", exact: true }).click();
    await eventually(async () =>
      expect(await page.getByLabel("到", { exact: true }).getAttribute("aria-invalid")).toBe("true"),
    );
    expect(window.complaints).toEqual([]);
  });

  it("an auditor gets the link to the statements of reasons", async () => {
    await using window = await windowOf("sun.audit");
    await window.go("/statistics");
    await window.page.getByRole("button", { name: "生成下载链接" }).click();
    const href = await window.page.getByRole("link", { name: "下载", exact: true }).getAttribute("href");
    expect((await fetch(new URL(href ?? "", world.url))).status).toBe(200);
  });

  const dayIn = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString().slice(0, 10);
});

const QUESTION = [
  ["题目（中文）", "什么时候承诺时间？"],
  ["题目（英文）", "When do you promise a time?"],
  ["选项 1（中文）", "算过之后"],
  ["选项 1（英文）", "After counting"],
  ["选项 2（中文）", "立刻"],
  ["选项 2（英文）", "At once"],
  ["答案解析（中文）", "做得到才承诺。"],
  ["答案解析（英文）", "Promise what can be done."],
] as const;

test("durations fall into even bins, with the limit where it belongs; the few longest share the last", () => {
  const day = 24 * 60;
  const spread = [
    { withinMinutes: 100, cases: 60 },
    { withinMinutes: 6 * day, cases: 38 },
    { withinMinutes: 80 * day, cases: 2 },
  ];
  const limit = limitOf({ unit: "workingDays", value: 5 });
  expect(limit).toBe(7 * day);
  const { bins, unit, limitAfter } = binsOf(spread, limit);
  expect([unit, limitAfter]).toEqual(["d", 7]);
  expect(bins.map(({ cases }) => cases)).toEqual([60, 0, 0, 0, 0, 38, 0, 0, 0, 2]);
  expect(bins.map(({ isBeyond }) => isBeyond)).toEqual([...Array(7).fill(false), true, true, true]);
  expect(bins.at(-1)).toMatchObject({ from: 9, to: null });
  expect(limitOf({ unit: "times", value: 1 })).toBeNull();
  expect(binsOf([], null).bins.every(({ cases }) => cases === 0)).toBe(true);
});

test("a scale ends above the highest value, in round steps", () => {
  for (const [most, ticks] of [
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [17, [0, 5, 10, 15, 20]],
    [900, [0, 500, 1_000]],
  ] as const)
    expect(ticksUpTo(most)).toEqual(ticks);
});

test("a text that a spreadsheet would run is made harmless; numbers and texts stay what they are", () => {
  const csv = toCsv([
    ["=1+1", "@x", "＝cmd", " -2"],
    ['说"好", 行', -3, null, "平常"],
  ]);
  expect(csv).toBe(`\uFEFF'=1+1,'@x,'＝cmd,' -2\r\n"说""好"", 行",-3,,平常\r\n`);
});
