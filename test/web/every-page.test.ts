import type { Browser, Route } from "playwright-core";
import { playStory, type Played } from "../../src/app/demo/story";
import type { RunningServer } from "../../src/server";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { signIn, startNode, startWorld, type World } from "../support/world";
import { take } from "../case/evidence/evidence-case";
import { Applicant, creditCode } from "../market/vetting/applicant";
import { openWindow, type Window } from "./window";

/** Every address of the pages, by who has it in their navigation; `:name` is filled in from the world below. */
const ADDRESSES: Record<string, readonly string[]> = {
  visitor: [
    "/",
    "/search",
    "/search?what=providers",
    "/providers/:provider",
    "/listings/:listing",
    "/compare?l=:listing&l=:otherListing",
    "/public-register",
    "/public-register/:entry",
    "/guides",
    "/guides/:guide",
    "/rules",
    "/rules/:rule",
    "/house-rules",
    "/public-figures",
    "/sign-in",
    "/sign-up",
    "/password-forgotten",
    "/welcome",
    "/welcome#a-token",
    "/no-such-page",
  ],
  "li.na": [
    "/",
    "/orders",
    "/orders/find",
    "/orders/:order",
    "/orders/:order/complain",
    "/cases",
    "/cases/:dispute",
    "/cases/:settlement",
    "/inbox",
    "/account",
  ],
  "wang.owner": [
    "/business",
    "/business/:provider",
    "/business/:provider/listings",
    "/business/:provider/promises",
    "/business/:provider/orders",
    "/business/:provider/cases",
    "/business/:provider/penalties",
    "/business/:provider/deposit",
    "/business/:provider/vetting",
    "/business/:provider/courses",
    "/business/:provider/members",
    "/business/:provider/api-clients",
    "/cases/:dispute",
  ],
  "chen.mod": ["/desk", "/desk/texts", "/desk/figures", "/cases/:open", "/cases/:open/ruling"],
  "zhou.lead": ["/lead", "/accounts", "/house-rules/changes", "/cases/:dispute", "/rule-drafts", "/statistics"],
  "he.inspect": ["/inspections", "/inspections/plans", "/inspections/:inspection", "/vetting", "/vetting/:application"],
  "wu.finance": ["/finance", "/finance?status=CONFIRMED"],
  "lin.train": ["/training", "/training/courses/:course", "/guide-editor", "/guide-editor/:guide"],
  "sun.audit": ["/audit", "/statistics", "/inspections"],
  admin: [
    "/accounts",
    "/lead?tab=routing",
    "/api-clients",
    "/house-rules/changes",
    "/platform-promises",
    "/rule-drafts",
    "/rule-drafts/:draft",
  ],
};

/** First view of a page: what it takes of script, compressed; the work on cases may weigh more than what a visitor sees first. */
const MOST_SCRIPT_BYTES = 200_000;
const MOST_OF: readonly (readonly [RegExp, number])[] = [
  [/^\/$/, 170_000],
  // Where moderators decide, as at their desk.
  [/^\/cases\/[^/]+\/ruling/, 230_000],
  [/^\/cases\/./, 215_000],
];
/** What no page is shown without. */
const CODE = "**/assets/main-*.js";
const PHONE = { width: 375, height: 800 };
/** A desktop's window at 200 %. */
const ENLARGED = { width: 640, height: 450 };
const DESKTOP = { width: 1280, height: 900 };
/** A narrow phone whose owner has set letters twice as large. */
const NARROW = { width: 360, height: 740 };
const [LETTERS, LARGE_LETTERS] = [16, 32];

