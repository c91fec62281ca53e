import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { returnAddress } from "../../src/accounts/directory/return-address.pure";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import type { Person } from "../support/world";
import { AtProvider } from "./at-provider";

const ME = `{ viewer { id displayName roles locale status } }`;
const CALLBACK = /\/sign-in\/oidc\/callback/;

const lines: string[] = [];
const log = pino({ level: "info" }, { write: (text: string) => void lines.push(text) });

forEachDatabase((kind, further) => {
  let at: AtProvider;
  beforeAll(async () => {
    at = await AtProvider.start(kind, { log }, { STAFF_SECOND_FACTOR: "true" });
  });
  afterAll(async () => at?.[Symbol.asyncDispose]());

  const accountOf = (person: Person) => at.world.db.byId(Account, person.accountId);
  const events = async (id: string, type: string) =>
    at.world.db.find(LoggedEvent, { streamId: id, type: [type] as never });

  further("a consumer of the platform arrives signed in, the first time and the next, as the same person", async () => {
    await at.says({ mei: { claims: { name: "Mei", locale: "zh-CN" } } });
    const browser = at.browser();
    // The link has sso=1: nobody is signed in there yet, and the page opens for a visitor.
    const visited = await browser.go(`${at.world.url}/orders?tab=open&sso=1`, /\/orders\?tab=open$/);
    expect(visited.at).toBe(`${at.world.url}/orders?tab=open`);
    expect(browser.addresses.some((address) => address.includes("prompt=none"))).toBe(true);

    const landed = await browser.enter("mei");
    expect(landed).toBe(`${at.world.url}/sign-in?arrived=&next=%2Forders`);
    const { refreshToken } = await browser.take();
    // Once: whoever finds the cookie afterwards has nothing.
    expect(await browser.take()).toMatchObject({ status: 401, reason: "outside.notBegunHere" });
    expect(refreshToken).toBeDefined();

    const mei = await browser.signIn("mei");
    const { viewer } = await mei.ok(ME);
    expect(viewer).toMatchObject({ displayName: "Mei", roles: ["CONSUMER"], locale: "ZH_CN", status: "ACTIVE" });
    expect(await accountOf(mei)).toMatchObject({
      externalSubject: "mei",
      externalIssuer: at.issuer,
      passwordHash: null,
    });

    // Signed in there now: the link opens the page signed in.
    const again = await browser.go(`${at.world.url}/orders?sso=1`, /\/sign-in\?/);
    expect(again.at).toBe(`${at.world.url}/sign-in?arrived=&next=%2Forders`);
    expect((await at.browser().signIn("mei")).accountId).toBe(mei.accountId);
  });

  further("roles of staff follow the provider's words, and wait for a second factor there", async () => {
    const lin = (groups: string[], amr = ["pwd", "mfa"]) => at.says({ lin: { claims: { name: "Lin", groups }, amr } });
    await lin(["redress-moderators", "football"]);
    const first = await at.browser().signIn("lin");
    expect((await first.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "MODERATOR"]);
    expect(lines.some((line) => line.includes("football") && line.includes(first.accountId))).toBe(true);
    const [given] = await events(first.accountId, "ACCOUNT_ROLES_CHANGED");
    expect(given).toMatchObject({ actorId: null, actorRole: "SYSTEM" });

    // What was given here by hand is not the provider's to take.
    await at.world.setRoles({ accountId: first.accountId, roles: ["CONSUMER", "MODERATOR", "TRAINER"] });
    await lin(["redress-leads"]);
    const second = await at.browser().signIn("lin");
    expect((await second.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "LEAD_MODERATOR", "TRAINER"]);
    // The session of before has them as well, and nothing that was taken.
    expect((await first.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "LEAD_MODERATOR", "TRAINER"]);

    await lin(["redress-leads"], ["pwd"]);
    const weak = await at.browser().signIn("lin");
    const queue = `{ moderationQueue(first: 1) { nodes { id } } }`;
    expect((await weak.refused(queue)).extensions).toMatchObject({ reason: "secondFactor.outside" });
    expect((await second.gql(queue)).errors).toBeUndefined();

    await lin([]);
    const last = await at.browser().signIn("lin");
    expect((await last.ok(ME)).viewer.roles.sort()).toEqual(["CONSUMER", "TRAINER"]);
    expect((await second.refused(queue)).extensions.code).toBe("FORBIDDEN");
  });

  test("the last administrator stays one", async () => {
    await at.says({ root: { claims: { groups: ["redress-admins"] }, amr: ["mfa"] } });
    const root = await at.browser().signIn("root");
    const others = (await at.world.db.find(Account, { status: "ACTIVE" })).filter(
      ({ id, roles }) => id !== root.accountId && roles.includes("ADMIN"),
    );
    for (const { id } of others) await at.world.setRoles({ accountId: id, roles: [] });
    await at.says({ root: { claims: { groups: [] } } });
    await at.browser().signIn("root");
    expect((await accountOf(root))?.roles).toContain("ADMIN");
    for (const { id } of others) await at.world.setRoles({ accountId: id, roles: ["ADMIN"] });
    await at.browser().signIn("root");
    expect((await accountOf(root))?.roles).toEqual(["CONSUMER"]);
  });

  test("what one browser began, another does not end; nor does the same one twice", async () => {
    await at.says({});
    const attacker = at.browser();
    const link = await attacker.enter("mallory", undefined, CALLBACK);
    expect(link).toMatch(CALLBACK);
    // The victim is sent the attacker's way back: nobody's orders are entered into the attacker's account.
    const victim = at.browser();
    expect((await victim.go(link, /\/sign-in\?/)).at).toContain("/sign-in?arrived");
    expect(await victim.take()).toMatchObject({ status: 401, reason: "outside.notBegunHere" });
    // Also where the victim is under way.
    await victim.go(`${at.world.url}/sign-in/oidc`, /interaction/);
    await victim.go(link, /\/sign-in\?/);
    expect(await victim.take()).toMatchObject({ status: 401, reason: "outside.notBegunHere" });

    const cookies = new Map(attacker.cookies);
    await attacker.go(link, /\/sign-in\?/);
    expect((await attacker.take()).status).toBe(200);
    // The code again, with the cookie of then.
    for (const [name, value] of cookies) attacker.cookies.set(name, value);
    await attacker.go(link, /\/sign-in\?/);
    expect(await attacker.take()).toMatchObject({ status: 401, reason: "outside.notBegunHere" });
    // Another state than the one that was left with, and none.
    for (const wrong of [link.replace(/state=[^&]+/, "state=another"), link.replace(/&?state=[^&]+/, "")]) {
      for (const [name, value] of cookies) attacker.cookies.set(name, value);
      await attacker.go(wrong, /\/sign-in\?/);
      expect(await attacker.take()).toMatchObject({ status: 401 });
    }
  });

  further("too long on the way, or declined there: told, and nobody is signed in", async () => {
    const browser = at.browser();
    const { at: form } = await browser.go(`${at.world.url}/sign-in/oidc`);
    expect(await browser.answer(form, { no: "1" }, /\/sign-in\?/)).toContain("arrived");
    expect(await browser.take()).toMatchObject({ status: 401, reason: "outside.declined" });
    const link = await browser.enter("slow", undefined, CALLBACK);
    at.world.clock.advance(16 * 60_000);
    await browser.go(link, /\/sign-in\?/);
    expect(await browser.take()).toMatchObject({ status: 401, reason: "outside.notBegunHere" });
  });

  test("signing out there ends the session here, at once and on an open socket", async () => {
    await at.says({ ann: {} });
    const browser = at.browser();
    const ann = await browser.signIn("ann");
    const other = await at.browser().signIn("ann");
    const stream = ann.follow(`subscription { myComplaintsUpdated { cursor caughtUp } }`);
    await stream.until(({ received }) => received.length > 0);
    const { at: there, response } = await browser.go(`${at.world.url}/sign-in/oidc/sign-out`);
    expect(there).toContain(`${at.issuer}/session/end`);
    expect(there).toContain("id_token_hint=");
    const [, xsrf = ""] = /name="xsrf" value="([^"]+)"/.exec((await response?.text()) ?? "") ?? [];
    const back = await browser.answer(`${at.issuer}/session/end/confirm`, { xsrf, logout: "yes" });
    expect(back).toBe(`${at.world.url}/`);
    // The provider has told us by its own channel.
    await eventually(async () => expect((await ann.gql(ME)).status).toBe(401));
    await stream.until(({ ended }) => ended !== undefined);
    expect((await other.ok(ME)).viewer.id).toBe(ann.accountId);
    await ann.hangUp();
  });

  further("a suspended person is not let in by the provider", async () => {
    await at.says({ sus: {} });
    const { accountId } = await at.browser().signIn("sus");
    await at.world.db.transact(async (tx) => {
      const account = await tx.lock(Account, accountId);
      if (account) tx.change(account, { status: "SUSPENDED" });
    });
    const browser = at.browser();
    await browser.enter("sus");
    expect(await browser.take()).toMatchObject({ status: 401, reason: "accountSuspended" });
  });
});

test("one is sent back to a page of ours, or to the first", () => {
  for (const page of ["/", "/orders", "/cases/cmp_1?tab=2#m", "/a%2F%2Fb"]) expect(returnAddress(page)).toBe(page);
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/a\n/b",
    "orders",
  ];
  for (const given of [null, "", ...elsewhere, "/\t/evil.example", "/..//evil.example", `/${"a".repeat(1_000)}`])
    expect(returnAddress(given)).toBe("/");
});
