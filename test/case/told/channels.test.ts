import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ContactAddresses } from "../../../src/accounts/contacts/contact-addresses";
import { ContactPoint } from "../../../src/accounts/contacts/contact-point.entity";
import { Letter } from "../../../src/accounts/contacts/letter.entity";
import { deadlineChannels, isWanted, pointsTold } from "../../../src/accounts/contacts/notice-channels.pure";
import { markBounced } from "../../../src/accounts/contacts/mark-bounced";
import { OpenChannels } from "../../../src/accounts/contacts/open-channels";
import { readPhoneNumber } from "../../../src/accounts/contacts/phone-number.pure";
import { renewContactEncryption } from "../../../src/accounts/contacts/renew-contact-encryption";
import { sendLetters } from "../../../src/accounts/contacts/send-letters";
import { provideSessions, sessionsFor } from "../../../src/accounts/sign-in/sessions";
import { DEMO_PEOPLE } from "../../../src/app/demo/demo-people";
import { parseConfig } from "../../../src/config";
import { Gateway } from "../../../src/platform/carriers/gateway";
import { newId } from "../../../src/platform/ids";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { DAY, HOUR, MINUTE } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { caseIn, type WorldCase } from "../complaints/world-case";
import { openMailRelay, type MailRelay } from "./mail-relay";
import { openMessageGateway, type Handed, type MessageGateway } from "./message-gateway";

const PASSWORD = DEMO_PEOPLE[0]?.password ?? "";
const POINTS = "{ account { contactPoints { id kind masked state } } }";
const DEVICES = "{ device { id platform locale sessionId } account { devices { id } } }";
const PREFERENCES = "noticePreferences { choices { kind channel wanted fixed } quietHours { from until own } }";

