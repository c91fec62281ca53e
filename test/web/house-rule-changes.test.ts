import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { DAY } from "../../src/platform/time";
import { startWorld, type World } from "../support/world";
import { openWindow, type Window } from "./window";

describeWith("chromium", "pages of house rules", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
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
  const day = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString().slice(0, 10);

  test("an administrator proposes, a lead agrees, everybody reads what is announced, and it is withdrawn", async () => {
    await using admin = await windowOf("admin");
    await admin.go("/house-rules/changes");
    const form = admin.page.getByRole("region", { name: "提议变更" });
    await form.getByLabel("标准", { exact: true }).selectOption("clock.REVIEW");
    await form.getByLabel("个工作日").fill("0");
    await form.getByLabel("生效日期").fill(day(3));
    await form.getByLabel("理由").fill("缩短审理时限。");
    // What was typed stays over a reload, until it is proposed.
    await admin.page.reload();
    await form.getByLabel("个工作日").waitFor();
    expect(
      await Promise.all(
        ["标准", "个工作日", "生效日期", "理由"].map((label) =>
          form.getByLabel(label, { exact: label === "标准" }).inputValue(),
        ),
      ),
    ).toEqual(["clock.REVIEW", "0", day(3), "缩短审理时限。"]);
    await form.getByRole("button", { name: "提议" }).click();
    // Refused with what is wrong; what was typed stays.
    await form.getByRole("alert").filter({ hasText: "公告期不足" }).first().waitFor();
    await form.getByLabel("生效日期").fill(day(20));
    await form.getByRole("button", { name: "提议" }).click();
    await form.getByText("须不小于").first().waitFor();
    await form.getByLabel("个工作日").fill("8");
    await form.getByRole("button", { name: "提议" }).click();
    const waiting = admin.page.getByRole("region", { name: "等待第二人同意" });
    await waiting.getByText("8 个工作日").waitFor();
    expect(await form.getByLabel("理由").inputValue()).toBe("");
    await waiting.getByText("该变更由您提出").first().waitFor();
    expect(await waiting.getByRole("button").allTextContents()).toEqual(["撤回"]);

    await using visitor = await openWindow(browser, world);
    await visitor.go("/house-rules");
    await visitor.page.getByText("目前没有已公告的变更。").waitFor();

    await using lead = await windowOf("zhou.lead");
    // What waits for them is told in the inbox, and led to from there.
    await lead.go("/inbox");
    await lead.page.locator("main a[href='/house-rules/changes']").click();
    await lead.page.getByRole("button", { name: "批准", exact: true }).click();
    const announced = lead.page.getByRole("region", { name: "已公告" });
    await announced.getByText("8 个工作日").waitFor();
    expect(await announced.getByRole("button").count()).toBe(0);

    await visitor.go("/house-rules");
    const card = visitor.page.getByRole("listitem").filter({ hasText: "缩短审理时限。" });
    await card.getByText("原为 10 个工作日").waitFor();
    expect(await card.textContent()).not.toContain("周");

    // Whoever is still there sees what was decided.
    await admin.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await admin.page.getByRole("region", { name: "已公告" }).getByText("8 个工作日").waitFor();
    await admin.page.getByLabel("撤回理由").fill("另行研究。");
    await admin.page.getByRole("button", { name: "撤回" }).click();
    await admin.page.getByRole("region", { name: "已公告" }).getByText("没有。").waitFor();
    for (const window of [admin, lead, visitor]) expect(window.complaints).toEqual([]);
  });
});
