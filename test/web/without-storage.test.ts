import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { MINUTE } from "../../src/platform/time";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith, requireProgram } from "../support/programs";
import { temporaryFolder } from "../support/temporary";
import { startWorld, type World } from "../support/world";
import { openWindow, seen, Window } from "./window";

jest.setTimeout(180_000);

describeWith("chromium", "a browser that keeps nothing for the pages", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
    theCase = await caseIn(world, "NEGOTIATING");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel("您的留言").pressSequentially(text);
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(page.getByRole("log").getByText(text));
  }

  /** Until not one letter more has room. */
  const fill = (page: Page): Promise<void> =>
    page.evaluate(() => {
      for (const storage of [localStorage, sessionStorage])
        for (let size = 2 ** 20, count = 0; size >= 1; count += 1)
          try {
            storage.setItem(`full ${count}`, "x".repeat(size));
          } catch {
            size /= 2;
          }
    });

  test("because it is full lets one sign in, write and send all the same", async () => {
    await using one = await openWindow(browser, world);
    await one.go("/rules");
    await fill(one.page);
    await one.signIn(theCase.people.consumer);
    await one.follow(`/cases/${theCase.id}`);
    await say(one.page, "没有地方可存");
    expect(one.complaints).toEqual([]);
    // The session is refreshed, and there is no room for that either.
    world.advance(16 * MINUTE);
    await say(one.page, "仍在登录");
  });

  test("because its person forbids it lets one read, sign in, write and send", async () => {
    const folder = await temporaryFolder("profile");
    mkdirSync(join(folder.path, "Default"));
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(folder.path, "Default/Preferences"), JSON.stringify(blocked));
    const context = await chromium.launchPersistentContext(folder.path, {
      ...{
        executablePath: requireProgram("chromium"),
        locale: "zh-CN",
        serviceWorkers: "block",
        reducedMotion: "reduce",
      },
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    try {
      const one = new Window(await context.newPage(), world.url);
      await one.go("/rules");
      expect(await one.page.evaluate("try { localStorage.length } catch ({ name }) { name }")).toBe("SecurityError");
      await one.signIn(theCase.people.consumer);
      await one.follow(`/cases/${theCase.id}`);
      await say(one.page, "什么都不保存");
      expect(one.complaints).toEqual([]);
      world.advance(16 * MINUTE);
      await say(one.page, "也仍在登录");
    } finally {
      await context.close();
      await folder.remove();
    }
  });
});