forEachDatabase((kind, further) => {
  let world: World;
  let relay: MailRelay;
  let sms: MessageGateway;
  let push: MessageGateway;
  let theCase: WorldCase;
  let number: string;
  let numbers = 0;

  beforeAll(async () => {
    [relay, sms, push] = await Promise.all([openMailRelay(), openMessageGateway(), openMessageGateway()]);
    world = await startWorld(
      kind,
      {},
      {
        ...{ SMTP_URL: relay.url, MAIL_FROM: "Redress <no-reply@redress.example>" },
        ...{ SMS_URL: sms.url, SMS_SECRET: sms.secret, SMS_COUNTRIES: "cn,HK" },
        ...{ APP_PUSH_URL: push.url, APP_PUSH_SECRET: push.secret },
      },
    );
    world.toNoon();
    theCase = await caseIn(world, "NEGOTIATING");
    ({ number } = await theCase.look("number"));
  }, 120_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await Promise.all([relay, sms, push].map((each) => each?.[Symbol.asyncDispose]()));
  });
  beforeEach(async () => {
    [sms.answer, sms.meanwhile, push.answer, relay.refuse] = [null, null, null, null];
    const hour = Math.floor(world.clock.now() / HOUR + 8) % 24;
    await world.later(hour >= 8 && hour < 18 ? 0 : (36 - hour) % 24);
    await world.db.transact(async (tx) => {
      for (const table of ["letter", "contact_point", "notice_choice"]) tx.execute(`DELETE FROM ${table}`);
    });
    clear();
  });

  const clear = (): void => {
    for (const { arrived } of [relay, sms, push]) arrived.length = 0;
  };

  /** What is due is sent; returns what each has taken since. */
  async function send(): Promise<{ mails: string[]; texts: Handed[]; pushed: Handed[] }> {
    clear();
    await world.projected();
    await sendLetters(world.server.services);
    return {
      mails: relay.arrived.map(({ mail }) => mail.subject ?? ""),
      texts: [...sms.arrived],
      pushed: [...push.arrived],
    };
  }

  /** Theirs, from now on; without a code, of which nobody gets many. */
  async function reach({ accountId }: Person, kind: "EMAIL" | "SMS", address: string): Promise<string> {
    const id = newId(ContactPoint);
    await world.projected();
    await world.db.transact(async (tx) =>
      tx.insert(ContactPoint, {
        ...{ id, accountId, kind, ...ContactAddresses.of(tx).keep(id, address, kind), state: "VERIFIED" },
        ...{ frequency: "AT_ONCE", codeHash: null, codeEndsAt: null, codeGuesses: 0 },
        ...{ createdAt: tx.now, verifiedAt: tx.now, platform: null, sessionId: null, locale: null },
      }),
    );
    world.clock.advance(1);
    return id;
  }

  async function register(
    person: Person,
    token: string,
    more: object = {},
  ): Promise<{ id: string; sessionId: string }> {
    const { device } = await person.do("registerDevice", { token, platform: "APNS", ...more }, DEVICES);
    await world.projected();
    world.clock.advance(1);
    return device;
  }

  const choose = (person: Person, choices: object[], more: object = {}): Promise<unknown> =>
    person.do("setNoticePreferences", { choices, ...more }, `{ account { ${PREFERENCES} } }`);
  const devicesOf = async (person: Person): Promise<string[]> =>
    (await person.ok("{ viewer { devices { id } } }")).viewer.devices.map(({ id }: { id: string }) => id);
  const write = async (text: string): Promise<void> => {
    await (await theCase.provider).do("sendMessage", { complaintId: theCase.id, text }, "{ clientMutationId }");
  };
  /** A notice with a deadline, and nothing left of it afterwards. */
  async function offer(): Promise<void> {
    const provider = await theCase.provider;
    const { offer } = await provider.do(
      "makeOffer",
      { complaintId: theCase.id, kind: "REFUND_PART", amount: 30_000, text: "退一元" },
      "{ offer { id } }",
    );
    await world.projected();
    await provider.do("withdrawOffer", { complaintId: theCase.id, offerId: offer.id }, "{ clientMutationId }");
  }
  const lettersOf = async (eventType: string) =>
    (await world.db.find(Letter, { eventType }, "ORDER BY id")).map(({ channel, state }) => `${channel} ${state}`);
  const aNumber = (): string => `+86138001${String((numbers += 1_111)).padStart(5, "0")}`;
  const proof = { password: PASSWORD };

  test("a number is the person's once they enter the code that was sent there; it is kept sealed, and shown masked", async () => {
    const consumer = await theCase.consumer;
    await consumer.do("addContactPoint", { kind: "SMS", address: " +86 138 0013 8000 ", proof }, POINTS);
    const { texts, mails } = await send();
    expect(mails).toEqual([]);
    expect(texts).toMatchObject([{ to: "+8613800138000", kind: "CODE", locale: "zh-CN", link: null }]);
    const code = /\b\d{8}\b/.exec(texts[0]?.text ?? "")?.[0] ?? "";
    const [row] = await world.db.find(ContactPoint, { accountId: consumer.accountId });
    expect(JSON.stringify(row)).not.toMatch(/13800138|00138000/);
    const contactPointId = row?.id ?? "";
    const wrong = code === "00000000" ? "11111111" : "00000000";
    expect((await consumer.tryTo("verifyContactPoint", { contactPointId, code: wrong })).extensions.code).toBe(
      "BAD_USER_INPUT",
    );
    const { account } = await consumer.do("verifyContactPoint", { contactPointId, code }, POINTS);
    expect(account.contactPoints).toMatchObject([{ kind: "SMS", masked: "+86•••8000", state: "VERIFIED" }]);
    const admin = await world.as("admin");
    const shown = "id contactPoints { id } devices { id } noticePreferences { quietHours { from } }";
    const { accounts } = await admin.ok(`{ accounts(first: 100) { nodes { ${shown} } } }`);
    expect(accounts.nodes.find(({ id }: { id: string }) => id === consumer.accountId)).toEqual({
      ...{ id: consumer.accountId, contactPoints: null, devices: null, noticePreferences: null },
    });
  });

  test("what is no mobile number, or of another country, or a device, is refused; and codes are few: of a person, to a number, and to numbers in a row", async () => {
    const tom = await world.as("tom");
    const ask = async (person: Person, address: string, kind = "SMS"): Promise<string> => {
      const document =
        "mutation ($input: AddContactPointInput!) { addContactPoint(input: $input) { clientMutationId } }";
      const { errors } = await person.gql(document, { input: { kind, address, proof } });
      const refused = errors?.[0]?.extensions;
      return refused === undefined ? "SENT" : refused.code === "RATE_LIMITED" ? refused.code : String(refused.reason);
    };
    for (const [address, reason] of [
      ["13800138000", "contact.noNumber"],
      ["+86 10 6552 9988", "contact.noNumber"],
      ["+1 900 555 1234", "contact.noNumber"],
      ["+979 123 456 789", "contact.noNumber"],
      ["tom@example.com", "contact.noNumber"],
      ["+44 7911 123456", "contact.otherCountry"],
    ] as const)
      expect([address, await ask(tom, address)]).toEqual([address, reason]);
    expect(await ask(tom, "token", "APP_PUSH")).toBe("contact.ofDevice");
    const own: string[] = [];
    for (let n = 0; n < 6; n += 1) own.push(await ask(tom, aNumber()));
    expect(own).toEqual(["SENT", "SENT", "SENT", "SENT", "SENT", "RATE_LIMITED"]);

    // Whoever is paid for messages has many accounts, many addresses to come from, and numbers in a row.
    const { limits } = sessionsFor(world.server.services);
    let sent = 0;
    for (let n = 0; n < 30; n += 1)
      await limits.text(`account ${n}`, `number ${n}`, "the same range", `place ${n}`).then(
        () => (sent += 1),
        () => undefined,
      );
    expect(sent).toBe(20);
    for (let n = 0; n < 15; n += 1) await limits.text(`account ${n}`, "number", `range ${n}`, `place ${n}`);
    await expect(limits.text("another", "number", "another", "another")).rejects.toThrow();
  });

  test("a text message is for what has a deadline or is money, says nothing of the case, and has one link; an app hears of everything", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "SMS", "+8613800138000");
    await register(consumer, "token-of-an-app", { locale: "EN" });
    await write("这是一句私密的话。");
    const first = await send();
    expect(first.texts).toEqual([]);
    const link = `${world.server.services.publicUrl}/cases/${theCase.id}`;
    expect(first.pushed).toEqual([
      {
        ...{ id: expect.stringMatching(/^ltr_/), kind: "CASE", locale: "en", platform: "APNS" },
        ...{ deviceToken: "token-of-an-app", title: "Redress", text: `There is news in case ${number}.`, link },
      },
    ]);
    await offer();
    const { texts } = await send();
    expect(texts).toMatchObject([{ kind: "DEADLINE", to: "+8613800138000", link }]);
    expect(texts[0]?.text).toBe(`Redress: 案件 ${number} 有与期限有关的新进展。 ${link}`);
    for (const { text } of [...first.pushed, ...texts])
      expect(text.replace(link, "")).not.toMatch(/私密|退一元|30000|300/);
    // Nothing of the device or the number is kept in what can be read.
    expect(JSON.stringify(await world.db.find(Letter, {}))).not.toMatch(/token-of|1380013/);
  });

  test("people choose by what they are told; of deadlines one proven way stays, and that is said", async () => {
    const consumer = await theCase.consumer;
    const cell = async (kind: string, channel: string) => {
      const { viewer } = await consumer.ok(`{ viewer { ${PREFERENCES} } }`);
      return viewer.noticePreferences.choices.find(
        (each: Record<string, string>) => each.kind === kind && each.channel === channel,
      );
    };
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await register(consumer, "token");
    expect(await cell("DEADLINE", "EMAIL")).toMatchObject({ wanted: true, fixed: false });
    await choose(consumer, [
      { kind: "CASE", channel: "EMAIL", wanted: false },
      { kind: "CASE", channel: "SMS", wanted: true },
      { kind: "DEADLINE", channel: "EMAIL", wanted: false },
    ]);
    expect(await cell("DEADLINE", "SMS")).toMatchObject({ wanted: true, fixed: true });
    const refused = await consumer.tryTo("setNoticePreferences", {
      choices: [{ kind: "DEADLINE", channel: "SMS", wanted: false }],
    });
    expect(refused.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "contact.lastForDeadlines" });
    await write("只发短信。");
    const told = await send();
    expect([told.mails.length, told.texts.length, told.pushed.length]).toEqual([0, 1, 1]);

    // The number is gone: the address is told of deadlines again, whatever was chosen, and of nothing else.
    const phone = await world.db.findOne(ContactPoint, { kind: "SMS", accountId: consumer.accountId });
    await consumer.do("removeContactPoint", { contactPointId: phone?.id }, POINTS);
    await send();
    await write("二");
    expect((await send()).mails).toEqual([]);
    await offer();
    expect((await send()).mails).toEqual([`案件 ${number}`]);
    const tom = await world.as("tom");
    await choose(tom, [{ kind: "CASE", channel: "SMS", wanted: true }]);
    expect(await cell("CASE", "EMAIL")).toMatchObject({ wanted: false });
  });

  test("at night nothing rings, deadlines neither; people have hours of their own; a mail with a deadline goes at once", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await choose(consumer, [], { quietHours: { from: 9, until: 23 } });
    await offer();
    const quiet = await send();
    expect([quiet.mails.length, quiet.texts]).toEqual([1, []]);
    await world.later(12);
    expect((await lettersOf("OFFER_MADE")).sort()).toEqual(["EMAIL SENT", "SMS SENT"]);
    const again = await theCase.consumer;
    await again.do("setNoticePreferences", { quietHours: null }, "{ clientMutationId }");
    const { viewer } = await again.ok(`{ viewer { ${PREFERENCES} } }`);
    expect(viewer.noticePreferences.quietHours).toEqual({ from: 22, until: 7, own: false });
    const bad = await again.tryTo("setNoticePreferences", { quietHours: { from: 24, until: 3 } });
    expect(bad.extensions.code).toBe("BAD_USER_INPUT");
  });

  further(
    "what a gateway or a relay has kept until the night does not ring there, and is told in the morning",
    async () => {
      const consumer = await theCase.consumer;
      await reach(consumer, "SMS", "+8613800138000");
      sms.answer = { status: 503 };
      await offer();
      await send();
      sms.answer = null;
      const hour = Math.floor(world.clock.now() / HOUR + 8) % 24;
      world.clock.advance((23 - hour) * HOUR);
      expect((await send()).texts).toEqual([]);
      world.clock.advance(8 * HOUR);
      expect((await send()).texts).toHaveLength(1);

      // A mail with a deadline goes at night; the text message that takes its place does not.
      await world.later(0);
      const again = await theCase.consumer;
      await reach(again, "EMAIL", "lina@example.com");
      const choices = [{ kind: "DEADLINE", channel: "SMS", wanted: false }];
      await choose(again, choices, { quietHours: { from: 0, until: 23 } });
      relay.refuse = { at: "DATA", code: 554, text: "5.6.0 no" };
      await offer();
      await send();
      expect((await send()).texts).toEqual([]);
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS SENT", "EMAIL FAILED", "SMS QUEUED"]);
    },
  );

  further(
    "a gateway that asks for patience is asked again then, under the same id; one that refuses is not; a secret that is wrong is the operator's to set right",
    async () => {
      const consumer = await theCase.consumer;
      await reach(consumer, "SMS", "+8613800138000");
      await offer();
      sms.answer = { status: 429, headers: { "retry-after": "1800" } };
      const [{ id } = { id: "" }] = (await send()).texts;
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS QUEUED"]);
      world.clock.advance(29 * MINUTE);
      sms.answer = null;
      expect((await send()).texts).toEqual([]);
      world.clock.advance(MINUTE);
      expect((await send()).texts.map((each) => each.id)).toEqual([id]);
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS SENT"]);

      await world.later(0);
      await world.db.transact(async (tx) => tx.execute("DELETE FROM letter"));
      await reach(consumer, "EMAIL", "lina@example.com");
      await choose(await theCase.consumer, [{ kind: "DEADLINE", channel: "EMAIL", wanted: false }]);
      await offer();
      sms.answer = { status: 401 };
      await send();
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS QUEUED"]);
      world.clock.advance(MINUTE);
      sms.answer = { status: 422 };
      await send();
      // Refused for good: by mail, then.
      expect((await send()).mails).toEqual([`案件 ${number}`]);
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS FAILED", "EMAIL SENT"]);

      // No longer than it is news.
      await world.db.transact(async (tx) => tx.execute("DELETE FROM letter"));
      await offer();
      sms.answer = { status: 503, headers: { "retry-after": "99999999" } };
      await send();
      const [waiting] = await world.db.find(Letter, { eventType: "OFFER_MADE", channel: "SMS" });
      expect(waiting?.dueAt).toBe((waiting?.createdAt ?? 0) + 3 * DAY);
      // Then once more; and when that fails as well, by mail.
      world.clock.advance(3 * DAY + MINUTE);
      expect((await send()).texts).toHaveLength(1);
      expect((await send()).mails).toContain(`案件 ${number}`);
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS FAILED", "EMAIL SENT"]);
      await world.later(0);
    },
  );

  further("a number or an app that is gone is told no more, and the person by what is left", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await register(consumer, "gone");
    await choose(consumer, [
      { kind: "DEADLINE", channel: "EMAIL", wanted: false },
      { kind: "CASE", channel: "EMAIL", wanted: false },
    ]);
    push.answer = { status: 410 };
    await write("应用已卸载");
    await send();
    expect(await devicesOf(consumer)).toEqual([]);
    sms.answer = { status: 410 };
    await offer();
    await send();
    const { mails } = await send();
    // The deadline, and that messages came back.
    expect(mails).toContain(`案件 ${number}`);
    expect(await lettersOf("OFFER_MADE")).toEqual(["SMS BOUNCED", "EMAIL SENT"]);
    expect((await consumer.ok("{ viewer { contactPoints { kind state } } }")).viewer.contactPoints).toContainEqual({
      kind: "SMS",
      state: "BOUNCED",
    });
    const { inbox } = await consumer.ok("{ inbox { notices(first: 1) { nodes { type } } } }");
    expect(inbox.notices.nodes).toEqual([{ type: "CONTACT_BOUNCED" }]);
  });

  test("what waits for a number or an app that is given up is told by what is left, whatever was chosen", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    const phone = await reach(consumer, "SMS", "+8613800138000");
    await choose(consumer, [
      { kind: "DEADLINE", channel: "EMAIL", wanted: false },
      { kind: "CASE", channel: "EMAIL", wanted: false },
      { kind: "CASE", channel: "SMS", wanted: true },
    ]);
    [sms.answer, push.answer] = [{ status: 503 }, { status: 503 }];
    await offer();
    await send();
    await consumer.do("removeContactPoint", { contactPointId: phone }, POINTS);
    await send();
    expect((await send()).mails).toEqual([`案件 ${number}`]);
    expect(await lettersOf("OFFER_MADE")).toEqual(["SMS SUPPRESSED", "EMAIL SENT"]);
    // Of what is no deadline they do not want to be told by mail.
    expect(await lettersOf("OFFER_WITHDRAWN")).toEqual(["SMS SUPPRESSED"]);

    // An app ends with its session.
    await register(consumer, "app");
    await write("应用");
    await send();
    await reach(consumer, "SMS", "+8613800138001");
    await consumer.do("signOut", {}, "{ account { id } }");
    sms.answer = null;
    await send();
    expect((await send()).texts).toMatchObject([{ to: "+8613800138001", kind: "CASE" }]);
    expect(await lettersOf("MESSAGE_SENT")).toEqual(["APP_PUSH SUPPRESSED", "SMS SENT"]);
  });

  test("what waits for an address or a number goes to the one that takes its place", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "SMS", "+8613800138000");
    sms.answer = { status: 503 };
    await offer();
    await send();
    sms.answer = null;
    const address = aNumber();
    await consumer.do("addContactPoint", { kind: "SMS", address, proof }, POINTS);
    const { texts } = await send();
    const code = /\b\d{8}\b/.exec(texts[0]?.text ?? "")?.[0] ?? "";
    const fresh = await world.db.findOne(ContactPoint, { accountId: consumer.accountId, state: "UNVERIFIED" });
    await consumer.do("verifyContactPoint", { contactPointId: fresh?.id, code }, POINTS);
    await send();
    expect((await send()).texts).toMatchObject([{ to: address, kind: "DEADLINE" }]);
    expect(await lettersOf("OFFER_MADE")).toEqual(["SMS SUPPRESSED", "SMS SENT"]);
  });

  test("of two deadlines that wait for a number that is gone neither is lost with the other", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await choose(consumer, [{ kind: "DEADLINE", channel: "EMAIL", wanted: false }]);
    await offer();
    await offer();
    sms.answer = { status: 410 };
    expect((await send()).texts).toHaveLength(1);
    await send();
    expect((await lettersOf("OFFER_MADE")).filter((each) => each.startsWith("EMAIL"))).toEqual([
      "EMAIL SENT",
      "EMAIL SENT",
    ]);
  });

  test("a deadline that was mailed, and came back later, is told by what is left", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await choose(consumer, [{ kind: "DEADLINE", channel: "SMS", wanted: false }]);
    await offer();
    expect((await send()).mails).toContain(`案件 ${number}`);
    expect(await lettersOf("OFFER_MADE")).toEqual(["EMAIL SENT"]);
    const [mailed] = await world.db.find(Letter, { eventType: "OFFER_MADE" });
    await world.db.transact((tx) => markBounced(tx, mailed?.mailId ?? ""));
    const { texts } = await send();
    expect(texts).toMatchObject([{ to: "+8613800138000", kind: "DEADLINE" }]);
    expect(texts[0]?.text).toContain(number);
    expect(await lettersOf("OFFER_MADE")).toEqual(["EMAIL BOUNCED", "SMS SENT"]);
    // It is told once, however often that is reported.
    await world.db.transact((tx) => markBounced(tx, mailed?.mailId ?? ""));
    expect((await send()).texts).toEqual([]);
  });

  further("what was handed over while its number was given up counts as sent", async () => {
    const consumer = await theCase.consumer;
    const phone = await reach(consumer, "SMS", "+8613800138000");
    await offer();
    await world.projected();
    sms.meanwhile = async () => {
      sms.meanwhile = null;
      await consumer.do("removeContactPoint", { contactPointId: phone }, POINTS);
      await sendLetters(world.server.services);
    };
    await send();
    expect(await lettersOf("OFFER_MADE")).toEqual(["SMS SENT"]);
  });

  test("when the gateway is set up no longer, what waited for it is told by what is left, and a number is no way of being told", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "EMAIL", "lina@example.com");
    await reach(consumer, "SMS", "+8613800138000");
    await choose(consumer, [{ kind: "DEADLINE", channel: "EMAIL", wanted: false }]);
    sms.answer = { status: 503 };
    await offer();
    await send();
    expect(await lettersOf("OFFER_MADE")).toEqual(["SMS QUEUED"]);
    const { services } = world.server;
    const without = { ...services, gateways: { ...services.gateways, sms: null } };
    provideSessions(without, sessionsFor(services));
    OpenChannels.openBy(world.db, without);
    try {
      await sendLetters(without);
      expect(await lettersOf("OFFER_MADE")).toEqual(["SMS FAILED", "EMAIL SENT"]);
      const [ended] = await world.db.find(Letter, { eventType: "OFFER_MADE", channel: "SMS" });
      expect(ended).toMatchObject({ detail: "channel not configured", words: null, dueAt: null });
      expect(ended?.settledAt).not.toBeNull();
      // The address that was not wanted is the only proven way now: it is told of the next deadline, and cannot be switched off.
      await world.db.transact(async (tx) => tx.execute("DELETE FROM letter"));
      await offer();
      expect(await lettersOf("OFFER_MADE")).toEqual(["EMAIL QUEUED"]);
      const refused = await consumer.tryTo("setNoticePreferences", {
        choices: [{ kind: "DEADLINE", channel: "SMS", wanted: true }],
      });
      expect(refused.extensions.reason).toBe("contact.lastForDeadlines");
    } finally {
      OpenChannels.openBy(world.db, services);
    }
  });

  test("a device is one person's, keeps its id, and ends with its session; nobody has many", async () => {
    const consumer = await theCase.consumer;
    const tom = await world.as("tom");
    const first = await register(consumer, "shared");
    expect((await register(consumer, "shared")).id).toBe(first.id);
    expect(await devicesOf(consumer)).toEqual([first.id]);
    const moved = await register(tom, "shared");
    expect([await devicesOf(consumer), await devicesOf(tom)]).toEqual([[], [moved.id]]);
    // The same text is another device with another maker.
    await register(consumer, "shared", { platform: "HUAWEI" });
    expect(await devicesOf(tom)).toEqual([moved.id]);
    // At the same moment: one of them has it.
    await Promise.all([consumer, tom].map((each) => register(each, "both")));
    expect(await world.db.find(ContactPoint, { kind: "APP_PUSH" })).toHaveLength(1);

    const mine = await register(tom, "mine");
    const stranger = await consumer.tryTo("unregisterDevice", { deviceId: mine.id });
    expect(stranger.extensions.code).toBe("NOT_FOUND");
    // A device is no address: it is not removed, nor sent a code, as one.
    for (const mutation of ["removeContactPoint", "sendContactCode"])
      expect((await tom.tryTo(mutation, { contactPointId: mine.id })).extensions.code).toBe("NOT_FOUND");
    await tom.do("unregisterDevice", { deviceId: mine.id }, "{ account { devices { id } } }");
    expect(await devicesOf(tom)).not.toContain(mine.id);
    expect((await world.visitor.tryTo("registerDevice", { token: "x", platform: "FCM" })).extensions.code).toBe(
      "UNAUTHENTICATED",
    );

    // Another token in the same session is the same app, renewed.
    const [app] = [await register(tom, "one"), await register(tom, "two")];
    expect(await devicesOf(tom)).toEqual([app.id]);
    for (let n = 0; n < 11; n += 1) {
      await world.later(0);
      await register(await world.as("tom"), `many-${n}`);
    }
    const last = await world.as("tom");
    const all = await devicesOf(last);
    expect(all).toHaveLength(10);
    expect(all).not.toContain(app.id);
    await last.do("signOut", {}, "{ account { id } }");
    expect(await world.db.find(ContactPoint, { accountId: tom.accountId })).toHaveLength(9);
    await world.later(0);
    await (await world.as("tom")).do("signOutEverywhere", {}, "{ account { id } }");
    expect(await world.db.find(ContactPoint, { accountId: tom.accountId })).toEqual([]);
    await world.later(0);

    // Also when it ends by time, which nobody does.
    const { sessionId } = await register(await theCase.consumer, "late");
    await write("二");
    await world.projected();
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE account_session SET expires_at = ? WHERE id = ?", [tx.now, sessionId]),
    );
    // Whoever of the two has "both" may be told there.
    expect((await send()).pushed).not.toContainEqual(expect.objectContaining({ deviceToken: "late" }));
    expect(await world.db.find(ContactPoint, { sessionId })).toEqual([]);
    await world.later(0);
  });

  test("the case has it on record, by which channel each was told; and the addresses are renewed with the secret", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "SMS", "+8613800138000");
    await register(consumer, "token");
    await offer();
    await send();
    const { complaint } = await consumer.ok(
      "query ($id: ID!) { complaint(id: $id) { deliveries { nodes { type channel state side } } } }",
      { id: theCase.id },
    );
    for (const channel of ["SMS", "APP_PUSH"])
      expect(complaint.deliveries.nodes).toContainEqual({
        ...{ type: "OFFER_MADE", channel, state: "SENT", side: "CONSUMER" },
      });
    const { secret } = parseConfig({ SECRET: world.secret });
    const next = new Sealer("another secret of at least 32 characters", secret);
    const counted = await renewContactEncryption(world.db, next, { change: true });
    expect(counted).toEqual({ current: 2, earlier: 0, unknown: 0 });
    const renewed = new ContactAddresses(new Sealer("another secret of at least 32 characters"));
    const points = await world.db.find(ContactPoint, {}, "ORDER BY kind");
    expect(points.map((point) => renewed.read(point))).toEqual(["APNS:token", "+8613800138000"]);
    expect(points.map(({ masked, deviceHash }) => [masked, deviceHash !== null])).toEqual([
      ["", true],
      ["+86•••8000", false],
    ]);
  });
});

