import type { Browser, Page } from "playwright-core";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { signIn, startWorld, type World } from "../support/world";
import { openWindow, seen, type Window } from "./window";

jest.setTimeout(180_000);

declare global {
  interface Window {
    /** Whether the browser had kept the page as it was, and whose pages have been drawn since. */
    wasKept?: boolean;
    drawn?: string[];
  }
}

/** A page to which somebody goes back, and which the browser has kept as it was: nothing was told to it meanwhile. */
describeWith("chromium", "gone back to a page that was kept", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let underReview: WorldCase;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser({ whole: true, keepsPages: true })]);
    theCase = await caseIn(world, "NEGOTIATING");
    underReview = await caseIn(world, "UNDER_REVIEW");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  /** Whether the page was kept, and what has been drawn since. */
  async function watched(page: Page): Promise<void> {
    await page.addInitScript(() => {
      // Not every browser tells a kept page later what other tabs have written meanwhile.
      addEventListener("storage", (event) => event.stopImmediatePropagation());
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        window.wasKept = true;
        window.drawn = [];
        const look = ({ addedNodes }: MutationRecord): void =>
          addedNodes.forEach((node) => {
            if (!(node instanceof Element)) return;
            for (const each of node.querySelectorAll<HTMLElement>("[data-viewer]"))
              window.drawn?.push(each.dataset.viewer ?? "");
          });
        new MutationObserver((changes) => changes.forEach(look)).observe(document.body, {
          ...{ childList: true, subtree: true },
        });
      });
    });
  }

  /** On their case, which they have left for a page without any of the code of the pages. */
  async function left(): Promise<Window> {
    const one = await openWindow(browser, world);
    await watched(one.page);
    await one.signIn(theCase.people.consumer);
    await one.go(`/cases/${theCase.id}`);
    await one.page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
    await one.page.goto(`${world.url}/robots.txt`);
    return one;
  }

  async function goBack(page: Page, to = "/cases/**"): Promise<void> {
    await page.evaluate("history.back()").catch(() => undefined);
    // It is loaded already.
    await page.waitForURL(`**${to}`, { waitUntil: "commit" });
    await page.waitForFunction(() => window.wasKept);
  }

  /** As another tab does it. */
  async function inAnotherTab(page: Page, login: string | null): Promise<void> {
    const { token = "", accountId, refreshToken } = login === null ? {} : await signIn(world.url, login);
    const accessTokenExpiresAt = new Date(Date.now() + 600_000).toISOString();
    const session = login && JSON.stringify({ accountId, accessToken: token, accessTokenExpiresAt, refreshToken });
    await page.evaluate((text) => {
      if (text) localStorage.setItem("redress.session", text);
      else localStorage.removeItem("redress.session");
    }, session);
  }

  test("it shows what has happened, and the connection is live again", async () => {
    await using one = await left();
    const text = "您离开时写下的话";
    await (
      await world.as(theCase.people.provider)
    ).do("sendMessage", { complaintId: theCase.id, text }, "{ clientMutationId }");
    await goBack(one.page);
    await seen(one.page.getByRole("log").getByText(text));
    await one.page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
  });

  test("whoever has signed out meanwhile is no longer on it", async () => {
    await using one = await left();
    await inAnotherTab(one.page, null);
    await goBack(one.page);
    await one.page.waitForURL("**/sign-in**", { waitUntil: "commit" });
    expect(await one.page.evaluate(() => window.drawn)).toEqual([]);
  });

  test("whoever has signed in meanwhile is, and nothing is drawn for them of who was there before", async () => {
    await using one = await left();
    await inAnotherTab(one.page, "tom");
    await goBack(one.page);
    await seen(one.page.locator('header [data-viewer="tom"]'));
    expect(await one.page.evaluate(() => window.drawn)).not.toContain(theCase.people.consumer);
  });

  test("it speaks the language that was chosen meanwhile", async () => {
    await using one = await left();
    await one.page.evaluate(() => localStorage.setItem("redress.language", "en"));
    await goBack(one.page);
    await one.page.locator("html[lang=en]").waitFor();
    await seen(one.page.getByRole("tab", { name: "Conversation" }));
  });

  test("whose session has ended at the server signs in again", async () => {
    await using one = await left();
    await (await world.as(theCase.people.consumer)).do("signOutEverywhere", {}, "{ clientMutationId }");
    await goBack(one.page);
    await one.page.waitForURL("**/sign-in**", { waitUntil: "commit" });
  });

  /** Looks at a page while their role is taken away, which the browser has kept, or frozen, meanwhile. */
  async function withoutRole(one: Window, login: string, path: string, how: string): Promise<void> {
    const [admin, { accountId }] = await Promise.all([world.as("admin"), world.as(login)]);
    const { page } = one;
    await one.enter(login);
    await watched(page);
    await one.go(path);
    await page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
    if (how === "was kept") await page.goto(`${world.url}/robots.txt`);
    await admin.do("setAccountRoles", { accountId, roles: ["CONSUMER"] }, "{ account { id } }");
    if (how === "was kept") await goBack(page, path);
    // Pages that are driven are never frozen: this one is told that it was.
    if (how === "was frozen") await page.evaluate(() => document.dispatchEvent(new Event("resume")));
    await page.locator("[data-staff]").waitFor({ state: "detached" });
    await seen(page.locator(`header [data-viewer="${login}"]`));
  }

  test.each([
    ["was kept", "chen.mod"],
    ["is open", "zhou.lead"],
  ])("whose role was taken away no longer sees the case that it opened on a page that %s", async (how, login) => {
    await using one = await openWindow(browser, world);
    await withoutRole(one, login, `/cases/${underReview.id}`, how);
    await seen(one.page.getByRole("heading", { level: 1, name: "案件", exact: true }));
  });

  test.each([
    ["was kept", "qian.lead"],
    ["was frozen", "gao.lead"],
  ])("nor, on a page that %s, what no stream tells of", async (how, login) => {
    await using one = await openWindow(browser, world);
    await withoutRole(one, login, "/accounts", how);
    await seen(one.page.getByText("此页面供其他岗位使用"));
  });
});
