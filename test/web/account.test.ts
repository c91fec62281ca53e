import type { Browser } from "playwright-core";
import { DEMO_PASSWORD } from "../../src/accounts/passwords/demo-password.table";
import { ContactPoint } from "../../src/accounts/contacts/contact-point.entity";
import { NoticeChoice } from "../../src/accounts/contacts/notice-choice.entity";
import { sendLetters } from "../../src/accounts/contacts/send-letters";
import { caseIn } from "../case/complaints/world-case";
import { openMailRelay, type MailRelay } from "../case/told/mail-relay";
import { openMessageGateway, type MessageGateway } from "../case/told/message-gateway";
import { eventually } from "../support/eventually";
import { launchBrowser } from "../support/browser";
import { describeWith } from "../support/programs";
import { signIn, startWorld, type World } from "../support/world";
import { openWindow } from "./window";

jest.setTimeout(180_000);

describeWith("chromium", "the page of one's own account", () => {
  let world: World;
  let browser: Browser;
  let relay: MailRelay;
  let gateway: MessageGateway;
  beforeAll(async () => {
    relay = await openMailRelay();
    gateway = await openMessageGateway();
    const mail = {
      ...{ SMTP_URL: relay.url, MAIL_FROM: "Redress <no-reply@redress.example>" },
      ...{
        SMS_URL: gateway.url,
        SMS_SECRET: gateway.secret,
        APP_PUSH_URL: gateway.url,
        APP_PUSH_SECRET: gateway.secret,
      },
    };
    [world, browser] = await Promise.all([startWorld("sqlite", {}, mail), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
    await relay?.[Symbol.asyncDispose]();
    await gateway?.[Symbol.asyncDispose]();
  });

  test("enters an e-mail address with the code sent there, chooses when, and the case shows what was sent", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.signIn("li.na");
    await window.go("/account");
    const mail = page.getByRole("region", { name: "E-mail", exact: true });
    await mail.getByRole("button", { name: "Enter an address" }).click();
    await mail.getByLabel("E-mail address").fill("lina@example.com");
    await mail.getByLabel("Your password, again").fill("redress-demo-2026");
    await mail.getByRole("button", { name: "Send me a code" }).click();
    await mail.getByText("l•••@example.com").waitFor();
    await sendLetters(world.server.services);
    const code = /\b\d{8}\b/.exec(relay.arrived.at(-1)?.mail.text ?? "")?.[0] ?? "";
    await mail.getByLabel("Code").fill("x");
    await mail.getByRole("button", { name: "Verify" }).click();
    await mail.getByText("This is not the code that was sent.").waitFor();
    await mail.getByLabel("Code").fill(code);
    await mail.getByRole("button", { name: "Verify" }).click();
    await mail.getByText("Verified", { exact: true }).waitFor();
    await mail.getByLabel("When").selectOption("DAILY");
    await eventually(async () =>
      expect(await world.db.findOne(ContactPoint, {})).toMatchObject({ frequency: "DAILY" }),
    );
    expect(await window.axe()).toEqual([]);

    world.clock.advance(1);
    const offer = { complaintId: theCase.id, kind: "REFUND_PART", amount: 30_000, text: "退还 300 元" };
    await (await theCase.provider).do("makeOffer", offer, "{ clientMutationId }");
    await world.projected();
    await sendLetters(world.server.services);
    await window.go(`/cases/${theCase.id}#deliveries`);
    const sent = page.getByRole("region", { name: "Sent outside the inbox" });
    await sent.getByText("Show", { exact: true }).click();
    await sent.getByRole("listitem").filter({ hasText: "E-mail" }).first().waitFor();
    expect(await sent.textContent()).not.toContain("@");
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test("enters a number, chooses by what to be told and when not, and sees the apps that are", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.signIn("wang.owner");
    const owner = await world.as("wang.owner");
    await owner.do("registerDevice", { token: "an-app", platform: "APNS" }, "{ clientMutationId }");
    await window.go("/account");
    const phone = page.getByRole("region", { name: "Text messages", exact: true });
    await phone.getByRole("button", { name: "Enter a number" }).click();
    await phone.getByLabel("Mobile number").fill("138 0013 8000");
    await phone.getByLabel("Your password, again").fill("redress-demo-2026");
    await phone.getByRole("button", { name: "Send me a code" }).click();
    await phone.getByText("This is not a mobile number with its country code").waitFor();
    await phone.getByLabel("Mobile number").fill("+86 138 0013 8000");
    await phone.getByRole("button", { name: "Send me a code" }).click();
    await phone.getByText("+86•••8000").waitFor();
    await sendLetters(world.server.services);
    await phone.getByLabel("Code").fill(/\b\d{8}\b/.exec(gateway.arrived.at(-1)?.text ?? "")?.[0] ?? "");
    await phone.getByRole("button", { name: "Verify" }).click();
    await phone.getByText("Verified", { exact: true }).waitFor();

    await window.go("/account");
    const told = page.getByRole("region", { name: "What you are told, and how" });
    const box = (name: string) => told.getByRole("checkbox", { name, exact: true });
    // The number is all that is verified.
    await box("Deadlines: Text message").waitFor();
    expect(await box("Deadlines: Text message").isDisabled()).toBe(true);
    await told.getByText("The last way by which you are told of deadlines").waitFor();
    expect(await box("Other news in cases: Text message").isChecked()).toBe(false);
    await box("Other news in cases: Text message").click();
    await told.getByLabel("From").selectOption("20");
    await told.getByRole("button", { name: "Hours as for everybody" }).waitFor();
    await eventually(async () =>
      expect(await world.db.findOne(NoticeChoice, { accountId: owner.accountId })).toMatchObject({
        ...{ choices: { "CASE.SMS": true }, quietFrom: 20, quietUntil: 7 },
      }),
    );
    expect(await window.axe()).toEqual([]);
    await told.getByRole("listitem").filter({ hasText: "APNS" }).getByRole("button").click();
    await told.getByRole("listitem").waitFor({ state: "detached" });
    expect(await world.db.findOne(ContactPoint, { kind: "APP_PUSH" })).toBeNull();
    expect(window.complaints).toEqual([]);
  });

  test("asks for a new password with the address, and is told the same whoever has it", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.go("/sign-in");
    await page.getByRole("link", { name: "Password forgotten?" }).click();
    await page.getByRole("heading", { level: 1, name: "Password forgotten" }).waitFor();
    await page.reload();
    await page.getByLabel("E-mail address").fill("nobody@example.com");
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("If there is such an account").waitFor();
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test("shows where one is signed in, ends what is not oneself, changes the password, and tells what happened", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.signIn("tom");
    const elsewhere = await signIn(world.url, "tom");
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
    expect((await signIn(world.url, "tom", "otter window quartz")).token).toBeDefined();

    await window.go("/account");
    const events = page.getByRole("region", { name: "What happened to your account" });
    await events.getByText("Password changed").waitFor();
    await events.getByText("A device was signed out").waitFor();
    expect(await window.axe()).toEqual([]);
    expect(window.complaints).toEqual([]);
  });

  test("brings a copy of one's data, and has the account deleted and kept after all", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    const { page } = window;
    await window.signIn("wu.finance");
    await window.go("/account");
    const data = page.getByRole("region", { name: "Your data" });
    await data.getByRole("button", { name: "Ask for a copy of my data" }).click();
    const button = data.getByRole("button", { name: /^Download/ });
    await button.waitFor();
    const [saved] = await Promise.all([page.waitForEvent("download"), button.click()]);
    expect(saved.suggestedFilename()).toMatch(/^redress-data-\d{4}-\d\d-\d\d\.zip$/);
    expect(await window.axe()).toEqual([]);

    const deletion = page.getByRole("region", { name: "Delete your account" });
    await deletion.getByRole("button", { name: "Delete my account" }).click();
    const dialog = page.getByRole("dialog");
    const answer = async (password: string): Promise<void> => {
      await dialog.getByLabel("Your password, again").fill(password);
      await dialog.getByRole("button", { name: "Delete my account" }).click();
    };
    await answer("not my password");
    await dialog.getByText("does not match").or(dialog.getByRole("alert")).first().waitFor();
    await answer(DEMO_PASSWORD);
    await dialog.getByText("a role on the platform's staff").waitFor();
    await page.keyboard.press("Escape");

    await world.setRoles({ accountId: (await world.as("wu.finance")).accountId, roles: ["CONSUMER"] });
    await window.go("/account");
    await deletion.getByRole("button", { name: "Delete my account" }).click();
    await answer(DEMO_PASSWORD);
    await deletion.getByText("Your account will be deleted on").waitFor();
    expect(await window.axe()).toEqual([]);
    await deletion.getByRole("button", { name: "Keep my account" }).click();
    await deletion.getByRole("button", { name: "Delete my account" }).waitFor();
    expect(window.complaints).toEqual([]);
  });

  test("this browser is known when others guess, also after signing out", async () => {
    await using window = await openWindow(browser, world, { locale: "en" });
    await window.signIn("li.na");
    await window.signOut();
    // The browser is at this same address, which has nothing left to try.
    for (let i = 0; i < 11; i += 1) await signIn(world.url, "li.na", `guess number ${i}`).catch(() => undefined);
    await expect(signIn(world.url, "li.na")).rejects.toThrow("RATE_LIMITED");
    await window.signIn("li.na");
    expect(window.complaints).toEqual([]);
  });
});
