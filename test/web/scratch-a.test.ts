import type { Browser } from "playwright-core";
import { caseIn, placeOrder } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { noisePng, twoPages } from "./big-files";
import { openWindow } from "./window";

jest.setTimeout(240_000);
describeWith("chromium", "scratch", () => {
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
  test("complain", async () => {
    const { id } = await placeOrder(world);
    const w = await openWindow(browser, world, { viewport: { width: 390, height: 844 } });
    await w.signIn("li.na");
    await w.go(`/orders/${id}/complain`);
    await w.page.screenshot({ path: "/tmp/pics/1-breaches.png", fullPage: true });
    await w.page.getByRole("checkbox").first().check();
    await w.page.getByLabel("实际得到").fill("五天后交付");
    await w.page.screenshot({ path: "/tmp/pics/1b-breaches.png", fullPage: true });
    await w.page.locator("form button[type=submit]").click();
    await w.page.getByRole("radio", { name: "部分退款" }).check();
    await w.page.getByLabel(/^金额/).fill("200");
    await w.page.screenshot({ path: "/tmp/pics/2-demand.png", fullPage: true });
    await w.page.locator("form button[type=submit]").click();
    await w.page.locator("input[type=file][multiple]").setInputFiles([
      { name: "聊天截图.png", mimeType: "image/png", buffer: noisePng(600, 900) },
      { name: "增值税发票.pdf", mimeType: "application/pdf", buffer: twoPages(30_000) },
    ]);
    await w.page.locator("[data-drawn]").first().waitFor();
    await w.page.screenshot({ path: "/tmp/pics/3-evidence.png", fullPage: true });
    await w.page.emulateMedia({ colorScheme: "dark" });
    await w.page.screenshot({ path: "/tmp/pics/3-evidence-dark.png", fullPage: true });
    await w.page.emulateMedia({ colorScheme: "light" });
    console.log("axe", await w.axe(), await w.overflows());
    await w.page.reload();
    await w.settled();
    await w.page.locator("[data-drawn]").first().waitFor();
    await w.page.getByRole("button", { name: "提交投诉" }).click();
    await w.page.waitForURL(/cases/);
    await w.page.getByText(/已上传：/).waitFor();
    await eventually(async () => {
      if ((await w.page.getByRole("button", { name: /^查看: / }).count()) !== 2) throw new Error("not both");
    });
    await w.page.screenshot({ path: "/tmp/pics/4-case.png", fullPage: true });
    await w.page.getByRole("tab", { name: "沟通" }).click();
    await w.page.locator("#thread input[type=file]").setInputFiles([
      { name: "快递单.png", mimeType: "image/png", buffer: noisePng(300, 200) },
    ]);
    await w.page.getByLabel("您的留言").fill("附上快递单。");
    await w.page.locator("[data-drawn]").first().waitFor();
    await w.page.screenshot({ path: "/tmp/pics/5-chat.png", fullPage: true });
    await w.page.getByRole("button", { name: "发送", exact: true }).click();
    await w.page.getByRole("button", { name: /打开证据：快递单/ }).waitFor();
    await w.page.screenshot({ path: "/tmp/pics/6-chat.png", fullPage: true });
    console.log("complaints", w.complaints, "axe", await w.axe());
    await w.page.setViewportSize({ width: 1280, height: 900 });
    await w.go(`/orders/${id}/complain?step=demand`);
    await w.page.screenshot({ path: "/tmp/pics/7-demand-desktop.png", fullPage: true });
  });
  test("wire", async () => {
    const long = await caseIn(world, "NEGOTIATING");
    for (let n = 1; n <= 200; n += 1) await long.do(n % 2 ? "li.na" : "wang.owner", "sendMessage", { text: `第 ${n} 条。` });
    const w = await openWindow(browser, world);
    const p = await openWindow(browser, world);
    await w.signIn("li.na");
    const cdp = await w.page.context().newCDPSession(w.page);
    await cdp.send("Network.enable");
    let on = false;
    let bytes = 0;
    cdp.on("Network.dataReceived", (e) => on && ((bytes += e.encodedDataLength), console.log("http", e.encodedDataLength, e.dataLength)));
    cdp.on("Network.webSocketFrameReceived", (e) => on && ((bytes += e.response.payloadData.length), console.log("ws", e.response.payloadData.slice(0, 3000))));
    w.page.on("request", (r) => on && console.log(r.url(), r.postData()?.slice(0, 200)));
    await w.go(`/cases/${long.id}`);
    await w.page.locator("header [data-connection=LIVE]").waitFor();
    await w.page.getByLabel("您的留言").fill("请问何时补寄？");
    on = true;
    await w.page.getByRole("button", { name: "发送", exact: true }).click();
    await w.page.getByRole("log").getByText("请问何时补寄？").waitFor();
    await w.page.getByText("已发送").last().waitFor();
    await p.signIn("wang.owner");
    await p.go(`/cases/${long.id}`);
    await w.page.getByText("对方已读").last().waitFor();
    console.log("bytes", bytes);
    await p.page.screenshot({ path: "/tmp/pics/8-provider.png" });
    await w.page.screenshot({ path: "/tmp/pics/9-consumer.png" });
  });
});
