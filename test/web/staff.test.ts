import type { Browser, Locator, Page } from "playwright-core";
import { caseIn } from "../case/complaints/world-case";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { Applicant, creditCode, RESIDENT } from "../market/vetting/applicant";
import { openWindow, seen, type Window } from "./window";

const PLANNED = "承诺交付时间的商家，每月巡查一次。";
const FOUND = "抽查三单，均超过承诺时间且未交付。";
const STATED = "延误系素材迟交所致，已与消费者协商改期。";
const CONCLUDED = "巡查发现三单超过承诺时间未交付。";
const PURPOSE = "法院立案庭来函调取卷宗";

/** What inspectors, auditors and administrators do, each in a window of their own. */
describeWith("chromium", "the staff's pages", () => {
  let world: World;
  let browser: Browser;
  let caseId: string;
  const windows = new Map<string, Window>();

  beforeAll(async () => {
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    caseId = (await caseIn(world, "ENFORCING")).id;
    await world.projected();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    for (const [who, { complaints, strangers }] of windows)
      expect([who, complaints, [...strangers]]).toEqual([who, [], []]);
  });

  async function windowOf(who: string): Promise<Window> {
    let window = windows.get(who);
    if (!window) {
      windows.set(who, (window = await openWindow(browser, world)));
      await window.enter(who);
    }
    return window;
  }

  test("an administrator proposes a role with the keyboard alone, for others and not for oneself; a lead agrees", async () => {
    const window = await windowOf("admin");
    const { page } = window;
    await window.go("/accounts");
    await press(page, page.getByRole("button", { name: "角色 · 林悦" }), "Enter");
    await press(page, page.getByRole("checkbox", { name: "巡查员" }), "Space");
    await press(page, page.getByRole("button", { name: "保存角色" }), "Enter");
    await seen(page.getByRole("row", { name: /lin\.train/ }).getByText("巡查员：待同意"));
    await page.reload();
    const own = page.getByRole("listitem").filter({ hasText: "授予 林悦：巡查员" });
    await seen(own.getByText("您提出"));

    const lead = await windowOf("zhou.lead");
    await lead.go("/accounts");
    await lead.page.getByRole("button", { name: "批准", exact: true }).click();
    await seen(lead.page.getByText("没有。"));
    expect(await lead.page.getByRole("table").count()).toBe(0);
    const { viewer } = await (await world.as("lin.train")).ok("{ viewer { roles } }");
    expect(viewer.roles.sort()).toEqual(["INSPECTOR", "TRAINER"]);

    const myself = page.getByRole("row", { name: /您/ });
    await seen(myself);
    expect(await myself.getByRole("button").count()).toBe(0);
  });

  test("an administrator locks a person out with a reason, and lets them in again", async () => {
    const { page } = await windowOf("admin");
    const row = page.getByRole("row", { name: /zhao\.staff/ });
    for (const [button, confirm, status] of [
      ["停用", "停用并结束全部登录", "SUSPENDED"],
      ["恢复", "恢复登录", "ACTIVE"],
    ] as const) {
      await row.getByRole("button", { name: `${button} · 赵敏` }).click();
      await page.getByRole("textbox", { name: "原因" }).fill("账号疑似被盗用，核实中。");
      await page.getByRole("button", { name: confirm }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const { accounts } = await (await world.as("admin")).ok("{ accounts(first: 100) { nodes { login status } } }");
      expect(accounts.nodes).toContainEqual({ login: "zhao.staff", status });
    }
  });

  test("an inspector plans, fills the checklist and opens a case from a finding; another one sees it live", async () => {
    const [mine, other] = [await windowOf("he.inspect"), await windowOf("lin.train")];
    await other.go("/inspections");
    await seen(other.page.getByText("没有符合条件的巡查"));

    await mine.go("/inspections/plans");
    const { page } = mine;
    await page.getByRole("button", { name: "制定计划" }).click();
    await page.getByRole("textbox", { name: "服务商名称" }).fill("星火代运营");
    await page.getByRole("button", { name: "查找" }).click();
    await page.getByRole("button", { name: /星火代运营/ }).click();
    await page.getByRole("textbox", { name: "巡查目的" }).fill("短");
    await page.getByRole("button", { name: "确认制定" }).click();
    // The server's word stands beside the field, and what was typed is still there.
    const reason = page.getByRole("textbox", { name: "巡查目的" });
    await seen(page.locator("dialog [role=alert]"));
    expect([await reason.getAttribute("aria-invalid"), await reason.inputValue()]).toEqual(["true", "短"]);
    await reason.fill(PLANNED);
    await page.getByRole("button", { name: "确认制定" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await seen(page.getByRole("article").getByText(PLANNED));

    await other.page
      .getByRole("row", { name: new RegExp(PLANNED) })
      .getByRole("link")
      .click();
    await seen(other.page.getByRole("heading", { level: 1, name: /^巡查：星火代运营/ }));
    await mine.go("/inspections?who=nobody");
    await page
      .getByRole("row", { name: new RegExp(PLANNED) })
      .getByRole("link")
      .click();
    await page.getByRole("button", { name: "领取巡查" }).click();
    await seen(other.page.getByRole("definition").getByText("何平"));

    const item = (window: Window): Locator =>
      window.page.getByRole("listitem").filter({ has: window.page.getByText("交付时间", { exact: true }) });
    const asked = item(mine).first();
    await asked.getByRole("radio", { name: "违反" }).check();
    await asked.getByRole("button", { name: "记录" }).click();
    await seen(asked.getByRole("alert"));
    await asked.getByRole("textbox", { name: "说明" }).fill(FOUND);
    await asked.getByRole("textbox", { name: "凭据所在" }).fill("试购记录 2026-01");
    await asked.getByRole("button", { name: "记录" }).click();
    await seen(item(other).first().getByText(FOUND));

    await asked.getByRole("button", { name: "立案", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /Tom Baker/ }).check();
    await dialog.getByRole("textbox", { name: "一句话概括" }).fill("巡查发现：超过承诺时间未交付");
    await dialog.getByRole("textbox", { name: "涉及金额" }).fill("500");
    await dialog.getByLabel("诉求", { exact: true }).selectOption({ label: "赔偿" });
    await dialog.getByLabel(/^金额/).fill("300");
    await dialog.getByLabel("超出价款的依据").selectOption({ label: "实际损失" });
    await dialog.getByRole("textbox", { name: "诉求说明" }).fill("另请他人设计的费用。");
    await dialog.getByRole("button", { name: "确认立案" }).click();
    const link = (window: Window): Locator =>
      item(window).first().getByRole("link", { name: "巡查发现：超过承诺时间未交付" });
    await seen(link(mine));
    await seen(link(other));
    const id = (await link(other).getAttribute("href"))?.split("/").at(-1);
    const { complaint } = await (
      await world.as("sun.audit")
    ).ok(
      `query ($id: ID!) { complaint(id: $id) {
        openedByPlatform atStake { amount } demandKind demand { amount } demandBasis demandText
      } }`,
      { id },
    );
    expect(complaint).toEqual({
      ...{ openedByPlatform: true, atStake: { amount: 50_000 }, demandText: "另请他人设计的费用。" },
      ...{ demandKind: "COMPENSATION", demand: { amount: 30_000 }, demandBasis: "ACTUAL_LOSS" },
    });

    await page.getByRole("button", { name: "听取服务商陈述" }).click();
    await dialog.getByRole("textbox", { name: "告知服务商的巡查发现" }).fill(FOUND);
    await dialog.getByRole("button", { name: "告知服务商" }).click();
    await dialog.waitFor({ state: "detached" });
    const close = page.getByRole("button", { name: "结束巡查" });
    await close.waitFor({ state: "detached" });

    const owner = await windowOf("wang.owner");
    await owner.go("/business");
    await owner.page.getByRole("link", { name: /平台巡查有所发现/ }).click();
    await owner.page.getByRole("textbox", { name: "陈述内容" }).fill(STATED);
    // It can be made once, and is not lost by a reload.
    await owner.page.reload();
    expect(await owner.page.getByRole("textbox", { name: "陈述内容" }).inputValue()).toBe(STATED);
    await owner.page.getByRole("button", { name: "提交陈述" }).click();
    await owner.page.getByRole("textbox", { name: "陈述内容" }).waitFor({ state: "detached" });
    await seen(owner.page.getByText(STATED, { exact: true }));
    const provider = new URL(owner.page.url()).pathname.split("/")[2] ?? "";

    // The answer arrives by itself, and with it the way to close.
    await seen(other.page.getByText(STATED, { exact: true }));
    await close.click();
    await page.getByRole("textbox", { name: "检查经过与结论" }).fill(FOUND);
    await page.getByRole("checkbox", { name: "发现服务商违反承诺或规则" }).check();
    await page.getByRole("textbox", { name: "向服务商和公众公布的结论" }).fill(CONCLUDED);
    await page.getByRole("button", { name: "确认结束" }).click();
    await seen(other.page.getByText(CONCLUDED, { exact: true }));
    await page.getByRole("button", { name: "记录" }).first().waitFor({ state: "detached" });
    await mine.picture("staff-inspection");
    await other.go(`/providers/${provider}?part=record`);
    await seen(other.page.getByText(CONCLUDED, { exact: true }));
    await seen(other.page.getByText(STATED, { exact: true }));
  });

  test("an inspector takes an application, looks at a document, makes each check and approves", async () => {
    const window = await windowOf("he.inspect");
    const { page } = window;
    await window.go("/vetting");
    const applicant = await Applicant.register(world, "li.na", creditCode(4711));
    await applicant.addAll();
    const { id } = await applicant.submit();
    await page
      .getByRole("row", { name: /云端设计/ })
      .getByRole("link")
      .click();
    await page.waitForURL(`**/vetting/${id}`);
    // What stands in the way is told before one tries.
    await seen(page.getByRole("button", { name: "通过申请", disabled: true }));
    await page.getByRole("button", { name: "受理申请" }).click();

    await page.getByRole("button", { name: "显示编号 · 身份" }).click();
    await seen(page.getByText(RESIDENT, { exact: true }));

    await page.getByRole("button", { name: "查看 scan.png" }).first().click();
    await seen(page.getByText("文件内容与服务商提供的摘要一致。"));
    await seen(page.getByRole("img", { name: "scan.png" }));
    await page.keyboard.press("Escape");

    const unmade = page.getByRole("button", { name: /^记录：/ });
    await seen(unmade.first());
    // What was found holds for the name that was read: another is told, and shown.
    const renamed = { providerId: applicant.id, legalName: "云端集团" };
    await (await applicant.owner()).do("updateProvider", renamed, "{ provider { id } }");
    await unmade.first().click();
    await page.getByRole("radio", { name: "通过", exact: true }).check();
    await page.getByRole("dialog").getByRole("button", { name: "记录" }).click();
    await seen(page.getByRole("dialog").getByText(/申请更名为“云端集团”/));
    await seen(page.getByText("入驻申请：云端集团"));
    await page.keyboard.press("Escape");
    for (let left = await unmade.count(); left > 0; left -= 1) {
      await unmade.first().click();
      await page.getByRole("radio", { name: "通过", exact: true }).check();
      await page.getByRole("dialog").getByRole("button", { name: "记录" }).click();
      await unmade.nth(left - 1).waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "通过申请" }).click();
    const approval = page.getByRole("dialog").getByRole("textbox", { name: "理由" });
    await approval.fill("材料齐全，核验无误，准予入驻。");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "通过申请" }).click();
    expect(await approval.inputValue()).toBe("材料齐全，核验无误，准予入驻。");
    await page.getByRole("dialog").getByRole("button", { name: "通过", exact: true }).click();
    await seen(page.getByRole("paragraph").getByText("材料齐全，核验无误，准予入驻。"));
    expect(await applicant.status()).toBe("ACTIVE");
    await window.go("/vetting");
    await seen(page.getByText("没有待审核的申请"));
  });

  test("an auditor finds who had a dossier made and why, follows the chain, and computes the register again", async () => {
    const lead = await world.as("zhou.lead");
    const asked = { complaintId: caseId, reader: "COURT", purpose: PURPOSE };
    const { dossier } = await lead.do("exportDossier", asked, "{ dossier { job { id } } }");
    await world.jobDone(dossier.job.id);
    const { complaint } = await (
      await world.as("sun.audit")
    ).ok(
      `query ($id: ID!) { complaint(id: $id) { number provider { legalName } timeline(first: 100) { nodes { hash } } } }`,
      { id: caseId },
    );
    const window = await windowOf("sun.audit");
    const { page } = window;
    await window.go("/audit");
    const row = page.getByRole("row", { name: new RegExp(PURPOSE) });
    await seen(row.getByText("纠纷处理主管"));
    await row.getByRole("link", { name: "只看此案" }).click();
    await page.waitForURL(`**/audit?view=log&case=${caseId}`);
    await seen(row);
    // By the number that people know; what there is not is said at its field.
    const number = page.getByRole("textbox", { name: "案件" });
    await number.fill("R-1999-000001");
    await page.getByRole("button", { name: "查看", exact: true }).click();
    await seen(page.getByText("没有找到，或不止一个符合：请填写完整的编号或登录名。"));
    await number.fill(complaint.number);
    await page.getByRole("textbox", { name: "被查阅人" }).fill("li.na");
    await page.getByRole("button", { name: "查看", exact: true }).click();
    await page.waitForURL(new RegExp(`case=${caseId}&account=acc_\\w+$`));

    await row.getByRole("link", { name: "事件链" }).click();
    expect(complaint.timeline.nodes.length).toBeGreaterThan(5);
    for (const { hash } of complaint.timeline.nodes) await seen(page.getByText(hash));
    await page.getByRole("textbox", { name: "对象编号" }).fill(complaint.provider.legalName);
    await page.getByRole("button", { name: "查看" }).click();
    await seen(page.getByRole("region", { name: /星火代运营/ }).getByText("服务商已登记"));

    await page.getByRole("link", { name: "登记簿与密钥" }).click();
    const { dossierKeys, registerHead } = await world.visitor.ok("{ dossierKeys { id } registerHead { number hash } }");
    await seen(page.getByText(dossierKeys[0].id));
    await page.getByRole("button", { name: "在此重新计算整条链" }).click();
    await seen(page.getByText(`链条完整：已在本浏览器逐条重新计算 ${registerHead.number} 条，结果与上方哈希一致。`));
  });

  test("the pages that staff see have no serious finding and fit a phone, also in English", async () => {
    for (const [who, paths] of [
      ["admin", ["/accounts"]],
      ["he.inspect", ["/inspections", "/inspections/plans", "/vetting"]],
      ["sun.audit", ["/audit", `/audit?view=chain&of=${caseId}`, "/audit?view=register"]],
    ] as const) {
      const window = await windowOf(who);
      await window.page.evaluate(() => localStorage.setItem("redress.language", "en"));
      await window.page.setViewportSize({ width: 375, height: 800 });
      for (const path of paths) {
        await window.go(path);
        const han = /\p{Script=Han}/u.test(await window.page.locator("h1").innerText());
        expect([path, await window.axe(), await window.overflows(), han]).toEqual([path, [], false, false]);
        await window.picture(`staff${path}`.replace(/[^a-z]+/gi, "-"));
      }
    }
  });
});

/** As somebody without a mouse: Tab until it is reached. */
async function press(page: Page, what: Locator, key: "Enter" | "Space"): Promise<void> {
  await seen(what);
  for (let steps = 0; steps < 200; steps += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return page.keyboard.press(key);
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not come to it");
}
