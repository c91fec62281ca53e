import type { Browser } from "playwright-core";
import { openCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, part, seen, type Window } from "./window";

const WHY = "同一订单反复以威胁方式索赔，详见各案。";
const CONTEST = "每件投诉都有订单和聊天记录为证。";
const GRANTED = "经复核，限制缺乏依据。";

/** From the consumer's record to a limit that the person contests and another lead lifts, each in a window of their own. */
describeWith("chromium", "limits on complaints", () => {
  let world: World;
  let browser: Browser;
  let caseId: string;
  const windows: Window[] = [];

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    caseId = (await openCase(world)).id;
    await world.projected();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  async function windowOf(who: string): Promise<Window> {
    const window = await openWindow(browser, world);
    windows.push(window);
    await window.enter(who);
    return window;
  }

  test("a lead reads the record and limits, the person contests, another lead decides", async () => {
    const lead = await windowOf("zhou.lead");
    await lead.go(`/cases/${caseId}`);
    const record = part(lead.page, "消费者投诉记录");
    await record.getByRole("button", { name: "查看记录" }).click();
    await seen(record.getByText("1 件，其中 1 件未结，0 件称重大违规"));
    await record.getByText("限制新投诉").first().click();
    await record.getByRole("combobox", { name: "等级" }).selectOption("PACED");
    await record.getByRole("spinbutton", { name: "天数" }).fill("900");
    await record.getByRole("textbox", { name: "理由" }).fill(WHY);
    await record.getByRole("button", { name: "限制新投诉" }).click();
    await seen(record.getByText("该等级的限制最长 90 天。"));
    await record.getByRole("spinbutton", { name: "天数" }).fill("30");
    await record.getByRole("button", { name: "限制新投诉" }).click();
    await seen(record.getByText("生效中"));
    expect(await lead.axe()).toEqual([]);

    const person = await windowOf("li.na");
    await person.go("/cases");
    await seen(person.page.getByRole("heading", { name: "您的投诉受到限制" }));
    await seen(person.page.getByText(WHY));
    expect(await person.axe()).toEqual([]);
    await person.page.getByRole("textbox", { name: "理由" }).fill(CONTEST);
    // What is said of a limit stays over a reload until it is sent.
    await person.page.reload();
    await seen(person.page.getByRole("textbox", { name: "理由" }));
    expect(await person.page.getByRole("textbox", { name: "理由" }).inputValue()).toBe(CONTEST);
    await person.page.getByRole("button", { name: "提出异议" }).click();
    await seen(person.page.getByText("决定期限，逾期限制自动解除"));
    expect(
      await person.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("limit"))),
    ).toEqual([]);
    expect(await person.page.getByRole("button", { name: "提出异议" }).count()).toBe(0);

    await lead.go("/lead?tab=limits");
    await seen(lead.page.getByText("决定异议：该限制由您作出或确认，异议应由其他主管决定。"));
    const other = await windowOf("qian.lead");
    await other.go("/lead?tab=limits");
    await seen(other.page.getByText(CONTEST));
    expect(await other.axe()).toEqual([]);
    await other.page.getByRole("textbox", { name: "理由" }).fill(GRANTED);
    await other.page.getByRole("button", { name: "异议成立，解除限制" }).click();
    await seen(other.page.getByText("没有", { exact: true }));

    await person.page.reload();
    await seen(person.page.getByRole("heading", { name: "我的投诉" }));
    await person.settled();
    expect(await person.page.getByText("您的投诉受到限制").count()).toBe(0);
    // Who read the record is in the log that the person sees.
    const { accessLog } = await (
      await world.as("li.na")
    ).ok("query ($id: ID!) { accessLog(first: 5, filter: { complaintId: $id }) { nodes { kind byRole } } }", {
      id: caseId,
    });
    expect(accessLog.nodes[0]).toEqual({ kind: "CONSUMER_RECORD", byRole: "LEAD_MODERATOR" });
    for (const { complaints, strangers } of windows) expect([complaints, [...strangers]]).toEqual([[], []]);
  });
});
