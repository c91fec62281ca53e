import { PaymentSide } from "../../src/adjudication/instructions/payment-side";
import { Payment } from "../../src/adjudication/payments/payment.entity";
import type { Browser, Locator, Page, Route } from "playwright-core";
import { Penalty } from "../../src/adjudication/penalties/penalty.entity";
import { newId } from "../../src/platform/ids";
import { caseIn, placeOrder } from "../case/complaints/world-case";
import { photo } from "../case/evidence/pictures";
import { PNG } from "../case/evidence/samples";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { Person, startWorld, type Answer, type World } from "../support/world";
import { rightAnswers } from "../prevention/training/quiz";
import { creditCode, NUMBERS } from "../market/vetting/applicant";
import { openWindow, type Window } from "./window";

const FINE = { kind: "FINE", amount: 30_000, reason: "未按承诺时间交付" };

describeWith("chromium", "the pages of a provider", () => {
  let world: World;
  let browser: Browser;
  let owner: Window;
  let page: Page;
  let business: string;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    await caseIn(world, "ENFORCING", { ruling: { penalties: [FINE] } });
    browser = await launchBrowser();
    owner = await openWindow(browser, world);
    page = owner.page;
    await owner.enter("wang.owner");
    await owner.go("/business");
    // Who has one business is not asked which.
    await page.waitForURL(/\/business\/prv_/);
    business = new URL(page.url()).pathname;
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  afterEach(() => {
    expect(owner.complaints).toEqual([]);
    expect([...owner.strangers]).toEqual([]);
  });

  test("on a phone, what can be done with a member is in view, too, whatever of the table is not", async () => {
    await using phone = await openWindow(browser, world, { viewport: { width: 360, height: 740 } });
    await phone.enter("wang.owner");
    await phone.go(`${business}/members`);
    const acts = phone.page.getByRole("table").first().getByRole("button");
    const edges = await acts.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
    expect(edges.length).toBeGreaterThan(0);
    expect(Math.max(...edges)).toBeLessThan(360);
  });

  test("on a phone, what is ticked stands beside its words, however long they are", async () => {
    await using phone = await openWindow(browser, world, { viewport: { width: 360, height: 740 } });
    await phone.enter("wang.owner");
    await phone.go(`${business}/api-clients`);
    await phone.page.getByRole("button", { name: "新建 API 客户端" }).click();
    const besides = await phone.page
      .getByRole("dialog")
      .getByRole("checkbox")
      .evaluateAll((all) =>
        all.map((box) => {
          const words = document.createRange();
          words.selectNodeContents(box.parentElement as HTMLElement);
          words.setStartAfter(box);
          return words.getBoundingClientRect().left > box.getBoundingClientRect().right;
        }),
      );
    expect(besides.length).toBeGreaterThan(9);
    expect(besides).not.toContain(false);
  });

  test("on a phone, times in a table are one line: what is out of view makes no row higher", async () => {
    await using phone = await openWindow(browser, world, { viewport: { width: 390, height: 844 } });
    await phone.enter("wang.owner");
    for (const section of ["members", "penalties"]) {
      await phone.go(`${business}/${section}`);
      const times = phone.page.locator("table time");
      expect(await times.count()).toBeGreaterThan(0);
      const lines = await times.evaluateAll((all) => all.map((each) => each.getClientRects().length));
      expect([section, Math.max(...lines)]).toEqual([section, 1]);
    }
  });

  test("on a phone, what is to be delivered is marked without scrolling sideways", async () => {
    await placeOrder(world, "tom");
    await using phone = await openWindow(browser, world, { viewport: { width: 360, height: 740 } });
    await phone.enter("wang.owner");
    await phone.go(`${business}/orders`);
    // The newest order; the world begins with another of the same person.
    const first = phone.page.getByRole("listitem").filter({ hasText: "Tom Baker" }).first();
    const deliver = first.getByRole("button", { name: /^标记已交付/ });
    const { x = 0, width = 0 } = (await deliver.boundingBox()) ?? {};
    expect(x + width).toBeLessThan(360);
    await deliver.click();
    await deliver.waitFor({ state: "detached" });
    await first.getByText("已交付", { exact: true }).waitFor();
    expect(phone.complaints).toEqual([]);
  });

  const part = async (name: string): Promise<void> => {
    await page.getByRole("navigation", { name: "店铺管理" }).getByRole("link", { name, exact: true }).click();
    await owner.settled();
  };
  const dialog = () => page.getByRole("dialog");
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();

  test("what waits is on the first page, with the time there is", async () => {
    const fine = page.getByRole("listitem").filter({ hasText: "违约金 ¥300.00" });
    await fine.getByText(/^还剩/).waitFor();
    await page.getByRole("heading", { name: "如何提升信誉" }).waitFor();
    expect(await page.title()).toMatch(/^(\(\d+\) )?店铺概况 · .+ · Redress$/);
    await owner.picture("business-overview");
  });

  test("a listing is written as a draft, and published", async () => {
    await part("商品");
    await press("新建商品");
    await dialog().getByLabel("名称").fill("直播间布置");
    await page.keyboard.press("Escape");
    await press("新建商品");
    expect(await dialog().getByLabel("名称").inputValue()).toBe("直播间布置");
    await dialog().getByLabel("类目").fill("live-room");
    await dialog().getByLabel(/^价格/).fill("880");
    await page.keyboard.press("Escape");
    await press("新建商品");
    expect(await dialog().getByLabel(/^价格/).inputValue()).toBe("880");
    await dialog().getByRole("button", { name: "保存为草稿" }).click();
    const card = page.getByRole("listitem").filter({ hasText: "直播间布置" });
    await card.getByText("草稿", { exact: true }).waitFor();
    await press("上架 · 直播间布置");
    await card.getByText("已上架").waitFor();
    const { listings } = await world.visitor.ok(`{ listings(first: 5) { nodes { title price { amount } } } }`);
    expect(listings.nodes).toContainEqual({ title: "直播间布置", price: { amount: 88_000 } });
  });

  test("what a colleague changed meanwhile is told, and nothing typed is lost", async () => {
    await part("商品");
    await press("编辑 · 直播间布置");
    await dialog().getByLabel("说明").fill("含一次上门调试。");
    const staff = await world.as("zhao.staff");
    const { listings } = await staff.ok("{ listings(first: 5) { nodes { id title version } } }");
    const { id, version } = listings.nodes.find(({ title }: { title: string }) => title === "直播间布置");
    await staff.do(
      "updateListing",
      { listingId: id, expectedVersion: version, price: { amount: 99_000, currency: "CNY" } },
      "{ listing { id } }",
    );
    await dialog().getByRole("button", { name: "保存" }).click();
    await dialog().getByText("其间已有人修改了此商品").waitFor();
    await dialog().getByText("现在的内容：直播间布置，¥990.00").waitFor();
    expect(await dialog().getByLabel("说明").inputValue()).toBe("含一次上门调试。");
    await dialog().getByRole("button", { name: "保存" }).click();
    await dialog().waitFor({ state: "detached" });
    await page.getByText("含一次上门调试。").waitFor();
  });

  test("a promise is published; what its terms lack is said beside the field; its next version stands beside the first", async () => {
    await part("服务承诺");
    await press("发布新承诺");
    await dialog().getByLabel("适用范围").selectOption({ label: "直播间布置" });
    await dialog().getByLabel("承诺类型").selectOption({ label: "质量" });
    await dialog().getByLabel("承诺内容").fill("灯光照度不低于 1000 勒克斯。");
    await dialog().getByRole("button", { name: "发布", exact: true }).click();
    await dialog()
      .getByRole("alert")
      .filter({ hasText: /至少需要/ })
      .waitFor();
    expect(await dialog().getByLabel("承诺内容").inputValue()).toBe("灯光照度不低于 1000 勒克斯。");
    await dialog().getByLabel("达到的质量标准").fill("照度计实测不低于 1000 勒克斯");
    await page.keyboard.press("Escape");
    await press("发布新承诺");
    expect(await dialog().getByLabel("适用范围").locator("option:checked").innerText()).toBe("直播间布置");
    expect(await dialog().getByLabel("承诺类型").locator("option:checked").innerText()).toBe("质量");
    expect(await dialog().getByLabel("达到的质量标准").inputValue()).toBe("照度计实测不低于 1000 勒克斯");
    await dialog().getByRole("button", { name: "发布", exact: true }).click();
    await dialog().waitFor({ state: "detached" });

    await press(/^发布新版本 · 质量 · 灯光照度不低于 1000/);
    await dialog().getByRole("region", { name: "历次版本" }).getByText("灯光照度不低于 1000 勒克斯。").waitFor();
    await owner.picture("business-next-version");
    await dialog().getByLabel("承诺内容").fill("灯光照度不低于 1200 勒克斯。");
    await dialog().getByRole("button", { name: "发布", exact: true }).click();
    await dialog().waitFor({ state: "detached" });
    const card = page.getByRole("listitem").filter({ hasText: "灯光照度不低于 1200 勒克斯。" });
    await card.getByText(/第 2 版/).waitFor();
    await card.getByText("此前 1 个版本").click();
    await card.getByText("灯光照度不低于 1000 勒克斯。").waitFor();
  });

  test("a complaint that a consumer opens meanwhile is there by itself, with its clock", async () => {
    await part("投诉");
    await page.getByRole("heading", { level: 1, name: "投诉" }).waitFor();
    const tom = await world.as("tom");
    const { myOrders } = await tom.ok("{ myOrders(first: 1) { nodes { id promises { promiseVersion { id } } } } }");
    const [order] = myOrders.nodes;
    await tom.do("openComplaint", {
      orderId: order.id,
      title: "初稿迟迟未交",
      story: "付款后五天才收到初稿。",
      breachClass: "ORDINARY",
      breaches: [
        {
          promiseVersionId: order.promises[0].promiseVersion.id,
          expected: "48 小时",
          delivered: "五天",
          amount: 50_000,
        },
      ],
      demandKind: "REFUND_FULL",
    });
    const asked = page.getByRole("region", { name: /^轮到您了/ }).getByRole("listitem");
    const card = asked.filter({ hasText: "Tom Baker" });
    await card.getByText(/^还剩/).first().waitFor();
    await card.getByText("投诉人：Tom Baker").waitFor();
    await owner.picture("business-cases");
  });

  test("what waits for the owner is what the cases ask of them; of those that wait for others, how many there are", async () => {
    await part("概况");
    const waiting = page.getByRole("region", { name: "待办事项" });
    const complaint = waiting.getByRole("listitem").filter({ hasText: "Tom Baker" });
    await complaint.getByText("提出方案").waitFor();
    const wang = await world.as("wang.owner");
    const { myComplaints } = await wang.ok("{ myComplaints(filter: { side: PROVIDER }, first: 1) { nodes { id } } }");
    const [{ id: complaintId }] = myComplaints.nodes;
    await wang.do("makeOffer", { complaintId, kind: "REFUND_PART", amount: 10_000, text: "退 100 元。" });
    await complaint.waitFor({ state: "detached" });
    await waiting.getByText(/^另有 1 件投诉等待他人处理。/).waitFor();
    // Where nothing is left to do the next case is a press away.
    const next = waiting.locator("a[href^='/cases/']").first();
    const [href, title] = [await next.getAttribute("href"), await next.textContent()];
    await owner.follow(`/cases/${complaintId}`);
    await page
      .getByRole("navigation", { name: "下一件" })
      .getByRole("link", { name: title ?? "" })
      .click();
    await page.waitForURL(`**${href}`);
    await owner.go(business);
  });

  test("the deposit is topped up, and the fine paid from it", async () => {
    await part("保证金");
    await page.getByLabel(/^金额/).fill("500");
    await page.getByLabel("转账凭证号").fill("工行 20261124");
    await press("登记充值");
    // Nothing is in the balance until finance has seen the money.
    const claimed = page.getByRole("row").filter({ hasText: "工行 20261124" });
    await claimed.getByText("待确认").waitFor();
    expect(await page.getByRole("status").filter({ hasText: "¥500.00" }).count()).toBe(0);
    const finance = await world.as("wu.finance");
    const { payments } = await finance.ok("{ payments(purpose: DEPOSIT) { nodes { id } } }");
    await finance.do("confirmPayment", { paymentId: payments.nodes[0].id }, "{ payment { status } }");
    await owner.go(`${business}/deposit`);
    await page.getByRole("status").filter({ hasText: "¥500.00" }).waitFor();
    await claimed.getByText("已确认").waitFor();
    await part("积分与处理措施");
    // Where one stands, and what each threshold does.
    const gauge = page.getByRole("img", { name: /有效积分 \d+ 分/ });
    await gauge.waitFor();
    await page
      .getByRole("listitem")
      .filter({ hasText: /^24暂停经营（90 天）$/ })
      .waitFor();
    const fine = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "违约金" }) });
    await fine.getByText("待缴").waitFor();
    await owner.picture("business-penalties");
    await fine.getByLabel("转账", { exact: true }).check();
    await fine.getByLabel("转账凭证号").waitFor();
    // There is no payment side that could move it.
    expect(await fine.getByLabel("付款渠道").locator("option").allInnerTexts()).not.toContain("平台支付系统");
    await fine.getByLabel("转账凭证号").fill("工行 20261125");
    await fine.getByRole("button", { name: "缴纳违约金" }).click();
    // As the server says, not this page: it is not asked for again.
    await fine.getByText(/^已于 .+ 登记，平台查到款项后违约金即缴清。$/).waitFor();
    await fine.getByText("另行缴纳").click();
    await fine.getByLabel("从保证金扣缴").check();
    await fine.getByRole("button", { name: "缴纳违约金" }).click();
    await fine.getByText("已缴清").waitFor();
    await part("保证金");
    await page.getByRole("status").filter({ hasText: "¥200.00" }).waitFor();
    await page.getByRole("cell", { name: "工行 20261124", exact: true }).waitFor();
  });

  test("before the cooperation may be ended, the owner is heard", async () => {
    // Of the points that call for it only its outcome is needed here.
    const [warning] = await world.db.find(Penalty, { kind: "WARNING" });
    const termination = { kind: "TERMINATION", status: "AWAITING_APPROVAL", startsAt: null, threshold: 36 } as const;
    await world.db.transact(async (tx) => {
      const hearingUntil = tx.now + 7 * 86_400_000;
      tx.insert(Penalty, { ...(warning as Penalty), ...termination, id: newId(Penalty), hearingUntil });
      const over = { ...termination, kind: "SUSPENSION", hearingUntil: tx.now - 3_600_000 } as const;
      tx.insert(Penalty, { ...(warning as Penalty), ...over, id: newId(Penalty) });
    });
    await using lead = await openWindow(browser, world);
    await lead.enter("zhou.lead");
    await lead.page.clock.install();
    await lead.go("/lead?tab=penalties");
    await lead.page.getByText(/^服务商可于 .+ 前陈述。$/).waitFor();
    await lead.page.getByText(/^服务商的陈述期限已于 .+ 届满。$/).waitFor();
    await part("概况");
    await page.getByRole("link", { name: "采取处理措施前，您可以陈述申辩：解除合作" }).waitFor();
    // Whose time is over is no longer asked.
    const hearings = page.getByRole("link", { name: /^采取处理措施前，您可以陈述申辩/ });
    expect(await hearings.count()).toBe(1);
    await hearings.click();
    await page.getByText(/^书面陈述（截至 .+）：无$/).waitFor();
    await page.getByLabel("陈述内容").fill("涉事设计师已离职，全部客户已退款。");
    await press("提交陈述");
    const card = page.getByRole("listitem").filter({ hasText: "解除合作" });
    await card.getByText("您的陈述").waitFor();
    expect(await page.getByLabel("陈述内容").count()).toBe(0);
    expect(await world.db.find(Penalty, { kind: "TERMINATION" })).toMatchObject([
      { hearingStatement: "涉事设计师已离职，全部客户已退款。" },
    ]);
    // What somebody else has decided on meanwhile keeps its place: nothing else comes under the pointer.
    const [suspension] = await world.db.find(Penalty, { kind: "SUSPENSION" });
    const declined = { penaltyId: suspension?.id, reason: "证据不足以暂停经营，不予批准。" };
    await (await world.as("qian.lead")).do("declinePenalty", declined, "{ penalty { id } }");
    const cards = lead.page.locator("main li.card");
    const decided = cards.filter({ hasText: "暂停经营" });
    await lead.page.clock.fastForward(16_000);
    await decided.getByText("已处理", { exact: true }).waitFor();
    expect([await cards.count(), await decided.locator("[inert] button").count()]).toEqual([2, 2]);
    await lead.page.getByRole("button", { name: "隐去已处理的 1 件" }).click();
    await decided.waitFor({ state: "detached" });
  });

  test("a course is read and passed", async () => {
    const trainer = await world.as("lin.train");
    const { courses } = await trainer.ok("{ courses(first: 5) { nodes { id code } } }");
    const course = courses.nodes.find(({ code }: { code: string }) => code === "keeping-promises");
    const providerId = business.split("/").at(-1);
    await part("培训课程");
    await trainer.do(
      "assignCourse",
      { providerId, courseId: course.id, reason: "请尽快完成。" },
      "{ enrolment { id } }",
    );
    // Assigned while the page is open: it comes by itself.
    await page.getByText("请尽快完成。").waitFor();
    await page.getByRole("listitem").filter({ hasText: "请尽快完成。" }).getByRole("heading").getByRole("link").click();
    await page.getByRole("heading", { name: "课程内容" }).waitFor();
    await press("开始答题");
    await page.getByRole("button", { name: "交卷" }).waitFor();

    const { provider } = await (
      await world.as("wang.owner")
    ).ok(
      `query ($id: ID!) { provider(id: $id) { training { nodes { note attempts { id courseVersion { id }
        questions { number text { zhCN } options { number text { zhCN } } } } } } } }`,
      { id: providerId },
    );
    const { attempts } = provider.training.nodes.find(({ note }: { note: string | null }) => note === "请尽快完成。");
    const [attempt] = attempts;
    for (const { question, options } of await rightAnswers(world, attempt)) {
      const asked = page.getByRole("group").nth(question - 1);
      for (const option of options) {
        const { text } = attempt.questions[question - 1].options.find(
          ({ number }: { number: number }) => number === option,
        );
        await asked.getByLabel(text.zhCN, { exact: true }).check();
      }
    }
    await press("交卷");
    await page.getByText("已通过，正确率 100%").waitFor();
    await owner.picture("business-course");
  });

  test("somebody is invited, reads it in the inbox, and is a member by accepting it; another invitation is taken back", async () => {
    await part("成员");
    await page.getByLabel("登录名").fill("half typed");
    await part("资质核验");
    await page.getByLabel("证件号码").fill("E4000");
    // What is in the tab's storage is read again where a page is shown again, as after a reload.
    await part("成员");
    expect(await page.getByLabel("登录名").inputValue()).toBe("half typed");
    await part("资质核验");
    expect(await page.getByLabel("证件号码").inputValue()).toBe("E4000");
    await part("成员");
    // What is typed while an invitation is under way is not lost with it.
    const sent: Route[] = [];
    await page.route("**/graphql", (route) => void sent.push(route));
    await page.getByLabel("登录名").fill("tom");
    await press("邀请");
    await page.getByLabel("登录名").fill("nobody.at.all");
    for (const route of sent) await route.continue();
    await page.unroute("**/graphql");
    await page.getByRole("row").filter({ hasText: "tom" }).getByText("待答复").waitFor();
    expect(await page.getByLabel("登录名").inputValue()).toBe("nobody.at.all");
    await press("邀请");
    await page.getByRole("row").filter({ hasText: "nobody.at.all" }).getByText("待答复").waitFor();
    await press("撤回 · nobody.at.all");
    await page.getByRole("row").filter({ hasText: "nobody.at.all" }).getByText("已撤回").waitFor();
    expect(await owner.axe()).toEqual([]);
    await owner.picture("business-members");

    const invited = await openWindow(browser, world, { locale: "en", viewport: { width: 375, height: 800 } });
    await invited.enter("tom");
    await invited.go("/inbox");
    await invited.page.getByRole("heading", { name: "Invitations to you" }).waitFor();
    expect(await invited.axe()).toEqual([]);
    expect(await invited.overflows()).toBe(false);
    await invited.picture("inbox-invitation");
    await invited.page.getByRole("button", { name: "Accept", exact: true }).click();
    await invited.page.waitForURL(/\/business\/prv_/);
    await invited.page.getByRole("link", { name: "Members" }).waitFor();
    await page.getByRole("row").filter({ hasText: "tom" }).getByText("已接受").waitFor();
    // And leaves again, as everybody may.
    await invited.page.getByRole("link", { name: "Members" }).click();
    await invited.page.getByRole("button", { name: /^Leave/ }).click();
    await invited.page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
    await invited.page.getByText("Only its members work here.").waitFor();
    expect(invited.complaints).toEqual([]);
    await invited[Symbol.asyncDispose]();
  });

  test("an owner makes an API client with every scope, copies its key, which is shown once, and revokes it; others do not see the page", async () => {
    await part("API 客户端");
    await page.getByText("尚无 API 客户端。").waitFor();
    await press("新建 API 客户端");
    await dialog().getByLabel("名称").fill("仓库系统");
    for (const scope of await dialog().getByRole("checkbox").all()) await scope.check();
    await dialog().getByLabel("允许使用密钥的地址").fill("203.0.113");
    await dialog().getByRole("button", { name: "保存" }).click();
    await dialog().getByText("须为 IPv4 地址或网段").waitFor();
    expect(await owner.axe()).toEqual([]);
    await dialog().getByLabel("允许使用密钥的地址").fill("127.0.0.1\n\n203.0.113.0/24");
    await dialog().getByRole("button", { name: "保存" }).click();
    const card = page.getByRole("region", { name: "仓库系统", exact: true });
    await card.getByText("127.0.0.1/32 · 203.0.113.0/24").waitFor();
    await press("为 仓库系统 新建密钥");
    await dialog().getByRole("button", { name: "创建密钥" }).click();
    const secret = (await dialog().getByRole("code").textContent()) ?? "";
    expect(secret).toMatch(/^rdk_live_[0-9a-z]{57}$/);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await dialog().getByRole("button", { name: "复制" }).click();
    await dialog().getByText("已复制。").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    expect(await owner.axe()).toEqual([]);
    await owner.picture("business-api-key");
    await dialog().getByRole("button", { name: "我已保存" }).click();
    expect(await page.content()).not.toContain(secret);
    const asClient = (): Promise<Answer> => new Person(world.url, secret).gql("{ viewer { displayName } }");
    expect((await asClient()).data).toEqual({ viewer: { displayName: "仓库系统" } });
    const row = card.getByRole("row").filter({ hasText: secret.slice(-4) });
    await row.getByRole("button", { name: /^吊销/ }).click();
    await dialog().getByRole("button", { name: "吊销" }).click();
    await row.getByText("已吊销").waitFor();
    expect((await asClient()).status).toBe(401);
    await owner.picture("business-api-clients");
    await card.getByText("Webhook", { exact: true }).click();
    await page.getByText("尚无 Webhook。").waitFor();
    await page.getByLabel("地址", { exact: true }).fill("http://localhost/hook");
    await page.getByLabel("事件类型").fill("MESSAGE_SENT\nRULING_ISSUED");
    await page.getByLabel("查询", { exact: true }).fill("{ viewer { name } }");
    await press("添加");
    await page.getByText("此查询无法执行").waitFor();
    await page.getByLabel("查询", { exact: true }).fill("{ viewer { displayName } }");
    await press("添加");
    await page.getByText("须为公网上具名服务器").waitFor();
    await page.getByLabel("地址", { exact: true }).fill("https://erp.example.com/hook");
    await press("添加");
    await page.getByText(/^whsec_/).waitFor();
    await press("我已保存");
    await page.getByText("附带查询").waitFor();
    await page.getByText("推送记录").click();
    expect(await owner.axe()).toEqual([]);
    await owner.picture("business-webhooks");
    await press("停用 · 仓库系统");
    await dialog().getByRole("button", { name: "停用" }).click();
    await card.getByText("已停用").waitFor();
    expect(await card.getByRole("button").count()).toBe(0);

    const phone = await openWindow(browser, world, { locale: "en", viewport: { width: 375, height: 800 } });
    await phone.enter("admin");
    await phone.go("/api-clients");
    await phone.page.getByRole("button", { name: "New API client" }).click();
    await phone.page.getByLabel("Name").fill("Marketplace");
    for (const scope of await phone.page.getByRole("dialog").getByRole("checkbox").all()) await scope.check();
    await phone.page.getByRole("button", { name: "Save" }).click();
    await phone.page.getByRole("region", { name: "Marketplace", exact: true }).getByText("Import orders").waitFor();
    expect(await phone.overflows()).toBe(false);
    expect(await phone.axe()).toEqual([]);
    await phone.picture("platform-api-clients");
    expect(phone.complaints).toEqual([]);
    await phone[Symbol.asyncDispose]();

    const staff = await openWindow(browser, world);
    await staff.enter("zhao.staff");
    await staff.go(business);
    expect(await staff.page.getByRole("link", { name: "API 客户端" }).count()).toBe(0);
    await staff[Symbol.asyncDispose]();
  });

  test("in English, on a phone, somebody registers a business, sends its documents (one in a format that the browser does not know) and applies", async () => {
    const phone = await openWindow(browser, world, { locale: "en", viewport: { width: 375, height: 800 } });
    await phone.enter("tom");
    await phone.go("/business");
    await phone.page.getByText("You act for no business yet").waitFor();
    expect(await phone.overflows()).toBe(false);
    await phone.page.getByRole("button", { name: "Register a business" }).click();
    const licence = creditCode(7);
    const form = phone.page.getByRole("dialog");
    await form.getByLabel("Registered name").fill("Tom's Studio");
    await form.getByLabel("Business licence number").fill(licence);
    await form.getByRole("button", { name: "Register", exact: true }).click();
    await phone.page.waitForURL(/\/vetting$/);
    await phone.page.getByRole("heading", { level: 1, name: "Verification" }).waitFor();
    // What the platform waits for is what waits for them.
    await phone.page.getByRole("link", { name: "Overview" }).click();
    await phone.page.getByRole("link", { name: /^Add your documents and apply/ }).click();
    await phone.page.getByRole("heading", { level: 1, name: "Verification" }).waitFor();
    const submit = phone.page.getByRole("button", { name: "Submit application" });
    expect(await submit.getAttribute("aria-disabled")).toBe("true");

    const numbers = NUMBERS(licence);
    const papers = [
      ["Identity", numbers.IDENTITY],
      ["Business licence", numbers.LICENCE],
      ["Business address", numbers.ADDRESS],
      ["Payment account", numbers.PAYMENT_ACCOUNT],
    ] as const;
    for (const [kind, number] of papers) {
      const heic = kind === "Business licence";
      const name = `${kind}.${heic ? "heic" : "png"}`;
      await phone.page.getByLabel("What it proves").selectOption({ label: kind });
      await phone.page.getByLabel("Its number").fill(number);
      await phone.page.getByLabel("Issued by").fill("Hangzhou");
      const chooser = phone.page.getByLabel("File", { exact: true });
      if (heic) await chooseWithoutType(chooser, name, await heicPhoto());
      else await chooser.setInputFiles({ name, mimeType: "image/png", buffer: PNG });
      await phone.page.getByRole("button", { name: "Send", exact: true }).click();
      await phone.page.getByText(`Arrived: ${name}`).waitFor();
    }
    await phone.page.locator("button:not([aria-disabled])", { hasText: "Submit application" }).click();
    await phone.page.getByText("Submitted", { exact: true }).first().waitFor();
    await phone.page.getByText("Answer expected").waitFor();
    expect(await phone.overflows()).toBe(false);
    expect(await phone.axe()).toEqual([]);
    await phone.picture("business-vetting-phone");
    expect(phone.complaints).toEqual([]);
    await phone[Symbol.asyncDispose]();
  });

  test("what the platform's payment side moves needs no reference", async () => {
    PaymentSide.openBy(world.db, new PaymentSide("http://127.0.0.1:9/", ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]));
    await owner.go(`${business}/deposit`);
    await page.getByLabel(/^金额/).fill("5");
    await page.getByLabel("付款渠道").selectOption({ label: "平台支付系统" });
    await page.getByLabel("转账凭证号").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "登记充值" }).click();
    await page.getByText("已登记，平台查到款项后计入余额。").waitFor();
    const payment = await world.db.findOne(Payment, { purpose: "DEPOSIT", channel: "PLATFORM" });
    expect(payment).toMatchObject({ amount: 500, status: "CLAIMED" });
  });
});

/** In the boxes of another format, of which there are pictures here. */
async function heicPhoto(): Promise<Buffer> {
  const bytes = await photo("avif");
  bytes.write("heic", bytes.indexOf("ftyp") + 4, "latin1");
  return bytes;
}

/** As browsers do whose system does not know the ending. */
const chooseWithoutType = (chooser: Locator, name: string, bytes: Buffer): Promise<void> =>
  chooser.evaluate(
    (input, { name, bytes }) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([Uint8Array.from(bytes)], name));
      (input as HTMLInputElement).files = chosen.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    { name, bytes: [...bytes] },
  );
