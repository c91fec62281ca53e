import { type Browser, chromium } from "playwright-core";
import "./built";
import { requireProgram } from "./programs";

/** Debian's Chromium, headless. Wrap the tests in `describeWith("chromium", …)` so they say when it is missing. */
export function launchBrowser(): Promise<Browser> {
  // Chromium's sandbox does not work for root, and there is nothing here to be protected from.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: requireProgram("chromium"), args });
}
