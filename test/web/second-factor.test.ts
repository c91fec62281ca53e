import { TOTP, Secret } from "otpauth";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";
import { openWindow, type Window } from "./window";

jest.setTimeout(180_000);

const PASSWORD = "redress-demo-2026";

describeWith("chromium", "second factors in the browser", () => {
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld("sqlite", {}, { STAFF_SECOND_FACTOR: "true" }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const enterPassword = async (window: Window, login: string): Promise<void> => {
    await window.go("/sign-in");
    await window.page.locator("input[name=login]").fill(login);
    await window.page.locator("input[name=password]").fill(PASSWORD);
    await window.page.locator("form button[type=submit]").click();
  };
  const entered = async (window: Window): Promise<void> => {
    await window.page.locator("header [data-viewer]").waitFor();
    await window.settled();
  };

  test("a moderator is led to set up an app, works from then on, and signs in with its code and with a recovery code", async () => {
    await using window = await openWindow(browser, world, { locale: "en-GB" });
    const { page } = window;
    await window.signIn("chen.mod");
    expect(await page.locator("header nav a[href='/desk']").count()).toBe(0);
    await page.getByRole("link", { name: "Set it up" }).click();
    await page.getByRole("button", { name: "Add an authenticator app" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Your password, again").fill("not her password");
    await dialog.getByRole("button", { name: "Next" }).click();
    await dialog.getByText("The password or the code is wrong.").waitFor();
    await dialog.getByLabel("Your password, again").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Next" }).click();
    await dialog.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
    const secret = (await dialog.locator("code").textContent()) ?? "";
    const code = (): string => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.clock.now() });
    await dialog.getByLabel("Code", { exact: true }).fill(code());
    await dialog.getByLabel("Name").fill("Chen's phone");
    expect(await window.axe()).toEqual([]);
    await window.picture("second-factor-app");
    await dialog.getByRole("button", { name: "Set it up" }).click();
    await dialog.getByRole("button", { name: "I have kept them" }).waitFor();
    const codes = await dialog.locator("code").allTextContents();
    expect(codes).toHaveLength(10);
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("Chen's phone").waitFor();
    await page.locator("header nav a[href='/desk']").waitFor();
    expect(await window.axe()).toEqual([]);

    await window.signOut();
    world.clock.advance(30_000);
    await enterPassword(window, "chen.mod");
    await page.getByLabel("Code").fill("000000");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("The code is wrong, or was used already.").waitFor();
    expect(await window.axe()).toEqual([]);
    await page.getByLabel("Code").fill(code());
    await page.getByRole("button", { name: "Confirm" }).click();
    await entered(window);

    await window.signOut();
    await enterPassword(window, "chen.mod");
    await page.getByLabel("Code").fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Confirm" }).click();
    await entered(window);
    await window.go("/account");
    await page.getByText("Recovery codes left: 9").waitFor();
    expect(window.complaints).toEqual([]);
  });

  test("a passkey of the browser signs in as the second step, and alone; removed, it does not", async () => {
    await using window = await openWindow(browser, world, { locale: "en-GB" });
    const { page } = window;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await window.signIn("tom");
    await window.go("/account");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("This computer");
    await dialog.getByLabel("Your password, again").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Make the passkey" }).click();
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("This computer").waitFor();

    await window.signOut();
    await enterPassword(window, "tom");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await entered(window);
    await window.signOut();
    await window.go("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await entered(window);

    await window.go("/account");
    await page.getByRole("button", { name: "Remove This computer" }).click();
    await dialog.getByLabel("Your password, again").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Remove it" }).click();
    await dialog.waitFor({ state: "detached" });
    await window.signOut();
    await window.go("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("This passkey could not be verified.").waitFor();
    expect(window.complaints).toEqual([]);
    expect([...window.strangers]).toEqual([]);
  });
});
