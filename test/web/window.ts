import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { PATIENCE_MS } from "../support/eventually";
import { signIn, type Person } from "../support/world";

const ARTEFACTS = join(__dirname, "../../test-artefacts");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** One person's browser window, with what went wrong in it. */
export class Window {
  /** What the page threw, logged as an error, or was refused by its own policy. */
  readonly complaints: string[] = [];
  /** Addresses asked for outside of the server: there must be none. */
  readonly strangers = new Set<string>();
  /** The operations sent; `isFirst`: by the page's first script, before its code was there. */
  readonly asked: { name: string; isFirst: boolean }[] = [];

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // A server that is being restarted answers nobody; the page's own notice is looked at instead.
      if (message.type() === "error" && !/net::ERR_|WebSocket/.test(message.text()))
        this.complaints.push(message.text());
    });
    const host = new URL(url).host;
    const look = (address: string): void => {
      if (/^(https?|wss?):/.test(address) && new URL(address).host !== host) this.strangers.add(address);
    };
    page.on("request", (request) => {
      look(request.url());
      if (request.method() !== "POST" || new URL(request.url()).pathname !== "/graphql") return;
      const { operationName, documentId } = request.postDataJSON() as { operationName: string; documentId?: string };
      this.asked.push({ name: operationName, isFirst: documentId !== undefined });
    });
    page.on("websocket", (socket) => look(socket.url()));
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.settled();
  }

  /** As by a link on the page: without loading the application again, which is most of what a visit costs; the first time by its address. */
  async follow(path: string): Promise<void> {
    if (this.page.url() === "about:blank") return this.go(path);
    await this.page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await this.settled();
  }

  /** Nothing is being loaded that was not there before. */
  async settled(): Promise<void> {
    await this.page.locator("h1").first().waitFor();
    await this.page.locator(".skeleton").first().waitFor({ state: "detached" });
  }

  /** As who has signed in here before: the pages for it are looked at elsewhere, and cost more than most of what follows. */
  async enter(who: string | Person): Promise<void> {
    const { token = "", accountId, refreshToken } = typeof who === "string" ? await signIn(this.url, who) : who;
    const [, claims = ""] = token.split(".");
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { exp: number };
    const accessTokenExpiresAt = new Date(exp * 1_000).toISOString();
    const session = JSON.stringify({ accountId, accessToken: token, accessTokenExpiresAt, refreshToken });
    await this.page.context().addInitScript(
      ({ mark, value }) => {
        // Once: what the pages make of it later stays.
        if (!location.protocol.startsWith("http") || localStorage.getItem(mark) !== null) return;
        localStorage.setItem(mark, "");
        localStorage.setItem("redress.session", value);
      },
      { mark: `entered ${token.slice(-20)}`, value: session },
    );
  }

  /** By the page for signing in, as a person does it. */
  async signIn(login: string, { onlyThisTab = false } = {}): Promise<void> {
    const person = DEMO_PEOPLE.find((one) => one.login === login);
    if (!person) throw new Error(`nobody is called ${login}`);
    await this.go("/sign-in");
    await this.page.locator("input[name=login]").fill(person.login);
    await this.page.locator("input[name=password]").fill(person.password);
    if (onlyThisTab) await this.page.locator("form input[type=checkbox]").check();
    await this.page.locator("form button[type=submit]").click();
    // Somebody else may have been signed in on this device.
    await this.page.locator(`header [data-viewer="${login}"]`).waitFor();
    await this.settled();
  }

  /** By the menu of one's own. */
  async signOut(): Promise<void> {
    await this.page.locator("header [data-viewer]").click();
    await this.page.locator("[popover] button:has(svg.lucide-log-out)").click();
    await this.page.locator("header [data-viewer]").waitFor({ state: "detached" });
  }

  /** The session ends by itself: another tab finds that it is over. */
  async loseSession(): Promise<void> {
    const other = await this.page.context().newPage();
    await other.goto(`${this.url}/robots.txt`);
    await other.evaluate(() => localStorage.removeItem("redress.session"));
    await other.close();
    await this.page.locator("header [data-viewer]").waitFor({ state: "detached" });
  }

  /** What axe finds serious or critical on the page as it is now, by the rules of WCAG 2.2 A and AA. */
  async axe(): Promise<string[]> {
    // What has been scrolled half under the bar at the top would count as too small to press.
    await this.page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })");
    if (!(await this.page.evaluate("'axe' in window"))) await this.page.evaluate(AXE);
    const findings = await this.page.evaluate<Finding[]>(`
      axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] })
        .then(({ violations }) => violations)
    `);
    return findings
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`,
      );
  }

  /** Kept with the test's artefacts, for whoever wants to look at them: taking one costs more than what is checked before it. */
  async picture(name: string): Promise<void> {
    if (!process.env.TEST_PICTURES) return;
    mkdirSync(ARTEFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
  }

  /** Wider than the screen: the page would have to be scrolled sideways. */
  async overflows(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}

/** A window of its own, with its own storage: another person's computer. Without the service worker, which has tests of its own. */
export async function openWindow(
  browser: Browser,
  { url }: { url: string },
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
    // What fades is not looked at half way, and costs nothing.
    reducedMotion: "reduce",
    ...options,
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`blocked by policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return new Window(await context.newPage(), url);
}

export const seen = (what: Locator): Promise<void> => what.waitFor({ state: "visible", timeout: PATIENCE_MS });

/** A part of the page, by its heading. */
export const part = (page: Page, heading: string): Locator => page.getByRole("region", { name: heading, exact: true });

const ON_TAB: Record<string, readonly string[]> = {
  沟通: ["沟通", "和解方案", "平台的要求"],
  承诺: ["争议的承诺"],
  证据: ["证据", "添加证据"],
  处理结果: [
    ...["处理决定", "待批准的决定", "申诉", "达成的和解", "服务商的最终答复", "消费者的评价", "退货", "暂停接单"],
    ...["承诺赔偿"],
  ],
  经过: ["经过记录", "阶段与时限"],
};

/** A part of the case's page by its heading, on its tab, which comes when there is something on it; others stand beside the tabs. */
export async function casePart(page: Page, heading: string): Promise<Locator> {
  const tab = Object.keys(ON_TAB).find((name) => ON_TAB[name]?.includes(heading));
  if (tab) await page.getByRole("tab", { name: tab }).click();
  return tab === "沟通" ? page.getByRole("log", { name: tab }) : part(page, heading);
}

/** A button of what can be done with the case now; what matters less is folded. */
export async function nowButton(page: Page, name: string): Promise<Locator> {
  const now = part(page, "轮到您处理");
  const button = now.getByRole("button", { name, exact: true });
  const folded = now.locator("details:not([open])");
  const hidden = folded.locator("button", { hasText: name });
  await seen(now);
  await button.or(folded.locator("summary")).first().waitFor();
  if (!(await button.isVisible()) && (await hidden.count()) > 0) await folded.locator("summary").click();
  return button;
}

/** Drafts, and chosen files, that the browser keeps beyond this tab. */
export const begunOn = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((done, failed) => {
        const drafts = Object.keys(localStorage).filter((key) => key.startsWith("redress.complaint."));
        const opened = indexedDB.open("redress-evidence");
        opened.onerror = () => failed(opened.error ?? new Error("not opened"));
        opened.onsuccess = () => {
          const files = opened.result.transaction("pieces").objectStore("pieces").count();
          files.onsuccess = () => {
            opened.result.close();
            done([drafts.length, files.result]);
          };
        };
      }),
  );
