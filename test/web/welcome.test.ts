import type { Browser } from "playwright-core";
import { makeAccountLink } from "../../src/accounts/make-account-link";
import { Account } from "../../src/accounts/account.entity";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, seen } from "./window";

/** What the operator's command line prints is opened by its person, in a browser. */
describeWith("chromium", "a one-time link", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  test("asks for a password and signs in, once; its token is in no address that a server is asked for", async () => {
    const { accountId } = await world.as("sun.audit");
    const { token } = await world.db.transact(async (tx) => {
      const account = await tx.lock(Account, accountId);
      if (!account) throw new Error("nobody");
      return makeAccountLink(tx, account);
    });
    await using window = await openWindow(browser, world);
    const { page } = window;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url(), request.headers().referer ?? ""));
    await window.go(`/welcome#${token}`);
    await page.getByLabel("密码").fill("a violet lamp beside seven rivers");
    await page.getByRole("button", { name: "保存密码并登录" }).click();
    await page.locator("header [data-viewer]").waitFor();
    expect(asked.filter((address) => address.includes(token))).toEqual([]);
    expect(page.url()).not.toContain(token);

    await window.go(`/welcome#${token}`);
    await page.getByLabel("密码").fill("another violet lamp, quite new");
    await page.getByRole("button", { name: "保存密码并登录" }).click();
    await seen(page.getByText("此链接无效、已使用、已被新链接替代或已过期"));
    expect(window.complaints).toEqual([]);
  });
});