test("mobile numbers of countries are read; others, and what is dialled at somebody's cost, are not", async () => {
  expect(await readPhoneNumber("+86 138-0013-8000")).toEqual({ number: "+8613800138000", country: "CN" });
  expect(await readPhoneNumber("+852 5123 4567")).toEqual({ number: "+85251234567", country: "HK" });
  for (const text of [
    "",
    "+",
    "+86138",
    "+8613800138000 ext. 5",
    "+881612345678",
    "tel:+8613800138000;x",
    "0".repeat(300),
  ])
    expect([text, await readPhoneNumber(text)]).toEqual([text, null]);
});

test("what is chosen counts, but never so that nobody is told of a deadline", () => {
  const email = { kind: "EMAIL", state: "VERIFIED" } as const;
  const phone = { kind: "SMS", state: "VERIFIED" } as const;
  const app = { kind: "APP_PUSH", state: "VERIFIED" } as const;
  const all = [email, phone, app];
  expect(isWanted({}, "CASE", "SMS")).toBe(false);
  expect(pointsTold("CASE", all, {})).toEqual([email, app]);
  expect(pointsTold("DEADLINE", all, {})).toEqual(all);
  const none = { "DEADLINE.EMAIL": false, "DEADLINE.SMS": false };
  // An app is not enough.
  expect(pointsTold("DEADLINE", all, none)).toEqual([app, email, phone]);
  expect(pointsTold("DEADLINE", [{ ...email, state: "BOUNCED" }, phone, app], none)).toEqual([app, phone]);
  expect(deadlineChannels([], none)).toEqual([]);
  expect(deadlineChannels([email, app], { "DEADLINE.SMS": false })).toEqual(["EMAIL"]);
});

