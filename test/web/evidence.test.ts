import type { Browser, Locator, Page } from "playwright-core";
import { openCase, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { DEMO_PASSWORD } from "../../src/accounts/passwords/demo-password.table";
import { CHAT, SCRIPT, sha256 } from "../case/evidence/samples";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { noisePng, twoPages } from "./big-files";
import { begunOn, openWindow, seen, type Window } from "./window";

jest.setTimeout(240_000);

const PART = 1024 * 1024;

describeWith("chromium", "evidence in the browser", () => {
  let world: World;
  let browser: Browser;
  let theCase: WorldCase;
  let consumer: Window;
  let provider: Window;
  const png = { name: "聊天截图.png", mimeType: "image/png", buffer: noisePng(1000, 700) };
  const pdf = { name: "合同.pdf", mimeType: "application/pdf", buffer: twoPages(2 * PART) };
  const chat = { name: "旺旺记录.txt", mimeType: "text/plain", buffer: CHAT };

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
    theCase = await openCase(world);
    // Under another name of the server than that by which it names its files.
    const otherwise = { url: world.url.replace("localhost", "127.0.0.1") };
    expect(otherwise.url).not.toBe(world.url);
    [consumer, provider] = await Promise.all([openWindow(browser, world), openWindow(browser, otherwise)]);
    await Promise.all([consumer.enter("li.na"), provider.enter("wang.owner")]);
    await Promise.all([consumer.go(`/cases/${theCase.id}#evidence`), provider.go(`/cases/${theCase.id}#evidence`)]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const uploads = (page: Page): Locator => page.getByRole("region", { name: "添加证据" });
  const choose = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
    uploads(page).locator("input[type=file][multiple]").setInputFiles(files);
  const sendAll = (page: Page, count: number): Promise<void> =>
    uploads(page)
      .getByRole("button", { name: `上传 ${count} 份`, exact: true })
      .click();
  const COPY = "这是对方图片的副本，不含文件中的其他信息；内容与副本摘要一致。";
  const look = async (page: Page, title: string, says = "文件内容与摘要一致。"): Promise<Locator> => {
    await page.getByRole("button", { name: `查看：${title}` }).click();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByText(says).waitFor();
    return dialog;
  };

  test("a line that breaks in the middle of a picture: it goes on by itself from there, and the other side sees it arrive", async () => {
    const line = await watchLine(consumer.page);
    await choose(consumer.page, [png]);
    const item = uploads(consumer.page).getByRole("listitem").filter({ hasText: png.name });
    await seen(item.locator("[data-drawn]"));
    await item.getByText("说明", { exact: true }).click();
    await item.getByLabel("标题").fill("承诺 48 小时的聊天截图");
    line.breakAfter(1);
    await sendAll(consumer.page, 1);
    await item.getByText("连接已断开，恢复后会自动继续上传。").waitFor();
    line.mend();
    await uploads(consumer.page).getByText("已上传：承诺 48 小时的聊天截图").waitFor();
    expect(line.arrived).toEqual([0, PART, 2 * PART].slice(0, Math.ceil(png.buffer.length / PART)));
    await line.leave();
    // Nobody touches the other window.
    await provider.page.getByRole("button", { name: "查看：承诺 48 小时的聊天截图" }).waitFor();
  });

  test("of what is sent together each is said to have arrived, and of what was sent before nothing any longer", async () => {
    const another = await openCase(world);
    await using window = await openWindow(browser, world);
    await window.enter("li.na");
    await window.go(`/cases/${another.id}#evidence`);
    const { page } = window;
    const told = uploads(page).getByRole("status").filter({ hasText: "已上传" });
    await choose(page, [png, chat]);
    await sendAll(page, 2);
    await seen(told.getByText("聊天截图"));
    await seen(told.getByText("旺旺记录"));
    expect((await told.innerText()).split("：")[1]?.split("和").sort()).toEqual(["旺旺记录", "聊天截图"].sort());
    await choose(page, [{ ...pdf, buffer: twoPages(1_000) }]);
    await told.waitFor({ state: "detached" });
    await sendAll(page, 1);
    await seen(told.getByText("已上传：合同", { exact: true }));
  });

  test("a page that is loaded again in the middle of a document: it goes on by itself, and only the rest is sent", async () => {
    const line = await watchLine(consumer.page);
    await choose(consumer.page, [pdf]);
    let item = uploads(consumer.page).getByRole("listitem").filter({ hasText: pdf.name });
    await seen(item.getByText("合同 · 合同.pdf"));
    line.breakAfter(1);
    await sendAll(consumer.page, 1);
    await item.getByText("连接已断开，恢复后会自动继续上传。").waitFor();
    await consumer.page.reload();
    await consumer.settled();
    item = uploads(consumer.page).getByRole("listitem").filter({ hasText: pdf.name });
    await item.getByText("连接已断开，恢复后会自动继续上传。").waitFor();
    line.mend();
    await uploads(consumer.page).getByText("已上传：合同").waitFor();
    expect(line.arrived).toEqual([0, PART, 2 * PART]);
    await line.leave();
    const { evidence } = await theCase.look("evidence { nodes { title kind status sha256 } }");
    expect(evidence.at(-1)).toEqual({ title: "合同", kind: "CONTRACT", status: "STORED", sha256: sha256(pdf.buffer) });
  });

  test("a refusal of the server is said in words, what was typed stays, and the right file goes through", async () => {
    const pretended = { name: "照片.png", mimeType: "image/png", buffer: SCRIPT };
    const program = { name: "setup.exe", mimeType: "application/x-msdownload", buffer: SCRIPT };
    await choose(consumer.page, [pretended, program, chat]);
    const item = (name: string): Locator => uploads(consumer.page).getByRole("listitem").filter({ hasText: name });
    await item(pretended.name).getByText("说明", { exact: true }).click();
    await item(pretended.name).getByLabel("标题").fill("一张照片");
    expect(await item(chat.name).getByLabel("证据种类").inputValue()).toBe("CHAT_LOG");
    await sendAll(consumer.page, 3);
    await item(pretended.name).getByRole("alert").getByText("image/png").waitFor();
    await item(program.name).getByRole("alert").waitFor();
    await uploads(consumer.page).getByText("已上传：旺旺记录").waitFor();
    // What was refused stays to be tried again, over a reload, too.
    await item(program.name).getByRole("button", { name: "重试" }).click();
    await seen(item(program.name).getByRole("alert"));
    await consumer.page.reload();
    await consumer.settled();
    await seen(item(pretended.name).getByText("一张照片", { exact: true }));
    for (const { name } of [pretended, program])
      await item(name)
        .getByRole("button", { name: `不上传 ${name}` })
        .click();
    await item(program.name).waitFor({ state: "detached" });
  });

  test("the other side looks at each: the digest is checked, a picture zooms, a document is read page by page, a chat as a chat", async () => {
    const { page } = provider;
    let dialog = await look(page, "承诺 48 小时的聊天截图", COPY);
    await dialog.getByText(sha256(png.buffer)).waitFor();
    const picture = dialog.getByRole("img", { name: "承诺 48 小时的聊天截图" });
    const width = (): Promise<number> => picture.evaluate((image) => image.getBoundingClientRect().width);
    await eventually(async () =>
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1000),
    );
    const before = await width();
    await dialog.getByRole("button", { name: "放大" }).click();
    expect(await width()).toBeGreaterThan(before);
    expect(await provider.axe()).toEqual([]);

    await dialog.getByRole("button", { name: "关闭" }).focus();
    await page.keyboard.press("ArrowRight");
    dialog = page.getByRole("dialog", { name: "合同" });
    await dialog.getByText("文件内容与摘要一致。").waitFor();
    await dialog.getByText("第 1 页，共 2 页").waitFor();
    await dialog.getByText("本页文字").click();
    await dialog.getByText(/Delivery within 48 hours\s*承诺/).waitFor();
    expect(await isDrawn(dialog.locator("canvas"))).toBe(true);
    await dialog.getByRole("button", { name: "下一页" }).click();
    await dialog.getByText("本页文字").click();
    await dialog.getByText("Signed in Hangzhou").waitFor();
    await provider.picture("evidence-pdf");
    expect(await provider.axe()).toEqual([]);

    await dialog.getByRole("button", { name: "关闭" }).focus();
    await page.keyboard.press("ArrowRight");
    dialog = page.getByRole("dialog", { name: "旺旺记录" });
    const said = dialog.getByRole("list", { name: "对话" }).getByRole("listitem");
    await said.getByText("48小时内发货，一定！🚚", { exact: true }).waitFor();
    expect(await said.count()).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("link", { name: "下载" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(chat.name);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("bytes that are not those of the digest are called that", async () => {
    const { page } = provider;
    await page.route("**/evidence/*", (route) => route.fulfill({ body: "10:02 商家：从未承诺\n" }));
    await page.getByRole("button", { name: "查看：旺旺记录" }).click();
    await page.getByRole("dialog").getByRole("alert").getByText("收到的内容与摘要不一致").waitFor();
    await page.unroute("**/evidence/*");
    await page.keyboard.press("Escape");
  });

  test("whoever signs in after somebody in the same tab neither sees nor sends their files", async () => {
    await using window = await openWindow(browser, world);
    const { page } = window;
    await window.signIn("li.na");
    await window.go(`/cases/${theCase.id}#evidence`);
    const announced: string[] = [];
    await page.route("**/graphql", (route) => {
      if (!route.request().postData()?.includes("AnnounceEvidence")) return route.fallback();
      announced.push("");
      return route.abort("connectionreset");
    });
    await choose(page, [{ ...png, name: "只归消费者.png" }]);
    await sendAll(page, 1);
    await seen(uploads(page).getByText("连接已断开，恢复后会自动继续上传。"));
    await window.loseSession();
    announced.length = 0;
    // Without the page being loaded again.
    await page.getByRole("banner").getByRole("link", { name: "登录" }).click();
    await page.locator("input[name=login]").fill("wang.owner");
    await page.locator("input[name=password]").fill(DEMO_PASSWORD);
    await page.locator("form button[type=submit]").click();
    await seen(page.locator("header [data-viewer]"));
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await seen(page.locator("header [data-connection=LIVE]"));
    expect([announced.length, await uploads(page).getByRole("listitem").count()]).toEqual([0, 0]);
    await page.unroute("**/graphql");
    await window.signOut();
    await window.signIn("li.na");
    await window.go(`/cases/${theCase.id}#evidence`);
    await seen(uploads(page).getByText("已上传：只归消费者"));
    const { evidence } = await theCase.look("evidence { nodes { title side } }");
    expect(evidence.filter(({ title }: { title: string }) => title === "只归消费者")).toEqual([
      { title: "只归消费者", side: "CONSUMER" },
    ]);
  });

  test.each([
    ["on this device", false],
    ["in this tab", true],
  ])(
    "what was begun in a session kept %s is asked about when its person signs out, and then gone",
    async (_, inTab) => {
      await using window = await openWindow(browser, world);
      const { page } = window;
      const { id: orderId } = await placeOrder(world, "tom");
      const promised = page.getByRole("checkbox").first();
      const picture = page.getByText(`截图 · ${png.name}`);
      const begin = async (): Promise<void> => {
        await window.signIn("tom", { onlyThisTab: inTab });
        await window.go(`/orders/${orderId}/complain`);
      };
      await begin();
      await promised.check();
      await window.go(`/orders/${orderId}/complain?step=evidence`);
      await page.locator("input[type=file][multiple]").setInputFiles([png]);
      await seen(picture);
      const kept = inTab ? [0, 0] : [1, 1];
      await eventually(async () => expect(await begunOn(page)).toEqual(kept));

      await page.locator("header [data-viewer]").click();
      await page.locator("[popover] button:has(svg.lucide-log-out)").click();
      await page.getByRole("dialog", { name: "还有内容尚未发送" }).getByRole("button", { name: "退出并丢弃" }).click();
      await page.locator("header [data-viewer]").waitFor({ state: "detached" });
      await eventually(async () => expect(await begunOn(page)).toEqual([0, 0]));
      await begin();
      expect(await promised.isChecked()).toBe(false);
      await window.go(`/orders/${orderId}/complain?step=evidence`);
      await seen(page.locator("input[type=file][multiple]").locator(".."));
      expect(await picture.count()).toBe(0);
    },
  );

  test("what waits in two tabs is sent once", async () => {
    const { page } = consumer;
    await choose(page, [{ ...png, name: "两页都有.png" }]);
    await seen(uploads(page).getByText("截图 · 两页都有.png"));
    const second = await page.context().newPage();
    await second.goto(page.url());
    await seen(uploads(second).getByText("截图 · 两页都有.png"));
    await sendAll(page, 1);
    await seen(uploads(page).getByText("已上传：两页都有"));
    await sendAll(second, 1);
    await uploads(second).getByRole("listitem").waitFor({ state: "detached" });
    await second.close();
    const { evidence } = await theCase.look("evidence { nodes { title } }");
    expect(evidence.filter(({ title }: { title: string }) => title === "两页都有")).toHaveLength(1);
  });

  test("of what this browser had no room for only the file is chosen again, and only the rest is sent", async () => {
    const { page } = consumer;
    const large = { name: "交付说明.pdf", mimeType: "application/pdf", buffer: twoPages(3 * PART) };
    await page.addInitScript(`{
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (value, key) {
        if (value.file) throw new DOMException("no room", "QuotaExceededError");
        return put.call(this, value, key);
      };
    }`);
    await page.reload();
    await consumer.settled();
    const line = await watchLine(page);
    await choose(page, [large]);
    const item = uploads(page).getByRole("listitem").filter({ hasText: large.name });
    line.breakAfter(1);
    await sendAll(page, 1);
    await item.getByText("连接已断开，恢复后会自动继续上传。").waitFor();
    await page.reload();
    await consumer.settled();
    await item.getByText("这次上传中断了").waitFor();
    line.mend();
    const again = item.locator("input[type=file]");
    await again.setInputFiles({ ...large, buffer: Buffer.from("%PDF-1.4 another") });
    await item.getByText("这是另一个文件。").waitFor();
    await again.setInputFiles(large);
    await uploads(page).getByText("已上传：交付说明").waitFor();
    expect(line.arrived.slice(0, 2)).toEqual([0, PART]);
    await line.leave();
  });

  test("what is attached in the conversation is evidence, sent with the message and shown where it was said", async () => {
    const { page } = consumer;
    await page.getByRole("tab", { name: "沟通" }).click();
    await page.locator("#thread input[type=file]").setInputFiles([{ ...png, name: "快递面单.png" }]);
    await seen(page.locator("#thread [data-drawn]"));
    await page.getByLabel("您的留言").fill("附上快递面单。");
    await page.getByRole("button", { name: "发送", exact: true }).click();
    await provider.page.getByRole("tab", { name: "沟通" }).click();
    const feed = provider.page.getByRole("log", { name: "沟通" });
    await seen(feed.getByText("附上快递面单。"));
    await feed.getByRole("button", { name: "打开证据： 快递面单" }).click();
    await provider.page.getByRole("dialog", { name: "快递面单" }).getByText(COPY).waitFor();
    await provider.page.keyboard.press("Escape");
    expect((await theCase.look("evidence { nodes { title kind status } }")).evidence.at(-1)).toEqual({
      title: "快递面单",
      kind: "TRACKING_RECORD",
      status: "STORED",
    });
    expect([await consumer.axe(), await provider.axe()]).toEqual([[], []]);
  });

  test("what sends files is gone after a release: that is said, not that there is no connection, and the page anew sends them", async () => {
    await using window = await openWindow(browser, world);
    await window.enter("li.na");
    await window.go(`/cases/${theCase.id}#evidence`);
    await choose(window.page, [{ ...png, name: "发布之后.png" }]);
    const item = uploads(window.page).getByRole("listitem").filter({ hasText: "发布之后" });
    await seen(item.locator("[data-drawn]"));
    // Of what was not needed until now nothing is there any longer.
    await window.page.route("**/assets/*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await sendAll(window.page, 1);
    await seen(item.getByText("页面的这一部分未能下载"));
    expect(await item.getByText(/连接已断开/).count()).toBe(0);
    await window.page.unroute("**/assets/*.js");
    await item.getByRole("button", { name: "重新加载页面" }).click();
    await uploads(window.page).getByText("已上传：发布之后").waitFor();
  });

  test("no window complained, was blocked by its policy or asked anybody else", () => {
    for (const window of [consumer, provider]) {
      // Browsers log each refusal as a failed resource; what the person was told is looked at above.
      expect(window.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
      expect([...window.strangers]).toEqual([]);
    }
  });
});

interface Line {
  /** Where each part that came through began. */
  arrived: number[];
  /** So many more parts come through, then nothing does. */
  breakAfter: (parts: number) => void;
  mend: () => void;
  leave: () => Promise<void>;
}

/** Stands on the way of uploads. */
async function watchLine(page: Page): Promise<Line> {
  const arrived: number[] = [];
  let left = Infinity;
  await page.route("**/evidence/*", async (route) => {
    const request = route.request();
    if (left <= 0) return route.abort("connectionreset");
    if (request.method() === "PATCH") {
      left -= 1;
      arrived.push(Number(request.headers()["upload-offset"]));
    }
    return route.continue();
  });
  return {
    arrived,
    breakAfter: (parts) => void (left = parts),
    mend: () => void (left = Infinity),
    leave: () => page.unroute("**/evidence/*"),
  };
}

/** Not one colour all over. */
const isDrawn = (canvas: Locator): Promise<boolean> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const pixels = element.getContext("2d")?.getImageData(0, 0, element.width, element.height).data ?? [];
    return new Set(new Uint32Array(pixels instanceof Uint8ClampedArray ? pixels.buffer : [])).size > 1;
  });
