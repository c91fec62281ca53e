import type { Browser, Page } from "playwright-core";
import { HOUR, MINUTE } from "../../src/platform/time";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { openProxy } from "../support/proxy";
import { signIn, startNode, startWorld, type World } from "../support/world";
import { openWindow, seen, Window } from "./window";

jest.setTimeout(180_000);

const STREAM = "/graphql/stream";
/** What a browser has for one host over HTTP/1.1 is six. */
const HELD_BY_ALL = 4;
/** After so many that did not open a page goes over to event streams. */
const MOST_FAILURES = 3;

/** The pages behind proxies that let requests through, and no websockets. */
describeWith("chromium", "without websockets", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let count = 0;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
  }, 180_000);
  beforeEach(async () => {
    theCase = await caseIn(world, "NEGOTIATING");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  /** What a page has open of each kind. */
  class Lines {
    readonly events = new Set<unknown>();
    begun = 0;
    readonly sockets = new Set<unknown>();
    constructor(page: Page) {
      let isLoading = false;
      page.on("request", (request) => {
        if (new URL(request.url()).pathname === STREAM) {
          this.events.add(request);
          this.begun += 1;
        }
        if (request.isNavigationRequest()) isLoading = true;
      });
      page.on("framenavigated", () => {
        // Those of the page before are gone without a word; it may have opened one while this one was on its way.
        if (isLoading) this.sockets.clear();
        isLoading = false;
      });
      page.on("requestfinished", (request) => this.events.delete(request));
      page.on("requestfailed", (request) => this.events.delete(request));
      page.on("websocket", (socket) => {
        this.sockets.add(socket);
        socket.on("close", () => this.sockets.delete(socket));
      });
    }
  }

  async function tabBehind(proxy: { port: number }, options = {}): Promise<Window & { lines: Lines }> {
    const window = await openWindow(browser, { url: urlOf(proxy) }, options);
    await window.enter(await signIn(world.url, theCase.people.consumer));
    return Object.assign(window, { lines: new Lines(window.page) });
  }
  async function furtherTab({ page }: Window, proxy: { port: number }): Promise<Window & { lines: Lines }> {
    const window = new Window(await page.context().newPage(), urlOf(proxy));
    return Object.assign(window, { lines: new Lines(window.page) });
  }
  const urlOf = ({ port }: { port: number }): string => `http://127.0.0.1:${port}`;

  const live = (page: Page): Promise<void> =>
    page.locator('[data-connection="LIVE"]').waitFor({ state: "attached", timeout: 60_000 });
  const overEvents = ({ lines }: { lines: Lines }): Promise<void> =>
    eventually(async () => expect([lines.events.size > 0, lines.sockets.size]).toEqual([true, 0]));
  const overSocket = ({ lines }: { lines: Lines }): Promise<void> =>
    eventually(async () => expect([lines.events.size, lines.sockets.size]).toEqual([0, 1]));

  /** The provider says something. */
  async function said(): Promise<string> {
    const text = `服务商的第 ${(count += 1)} 句话。`;
    await theCase.do(theCase.people.provider, "sendMessage", { text });
    return text;
  }
  const hears = ({ page }: Window, text = ""): Promise<void> => seen(page.getByRole("log").getByText(text));
  async function hasEachOnce({ page }: Window, texts: string[]): Promise<void> {
    for (const text of texts) expect([text, await page.getByRole("log").getByText(text).count()]).toEqual([text, 1]);
  }

  test("that are refused, a case's page shows at once what is said, misses nothing said while it was cut off, and nothing is there twice", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    // Through the service worker, too.
    await using window = await tabBehind(proxy, { serviceWorkers: "allow" });
    await window.go("/rules");
    await window.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await window.go(`/cases/${theCase.id}`);
    await overEvents(window);
    await live(window.page);
    const texts = [await said()];
    await hears(window, texts[0]);

    // Nobody at all can be reached for a while.
    proxy.target = "http://127.0.0.1:9";
    proxy.cut();
    await window.page.locator('[data-connection="LOST"]').waitFor({ state: "attached" });
    texts.push(await said(), await said());
    proxy.target = world.url;
    await live(window.page);
    texts.push(await said());
    for (const text of texts) await hears(window, text);
    await hasEachOnce(window, texts);
    expect(window.lines.events.size).toBe(2);
    expect(window.complaints).toEqual([]);

    // Loaded again, it does not begin with what does not work, but looks whether it does now. Browsers hold back
    // sockets of a host where many failed: one of the page before may come late.
    const before = proxy.stopped;
    await window.go(`/cases/${theCase.id}`);
    await overEvents(window);
    await live(window.page);
    await hasEachOnce(window, texts);
    await eventually(async () => expect(proxy.stopped).toBeGreaterThan(before));
    expect(proxy.stopped - before).toBeLessThan(MOST_FAILURES);
  });

  test("that are never answered, it is live all the same, and goes back to one as soon as they work again", async () => {
    // Nothing is served there that is not registered as the pages'.
    await using node = await startNode(world, { DOCUMENTS: "registered" }, { clock: world.clock });
    await using proxy = await openProxy(node.url);
    proxy.sockets = "SWALLOW";
    await using window = await tabBehind(proxy);
    const { page } = window;
    await page.clock.install();
    await window.go(`/cases/${theCase.id}`);
    // Each is waited for ten seconds; so is the fourth, with which it looks once more, beside the event streams.
    for (const n of [1, 2, 3, 4]) {
      await eventually(async () => expect(proxy.stopped).toBe(n));
      await page.clock.fastForward(10_000);
    }
    await overEvents(window);
    await live(page);
    const texts = [await said()];
    await hears(window, texts[0]);

    proxy.sockets = "PASS";
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await overSocket(window);
    texts.push(await said());
    await hears(window, texts[1]);
    await hasEachOnce(window, texts);
    await window.go(`/cases/${theCase.id}`);
    await overSocket(window);
    await live(page);
  });

  test("any longer, after they have worked for an hour, nothing of what is said is lost or there twice, and the next visit finds that they are back", async () => {
    await using proxy = await openProxy(world.url);
    await using window = await tabBehind(proxy);
    await window.go(`/cases/${theCase.id}`);
    await live(window.page);
    await overSocket(window);
    const texts = [await said()];
    await hears(window, texts[0]);
    world.advance(HOUR);
    proxy.sockets = "REFUSE";
    proxy.cut();
    texts.push(await said());
    await overEvents(window);
    texts.push(await said());
    for (const text of texts) await hears(window, text);
    await live(window.page);
    await hasEachOnce(window, texts);

    proxy.sockets = "PASS";
    await window.go(`/cases/${theCase.id}`);
    await overSocket(window);
    texts.push(await said());
    for (const text of texts) await hears(window, text);
    await hasEachOnce(window, texts);
  });

  test("nor event streams, it says that it is not live and stays so, looks again all the same, and is live as soon as a socket opens", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    let tried = 0;
    await page.route(`**${STREAM}`, (route) => {
      tried += 1;
      return route.fulfill({ status: 502 });
    });
    await window.go(`/cases/${theCase.id}`);
    await eventually(async () => expect(tried).toBeGreaterThan(1));
    await page.locator('[data-connection="LOST"]').waitFor({ state: "attached" });
    await page.evaluate(`
      new MutationObserver((_, watching) => { watching.disconnect(); window.saidOtherwise = true; })
        .observe(document.querySelector("[data-connection]"), { attributeFilter: ["data-connection"] })`);
    // What is said meanwhile is seen all the same, with each attempt, however often that fails.
    await hears(window, await said());
    expect(await page.evaluate("window.saidOtherwise")).toBeUndefined();
    proxy.sockets = "PASS";
    await overSocket(window);
    await live(page);
    await hears(window, await said());
  });

  test("nor what follows event streams, for a release has taken it away: it says that it is kept up to date no longer, and the page anew is", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    const FILE = "**/assets/event-streams-*.js";
    await page.route(FILE, (route) => route.fulfill({ status: 404 }));
    await window.go(`/cases/${theCase.id}`);
    await seen(page.getByText("当前内容已不再自动更新。"));
    await page.unroute(FILE);
    await page.getByRole("button", { name: "重试" }).click();
    await overEvents(window);
    await live(page);
    await hears(window, await said());
    expect(await page.getByText("当前内容已不再自动更新。").count()).toBe(0);
  });

  test("told that it has too much open, it comes back when it was told to, not before", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    await page.clock.install();
    const tried: number[] = [];
    let isFull = true;
    await page.route(`**${STREAM}`, async (route) => {
      tried.push(await page.evaluate(() => Date.now()));
      await (isFull ? route.fulfill({ status: 429, headers: { "Retry-After": "600" } }) : route.continue());
    });
    await window.go(`/cases/${theCase.id}`);
    // The case and the inbox.
    await eventually(async () => expect(tried).toHaveLength(2));
    await page.locator('[data-connection="LOST"]').waitFor({ state: "attached" });
    isFull = false;
    const stopped = proxy.stopped;
    // Longer than it waits after whatever else goes wrong.
    await page.clock.fastForward(60_000);
    await page.clock.fastForward(600_000);
    await overEvents(window);
    await live(page);
    await hears(window, await said());
    const [, refused = 0, next = 0] = tried;
    expect(next - refused).toBeGreaterThanOrEqual(600_000);
    // Nor did it begin with sockets again.
    expect(proxy.stopped - stopped).toBeLessThan(MOST_FAILURES);
  });

  test("while nobody answers at all, nothing is made of sockets that do not open", async () => {
    await using proxy = await openProxy(world.url);
    await using window = await tabBehind(proxy);
    await window.go(`/cases/${theCase.id}`);
    await live(window.page);
    let opened = 0;
    window.page.on("websocket", () => (opened += 1));
    proxy.target = "http://127.0.0.1:9";
    proxy.cut();
    await eventually(async () => expect(opened).toBeGreaterThan(5));
    proxy.target = world.url;
    await overSocket(window);
    expect(await window.page.evaluate(() => localStorage.getItem("redress.without-sockets"))).toBeNull();
  });

  test("the token is renewed when it ends, and a session that ends, here or elsewhere, ends the streams", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    const token = (): Promise<string> =>
      page.evaluate(
        () => (JSON.parse(localStorage.getItem("redress.session") ?? "{}") as { accessToken: string }).accessToken,
      );
    await window.go(`/cases/${theCase.id}`);
    await overEvents(window);
    await live(page);
    const first = await token();
    world.advance(16 * MINUTE);
    await eventually(async () => expect(await token()).not.toBe(first));
    await live(page);
    const text = await said();
    await hears(window, text);
    await hasEachOnce(window, [text]);

    await (await world.as(theCase.people.consumer)).do("signOutEverywhere", {}, "{ clientMutationId }");
    // Each acts in a new session from now on.
    world.advance(MINUTE);
    await page.locator("header [data-viewer]").waitFor({ state: "detached" });
    await eventually(async () => expect(window.lines.events.size).toBe(0));
    await window.signIn(theCase.people.consumer);
    await window.follow("/inbox");
    await overEvents(window);
    await live(page);
    await window.signOut();
    await eventually(async () => expect(window.lines.events.size).toBe(0));
    expect(await page.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0);
  });

  test("several tabs hold four streams open and no more, all of them get what they ask for, and who is told of nothing at once says so", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using one = await tabBehind(proxy);
    await one.go(`/cases/${theCase.id}`);
    await overEvents(one);
    const [two, three] = [await furtherTab(one, proxy), await furtherTab(one, proxy)];
    const tabs = [one, two, three];
    await two.go(`/cases/${theCase.id}`);
    const open = (): number => tabs.reduce((sum, { lines }) => sum + lines.events.size, 0);
    await eventually(async () => expect(open()).toBe(HELD_BY_ALL));
    const stoppedBefore = proxy.stopped;
    await three.page.clock.install();
    await three.go(`/cases/${theCase.id}`);
    await three.page.locator('[data-connection="PERIODIC"]').waitFor({ state: "attached" });
    await eventually(async () => expect(open()).toBe(HELD_BY_ALL));
    // Once for each visit it was looked whether a socket opens: none was waited for.
    expect(proxy.stopped - stoppedBefore).toBe(1);

    await three.page.getByLabel("您的留言").fill("从第三个标签页说的");
    await three.page.getByRole("button", { name: "发送", exact: true }).click();
    const texts = ["从第三个标签页说的", await said()];
    for (const tab of [one, two]) for (const text of texts) await hears(tab, text);
    await three.page.clock.fastForward(15_000);
    for (const text of texts) await hears(three, text);
    for (const tab of tabs) await hasEachOnce(tab, texts);

    // Whoever leaves makes room.
    await one.page.goto("about:blank");
    await three.page.clock.fastForward(15_000);
    await live(three.page);
    texts.push(await said());
    for (const tab of [two, three]) await hears(tab, texts[2]);
  });

  test("a stream goes on for as long as it speaks, and is begun anew once it has died without a word", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page, lines } = window;
    await page.clock.install();
    await window.go(`/cases/${theCase.id}`);
    await live(page);
    await overEvents(window);
    const texts: string[] = [];
    // What the case tells its reader is in their inbox, too: both streams have spoken.
    const unread = async (): Promise<number> => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
    const before = await unread();
    for (const n of [1, 2, 3]) {
      const text = await said();
      texts.push(text);
      await hears(window, text);
      await eventually(async () => expect(await unread()).toBe(before + n));
      if (n < 3) await page.clock.fastForward(25_000);
    }
    expect(lines.begun).toBe(2);
    await page.clock.fastForward(30_000);
    await eventually(async () => expect(lines.begun).toBe(4));
    texts.push(await said());
    for (const text of texts) await hears(window, text);
    await live(page);
    await hasEachOnce(window, texts);
  });

  test("a tab that is not looked at holds nothing open, looks now and then, and has missed nothing when it is looked at again", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    await page.clock.install();
    await window.go(`/cases/${theCase.id}`);
    await overEvents(window);
    await live(page);
    const turn = (to: string): Promise<void> =>
      page.evaluate((state) => {
        Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, to);
    await turn("hidden");
    await eventually(async () => expect(window.lines.events.size).toBe(0));
    const title = await page.title();
    const texts = [await said()];
    await page.clock.fastForward(60_000);
    await eventually(async () => expect(await page.title()).not.toBe(title));
    await eventually(async () => expect(window.lines.events.size).toBe(0));
    texts.push(await said());
    await turn("visible");
    for (const text of texts) await hears(window, text);
    await overEvents(window);
    await hasEachOnce(window, texts);
  });

  test("where tabs cannot know of each other nothing is held open, and what is said comes some seconds later", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    await using window = await tabBehind(proxy);
    const { page } = window;
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
    await page.clock.install();
    await window.go(`/cases/${theCase.id}`);
    await page.locator('[data-connection="PERIODIC"]').waitFor({ state: "attached" });
    await eventually(async () => expect(window.lines.events.size).toBe(0));
    const text = await said();
    await page.clock.fastForward(15_000);
    await hears(window, text);
    await hasEachOnce(window, [text]);
    expect(window.complaints).toEqual([]);
  });

  test("a case worked on by the staff shows who else looks at it, and they are shown", async () => {
    await using proxy = await openProxy(world.url);
    proxy.sockets = "REFUSE";
    const reviewed = await caseIn(world, "UNDER_REVIEW");
    await using window = await openWindow(browser, { url: urlOf(proxy) });
    await window.enter("chen.mod");
    const lines = new Lines(window.page);
    await window.go(`/cases/${reviewed.id}`);
    await eventually(async () => expect(lines.events.size).toBe(2));
    await using other = await openWindow(browser, world);
    await other.enter("zhou.lead");
    await other.go(`/cases/${reviewed.id}`);
    const { displayName } = (await (await world.as("zhou.lead")).ok("{ viewer { displayName } }")).viewer;
    await seen(window.page.getByText(displayName).first());
    const { displayName: own } = (await (await world.as("chen.mod")).ok("{ viewer { displayName } }")).viewer;
    await seen(other.page.getByText(own).first());
  });
});
