import type { Browser, BrowserContext, Page } from "playwright-core";
import { MINUTE } from "../../src/platform/time";
import { caseIn, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, seen, Window } from "./window";

jest.setTimeout(180_000);

/** Several tabs of one browser: they share what it keeps, and of what each has for itself another may be a copy. */
describeWith("chromium", "two tabs", () => {
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

  const tabIn = async (context: BrowserContext): Promise<Window> => new Window(await context.newPage(), world.url);
  const viewer = (page: Page) => page.locator("header [data-viewer]");
  /** Every access token that was issued until now has expired. */
  const quarterOfAnHour = (): void => world.advance(16 * MINUTE);

  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel("您的留言").fill(text);
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(page.getByRole("log").getByText(text));
  }

  /** As the browser duplicates a tab: with what is kept for that tab alone. */
  async function copyOf({ page }: Window): Promise<Window> {
    const opening = page.context().waitForEvent("page");
    await page.evaluate((address) => void window.open(address), page.url());
    const copy = new Window(await opening, world.url);
    await copy.settled();
    return copy;
  }

  test("of one session refresh it at once, and each message is there once", async () => {
    await using one = await openWindow(browser, world);
    await one.enter(theCase.people.consumer);
    const two = await tabIn(one.page.context());
    for (const tab of [one, two]) await tab.go(`/cases/${theCase.id}`);
    quarterOfAnHour();
    await Promise.all([say(one.page, "从第一个标签页"), say(two.page, "从第二个标签页")]);
    for (const { page } of [one, two])
      for (const text of ["从第一个标签页", "从第二个标签页"]) {
        await seen(page.getByRole("log").getByText(text));
        expect(await page.getByRole("log").getByText(text).count()).toBe(1);
      }
  });

  test("a copy of a tab refreshes the same session as the tab, and ends with it", async () => {
    await using one = await openWindow(browser, world);
    await one.signIn(theCase.people.consumer, { onlyThisTab: true });
    await one.go(`/cases/${theCase.id}`);
    const two = await copyOf(one);
    for (const [n, tab] of [one, two, two, one].entries()) {
      quarterOfAnHour();
      await say(tab.page, `轮到第 ${n} 次`);
    }
    // A copy that hears of nothing while it is loaded again.
    quarterOfAnHour();
    await two.page.goto(`${world.url}/robots.txt`);
    await say(one.page, "它不在的时候");
    world.advance(MINUTE);
    await two.go(`/cases/${theCase.id}`);
    await seen(two.page.getByRole("log").getByText("它不在的时候"));
    quarterOfAnHour();
    await say(two.page, "它又在了");
    await one.signOut();
    await viewer(two.page).waitFor({ state: "detached" });
    await two.page.waitForURL("**/sign-in**");
    expect(await two.page.evaluate(() => sessionStorage.getItem("redress.session"))).toBeNull();
  });

  test("a session that is ended on another device shows nothing of its person any longer", async () => {
    await using one = await openWindow(browser, world);
    await one.signIn("tom");
    await one.go("/inbox");
    await one.page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
    await (await world.as("tom")).do("signOutEverywhere", {}, "{ clientMutationId }");
    await viewer(one.page).waitFor({ state: "detached" });
    await one.page.waitForURL("**/sign-in**");
  });

  test("who signs in again in one is let in in the other, too, to what was being written there", async () => {
    await using one = await openWindow(browser, world);
    await one.signIn(theCase.people.consumer);
    await one.go(`/cases/${theCase.id}`);
    await one.page.getByLabel("您的留言").fill("还没写完的话");
    await one.loseSession();
    await one.page.waitForURL("**/sign-in**");
    const two = await tabIn(one.page.context());
    await two.signIn(theCase.people.consumer);
    await one.page.waitForURL(`**/cases/${theCase.id}`);
    await one.settled();
    expect(await one.page.getByLabel("您的留言").inputValue()).toBe("还没写完的话");
  });

  test("the language that is chosen in one is spoken in the other, where what was being written stays", async () => {
    await using one = await openWindow(browser, world);
    await one.enter(theCase.people.consumer);
    await one.go(`/cases/${theCase.id}`);
    await one.page.getByLabel("您的留言").fill("还没写完的话");
    const two = await tabIn(one.page.context());
    await two.go("/cases");
    await viewer(two.page).click();
    await two.page.locator("[popover] button[lang=en]").click();
    await seen(one.page.getByRole("tab", { name: "Conversation" }));
    expect(await one.page.locator("html").getAttribute("lang")).toBe("en");
    expect(await one.page.getByRole("textbox", { name: "Your message" }).inputValue()).toBe("还没写完的话");
  });

  test("a complaint is one draft, in whichever it is written", async () => {
    const { id } = await placeOrder(world);
    await using one = await openWindow(browser, world);
    await one.enter("li.na");
    const two = await tabIn(one.page.context());
    for (const tab of [one, two]) await tab.go(`/orders/${id}/complain`);
    await one.page.getByRole("checkbox").first().check();
    await one.page.getByLabel("实际得到").fill("五天后才交付");
    await one.page.close();
    await two.page.getByRole("checkbox").nth(1).check();
    await two.page.reload();
    await two.settled();
    expect(await two.page.getByLabel("实际得到").first().inputValue()).toBe("五天后才交付");
  });

  test("a decision that was written without a connection is not overwritten by a tab in which it was open before", async () => {
    const reviewed = await caseIn(world, "UNDER_REVIEW");
    await using one = await openWindow(browser, world);
    await one.enter("chen.mod");
    await one.go(`/cases/${reviewed.id}`);
    const two = await tabIn(one.page.context());
    for (const tab of [one, two]) await tab.go(`/cases/${reviewed.id}/ruling`);
    // Nothing of it reaches the server before its tab is closed.
    await one.page.route("**/graphql", (route) =>
      route.request().postData()?.includes("SaveDecisionDraft") ? route.abort() : route.continue(),
    );
    await one.page.getByLabel("认定的事实").fill("没有网络时写下的事实。");
    await seen(one.page.getByText(/^已存于本机/));
    await one.page.close();
    const context = two.page.context();
    await context.setOffline(true);
    await context.setOffline(false);
    // Whatever the other tab does now that it is online again, it has done before it saves what is typed in it.
    await two.page.getByLabel("总体理由").fill("双方均已举证。");
    await seen(two.page.getByText(/^已保存于/));
    const { myRulingDraft } = await reviewed.look("myRulingDraft { content }", await world.as("chen.mod"));
    expect(JSON.parse(myRulingDraft.content)).toMatchObject({
      facts: "没有网络时写下的事实。",
      reasoning: "双方均已举证。",
    });
    expect(two.asked.filter(({ name }) => name === "SaveDecisionDraft")).toHaveLength(1);
  });
});
