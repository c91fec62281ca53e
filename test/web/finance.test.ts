import type { Browser, Page } from "playwright-core";
import { caseIn, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { openPaymentSide } from "../adjudication/instructions/test-payment-side";
import { answerInstruction } from "../../src/adjudication/instructions/answer-instruction";
import { PaymentSide } from "../../src/adjudication/instructions/payment-side";
import { sendInstructions } from "../../src/adjudication/instructions/send-instructions";
import { payInOver } from "../adjudication/payments/paid-in";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, type Window } from "./window";

const FULL = { kind: "REFUND_FULL", text: "全额退款", withinDays: 7 };

/** What finance does, and what the consumer sees of it. */
describeWith("chromium", "the pages of money", () => {
  let world: World;
  let browser: Browser;
  let finance: Window;
  let page: Page;
  let providerId: string;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    finance = await openWindow(browser, world);
    page = finance.page;
    await finance.enter("wu.finance");
    const { listings } = await world.visitor.ok("{ listings(first: 1) { nodes { provider { id } } } }");
    providerId = listings.nodes[0].provider.id;
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => expect([finance.complaints, [...finance.strangers]]).toEqual([[], []]));

  const dialog = () => page.getByRole("dialog");
  const card = (text: string) => page.getByRole("listitem").filter({ hasText: text });
  const claim = async (amount: number, reference: string) =>
    (await world.as("wang.owner")).do(
      "topUpDeposit",
      { providerId, amount, currency: "CNY", reference },
      "{ payment { id } }",
    );

  test("what is claimed is confirmed, or rejected with a reason", async () => {
    await claim(50_000, "工行 0001");
    await claim(60_000, "工行 0002");
    await finance.go("/finance");
    await card("工行 0001").getByRole("button", { name: "确认到账" }).click();
    expect(await finance.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "确认到账" }).click();
    await card("工行 0001").getByText("已处理", { exact: true }).waitFor();
    await card("工行 0002").getByRole("button", { name: "驳回" }).click();
    await dialog().getByLabel("理由").fill("银行流水中没有这笔款项。");
    await dialog().getByRole("button", { name: "驳回" }).click();
    await card("工行 0002").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "已驳回" }).click();
    await card("工行 0002").getByText("银行流水中没有这笔款项。").waitFor();
  });

  test("a large sum waits for the second person", async () => {
    await claim(2_000_000, "工行 0003");
    await finance.go("/finance");
    await card("工行 0003").getByRole("button", { name: "确认到账" }).click();
    await dialog().getByRole("button", { name: "确认到账" }).click();
    await card("工行 0003").getByText("第一人决定").waitFor();
    await dialog().waitFor({ state: "detached" });
    expect(await card("工行 0003").getByRole("button", { name: "确认到账" }).count()).toBe(0);
    // What the second person decides is seen without a reload.
    const xu = await world.as("xu.finance");
    const { payments } = await xu.ok("{ payments(status: CLAIMED) { nodes { id version } } }");
    const [{ id: paymentId, version: expectedVersion }] = payments.nodes;
    await xu.do("confirmPayment", { paymentId, expectedVersion }, "{ payment { id } }");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await card("工行 0003").waitFor({ state: "detached" });
  });

  test("of a refund only a part arrived: that part is confirmed, the rest stays owed", async () => {
    const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies: [FULL] } });
    const { ruling } = await theCase.look("ruling { remedies { id } }");
    const refund = { refundChannel: "BANK", refundReference: "建行 0004", text: "已退款。", evidenceIds: [] };
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId: ruling.remedies[0].id, ...refund });
    await finance.go("/finance");
    await card("建行 0004").getByRole("button", { name: "驳回" }).click();
    await dialog().getByLabel("实际到账金额").fill("12.50");
    await dialog().getByLabel("理由").fill("银行流水中只有这一部分。");
    expect(await finance.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "驳回" }).click();
    await card("建行 0004").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "已确认" }).click();
    await card("建行 0004").getByText("¥12.50").waitFor();
    expect((await theCase.look()).status).toBe("ENFORCING");
  });

  test("a payout is sent, and the consumer finds it in the case", async () => {
    const theCase: WorldCase = await caseIn(world, "ENFORCING", { ruling: { remedies: [FULL] } });
    await payInOver(world, await world.as("wang.owner"), providerId, 300_000);
    await theCase.ring("REMEDY_DUE");
    await finance.go("/finance");
    await card("消费者赔付").getByRole("button", { name: "确认已打款" }).click();
    await dialog().getByLabel("凭证号").fill("ICBC 2026112600017");
    await dialog().getByRole("button", { name: "确认已打款" }).click();
    await dialog().waitFor({ state: "detached" });
    const lina = await openWindow(browser, world);
    await lina.enter("li.na");
    await lina.go(`/cases/${theCase.id}`);
    await lina.page.getByText("ICBC 2026112600017").first().waitFor();
    await lina.page.getByRole("button", { name: "申报赔付款未到账" }).waitFor();
    expect(lina.complaints).toEqual([]);
  });

  test("a side of an order says by which payment it was paid", async () => {
    const order = await placeOrder(world);
    const lina = await openWindow(browser, world);
    await lina.enter("li.na");
    await lina.go(`/orders/${order.id}`);
    await lina.page.locator("summary", { hasText: "付款" }).click();
    await lina.page.getByLabel("付款凭证号").fill("4200002026112600009");
    await lina.page.getByRole("button", { name: "登记付款" }).click();
    await lina.page.getByText("付款待确认").waitFor();
  });

  test("finance sees what was left to the payment side, and looks into what contradicts it", async () => {
    await using side = await openPaymentSide();
    PaymentSide.openBy(world.db, new PaymentSide(side.url, [side.secret]));
    const left = { providerId, amount: 123_400, currency: "CNY", channel: "PLATFORM" };
    await (await world.as("wang.owner")).do("topUpDeposit", left, "{ payment { id } }");
    await sendInstructions(world.server.services);
    const instructionId = String(side.told[0]?.data.id);
    const said = { outcome: "CONFIRMED", amount: 1, currency: "CNY", reference: "PS-1", failure: null } as const;
    await world.db.transact((tx) => answerInstruction(tx, { instructionId, movedAt: tx.now, ...said }));
    await finance.go("/finance");
    await page.getByRole("link", { name: "待核查" }).click();
    await card("1,234").getByText("金额或币种不符").waitFor();
    expect(await finance.axe()).toEqual([]);
    await card("1,234").getByRole("button", { name: "已核查" }).click();
    await dialog().getByLabel("核查结果和处理").fill("支付系统录入有误，已更正。");
    await dialog().getByRole("button", { name: "已核查" }).click();
    await card("1,234").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "支付系统" }).click();
    await card("1,234").getByText("划付中").waitFor();
  });
});
