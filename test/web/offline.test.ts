import type { Browser, Page } from "playwright-core";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { openPushService, Subscriber, type PushService } from "../case/push/push-service";
import { Pusher } from "../../src/platform/carriers/pusher";
import { sendPushes } from "../../src/case/push/send-pushes";
import { HOUR } from "../../src/platform/time";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, seen, Window } from "./window";

/** The pages without the network, as their service worker and what is kept on the device leave them. */
describeWith("chromium", "offline", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let service: PushService;
  beforeAll(async () => {
    service = await openPushService();
    const pusher = new Pusher("a secret of at least thirty-two characters", "https://redress.example", service.deliver);
    world = await startWorld("sqlite", { pusher });
    browser = await launchBrowser({ whole: true });
    theCase = await caseIn(world, "NEGOTIATING");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
    await service?.[Symbol.asyncDispose]();
  });

  async function windowOf(login: string): Promise<Window> {
    const window = await openWindow(browser, world, { serviceWorkers: "allow" });
    await window.signIn(login);
    await looksAfter(window.page);
    return window;
  }

  test("what was on the screen is there over a reload, with its time, and is read again when the network is back", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go("/cases");
    await eventually(async () => expect(await keptOn(page)).toContain("MyCases"));
    await window.go(`/cases/${theCase.id}`);
    const title = await page.locator("h1").innerText();
    await eventually(async () => expect(await keptOn(page)).toContain(title));
    await page.context().setOffline(true);
    await page.reload();
    await window.settled();
    expect(await page.locator("h1").innerText()).toBe(title);
    await seen(page.getByText(/离线，内容截至 \d\d:\d\d/));
    expect(await page.locator('[data-tone="bad"][role="alert"]').count()).toBe(0);

    await page.goBack();
    await seen(page.getByRole("link", { name: title }));
    await page.context().setOffline(false);
    await page.getByText(/离线，内容截至/).waitFor({ state: "detached" });
    expect(window.strangers.size).toBe(0);
  });

  test("a page whose code was never fetched says so, and opens by itself", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await page.context().setOffline(true);
    await page.locator("header [data-viewer]").click();
    await page.locator('[popover] a[href="/account"]').click();
    await seen(page.getByRole("heading", { name: "您已离线" }));
    await page.context().setOffline(false);
    await seen(page.getByRole("heading", { level: 1, name: "我的账号" }));
  });

  test("nothing of a person is left when they sign out, nor for whoever signs in after them", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    const title = await page.locator("h1").innerText();
    await eventually(async () => expect(await keptOn(page)).toContain(title));
    await window.signOut();
    await eventually(async () => expect(await keptOn(page)).toBe("[]"));

    await window.signIn("tom");
    await window.go("/cases");
    await eventually(async () => expect(await keptOn(page)).toContain("MyCases"));
    expect(await keptOn(page)).not.toContain(title);
    await page.context().setOffline(true);
    await page.goto(`${world.url}/cases/${theCase.id}`);
    await seen(page.getByText(/无法连接服务器/));
    expect(await page.getByText(title).count()).toBe(0);
    await page.context().setOffline(false);
  });

  test("who signs out with a message that was not sent is asked, and leaves nothing of it; a stranger's is gone, too", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    await page.context().setOffline(true);
    await page.getByLabel("您的留言").fill("没能发出去");
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await seen(page.getByText("等待发送"));
    await page.locator("header [data-viewer]").click();
    await page.locator("[popover] button:has(svg.lucide-log-out)").click();
    await page.getByRole("dialog", { name: "还有 1 条留言未发送" }).getByRole("button", { name: "退出并丢弃" }).click();
    await page.locator("header [data-viewer]").waitFor({ state: "detached" });
    expect(await waitingIn(page)).toEqual([]);

    // Of somebody whose session ended by itself.
    await page.evaluate(() => localStorage.setItem("redress.waiting acc_stranger one", "{}"));
    await page.context().setOffline(false);
    await window.signIn("tom");
    await eventually(async () => expect(await waitingIn(page)).toEqual([]));
  });

  test("a session for one tab leaves nothing on the device", async () => {
    await using window = await openWindow(browser, world, { serviceWorkers: "allow" });
    const { page } = window;
    await window.signIn(theCase.people.consumer, { onlyThisTab: true });
    await looksAfter(page);
    await window.go(`/cases/${theCase.id}`);
    const title = await page.locator("h1").innerText();
    expect(await keptOn(page)).toBe("[]");
    // In the tab itself it stays readable.
    await page.context().setOffline(true);
    await page.locator("header a[href='/inbox']").click();
    await seen(page.getByRole("heading", { level: 1, name: "消息" }));
    await page.goBack();
    await seen(page.getByRole("heading", { level: 1, name: title }));
    await seen(page.getByText(/离线，内容截至/));
    await page.context().setOffline(false);
  });

  test("who signs in in one tab, and out again, takes nothing from the person of this device", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    const title = await page.locator("h1").innerText();
    await eventually(async () => expect(await keptOn(page)).toContain(title));
    const { accountId } = await world.as(theCase.people.consumer);
    const waits = { input: { text: "还没发出" }, since: 0, mayHaveArrived: false, refusal: "…" };
    const theirs: [string, string][] = [
      [`redress.waiting ${accountId} one`, JSON.stringify(waits)],
      ["redress.push", accountId],
    ];
    await page.evaluate((all) => all.forEach(([key, value]) => localStorage.setItem(key, value)), theirs);
    const left = (): Promise<unknown> =>
      page.evaluate((all) => all.map(([key]) => [key, localStorage.getItem(key)]), theirs);

    const other = new Window(await page.context().newPage(), world.url);
    await other.signIn("tom", { onlyThisTab: true });
    await other.signOut();
    await other.settled();
    expect(await left()).toEqual(theirs);
    expect(await keptOn(page)).toContain(title);
  });

  test("what waits is sent although the language is changed while it is under way", async () => {
    await using window = await openWindow(browser, world);
    await window.enter(theCase.people.consumer);
    const { page } = window;
    let letGo = (): void => undefined;
    const held = new Promise<void>((go) => (letGo = go));
    await window.go(`/cases/${theCase.id}`);
    await page.context().setOffline(true);
    const typed = page.getByLabel("您的留言");
    for (const text of ["第一条，离线时写的", "第二条，离线时写的"]) {
      await typed.fill(text);
      await page.getByRole("button", { name: "发送", exact: true }).click();
      await seen(page.getByRole("log").getByText(text));
      await eventually(async () => expect(await typed.inputValue()).toBe(""));
    }
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("SendWaitingMessage")) await held;
      await route.continue();
    });
    const underWay = page.waitForRequest((request) => request.postData()?.includes("SendWaitingMessage") ?? false);
    await page.context().setOffline(false);
    await underWay;
    await page.locator("header [data-viewer]").click();
    await page.locator("[popover] button[lang=en]").click();
    await page.locator("html[lang=en]").waitFor();
    letGo();
    await eventually(async () => expect(await waitingIn(page)).toEqual([]));
    for (const text of ["第一条，离线时写的", "第二条，离线时写的"]) await seen(page.getByRole("log").getByText(text));
  });

  test("what one broken connection kept from arriving is sent by itself while all else goes on, once", async () => {
    await using window = await openWindow(browser, world);
    await window.enter(theCase.people.consumer);
    const { page } = window;
    await page.clock.install();
    await window.go(`/cases/${theCase.id}`);
    await page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
    // The first try does not arrive, of the second the answer is lost, and so is what is sent beside them.
    const broken = ["SendMessage", "SendWaitingMessage"];
    await page.route("**/graphql", async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName: string };
      if (broken[0] !== operationName) return route.continue();
      broken.shift();
      if (operationName === "SendWaitingMessage") await route.fetch();
      return route.abort("connectionreset");
    });
    await page.getByLabel("您的留言").fill("断过两次的话");
    const failed = page.waitForEvent(
      "requestfailed",
      (request) => request.postData()?.includes("SendWaitingMessage") ?? false,
    );
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await failed;
    await page.clock.fastForward(20_000);
    await eventually(async () => expect([broken, await waitingIn(page)]).toEqual([[], []]));
    await seen(page.getByRole("log").getByText("断过两次的话"));
    expect(await page.getByLabel("您的留言").inputValue()).toBe("");
    expect(await page.locator('[data-connection="LIVE"]').count()).toBe(1);
  });

  test("what is sent from a conversation that was left and opened again meanwhile is there once, and no longer in its box", async () => {
    await using window = await openWindow(browser, world);
    await window.enter(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    let letGo = (): void => undefined;
    const held = new Promise<void>((go) => (letGo = go));
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("mutation SendMessage")) await held;
      await route.continue();
    });
    const [text, typed] = ["离开时还在发送的话", page.getByLabel("您的留言")];
    const send = page.getByRole("button", { name: "发送", exact: true });
    await typed.fill(text);
    await send.click();
    await page.getByRole("tab", { name: "证据" }).click();
    await page.getByRole("tab", { name: "沟通" }).click();
    expect(await typed.inputValue()).toBe(text);
    const again = page.waitForRequest((request) => request.postData()?.includes("mutation SendMessage") ?? false);
    await send.click();
    await again;
    letGo();
    await seen(page.getByRole("log").getByText(text));
    await eventually(async () => expect(await typed.inputValue()).toBe(""));
    await window.go(`/cases/${theCase.id}`);
    expect(await page.getByRole("log").getByText(text).count()).toBe(1);
  });

  test("what waits is sent by whoever opens the pages next as the same person, whatever they were signed in for when they wrote it", async () => {
    await using window = await openWindow(browser, world);
    await window.enter(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    const { accountId } = await world.as(theCase.people.consumer);
    const message = (text: string, name: string): object => ({
      input: { complaintId: theCase.id, text, visibility: "PARTIES", clientMutationId: name },
      ...{ since: Date.now(), mayHaveArrived: false, refusal: null },
    });
    // As an earlier version kept them, and of a session that was of this tab.
    await page.evaluate(
      ([name = "", list = "", one = ""]) => {
        localStorage.setItem(name, list);
        sessionStorage.setItem(`${name} one`, one);
      },
      [
        `redress.waiting ${accountId}`,
        JSON.stringify([message("旧版本留下的话", "first"), message("也是旧版本留下的", "second")]),
        JSON.stringify(message("此标签页里留下的话", "one")),
      ],
    );
    await page.reload();
    await eventually(async () => expect(await waitingIn(page)).toEqual([]));
    for (const text of ["旧版本留下的话", "也是旧版本留下的", "此标签页里留下的话"])
      await seen(page.getByRole("log").getByText(text));
  });

  test("who wants to be told in this browser is asked when they press, told of their case, and no longer when they have signed out", async () => {
    // Noon where the market is: nobody sleeps.
    world.clock.advance(24 * HOUR - ((world.clock.now() - 4 * HOUR) % (24 * HOUR)));
    const subscriber = new Subscriber("chromium");
    await using window = await openWindow(browser, world, { serviceWorkers: "allow" });
    const { page } = window;
    await page.context().grantPermissions(["notifications"], { origin: world.url });
    // Chromium's own push service is another machine: its answer is given here, the rest is real.
    await page.addInitScript(({ endpoint, p256dh, auth }) => {
      let subscription: object | null = null;
      Object.assign(globalThis, { asked: 0 });
      PushManager.prototype.getSubscription = async () => subscription as PushSubscription | null;
      PushManager.prototype.subscribe = async () => {
        (globalThis as unknown as { asked: number }).asked += 1;
        const unsubscribe = async (): Promise<boolean> => ((subscription = null), true);
        subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }), unsubscribe };
        return subscription as PushSubscription;
      };
    }, subscriber.input);
    await window.signIn(theCase.people.consumer);
    await looksAfter(page);
    await window.go(`/cases/${theCase.id}`);
    const tellMe = page.getByRole("button", { name: "在此设备上提醒我" });
    expect(await tellMe.count()).toBe(0);
    // As after filing.
    await page.evaluate(() => history.replaceState({ ...history.state, usr: { opened: true } }, ""));
    await page.reload();
    await seen(tellMe);
    expect(await page.evaluate("asked")).toBe(0);
    await tellMe.click();
    await seen(page.getByText("此设备已开启提醒。"));

    const provider = await world.as(theCase.people.provider);
    await provider.do("sendMessage", { complaintId: theCase.id, text: "一句私密的话。" }, "{ clientMutationId }");
    await world.projected();
    await sendPushes(world.server.services);
    const [arrived] = service.arrived.splice(0);
    if (!arrived) throw new Error("nothing was pushed");
    const devtools = await page.context().newCDPSession(page);
    const registered = new Promise<string>((done) =>
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
        if (first) done(first.registrationId);
      }),
    );
    await devtools.send("ServiceWorker.enable");
    await devtools.send("ServiceWorker.deliverPushMessage", {
      origin: world.url,
      registrationId: await registered,
      data: JSON.stringify(subscriber.read(arrived.body)),
    });
    const { number } = await theCase.look("number");
    const shown = (): Promise<unknown> =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, data }) => ({
          title,
          body,
          data: data as unknown,
        }));
      });
    await eventually(async () =>
      expect(await shown()).toEqual([
        { title: "Redress", body: `案件 ${number} 有新进展。`, data: `/cases/${theCase.id}` },
      ]),
    );

    await window.go("/account");
    await seen(page.getByText("此设备已开启提醒。"));
    await window.signOut();
    await eventually(async () => expect(await page.evaluate(() => localStorage.getItem("redress.push"))).toBeNull());
    await (
      await world.as(theCase.people.provider)
    ).do("sendMessage", { complaintId: theCase.id, text: "又一句。" }, "{ clientMutationId }");
    await world.projected();
    await sendPushes(world.server.services);
    expect(service.arrived).toEqual([]);
  });

  test("what is said while the language is changed is in the conversation, however long the case takes to be read again", async () => {
    await using window = await openWindow(browser, world);
    await window.enter(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    await page.locator('[data-connection="LIVE"]').waitFor({ state: "attached" });
    const said = "切换语言时说的话";
    const arrived = new Promise<void>((come) =>
      page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => void (String(payload).includes(said) && come())),
      ),
    );
    let letGo = (): void => undefined;
    const held = new Promise<void>((go) => (letGo = go));
    const read = new Promise<void>((asked) => {
      void page.route("**/graphql", async (route) => {
        const { operationName } = route.request().postDataJSON() as { operationName: string };
        if (operationName !== "Case") return route.continue();
        const response = await route.fetch();
        asked();
        await held;
        return route.fulfill({ response });
      });
    });
    await page.locator("header [data-viewer]").click();
    await page.locator("[popover] button[lang=en]").click();
    await read;
    const provider = await world.as(theCase.people.provider);
    await provider.do("sendMessage", { complaintId: theCase.id, text: said }, "{ clientMutationId }");
    // A page that follows what it has not read yet is told of it now, and never again.
    await Promise.race([arrived, page.waitForTimeout(2_000)]);
    letGo();
    await seen(page.getByRole("log").getByText(said));
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });

  test("a new version is offered, and taken only when one asks for it", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    await page.getByLabel("您的留言").fill("还没写完");
    // A release: another script for the same pages.
    await page.evaluate(() => navigator.serviceWorker.register("/service-worker.js?next"));
    await seen(page.getByText("页面有新版本"));
    expect(await page.getByLabel("您的留言").inputValue()).toBe("还没写完");
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "重新加载" }).click();
    await reloaded;
    await window.settled();
    expect(await page.getByLabel("您的留言").inputValue()).toBe("还没写完");
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toMatch(/\?next$/);
  });

  test("the worker keeps the code of the pages, and nothing that one person was answered", async () => {
    await using window = await windowOf(theCase.people.consumer);
    const { page } = window;
    await window.go(`/cases/${theCase.id}`);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain("/index.html");
    expect(
      kept.filter((path) => !/^\/(assets\/[^/]+|index\.html|icon\.svg|manifest\.webmanifest)$/.test(path)),
    ).toEqual([]);
  });
});

/** The page is in the care of its worker. */
const looksAfter = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);

const waitingIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((storage) =>
      Object.keys(storage).filter((key) => key.startsWith("redress.waiting")),
    ),
  );

/** Everything that is kept of what was read, with what it was asked by. */
const keptOn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((done, failed) => {
        const opened = indexedDB.open("redress-reads");
        opened.onerror = () => failed(opened.error ?? new Error("not opened"));
        opened.onsuccess = () => {
          const store = opened.result.transaction("reads").objectStore("reads");
          const keys = store.getAllKeys();
          const all = store.getAll();
          all.onsuccess = () => {
            opened.result.close();
            done(JSON.stringify(all.result.map((value, index) => [keys.result[index], value])));
          };
        };
      }),
  );
