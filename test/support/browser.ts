import { type Browser, chromium } from "playwright-core";
import "./built";
import { lookFor, requireProgram } from "./programs";

/**
 * Debian's Chromium, headless. Wrap the tests in `describeWith("chromium", …)` so they say when it is missing. Where
 * there is the one without a desktop's windows it is used, for a browser that starts costs a quarter there; its letters have slightly
 * other edges, so the pictures that are kept are drawn by the whole one.
 */
export function launchBrowser({
  whole = process.env.CHROMIUM !== undefined,
  /** Whoever goes back finds the page as they left it. The whole one can. */
  keepsPages = false,
} = {}): Promise<Browser> {
  // Chromium's sandbox does not work for root, and there is nothing here to be protected from.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  // A page of a test is gone before code that the engine has optimised for it has paid for that: a tenth of what browsers cost, or more.
  const args = [...sandbox, "--js-flags=--no-turbofan,--no-maglev"];
  const withoutWindows = whole ? undefined : lookFor("chromium-headless-shell");
  const ignoreDefaultArgs = keepsPages ? ["--disable-back-forward-cache"] : [];
  return chromium.launch({ executablePath: withoutWindows ?? requireProgram("chromium"), args, ignoreDefaultArgs });
}
