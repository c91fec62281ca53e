import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";
import { signIn } from "../support/world";
import { ServerNode } from "../faults/nodes";
import { nowButton, openWindow, type Window } from "./window";

const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod", lead: "zhou.lead" } as const;
type Name = keyof typeof PEOPLE | "visitor";

const TITLE = "初稿迟了三天";
const LOST = "连接已断开";

/** Four people in four windows at once, a visitor beside them, and a real server that is killed in the middle. Nobody ever reloads. */
describeWith("chromium", "the whole story, live in everybody's window", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: ServerNode;
  let browser: Browser;
  let windows: Record<Name, Window>;
  let complaintId: string;

  beforeAll(async () => {
    folder = await temporaryFolder("story");
    server = await ServerNode.start({ DATA_DIR: folder.path });
    browser = await launchBrowser();
    const open = async (login?: string): Promise<Window> => {
      const window = await openWindow(browser, server);
      if (login) await window.signIn(login);
      return window;
    };
    const [consumer, provider, moderator, lead, visitor] = await Promise.all([
      ...Object.values(PEOPLE).map((login) => open(login)),
      open(),
    ]);
    windows = { consumer, provider, moderator, lead, visitor } as Record<Name, Window>;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  afterAll(() => {
    for (const window of Object.values(windows ?? {})) {
      expect(window.complaints).toEqual([]);
      expect([...window.strangers]).toEqual([]);
    }
  });

  const page = (name: Name) => windows[name].page;
  const button = (name: Name, label: string): Locator => page(name).getByRole("button", { name: label, exact: true });
  const sees = (name: Name, text: string | RegExp): Promise<void> =>
    page(name).locator("main").getByText(text).first().waitFor();

  /** An act of the case page: its button, what the dialog asks, and its button again. */
  async function act(name: Name, label: string, answers: Record<string, string> = {}): Promise<void> {
    await (await nowButton(page(name), label)).click();
    const dialog = page(name).getByRole("dialog");
    for (const [field, value] of Object.entries(answers)) await dialog.getByLabel(field).fill(value);
    await dialog.getByRole("button", { name: label, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  it("the consumer opens a case, and the provider is told at once", async () => {
    const { myOrders } = await (
      await signIn(server.url, PEOPLE.consumer)
    ).ok("{ myOrders(first: 1) { nodes { id } } }");
    await windows.provider.go("/inbox");
    await windows.consumer.go(`/orders/${myOrders.nodes[0].id}/complain`);
    const { consumer } = windows;
    await consumer.page.getByRole("checkbox", { name: /交付时间/ }).check();
    await consumer.page.getByLabel("实际得到").fill("五天后才收到");
    await button("consumer", "下一步").click();
    await consumer.page.getByRole("radio", { name: /全额退款/ }).check();
    await button("consumer", "下一步").click();
    await consumer.page.getByText("补充说明事情经过").click();
    await consumer.page.getByLabel("一句话概括").fill(TITLE);
    await consumer.page.getByLabel("事情经过").fill("11 月 1 日付款，11 月 6 日才收到初稿。");
    await button("consumer", "提交投诉").click();
    await consumer.page.waitForURL(/\/cases\/cmp_/);
    complaintId = /cmp_\w+/.exec(consumer.page.url())?.[0] ?? "";

    await page("provider").getByRole("link", { name: TITLE }).first().click();
    await page("provider").getByRole("heading", { level: 1, name: TITLE }).waitFor();
  });

  it("the provider refuses, which opens the way to the platform; the desk sees the case arrive", async () => {
    await windows.moderator.go("/desk");
    await act("provider", "拒绝诉求", { 理由: "素材是买家迟交的，不同意退款。" });
    await page("consumer").getByRole("tab", { name: "沟通" }).click();
    await sees("consumer", "素材是买家迟交的");
    await act("consumer", "申请平台介入");
    await page("moderator").getByRole("link", { name: TITLE }).waitFor();
    await windows.moderator.picture("story-1-desk");
  });

  it("a moderator takes and accepts it, and both sides see that", async () => {
    await page("moderator").getByRole("link", { name: TITLE }).click();
    await button("moderator", "领取案件").click();
    await act("moderator", "受理投诉");
    await sees("consumer", "举证");
    await button("provider", "提交答辩").first().waitFor();
  });

  it("the server is killed: everybody is told, nothing typed is lost, and all goes on by itself", async () => {
    await server.kill();
    for (const name of ["consumer", "provider", "moderator"] as const)
      await page(name).getByText(LOST).waitFor({ timeout: 60_000 });
    await windows.consumer.picture("story-2-lost");
    const answer = "素材于十月三日才齐，工期应当顺延。";
    await (await nowButton(page("provider"), "提交答辩")).click();
    const dialog = page("provider").getByRole("dialog");
    await dialog.getByRole("textbox").fill(answer);
    await dialog.getByRole("button", { name: "提交答辩", exact: true }).click();
    await dialog.getByText("无法连接服务器").waitFor();

    await server.restart();
    for (const name of ["consumer", "provider", "moderator"] as const)
      await page(name).getByText(LOST).waitFor({ state: "detached", timeout: 90_000 });
    await dialog.getByRole("button", { name: "提交答辩", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await sees("consumer", answer);
    await page("consumer").getByRole("tab", { name: "沟通" }).click();
    expect(await page("consumer").getByRole("log").getByText(answer).count()).toBe(1);
  });

  it("the stage ends as soon as both sides have said what they have", async () => {
    await act("consumer", "我已举证完毕");
    await act("provider", "我已举证完毕");
    await button("moderator", "作出处理决定")
      .or(page("moderator").getByRole("link", { name: "作出处理决定" }))
      .first()
      .waitFor();
  });

  it("the moderator rules, and a grave measure waits for the lead, who sees it come", async () => {
    await windows.lead.go(`/cases/${complaintId}`);
    await windows.moderator.go(`/cases/${complaintId}/ruling`);
    const editor = page("moderator");
    await editor.getByRole("radio", { name: "违背承诺", exact: true }).check();
    const rule = editor.getByLabel("适用规则");
    await rule.selectOption((await rule.locator("option", { hasText: "FRAUD-1" }).getAttribute("value")) ?? "");
    await editor.getByLabel("理由", { exact: true }).first().fill("交付记录显示逾期七十二小时。");
    await editor.getByLabel("结果").selectOption({ label: "投诉成立" });
    await editor.getByLabel("根本原因").selectOption({ index: 1 });
    await editor.getByLabel("认定的事实").fill("付款后第五天交付初稿，承诺为四十八小时。");
    await editor.getByLabel("总体理由").fill("承诺明确，逾期严重，且以虚假素材为由推托。");
    await editor.getByLabel("公示内容").fill("服务商未按承诺时限交付，支持消费者。");
    await editor.getByLabel("具体内容").fill("退还全部价款。");
    await editor.getByRole("button", { name: "增加处理措施" }).click();
    await editor.getByLabel("种类").last().selectOption({ label: "暂停经营" });
    await editor.getByLabel("天数").fill("90");
    await editor.getByLabel("理由", { exact: true }).last().fill("情节严重。");
    await windows.moderator.picture("story-3-ruling");
    await editor.getByRole("button", { name: "作出处理决定" }).click();
    await editor.getByRole("dialog").getByRole("button", { name: "作出处理决定" }).click();
    await editor.waitForURL(new RegExp(`/cases/${complaintId}$`));

    await act("lead", "批准处理决定");
  });

  it("both sides read the ruling, and a visitor sees it on the public register", async () => {
    await windows.visitor.go("/public-register");
    for (const name of ["consumer", "provider"] as const)
      await page(name).getByRole("tab", { name: "处理结果" }).click();
    await sees("consumer", "服务商未按承诺时限交付，支持消费者。");
    await sees("provider", "服务商未按承诺时限交付，支持消费者。");
    await sees("visitor", "服务商未按承诺时限交付，支持消费者。");
    await button("provider", "申诉").first().waitFor();
    for (const name of ["consumer", "provider", "moderator", "lead", "visitor"] as const)
      await windows[name].picture(`story-4-${name}`);
  });
});