test("settings of a gateway are whole, and lead over no network unencrypted", () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const parse = (env: Record<string, string>) => () => parseConfig({ SECRET: "x".repeat(32), ...env });
  expect(parse({ SMS_URL: "https://sms.example" })).toThrow("SMS_URL, SMS_SECRET: set both or none");
  expect(parse({ APP_PUSH_SECRET: secret })).toThrow("APP_PUSH_URL, APP_PUSH_SECRET: set both or none");
  expect(parse({ SMS_URL: "http://10.0.0.7/sms", SMS_SECRET: secret })).toThrow("SMS_URL: must be https");
  expect(parse({ SMS_COUNTRIES: "CHN" })).toThrow("SMS_COUNTRIES=CHN: must be");
  // The operator's own network is the operator's to name.
  const { sms } = parse({ SMS_URL: "https://10.0.0.7/sms", SMS_SECRET: secret, SMS_COUNTRIES: "cn" })();
  expect(sms).toEqual({ url: "https://10.0.0.7/sms", secret, countries: ["CN"] });
});

describe("a gateway", () => {
  test("that hangs, is not there, or sends elsewhere has taken nothing", async () => {
    await using gateway = await openMessageGateway();
    const secret = gateway.secret;
    const dead = createServer(() => undefined);
    await new Promise<void>((done) => dead.listen(0, "127.0.0.1", done));
    const { port } = dead.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    expect(await new Gateway({ url, secret }, 100).send("ltr_1", {})).toMatchObject({
      outcome: "LATER",
      detail: "timeout",
    });
    dead.closeAllConnections();
    await new Promise((done) => dead.close(done));
    expect(await new Gateway({ url, secret }).send("ltr_1", {})).toMatchObject({ outcome: "LATER", detail: "away" });
    gateway.answer = { status: 307, headers: { location: gateway.url } };
    expect(await new Gateway(gateway).send("ltr_1", { id: "ltr_1" })).toMatchObject({
      outcome: "LATER",
      detail: "307",
    });
    expect(gateway.arrived).toHaveLength(1);
    const date = new Date(Date.now() + HOUR).toUTCString();
    gateway.answer = { status: 503, headers: { "retry-after": date } };
    const { waitMs = 0 } = await new Gateway(gateway).send("ltr_1", { id: "ltr_1" });
    expect(Math.round(waitMs / MINUTE)).toBe(60);
  });

  test("as the documentation shows one takes what is signed, once, and says what the carrier says", async () => {
    const asked: string[] = [];
    let status = 200;
    const carrier = createServer((request, response) => {
      request.setEncoding("utf8").on("data", (body: string) => asked.push(body));
      request.on("end", () => response.writeHead(status).end());
    });
    await new Promise<void>((done) => carrier.listen(0, "127.0.0.1", done));
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const program = spawn(process.execPath, [join(__dirname, "../../../docs/examples/messages/gateway.mjs")], {
      env: {
        ...{ PATH: process.env.PATH, PORT: "0", SECRET: secret },
        CARRIER_URL: `http://127.0.0.1:${(carrier.address() as AddressInfo).port}/`,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [line] = (await once(program.stdout, "data")) as [Buffer];
      const url = line.toString().trim();
      const message = { id: "ltr_1", to: "+8613800138000", text: "Redress: …" };
      const gateway = new Gateway({ url, secret });
      for (let n = 0; n < 2; n += 1) expect((await gateway.send("ltr_1", message)).outcome).toBe("SENT");
      expect(asked.map((body) => JSON.parse(body))).toEqual([{ to: message.to, text: message.text }]);
      status = 410;
      expect((await gateway.send("ltr_2", { ...message, id: "ltr_2" })).outcome).toBe("BOUNCED");
      status = 500;
      expect((await gateway.send("ltr_3", { ...message, id: "ltr_3" })).outcome).toBe("LATER");
      const forged = new Gateway({ url, secret: `whsec_${Buffer.alloc(24, 8).toString("base64")}` });
      expect(await forged.send("ltr_4", message)).toMatchObject({ outcome: "LATER", detail: "401" });
      expect(asked).toHaveLength(3);
    } finally {
      program.kill();
      await new Promise((done) => carrier.close(done));
    }
  });
});
