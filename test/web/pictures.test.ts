import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import pino from "pino";
import { parseConfig } from "../../src/config";
import { AdjustableClock } from "../../src/platform/clock";
import { startServer, type RunningServer } from "../../src/server";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { signIn } from "../support/world";
import { openWindow } from "./window";

jest.setTimeout(120_000);

/** `PICTURES=write npm test -- test/web/pictures` keeps how the pages look now; who changes their look looks at what has changed. */
const WRITES = process.env.PICTURES === "write";
const KEPT = join(__dirname, "pictures");
/** What drew them: another browser or other fonts draw something else. */
const DRAWN_BY = join(KEPT, "drawn-by.json");
/** A morning of a working day: the demo's market ends now, and what it holds depends on the days of the week. */
const NOW = Date.parse("2026-11-18T02:00:00.000Z");
/** How far a part of a colour may be away, of 255, and how many of a hundred pixels may be further. */
const NEAR = 32;
const MOST_OTHER_PERCENT = 0.5;

/** Kept small enough to be kept, large enough to tell. */
const LOOKS = [
  { look: "light-desktop", colorScheme: "light", viewport: { width: 1280, height: 800 }, keptWidth: 400 },
  { look: "dark-phone", colorScheme: "dark", viewport: { width: 390, height: 844 }, keptWidth: 195 },
] as const;
const PAGES = [
  { page: "home", who: null, address: "/" },
  { page: "provider", who: null, address: "/providers/:provider" },
  { page: "case", who: "li.na", address: "/cases/:case" },
  { page: "desk", who: "chen.mod", address: "/desk" },
] as const;

/** Of what is different at each start: ids give companies and people their colours. */
const STEADY = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-hue] { background: #777 !important; color: #fff !important }");
  document.adoptedStyleSheets.push(sheet);
}`;
describeWith("chromium", "how the pages look", () => {
  let folder: TemporaryFolder;
  let server: RunningServer;
  let browser: Browser;
  let ids: Record<string, string>;

  beforeAll(async () => {
    [browser, folder] = await Promise.all([launchBrowser({ whole: true }), temporaryFolder("pictures")]);
    const clock = new AdjustableClock();
    clock.advance(NOW - Date.now());
    const demo = { DEMO: "true", DEVELOPMENT: "true", DEMO_MARKET: "small", SWEEP_SECONDS: "3600" };
    const config = parseConfig({ ...demo, HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder.path, LOG_LEVEL: "silent" });
    server = await startServer(config, { clock, log: pino({ level: "silent" }) });
    await server.filled;
    await server.services.project();
    const consumer = await signIn(server.url, "li.na");
    const seen = await consumer.ok("{ providers(first: 1) { nodes { id } } myComplaints(first: 1) { nodes { id } } }");
    ids = { provider: seen.providers.nodes[0].id, case: seen.myComplaints.nodes[0].id };
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await folder?.remove();
  });

  test("as they are kept", async () => {
    const drawnBy = await fontsOf(browser);
    mkdirSync(KEPT, { recursive: true });
    if (WRITES) writeFileSync(DRAWN_BY, `${JSON.stringify(drawnBy)}\n`);
    const kept = existsSync(DRAWN_BY) ? (JSON.parse(readFileSync(DRAWN_BY, "utf8")) as unknown) : null;
    if (JSON.stringify(kept) !== JSON.stringify(drawnBy)) {
      console.log(
        `Not compared: the pictures were drawn by ${JSON.stringify(kept)}, this is ${JSON.stringify(drawnBy)}.`,
      );
      return;
    }
    const other: Record<string, number> = {};
    for (const { page, who, address } of PAGES) {
      await using window = await openWindow(browser, server, {
        locale: "en",
        reducedMotion: "reduce",
        timezoneId: "Asia/Shanghai",
      });
      await window.page.clock.setFixedTime(NOW);
      if (who) await window.enter(who);
      await window.go(address.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? ""));
      await window.page.waitForLoadState("networkidle");
      await window.page.evaluate(STEADY);
      for (const { look, colorScheme, viewport, keptWidth } of LOOKS) {
        await window.page.emulateMedia({ colorScheme });
        await window.page.setViewportSize(viewport);
        await window.page.evaluate("document.fonts.ready");
        const picture = await small(await window.page.screenshot({ animations: "disabled" }), keptWidth);
        const name = `${page}-${look}`;
        const path = join(KEPT, `${name}.png`);
        if (WRITES) writeFileSync(path, picture);
        const percent = await differenceOf(picture, readFileSync(path));
        if (percent <= MOST_OTHER_PERCENT) continue;
        other[name] = percent;
        await window.picture(name);
      }
    }
    expect(other).toEqual({});
  });
});

const small = (picture: Buffer, width: number): Promise<Buffer> =>
  sharp(picture).resize({ width }).png({ palette: true, colours: 64, compressionLevel: 9 }).toBuffer();

/** Of a hundred pixels, those that are clearly of another colour; all of them where the size is another. */
async function differenceOf(one: Buffer, another: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, another].map((file) => sharp(file).removeAlpha().raw().toBuffer()));
  if (!a || !b || a.length !== b.length) return 100;
  let far = 0;
  for (let at = 0; at < a.length; at += 3)
    if ([0, 1, 2].some((part) => Math.abs((a[at + part] ?? 0) - (b[at + part] ?? 0)) > NEAR)) far += 1;
  return Math.round((far * 3 * 10_000) / a.length) / 100;
}

/** The browser, and how wide it draws what the pages are written in: other fonts have other widths. */
async function fontsOf(browser: Browser): Promise<Record<string, unknown>> {
  const page = await browser.newPage();
  const widths = await page.evaluate<number[]>(`["system-ui", "monospace"].flatMap((font) =>
    ["Every promise kept 0123456789", "承诺必兑现，违约有说法。"].map((text) => {
      const context = document.createElement("canvas").getContext("2d");
      context.font = "100px " + font;
      return Math.round(context.measureText(text).width);
    }))`);
  await page.close();
  return { browser: browser.version().split(".")[0], widths };
}