describeWith("chromium", "every page", () => {
  let world: World;
  /** Serves the pages, and nothing that is not registered as theirs. */
  let node: RunningServer;
  let browser: Browser;
  let played: Played;
  let ids: Record<string, string>;
  const windows = new Map<string, Window>();

  beforeAll(async () => {
    // With the budgets that people have: nobody comes near a limit by turning pages.
    world = await startWorld("sqlite");
    browser = await launchBrowser();
    // Before the story, in which a ruling orders a course that must be passed before anything new is listed.
    const furnished = await furnish(world);
    played = await playStory(world.url, () => undefined);
    await world.projected();
    ids = { ...played.ids, ...furnished };
    node = await startNode(world, { DOCUMENTS: "registered" }, { clock: world.clock });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await node?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  async function windowOf(who: string): Promise<Window> {
    let window = windows.get(who);
    if (!window) {
      windows.set(who, (window = await openWindow(browser, node)));
      if (who !== "visitor") await window.enter(await signIn(world.url, who));
    }
    return window;
  }

  describe.each(Object.keys(ADDRESSES))("of %s", (who) => {
    it.each(ADDRESSES[who] ?? [])(
      "%s is light, accessible, and fits a phone, also with large letters, a dark room and 200 %%",
      async (address) => {
        const window = await windowOf(who);
        window.complaints.length = 0;
        window.asked.length = 0;
        await window.page.setViewportSize(DESKTOP);
        await window.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
        await window.go(address.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name}`));
        const name = `${who}-${address}`.replace(/[^a-z0-9-]+/gi, "_");
        const found = {
          script: tooMuch(new URL(window.page.url()).pathname, await scriptBytes(window)),
          missing: address !== "/no-such-page" && (await window.page.locator("h1").innerText()) === "没有这个页面",
          askedTwice: askedTwice(window),
          refused: await window.page.locator('[data-tone="bad"][role="alert"]').allInnerTexts(),
          axe: await window.axe(),
        };
        await window.picture(name);
        await window.page.setViewportSize(ENLARGED);
        const enlarged = await window.overflows();
        await window.page.setViewportSize(PHONE);
        await window.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
        const phone = await window.overflows();
        const dark = await window.axe();
        await window.picture(`${name}-phone-dark`);
        await window.page.setViewportSize(NARROW);
        await setLetters(window, LARGE_LETTERS);
        const large = await beyondEdge(window);
        const bar = await window.page.evaluate("document.querySelector('header').firstElementChild.offsetHeight");
        await window.picture(`${name}-phone-large`);
        await setLetters(window, LETTERS);
        expect({ ...found, enlarged, phone, large, bar, dark }).toEqual({
          script: 0,
          missing: false,
          askedTwice: [],
          refused: [],
          axe: [],
          enlarged: false,
          phone: false,
          large: [],
          // One line of it.
          bar: 112,
          dark: [],
        });
        // A page that is not there says so to the browser, too.
        const told = address === "/no-such-page" ? [expect.stringContaining("404 (Not Found)")] : [];
        expect(window.complaints).toEqual(told);
        expect([...window.strangers]).toEqual([]);
      },
    );
  });

  it("asks what it needs before its code is there, by the documents' names", async () => {
    for (const [who, address, operation] of [
      ["visitor", "/", "HomeMarket"],
      ["li.na", "/cases/:dispute", "Case"],
      ["chen.mod", "/desk", "DeskQueue"],
    ] as const) {
      const window = await windowOf(who);
      window.asked.length = 0;
      await window.go(address.replace(":dispute", ids.dispute ?? ""));
      expect(window.asked.filter(({ name }) => name === operation)).toEqual([{ name: operation, isFirst: true }]);
    }
  });

  it("shows who is signed in on a phone what they came for before its code is there, in the words that the page then has", async () => {
    for (const [who, address, told] of [
      ["li.na", "/cases/:dispute", 4],
      ["li.na", "/cases", 3],
      ["li.na", "/orders", 3],
      ["chen.mod", "/desk", 3],
    ] as const) {
      const { page } = await windowOf(who);
      await page.setViewportSize(PHONE);
      const held: Route[] = [];
      await page.route(CODE, (route) => void held.push(route));
      await page.goto(node.url + address.replace(":dispute", ids.dispute ?? ""), { waitUntil: "commit" });
      const look = page.locator(".first-look .first-page");
      await look.locator("p").nth(1).waitFor();
      const [title, ...lines] = await look.locator("p").allInnerTexts();
      await (await windowOf(who)).picture(`first-look${address}`.replace(/[^a-z]+/g, "-"));
      for (const route of held) await route.continue();
      await page.unroute(CODE);
      await look.waitFor({ state: "detached" });
      await (await windowOf(who)).settled();
      expect(await page.locator("h1").innerText()).toBe(title);
      const shown = (await page.locator("main").innerText()).replace(/\s+/g, " ");
      expect(lines.length + 1).toBeGreaterThanOrEqual(told);
      expect(lines.flatMap((line) => line.split(" · ")).filter((words) => !shown.includes(words))).toEqual([]);
    }
  });

  it("speaks English as well, where words are longer", async () => {
    const english = await openWindow(browser, node, { locale: "en", viewport: PHONE });
    for (const address of ["/", "/search", "/public-register", "/guides", "/sign-in"]) {
      await english.go(address);
      expect(await english.page.locator("html").getAttribute("lang")).toBe("en");
      expect(await english.page.locator("h1").innerText()).not.toMatch(/\p{Script=Han}/u);
      expect(await english.overflows()).toBe(false);
      expect(await english.page.evaluate<string[]>(UNMARKED)).toEqual([]);
    }
    await english[Symbol.asyncDispose]();
  });
});

/** Chinese on an English page that would be read out as English. */
const UNMARKED = `[...document.querySelectorAll("body *:not(script, style, svg, svg *)")].flatMap((element) => {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.nodeValue).join("");
  const isChinese = /^[^a-z]*\\p{Script=Han}[^a-z]*$/iu.test(text);
  return isChinese && element.closest("[lang]").lang !== "zh-CN" ? [text] : [];
})`;

/** What was asked before the code of the page was there, and again because the page asks something else. */
const askedTwice = ({ asked }: Window): string[] =>
  asked.flatMap(({ name, isFirst }) =>
    isFirst && asked.some((again) => again.name === name && !again.isFirst) ? [name] : [],
  );

const tooMuch = (address: string, bytes: number): number =>
  Math.max(0, bytes - (MOST_OF.find(([where]) => where.test(address))?.[1] ?? MOST_SCRIPT_BYTES));

/** As the browser's or the phone's own setting does it. */
async function setLetters({ page }: Window, standard: number): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.setFontSizes", { fontSizes: { standard } });
  await browser.detach();
}

/** What cannot be seen or pressed without scrolling the page sideways, or not even then. */
const beyondEdge = ({ page }: Window): Promise<string[]> => page.evaluate<string[]>(BEYOND_EDGE);
const BEYOND_EDGE = `[...document.querySelectorAll("body *")].flatMap((element) => {
  const { left, right, width, height } = element.getBoundingClientRect();
  if (width * height <= 1 || (left >= -1 && right <= innerWidth + 1)) return [];
  for (let around = element.parentElement; around !== document.body; around = around.parentElement)
    if (getComputedStyle(around).overflowX !== "visible") return [];
  return [element.outerHTML.slice(0, 120)];
})`;

/** Of all scripts that the page has asked for, compressed, as its server sent them. */
function scriptBytes({ page }: Window): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
}

/** Something to show on every page, and where it is. */
async function furnish(world: World): Promise<Record<string, string>> {
  const as = (login: string) => world.as(login);
  const owner = await as("wang.owner");
  const { listings } = await world.visitor.ok("{ listings(first: 1) { nodes { id provider { id } } } }");
  const [{ id: listing, provider }] = listings.nodes;
  const created = await owner.do(
    "createListing",
    {
      providerId: provider.id,
      category: "shop-design",
      title: "直播间布置",
      description: "含一次上门调试。",
      price: { amount: 88_000, currency: "CNY" },
    },
    "{ listing { id } }",
  );
  await owner.do("setListingStatus", { listingId: created.listing.id, status: "LISTED" }, "{ listing { id } }");

  const consumer = await as("tom");
  const { order } = await consumer.do(
    "placeOrder",
    { listingId: listing },
    "{ order { id promises { promiseVersion { id } } } }",
  );
  const { complaint } = await consumer.do("openComplaint", {
    orderId: order.id,
    title: "初稿迟迟未交",
    story: "付款后五天才收到初稿。",
    breachClass: "FRAUD",
    breaches: [
      { promiseVersionId: order.promises[0].promiseVersion.id, expected: "48 小时", delivered: "五天", amount: 50_000 },
    ],
    demandKind: "REFUND_FULL",
  });
  const leaseToken = await take(world, complaint.id);
  await (await as("chen.mod")).do("acceptComplaint", { complaintId: complaint.id, leaseToken });
  for (const login of ["tom", "wang.owner"]) await (await as(login)).do("closeEvidence", { complaintId: complaint.id });

  const inspector = await as("he.inspect");
  await inspector.do(
    "createInspectionPlan",
    { kind: "SCHEDULED", providerId: provider.id, everyDays: 30, perRound: 1, reason: "例行巡查,覆盖全部商家。" },
    "{ plan { id } }",
  );
  await world.later(24 * 31);
  const applicant = await Applicant.register(world, "li.na", creditCode(7));
  await applicant.addAll();
  const application = await applicant.submit();

  const admin = await as("admin");
  const { ruleDraft } = await admin.do(
    "createRuleDraft",
    {
      code: "DELIVERY-1",
      title: { zhCN: "按时交付", en: "Delivered in time" },
      text: { zhCN: "服务商应当在承诺的时限内交付。", en: "A provider delivers within the time promised." },
      severity: "L1",
      measures: ["WARNING"],
    },
    "{ ruleDraft { id } }",
  );
  const [seen, inspections, courses] = await Promise.all([
    world.visitor.ok("{ register(first: 1) { nodes { id } } guides(first: 1) { nodes { id } } rules { code } }"),
    (await as("he.inspect")).ok("{ inspections(first: 1) { nodes { id } } }"),
    (await as("lin.train")).ok("{ courses(first: 1) { nodes { id } } }"),
  ]);
  const { myOrders } = await (await as("li.na")).ok("{ myOrders(first: 1) { nodes { id } } }");
  return {
    listing,
    otherListing: created.listing.id,
    provider: provider.id,
    open: complaint.id,
    order: myOrders.nodes[0].id,
    entry: seen.register.nodes[0].id,
    guide: seen.guides.nodes[0].id,
    rule: seen.rules[0].code,
    inspection: inspections.inspections.nodes[0].id,
    application: application.id,
    course: courses.courses.nodes[0].id,
    draft: ruleDraft.id,
  };
}
