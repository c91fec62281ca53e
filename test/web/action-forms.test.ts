import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, isEnumType } from "graphql";
import type { Browser, Locator } from "playwright-core";
import { MESSAGES } from "../../src/app/messages";
import { ENUM_LABELS } from "../../web/app/src/text/enums";
import { forgetPoints, sellAgain } from "../case/complaints/situations";
import type { WorldCase } from "../case/complaints/world-case";
import { PDF, PNG } from "../case/evidence/samples";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { APPEAL_DECISIONS } from "./appeal-decisions";
import { PARTY_WALKS } from "./party-walks";
import { DESK_WALKS, PLATFORM_WALKS, toCourt } from "./platform-walks";
import { REFUSED_AT_DESK, REFUSED_IN_CASE, type Refused } from "./refused-forms";
import { fillIn, labelOf, local, when, and, written, type Answers, type Walk } from "./walks";
import { PATIENCE_MS } from "../support/eventually";
import { casePart, nowButton, openWindow, part, seen, type Window } from "./window";

const messages = MESSAGES["zh-CN"];

const NOW = "轮到您处理";
const DESK = "办理情况";

describeWith("chromium", "every action's form, filled in as people do", () => {
  let world: World;
  let browser: Browser;
  const windows = new Map<string, Promise<Window>>();

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
    await forgetPoints(world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  beforeEach(() => sellAgain(world));
  afterEach(async () => {
    for (const { complaints, strangers } of await Promise.all(windows.values()))
      expect([complaints, [...strangers]]).toEqual([[], []]);
  });

  function windowOf(login: string): Promise<Window> {
    const window =
      windows.get(login) ??
      openWindow(browser, world).then(async (opened) => {
        opened.page.setDefaultTimeout(PATIENCE_MS);
        await opened.enter(login);
        return opened;
      });
    windows.set(login, window);
    return window;
  }

  /** The case in its situation, on the screen of who is to act. */
  async function open({ situation, who, tab }: Pick<Walk<unknown>, "situation" | "who" | "tab">) {
    const [theCase, window] = await Promise.all([situation(world), windowOf(who)]);
    if (tab) {
      await window.go(`/lead?tab=${tab}`);
      await inList(window, theCase).getByRole("link", { name: "打开案件" }).click();
      await window.page.waitForURL(`**/cases/${theCase.id}`);
    } else await window.follow(`/cases/${theCase.id}`);
    await seen(part(window.page, NOW));
    return { theCase, window, page: window.page };
  }

  describe("on the case's page", () => {
    test.each(Object.entries({ ...PARTY_WALKS, ...PLATFORM_WALKS }))("%s", async (_, walk) => {
      const { theCase, window, page } = await open(walk);
      const name = labelOf("ComplaintAction", walk.action);
      const loaded = await loadedAt(window);
      await (await nowButton(page, name)).click();
      await answer(page.getByRole("dialog", { name }), name, walk.answers);
      await seen(page.getByRole("status").getByText(`已完成：${name}`));
      await expectDone(theCase, window, walk);
      if (walk.tab) {
        await page.goBack();
        await seen(page.locator("main nav.tabs [aria-current=page]"));
        // Among others it keeps its place until the lead hides it.
        await inList(window, theCase).filter({ hasNotText: "已处理" }).waitFor({ state: "detached" });
      }
      expect(await loadedAt(window)).toBe(loaded);
    });
  });

  describe("at the desk", () => {
    test.each(Object.entries(DESK_WALKS))("%s", async (_, walk) => {
      const { theCase, window, page } = await open(walk);
      const name = labelOf("DeskAction", walk.action);
      await part(page, DESK).getByRole("button", { name, exact: true }).click();
      if (walk.answers) await answer(page.getByRole("dialog", { name }), name, walk.answers);
      await expectDone(theCase, window, walk);
    });
  });

  test("until when another has the case is said by the reader's own clock", async () => {
    const { page } = await open({ situation: when("SUBMITTED, taken"), who: "zhou.lead" });
    const until = part(page, DESK).getByText(/^另一位处理专员正在处理此案，至 /);
    await seen(until);
    expect(await until.innerText()).toMatch(/至 \d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d（北京时间）。$/);
  });

  test("a message is written below what was said, and sent by the keyboard", async () => {
    const { theCase, page } = await open({ situation: when("NEGOTIATING, just opened"), who: "li.na" });
    await page.getByLabel("您的留言").fill("请问何时补寄？");
    await page.keyboard.press("Control+Enter");
    await seen(page.getByRole("log", { name: "沟通" }).getByText("请问何时补寄？"));
    expect(await theCase.look("messages { nodes { side text } }")).toMatchObject({
      messages: [{ side: "CONSUMER", text: "请问何时补寄？" }],
    });
  });

  test("evidence is added where the button for it leads", async () => {
    const { theCase, page } = await open({ situation: when("EVIDENCE"), who: "li.na" });
    // Asked for well before: a dialog that opens before the browser has been told to hand it over is closed at once.
    const choosing = page.waitForEvent("filechooser");
    await (await nowButton(page, "提交证据")).click();
    await seen(page.locator("button:focus").filter({ hasText: "选择文件" }));
    await page.keyboard.press("Enter");
    await (await choosing).setFiles({ name: "发货单.png", mimeType: "image/png", buffer: PNG });
    await part(page, "添加证据").getByRole("button", { name: "上传 1 份" }).click();
    await seen(part(page, "证据").getByText("已上传：发货单"));
    expect((await theCase.look("evidence { nodes { title status } }")).evidence.at(-1)).toEqual({
      title: "发货单",
      status: "STORED",
    });
  });

  test("late evidence is chosen below what is there already", async () => {
    const { page } = await open({ situation: when("UNDER_REVIEW, late evidence came"), who: "li.na" });
    const evidence = await casePart(page, "证据");
    await seen(evidence.getByRole("button", { name: /^查看/ }));
    await evidence
      .locator("input[type=file][multiple]")
      .setInputFiles({ name: "发票.pdf", mimeType: "application/pdf", buffer: PDF });
    await seen(evidence.getByText("发票 · 发票.pdf"));
    await evidence.getByRole("button", { name: "不上传 发票.pdf" }).click();
    await evidence.getByText("发票 · 发票.pdf").waitFor({ state: "detached" });
  });

  describe("an appeal", () => {
    test.each(Object.entries(APPEAL_DECISIONS))("%s", async (_, decision) => {
      const { theCase, window, page } = await open({ ...decision, who: "zhou.lead" });
      await part(page, NOW).getByRole("link", { name: "作出申诉决定" }).click();
      await page.waitForURL(`**/cases/${theCase.id}/appeal`);
      await fillIn(part(page, "申诉决定"), decision.answers);
      await decision.replace?.(part(page, "取代原处理决定的内容"));
      await page.getByRole("button", { name: "作出申诉决定" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "作出申诉决定" }).click();
      await page.waitForURL(`**/cases/${theCase.id}`);
      await expectDone(theCase, window, decision);
    });

    test("is not granted without anything else being decided: that is said, and what was written stays", async () => {
      const answers = { 结果: "申诉成立", 理由: "认定的交付时间有误。" };
      const { theCase, page } = await open({
        situation: when("APPEALED by the provider, and answered"),
        who: "zhou.lead",
      });
      await part(page, NOW).getByRole("link", { name: "作出申诉决定" }).click();
      await fillIn(part(page, "申诉决定"), { ...answers, 以新的处理决定取代原处理决定: "checked" });
      await page.getByRole("button", { name: "作出申诉决定" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "作出申诉决定" }).click();
      await seen(page.getByRole("alert").getByText(messages["appeal.nothingChanges"]));
      expect(await written(part(page, "申诉决定"), answers)).toEqual(answers);
      expect((await theCase.look()).status).toBe("APPEALED");
    });
  });

  describe("the ways outside", () => {
    const OUTSIDE = "外部途径";
    const REFERRALS = "referrals { route body reference note status filedAt statusAt result outcome reportedBy }";
    const today = (): string => local(new Date()).slice(0, 10);
    const day = (at: string): string => local(new Date(at)).slice(0, 10);

    test("the consumer tells where they have gone", async () => {
      const { theCase, page } = await open({ situation: when("UNDER_REVIEW, taken"), who: "li.na" });
      await page.getByRole("button", { name: OUTSIDE }).click();
      const way = page.getByRole("dialog", { name: OUTSIDE }).getByRole("group").filter({ hasText: "向人民法院起诉" });
      await way.getByText("向人民法院起诉").click();
      await way.getByRole("button", { name: "登记已提交" }).click();
      const form = page.getByRole("dialog", { name: "向人民法院起诉" });
      await answer(form, "向人民法院起诉", {
        提交日期: "2026-01-05",
        "受理机构，例如法院名称": "杭州互联网法院",
        外部案号: "(2026)浙0192民初77号",
        备注: "开庭时间另行通知。",
      });
      await seen(page.getByRole("dialog", { name: OUTSIDE }).getByText("(2026)浙0192民初77号"));
      const { referrals } = await theCase.look(REFERRALS);
      expect(referrals).toMatchObject([
        {
          ...{ route: "COURT", body: "杭州互联网法院", reference: "(2026)浙0192民初77号", note: "开庭时间另行通知。" },
          ...{ status: "FILED", reportedBy: "CONSUMER" },
        },
      ]);
      expect(day(referrals[0].filedAt)).toBe("2026-01-05");
    });

    test("who only looks on is not asked what came of it", async () => {
      const { page } = await open({ situation: and(when("UNDER_REVIEW, taken"), toCourt), who: "sun.audit" });
      await page.getByRole("button", { name: OUTSIDE }).click();
      await seen(page.getByRole("dialog", { name: OUTSIDE }).getByText("杭州互联网法院"));
      expect(await page.getByRole("dialog", { name: OUTSIDE }).getByRole("button", { name: "更新进展" }).count()).toBe(
        0,
      );
    });

    test("what came of it is reported on the very day that it was handed in", async () => {
      const { theCase, page } = await open({ situation: and(when("UNDER_REVIEW, taken"), toCourt), who: "chen.mod" });
      await page.getByRole("button", { name: OUTSIDE }).click();
      await page.getByRole("dialog", { name: OUTSIDE }).getByRole("button", { name: "更新进展" }).click();
      const form = page.getByRole("dialog", { name: "更新进展" });
      await answer(form, "更新进展", {
        目前状态: "已有结果",
        状态起始时间: today(),
        结果: "部分支持消费者",
        外部处理结果: "当庭调解，退还 300 元。",
      });
      await seen(page.getByRole("dialog", { name: OUTSIDE }).getByText("当庭调解，退还 300 元。"));
      const { referrals } = await theCase.look(REFERRALS);
      expect(referrals).toMatchObject([
        {
          ...{ status: "DECIDED", result: "PARTLY_FOR_CONSUMER", outcome: "当庭调解，退还 300 元。" },
          ...{ body: "杭州互联网法院", reportedBy: "PLATFORM" },
        },
      ]);
      expect(day(referrals[0].statusAt)).toBe(today());
    });
  });

  describe("what the server refuses is said in the form, and what was typed stays", () => {
    test.each(Object.entries(REFUSED_IN_CASE))("%s", async (_, refused) => {
      await expectRefused(NOW, labelOf("ComplaintAction", refused.action), refused);
    });

    test.each(Object.entries(REFUSED_AT_DESK))("%s", async (_, refused) => {
      const name = labelOf("DeskAction", refused.action);
      const { window, page } = await expectRefused(DESK, name, refused);
      // Also over a reload.
      await page.reload();
      await window.settled();
      await part(page, DESK).getByRole("button", { name, exact: true }).click();
      expect(await written(page.getByRole("dialog", { name }), refused.answers)).toEqual(refused.answers);
    });

    async function expectRefused(where: string, name: string, refused: Refused<unknown>) {
      const { theCase, window, page } = await open(refused);
      const { version } = await theCase.look();
      const inPart = part(page, where).getByRole("button", { name, exact: true });
      await (where === NOW ? await nowButton(page, name) : inPart).click();
      const form = page.getByRole("dialog", { name });
      await fillIn(form, refused.answers);
      await form.getByRole("button", { name, exact: true }).click();
      const alert = form.getByRole("alert");
      await seen(
        alert
          .getByText(refused.says)
          .or(alert.filter({ hasText: refused.says }))
          .first(),
      );
      const about = form.getByLabel(refused.about, { exact: true });
      expect(await about.getAttribute("aria-invalid")).toBe("true");
      expect(await about.evaluate((field) => field === document.activeElement)).toBe(true);
      expect((await about.getAttribute("aria-describedby"))?.split(" ")).toContain(await alert.getAttribute("id"));
      expect(await written(form, refused.answers)).toEqual(refused.answers);
      expect((await theCase.look()).version).toBe(version);
      expect(await window.axe()).toEqual([]);
      return { window, page };
    }
  });

  async function answer(form: Locator, name: string, answers?: Answers): Promise<void> {
    await fillIn(form, answers);
    await form.getByRole("button", { name, exact: true }).click();
    await form.waitFor({ state: "detached" });
  }

  /** The API tells what was asked for, and the page shows it, its state first. */
  async function expectDone(
    theCase: WorldCase,
    { page }: Window,
    { shows = {}, tells }: Pick<Walk<unknown>, "shows" | "tells">,
  ): Promise<void> {
    for (const [heading, words] of Object.entries(shows))
      await seen((await casePart(page, heading)).getByText(words).first());
    const now = await theCase.look(tells.of);
    expect(now).toMatchObject(tells.as);
    const standing = [labelOf("ComplaintStatus", now.status), labelOf("ClosureReason", now.closureReason ?? "")];
    for (const words of standing) await seen(page.locator("main .badge").filter({ hasText: words }).first());
  }
});

const inList = ({ page }: Window, { id }: WorldCase): Locator =>
  page.getByRole("listitem").filter({ has: page.locator(`a[href="/cases/${id}"]`) });

/** A page that is loaded anew has another. */
const loadedAt = ({ page }: Window): Promise<number> => page.evaluate(() => performance.timeOrigin);

/** Forms that are walked in other files, by the test that does it. */
const ELSEWHERE: readonly { file: string; test: string; actions: readonly string[] }[] = [
  {
    file: "case.test.ts",
    test: "offer, counter-offer, agreement, proof, confirmation: each side sees the other's step without a reload",
    actions: ["MAKE_OFFER", "COUNTER_OFFER", "ACCEPT_OFFER", "FILE_SETTLEMENT_PROOF", "CONFIRM_SETTLEMENT"],
  },
  {
    file: "case.test.ts",
    test: "a moderator takes a case, asks for something, and accepts it; the consumer is asked and answers live",
    actions: ["TAKE", "REQUEST_INFORMATION", "SUPPLY_INFORMATION", "ACCEPT"],
  },
  {
    file: "desk.test.ts",
    test: "colleagues leave each other notes on a case, which its parties never see",
    actions: ["WRITE_NOTE"],
  },
  {
    file: "story.test.ts",
    test: "the provider refuses, which opens the way to the platform; the desk sees the case arrive",
    actions: ["REFUSE_DEMAND", "ESCALATE"],
  },
  {
    file: "story.test.ts",
    test: "the server is killed: everybody is told, nothing typed is lost, and all goes on by itself",
    actions: ["SUBMIT_DEFENCE"],
  },
  {
    file: "story.test.ts",
    test: "the stage ends as soon as both sides have said what they have",
    actions: ["CLOSE_EVIDENCE"],
  },
  {
    file: "story.test.ts",
    test: "the moderator rules, and a grave measure waits for the lead, who sees it come",
    actions: ["ISSUE_RULING", "APPROVE_RULING"],
  },
];

/** By tests of their own above: they have a place instead of a form. */
const PLACED = ["SEND_MESSAGE", "SUBMIT_EVIDENCE", "DECIDE_APPEAL"];

describe("no action is left out", () => {
  const labels: Record<string, readonly string[]> = { ...ENUM_LABELS.ComplaintAction, ...ENUM_LABELS.DeskAction };

  test.each(ELSEWHERE)("$file: $test", ({ file, test: title, actions }) => {
    const [, body = ""] = readFileSync(join(__dirname, file), "utf8").split(`("${title}", `);
    const [own = ""] = body.split(/^ {2}(?:it|test)\(/m);
    expect(actions.filter((action) => !own.includes(`"${labels[action]?.[1]}"`))).toEqual([]);
  });

  test("every action of the schema is walked", () => {
    const here = [PARTY_WALKS, PLATFORM_WALKS, DESK_WALKS].flatMap((walks) =>
      Object.values<Walk<string>>(walks).map(({ action }) => action),
    );
    const walked = new Set([...here, ...PLACED, ...ELSEWHERE.flatMap(({ actions }) => actions)]);
    const schema = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"));
    const known = ["ComplaintAction", "DeskAction"].flatMap((name) => {
      const type = schema.getType(name);
      return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    });
    expect([...walked].sort()).toEqual(known.sort());
  });
});
