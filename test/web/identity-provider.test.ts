import type { Browser } from "playwright-core";
import { AtProvider } from "../accounts/at-provider";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { openWindow, seen } from "./window";

/** The way from the sign-in page to the platform's identity provider and back, with a real one and in a real browser. */
describeWith("chromium", "signing in at the identity provider", () => {
  let at: AtProvider;
  let browser: Browser;
  beforeAll(async () => {
    at = await AtProvider.start("sqlite");
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await at?.[Symbol.asyncDispose]();
  });

  test("from the page and back to it, past a no, by a link of the platform, and out again on both sides", async () => {
    await at.says({ mei: { claims: { name: "Mei" } } });
    await using window = await openWindow(browser, at.world, { serviceWorkers: "allow" });
    const { page } = window;
    const viewer = page.locator("header [data-viewer]");

    // A link of the platform, before one is signed in there: the page, as a visitor.
    await page.goto(`${at.world.url}/rules?sso=1`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(page.url()).toBe(`${at.world.url}/rules`);

    await page.goto(`${at.world.url}/sign-in?next=/orders`);
    const button = page.getByRole("link", { name: "使用The Market登录" });
    await button.click();
    await page.getByRole("button", { name: "No" }).click();
    await seen(page.getByText("登录在统一身份认证处被拒绝或已取消"));

    await button.click();
    await page.getByLabel("Name").fill("mei");
    await page.getByRole("button", { name: "Sign in" }).click();
    await viewer.waitFor();
    await page.waitForURL(`${at.world.url}/orders`);
    // No script reads what belongs to the sign-in.
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await page.reload();
    await viewer.waitFor();

    // The link again: signed in there, and so here.
    await page.goto(`${at.world.url}/inbox?sso=1`);
    await page.waitForURL(`${at.world.url}/inbox`);
    await viewer.waitFor();

    await viewer.click();
    await page.getByRole("button", { name: "退出" }).click();
    await page.waitForURL(`${at.issuer}/session/end?**`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${at.world.url}/`);
    await page.getByRole("link", { name: "登录" }).first().waitFor();
    await page.goto(`${at.world.url}/orders?sso=1`);
    await page.waitForURL((url) => url.pathname === "/sign-in" || url.pathname === "/orders");
    expect(await viewer.count()).toBe(0);
    // But for the no, and for the picture that the provider's pages lack.
    const other = window.complaints.filter((complaint) => !/status of 404/.test(complaint));
    expect(other).toEqual(["Failed to load resource: the server responded with a status of 401 (Unauthorized)"]);
  });
});
