import { givesBack } from "../adjudication/payments/gives-back";
import { payOrderOver } from "../adjudication/payments/paid-in";
import type { Browser, Page } from "playwright-core";
import { placeOrder } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { noisePng, twoPages } from "./big-files";
import { begunOn, openWindow, seen, type Window } from "./window";

jest.setTimeout(180_000);

const SHOT = { name: "聊天截图.png", mimeType: "image/png", buffer: noisePng(300, 500) };
const INVOICE = { name: "电子发票.pdf", mimeType: "application/pdf", buffer: twoPages(20_000) };
const PHONE = { viewport: { width: 375, height: 780 }, hasTouch: true, isMobile: true };

describeWith("chromium", "orders in the browser", () => {
  let world: World;
  let browser: Browser;
  let consumer: Window;
  let orderId: string;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
    orderId = (await placeOrder(world)).id;
    await world.later(71);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    consumer = await openWindow(browser, world, PHONE);
    await consumer.enter("li.na");
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const next = (page: Page): Promise<void> => page.getByRole("button", { name: "下一步" }).click();
  const caseOf = async (order: string): Promise<{ complaints: { nodes: Record<string, unknown>[] } }> =>
    (
      await (
        await world.as("li.na")
      ).ok(
        `query ($id: ID!) { order(id: $id) { complaints { nodes { id title story demandKind demand { amount }
           breaches { kind expected delivered atStake { amount } } } } } }`,
        { id: order },
      )
    ).order;

  test("the number of an order that is typed to find it is there after the page was loaded again", async () => {
    const { page } = consumer;
    await consumer.go("/orders/find");
    const number = page.getByLabel("订单号");
    await number.fill("SHOP-2026-0815");
    await page.reload();
    await consumer.settled();
    expect(await number.inputValue()).toBe("SHOP-2026-0815");
    await number.fill("");
    // Whoever comes with another one has that.
    await consumer.go("/orders/find?number=SHOP-1");
    await seen(page.getByRole("alert"));
    expect(await number.inputValue()).toBe("SHOP-1");
  });

  test("on a phone: what was promised is unchanged, and the record says that 48 hours became 71", async () => {
    const { page } = consumer;
    await consumer.go("/orders");
    await page.locator(`main a[href='/orders/${orderId}']`).click();
    await consumer.settled();
    await page.getByText("下单后 71 小时才交付。").waitFor();
    await page.getByText("店铺首页与商品详情页设计，含两轮修改。").waitFor();
    // The provider's three, and the platform's, folded away.
    expect(await page.getByText("下单后未被改动").count()).toBe(3 + 8);
    expect(await page.getByText("下单后未被改动").filter({ visible: true }).count()).toBe(3);
    expect(await consumer.overflows()).toBe(false);
    expect(await consumer.axe()).toEqual([]);
    await consumer.picture("order-phone");
  });

  test("who orders gets the promises that they read, or is told that they have changed", async () => {
    const owner = await world.as("wang.owner");
    const { order } = await owner.ok(
      `query ($id: ID!) { order(id: $id) { listing { id promises(first: 20) { nodes { id kind latestVersion currentVersion { text } } } } } }`,
      { id: orderId },
    );
    const [promise] = order.listing.promises.nodes.filter(({ kind }: { kind: string }) => kind === "DELIVERY_TIME");
    const { currentVersion, latestVersion, id: promiseId } = promise;
    await using window = await openWindow(browser, world);
    await window.enter("li.na");
    const { page } = window;
    // A network that lets no live updates through.
    await page.routeWebSocket(/graphql/, (socket) => socket.close());
    await window.go(`/listings/${order.listing.id}`);
    await page.getByRole("button", { name: "下单", exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await seen(dialog.getByText(currentVersion.text));
    const text = "付款后 30 天内交付";
    const change = { promiseId, latestVersion, text, terms: { withinHours: 720 } };
    await owner.do("publishPromise", change, "{ promise { id } }");
    const confirm = dialog.getByRole("button", { name: /^以 .* 下单$/ });
    await confirm.click();
    await seen(dialog.getByText("承诺已变动，请看过现行承诺后再下单。"));
    await seen(dialog.getByText(text));
    await seen(dialog.getByRole("status").getByText(/承诺已有变化/));
    expect(await window.axe()).toEqual([]);
    await confirm.click();
    await page.waitForURL("**/orders/ord_*");
    await seen(page.getByText("下单后未被改动").first());
    await seen(page.getByText(text));
  });

  test("the record begins the case, what is typed is kept over a reload, and the server's refusal leads to the place to mend", async () => {
    const { page } = consumer;
    await page.getByRole("link", { name: "据此投诉" }).click();
    await consumer.settled();
    // What the record says of a promise stands where the promise is chosen, too.
    const late = page.getByRole("checkbox", { name: /交付时间/ });
    await late.uncheck();
    await page.getByText(/平台记录显示：\s*下单后 71 小时才交付/).waitFor();
    await late.check();
    expect(await page.getByLabel("实际得到").inputValue()).toBe("下单后 71 小时才交付。");
    await page.getByRole("checkbox", { name: /赠品/ }).check();
    await page.getByLabel("实际得到").last().fill("一张海报也没有");
    await page.getByText("这项承诺值多少钱？").last().click();
    await page
      .getByLabel(/涉及金额/)
      .last()
      .fill("999999");
    const guide = page.getByRole("complementary", { name: "投诉前可以看看" }).getByText("留好证据：留什么、怎么留");
    await seen(guide);
    // About both, and there once.
    expect(await guide.count()).toBe(1);
    expect(await consumer.overflows()).toBe(false);
    await next(page);
    await page.getByRole("radio", { name: "部分退款" }).check();
    await page.getByLabel(/^金额/).fill("2600");
    await next(page);
    const story = page.getByText("补充说明事情经过");
    await seen(story);
    if (!(await page.getByLabel("一句话概括").isVisible())) await story.click();
    await page.getByLabel("一句话概括").fill("晚了一天，海报也没送");
    await page.getByLabel("事情经过").last().fill("付款后第三天才收到初稿，说好的三张海报至今没有。");
    await page.locator("input[type=file][multiple]").setInputFiles([SHOT, INVOICE]);
    await seen(page.getByText("截图 · 聊天截图.png"));
    await seen(page.getByText("发票 · 电子发票.pdf"));
    // Shown at once, and written down a moment later.
    await eventually(async () => expect(await begunOn(page)).toEqual([1, 2]));

    await page.reload();
    await consumer.settled();
    expect(await page.getByLabel("一句话概括").inputValue()).toBe("晚了一天，海报也没送");
    await seen(page.getByText("发票 · 电子发票.pdf"));
    await page.getByText("一张海报也没有").waitFor();
    expect(await consumer.overflows()).toBe(false);
    expect(await consumer.axe()).toEqual([]);
    await consumer.picture("complain-evidence-phone");
    await page.getByRole("button", { name: "提交投诉" }).click();

    await page.getByRole("alert").first().waitFor();
    await page.getByRole("button", { name: "未兑现的承诺", exact: true }).click();
    const stake = page.getByLabel(/涉及金额/).last();
    expect(await stake.getAttribute("aria-invalid")).toBe("true");
    await stake.fill("300");
    await next(page);
    await page.getByLabel(/^金额/).fill("600");
    await next(page);
    // The connection breaks between filing and sending what was chosen, and the page is loaded again.
    await page.route("**/evidence/*", (route) => route.abort("connectionreset"));
    await page.getByRole("button", { name: "提交投诉" }).click();

    await page.waitForURL(/\/cases\/cmp_\w+#evidence$/);
    await seen(page.getByText("连接已断开，恢复后会自动继续上传。").first());
    await page.reload();
    await consumer.settled();
    await seen(page.getByText("连接已断开，恢复后会自动继续上传。").first());
    await page.unroute("**/evidence/*");
    for (const title of ["聊天截图", "电子发票"]) await seen(page.getByRole("button", { name: `查看：${title}` }));
    const complaints = (await caseOf(orderId)).complaints.nodes;
    expect(complaints).toEqual([
      expect.objectContaining({
        title: "晚了一天，海报也没送",
        demandKind: "REFUND_PART",
        demand: { amount: 60_000 },
        breaches: expect.arrayContaining([
          expect.objectContaining({ kind: "DELIVERY_TIME", delivered: "下单后 71 小时才交付。" }),
          expect.objectContaining({
            kind: "GIFT_OR_DISCOUNT",
            delivered: "一张海报也没有",
            atStake: { amount: 30_000 },
          }),
        ]),
      }),
    ]);
    // As it opens on a phone, it is two screens.
    await consumer.go(new URL(page.url()).pathname);
    expect(await page.evaluate<number>("document.documentElement.scrollHeight")).toBeLessThan(1_600);
  });

  test("a second case about the same promise leads to the open one", async () => {
    const { page } = consumer;
    await consumer.go(`/orders/${orderId}`);
    // What the records show is complained about already.
    await seen(page.getByText("平台记录显示", { exact: true }));
    expect(await page.getByRole("link", { name: "据此投诉" }).count()).toBe(0);
    await page.getByRole("link", { name: "我要投诉" }).click();
    await seen(page.getByText("这项承诺已有未结案件：").first());
    await page.getByRole("checkbox", { name: /赠品/ }).check();
    await page.getByLabel("实际得到").fill("还是没有海报");
    await next(page);
    await page.getByRole("radio", { name: "道歉" }).check();
    await next(page);
    await page.locator("input[type=file][multiple]").setInputFiles([{ ...SHOT, name: "空包裹照片.png" }]);
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.getByRole("button", { name: "查看进行中的投诉" }).click();
    const [open] = (await caseOf(orderId)).complaints.nodes;
    await page.waitForURL(`**/cases/${String(open?.id)}`);
    // What was chosen for it is there, and waits to be sent.
    await page.getByRole("tab", { name: "证据" }).click();
    await seen(page.getByText("照片 · 空包裹照片.png"));
    await page.getByRole("button", { name: "上传 1 份" }).click();
    await seen(page.getByText("已上传：空包裹照片"));
    expect((await caseOf(orderId)).complaints.nodes).toHaveLength(1);
  });

  test("what the marketplace gives back meanwhile is on the open case at once, on the order, and no more is asked for", async () => {
    const { page } = consumer;
    const [open] = (await caseOf(orderId)).complaints.nodes;
    await consumer.go(`/cases/${String(open?.id)}`);
    await page.locator("summary", { hasText: "详情" }).click();
    const told = page.getByText("平台方已在本案之外退款", { exact: true });
    await seen(page.getByText("办理程序").first());
    expect(await told.count()).toBe(0);
    await givesBack(world.db, orderId, 10_000);
    await seen(told);
    await consumer.go(`/orders/${orderId}`);
    await seen(page.getByText("平台方已退款", { exact: true }));
    await seen(page.getByText("¥100.00"));
    await consumer.go(`/orders/${orderId}/complain?step=demand`);
    await seen(page.getByText("¥1,899.00").first());
  });

  test("about what was decided only new facts are filed, before a moderator", async () => {
    const { page } = consumer;
    const [open] = (await caseOf(orderId)).complaints.nodes;
    const complaintId = String(open?.id);
    const [person, owner] = [await world.as("li.na"), await world.as("wang.owner")];
    const offer = { complaintId, kind: "REFUND_PART", amount: 60_000, text: "退还 600 元" };
    const { complaint } = await owner.do("makeOffer", offer, "{ complaint { offers { nodes { id } } } }");
    await person.do("acceptOffer", { complaintId, offerId: complaint.offers.nodes[0].id });
    await owner.do("fileSettlementProof", { complaintId, text: "退款单号 1" });
    await person.do("confirmSettlement", { complaintId });

    await consumer.go(`/orders/${orderId}/complain?step=evidence`);
    await page.getByRole("button", { name: "提交投诉" }).click();
    const decided = page.getByRole("link", { name: "查看已有处理结果的案件" });
    expect(await decided.getAttribute("href")).toBe(`/cases/${complaintId}`);
    await page.getByLabel("新的事实").fill("海报送来了，但印的是别家店的名字，附照片。");
    expect(await consumer.overflows()).toBe(false);
    expect(await consumer.axe()).toEqual([]);
    await page.getByRole("button", { name: "提交投诉" }).click();
    await page.waitForURL(/\/cases\/cmp_\w+#evidence$/);
    await page.getByRole("tab", { name: "承诺" }).click();
    await page.getByText("决定作出后的新事实").waitFor();
    await page.getByRole("link", { name: "此前处理该事项的案件" }).waitFor();
    expect((await caseOf(orderId)).complaints.nodes).toHaveLength(2);
  });

  test("in English: the delivery is confirmed and reviewed, once", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.enter("li.na");
    await window.go(`/orders/${orderId}`);
    const confirm = (scope: string): Promise<void> =>
      page
        .locator(scope)
        .getByRole("button", { name: /Confirm/ })
        .click();
    await confirm("main");
    await confirm("dialog");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText(/It can be reviewed, until .+, once its payment is confirmed\./).waitFor();
    expect(await page.getByRole("radio", { name: "4 stars" }).count()).toBe(0);
    await payOrderOver(world, "li.na", orderId);
    await page.reload();
    await page.getByRole("radio", { name: "4 stars" }).check();
    await page.getByLabel("In words").fill("Good design, a day late.");
    await page.getByRole("button", { name: "Publish the review" }).click();
    await page.getByText("Good design, a day late.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Publish the review" }).waitFor({ state: "detached" });
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test("a stranger's order is not there, and another's language and name are one's own to change", async () => {
    await using window = await openWindow(browser, world, { locale: "zh-CN" });
    const { page } = window;
    await window.enter("tom");
    await window.go(`/orders/${orderId}`);
    await page.getByRole("alert").waitFor();
    expect(await page.getByText("晚了一天").count()).toBe(0);
    // Its address leads on all the same.
    await page.getByRole("navigation", { name: "当前位置" }).getByRole("link", { name: "我的订单" }).waitFor();

    await window.go("/account");
    await page.getByLabel("名字").fill("Tom B.");
    await page.getByLabel("语言").selectOption({ label: "English" });
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("heading", { name: "My account" }).waitFor();
    await page
      .locator("header")
      .getByRole("button", { name: /Tom B\.$/ })
      .waitFor();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await page.waitForURL(/\/sign-in/);
  });

  test("nothing went wrong in the window, and nobody else was asked", () => {
    expect(consumer.complaints).toEqual([]);
    expect([...consumer.strangers]).toEqual([]);
  });
});
