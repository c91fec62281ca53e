import type { Browser } from "playwright-core";
import { makeAccountLink } from "../../src/accounts/links/make-account-link";
import { Account } from "../../src/accounts/account/account.entity";
import { FactorPerson } from "../accounts/factor-people";
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

  async function linkFor(accountId: string): Promise<string> {
    const { token } = await world.db.transact(async (tx) => {
      const account = await tx.lock(Account, accountId);
      if (!account) throw new Error("nobody");
      return makeAccountLink(tx, account);
    });
    return token;
  }

  test("asks for a password and signs in, once; its token is in no address that a server is asked for", async () => {
    const token = await linkFor((await world.as("sun.audit")).accountId);
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

  test("whoever has a second factor is told that the password is set, and goes on with the code, also after the network was away", async () => {
    const person = await (await FactorPerson.register(world)).addTotp();
    await using window = await openWindow(browser, world);
    const { page } = window;
    await window.go(`/welcome#${await linkFor(person.id)}`);
    await page.getByLabel("密码").fill("a violet lamp beside seven rivers");
    await page.route("**/graphql", (route) =>
      route.request().postData()?.includes("signIn") ? route.abort() : route.continue(),
    );
    await page.getByRole("button", { name: "保存密码并登录" }).click();
    await seen(page.getByText("密码已设置。"));
    await seen(page.getByText(/无法连接服务器/));
    await page.unroute("**/graphql");
    await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
    await page.getByLabel("验证码").fill(person.code());
    await page.getByRole("button", { name: "确认" }).click();
    await page.locator("header [data-viewer]").waitFor();
    expect(window.complaints).toEqual([]);
  });
});
