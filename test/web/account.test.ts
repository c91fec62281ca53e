import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { signIn, startWorld, type World } from "../support/world";
import { openWindow } from "./window";

jest.setTimeout(180_000);

describeWith("chromium", "the page of one's own account", () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite"), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  test("shows where one is signed in, ends what is not oneself, changes the password, and tells what happened", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.signIn("li.na");
    const elsewhere = await signIn(world.url, "li.na");
    await window.go("/account");

    const sessions = page.getByRole("region", { name: "Where you are signed in" });
    expect(await sessions.getByRole("listitem").count()).toBe(2);
    await sessions.getByText("here", { exact: true }).waitFor();
    await sessions.getByRole("listitem").filter({ hasNotText: "here" }).getByRole("button").click();
    await sessions.getByRole("listitem").nth(1).waitFor({ state: "detached" });
    expect((await elsewhere.refused("{ viewer { id } }")).extensions.code).toBe("UNAUTHENTICATED");

    await page.getByLabel("Current password").fill("redress-demo-2026");
    await page.getByLabel("New password").fill("aaaaaaaaaa");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByRole("alert").filter({ hasText: "easy to guess" }).waitFor();
    await page.getByLabel("New password").fill("otter window quartz");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText("All other devices have been signed out").waitFor();
    expect((await signIn(world.url, "li.na", "otter window quartz")).token).toBeDefined();

    await window.go("/account");
    const events = page.getByRole("region", { name: "What happened to your account" });
    await events.getByText("Password changed").waitFor();
    await events.getByText("A device was signed out").waitFor();
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test("this browser is known when others guess, also after signing out", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    await window.signIn("tom");
    await window.signOut();
    // The browser is at this same address, which has nothing left to try.
    for (let i = 0; i < 11; i += 1) await signIn(world.url, "tom", `guess number ${i}`).catch(() => undefined);
    await expect(signIn(world.url, "tom")).rejects.toThrow("RATE_LIMITED");
    await window.signIn("tom");
    expect(window.complaints).toEqual([]);
  });
});
