import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { Account } from "../../../src/accounts/account/account.entity";
import { sendPasswordResets } from "../../../src/accounts/contacts/send-password-resets";
import { sendLetters } from "../../../src/accounts/contacts/send-letters";
import {
  answerAddress,
  letterOfAnswer,
  letterOfReport,
  reportAddress,
} from "../../../src/accounts/contacts/answer-address.pure";
import { contactOfLink, unsubscribeLink } from "../../../src/accounts/contacts/unsubscribe-link.pure";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { ContactAddresses } from "../../../src/accounts/contacts/contact-addresses";
import { ContactPoint } from "../../../src/accounts/contacts/contact-point.entity";
import { Letter } from "../../../src/accounts/contacts/letter.entity";
import { SignInLimits } from "../../../src/accounts/sign-in/sign-in-limits";
import { makeLink } from "../../../src/accounts/links/make-link";
import { foldEmail } from "../../../src/accounts/contacts/email-address.pure";
import { DEMO_PEOPLE } from "../../../src/app/demo/demo-people";
import { Message } from "../../../src/case/negotiation/message.entity";
import { letterDueAt } from "../../../src/accounts/contacts/letter-due.pure";
import { ownWords } from "../../../src/case/told/own-words.pure";
import { isSenderProven } from "../../../src/case/told/proven-sender.pure";
import { tellingProjection } from "../../../src/case/told/telling.projection";
import { Tx } from "../../../src/platform/database/tx";
import { newId } from "../../../src/platform/ids";
import { Refusal } from "../../../src/platform/refusal";
import { DAY, HOUR, MINUTE } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { signIn, startWorld, type Person, type World } from "../../support/world";
import { caseIn, type WorldCase } from "../complaints/world-case";
import { openMailRelay, type Arrived, type MailRelay } from "./mail-relay";

const PASSWORD = DEMO_PEOPLE[0]?.password ?? "";
const SHOWN = "contactPoints { id masked state frequency codeEndsAt }";
const POINTS = `{ account { ${SHOWN} } }`;
const HOOK_SECRET = "a secret that only the relay and we know";
const DOMAIN = "answers.redress.example";

forEachDatabase((kind, further) => {
  let world: World;
  let relay: MailRelay;
  let theCase: WorldCase;
  let number: string;
  let seen = 0;

  beforeAll(async () => {
    relay = await openMailRelay();
    world = await startWorld(
      kind,
      {},
      {
        SMTP_URL: relay.url,
        MAIL_FROM: "Redress <no-reply@redress.example>",
        MAIL_ANSWER_DOMAIN: DOMAIN,
        MAIL_HOOK_SECRET: HOOK_SECRET,
      },
    );
    world.toNoon();
    theCase = await caseIn(world, "NEGOTIATING");
    ({ number } = await theCase.look("number"));
  }, 120_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await relay?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    relay.refuse = null;
    // New sessions; and by day, whatever the test before waited for.
    const hour = Math.floor(world.clock.now() / HOUR + 8) % 24;
    await world.later(hour >= 8 && hour < 18 ? 0 : (36 - hour) % 24);
    await world.db.transact(async (tx) => {
      tx.execute("DELETE FROM letter");
      tx.execute("DELETE FROM contact_point");
    });
    relay.arrived.length = 0;
    seen = 0;
  });

  /** What is due is sent; returns what has arrived since the last time. */
  async function send(): Promise<Arrived[]> {
    await world.projected();
    await sendLetters(world.server.services);
    const news = relay.arrived.slice(seen);
    seen = relay.arrived.length;
    return news;
  }

  const codeIn = (mails: readonly Arrived[]): string => /\b\d{8}\b/.exec(mails.at(-1)?.mail.text ?? "")?.[0] ?? "";

  async function add(person: Person, address: string, password = PASSWORD): Promise<{ id: string; code: string }> {
    const { account } = await person.do("addContactPoint", { kind: "EMAIL", address, proof: { password } }, POINTS);
    const { id } = account.contactPoints.find(({ state }: { state: string }) => state === "UNVERIFIED");
    return { id, code: codeIn(await send()) };
  }

  /** An address that is the person's, from now on; without a code, of which nobody gets many. */
  async function reach({ accountId }: Person, address: string): Promise<string> {
    const id = newId(ContactPoint);
    await world.projected();
    await world.db.transact(async (tx) =>
      tx.insert(ContactPoint, {
        ...{ id, accountId, kind: "EMAIL", ...ContactAddresses.of(tx).keep(id, address), state: "VERIFIED" },
        ...{
          frequency: "AT_ONCE",
          codeHash: null,
          codeEndsAt: null,
          codeGuesses: 0,
          createdAt: tx.now,
          verifiedAt: tx.now,
        },
      }),
    );
    // What came before it is told in the inbox alone.
    world.clock.advance(1);
    return id;
  }

  const write = async (text: string): Promise<void> => {
    await (await theCase.provider).do("sendMessage", { complaintId: theCase.id, text }, "{ clientMutationId }");
  };
  const statesOf = async (purpose = "NOTICE") =>
    (await world.db.find(Letter, { purpose: purpose as "NOTICE" }, "ORDER BY id")).map(({ state }) => state);
  const pointsOf = async (person: Person) => (await person.ok(`{ viewer { ${SHOWN} } }`)).viewer.contactPoints;
  const texts = async (): Promise<string[]> =>
    (await world.db.find(Message, { complaintId: theCase.id })).map(({ text }) => text);

  function hook(path: string, body: string | Buffer, secret = HOOK_SECRET, at = new Date()): Promise<Response> {
    const id = "msg_1";
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const signature =
      typeof body === "string"
        ? new Webhook(secret, { format: "raw" }).sign(id, at, body)
        : `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
    return fetch(`${world.url}/mail/${path}`, {
      method: "POST",
      body: new Uint8Array(typeof body === "string" ? Buffer.from(body) : body),
      headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
    });
  }

  test("an address is the person's once they enter the code that was sent there; nobody else ever sees it", async () => {
    const consumer = await theCase.consumer;
    const { id: contactPointId, code } = await add(consumer, " Li.Na@Example.COM ");
    expect(relay.arrived.map(({ to, from }) => [to, from.endsWith(`@${DOMAIN}`)])).toEqual([
      [["li.na@example.com"], true],
    ]);
    expect(await pointsOf(consumer)).toMatchObject([{ masked: "l•••@example.com", state: "UNVERIFIED" }]);
    const wrong = code === "00000000" ? "11111111" : "00000000";
    const refused = await consumer.tryTo("verifyContactPoint", { contactPointId, code: wrong });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.code" });
    const stranger = await world.as("tom");
    expect((await stranger.tryTo("verifyContactPoint", { contactPointId, code })).extensions.code).toBe("NOT_FOUND");
    await consumer.do("verifyContactPoint", { contactPointId, code: `${code.slice(0, 4)} ${code.slice(4)}` }, POINTS);
    expect(await pointsOf(consumer)).toMatchObject([{ state: "VERIFIED", codeEndsAt: null }]);

    // Neither the other side nor an administrator, nor whoever reads the database or the log.
    const admin = await world.as("admin");
    const all = await admin.ok("{ accounts(first: 100) { nodes { id contactPoints { masked } } } }");
    const seen = all.accounts.nodes.filter(({ contactPoints }: { contactPoints: unknown }) => contactPoints !== null);
    expect(seen).toEqual([{ id: admin.accountId, contactPoints: [] }]);
    const [row] = await world.db.find(ContactPoint, {});
    expect(JSON.stringify(row)).not.toMatch(/li\.na/i);
    const events = await world.db.query("SELECT * FROM event_log WHERE type LIKE 'CONTACT%'");
    expect(events.length).toBeGreaterThan(1);
    expect(JSON.stringify(events)).not.toMatch(/example\.com/i);

    // It is changed by entering another: the first stays in use until that is verified.
    const other = await add(consumer, "other@example.org");
    expect((await pointsOf(consumer)).map(({ state }: { state: string }) => state).sort()).toEqual([
      "UNVERIFIED",
      "VERIFIED",
    ]);
    await consumer.do("verifyContactPoint", { contactPointId: other.id, code: other.code }, POINTS);
    expect(await pointsOf(consumer)).toMatchObject([{ masked: "o•••@example.org", state: "VERIFIED" }]);
    const again = await consumer.tryTo("addContactPoint", {
      ...{ kind: "EMAIL", address: "OTHER@example.org", proof: { password: PASSWORD } },
    });
    expect(again.extensions.code).toBe("ALREADY_EXISTS");
  });

  test("a code that is asked for twice at once, under one name, counts once", async () => {
    const lin = await world.as("lin.train");
    const { id: contactPointId } = await add(lin, "lin@example.com");
    const charged = jest.spyOn(SignInLimits.prototype, "code");
    const ask = (): Promise<unknown> =>
      lin.do("sendContactCode", { contactPointId, clientMutationId: "asked-once" }, POINTS);
    let asked: Promise<unknown>[] = [];
    await world.db.transact(async (tx) => {
      await tx.lock(Account, lin.accountId);
      asked = [ask(), ask()];
      // On SQLite one transaction follows the other.
      if (kind === "mariadb")
        await eventually(async () =>
          expect(
            await world.db.query(
              "SELECT DISTINCT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE '%FROM account t WHERE t.id%FOR UPDATE%' AND info NOT LIKE '%processlist%'",
            ),
          ).toHaveLength(2),
        );
    });
    await Promise.all(asked);
    expect(charged).toHaveBeenCalledTimes(1);
    charged.mockRestore();
  });

  further(
    "a code ends by its time and by wrong guesses; codes are few, for whoever asks and wherever they go",
    async () => {
      const tom = await world.as("tom");
      const { id: contactPointId, code } = await add(tom, "tom@example.com");
      for (let n = 0; n < 5; n += 1)
        expect((await tom.tryTo("verifyContactPoint", { contactPointId, code: "x" })).extensions.code).toBe(
          "BAD_USER_INPUT",
        );
      const { extensions } = await tom.tryTo("verifyContactPoint", { contactPointId, code });
      expect(extensions.code).toBe("NOT_IN_THIS_STATE");
      await tom.do("sendContactCode", { contactPointId }, POINTS);
      const next = codeIn(await send());
      await world.later(0.5);
      const later = await world.as("tom");
      expect((await later.tryTo("verifyContactPoint", { contactPointId, code: next })).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
      const many = { kind: "EMAIL", address: "victim@example.com", proof: { password: PASSWORD } };
      const codes: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const { errors } = await later.gql(
          "mutation ($input: AddContactPointInput!) { addContactPoint(input: $input) { clientMutationId } }",
          { input: many },
        );
        codes.push(errors?.[0]?.extensions.code ?? "SENT");
      }
      expect(codes).toEqual(["SENT", "SENT", "SENT", "SENT", "RATE_LIMITED", "RATE_LIMITED"]);
      for (const address of [
        "no address",
        "a@b",
        "a@127.0.0.1",
        "x y@example.com",
        "a@example.com\r\nBcc: b@example.com",
      ])
        expect(foldEmail(address)).toBeNull();
      const noProof = await later.tryTo("addContactPoint", { ...many, proof: { password: "not the password" } });
      expect(noProof.extensions.code).toBe("FORBIDDEN");
    },
  );

  test("what comes into the inbox is mailed once, in the person's language, by the case's number and without a word of it", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "lina@example.com");
    await write("这是一句私密的话。");
    const [first, ...others] = await send();
    expect(others).toEqual([]);
    expect(first?.mail.subject).toBe(`案件 ${number}`);
    expect(first?.mail.text).toContain(`“${number}”`);
    expect(first?.mail.text).toContain(`/cases/${theCase.id}`);
    expect(first?.mail.html).toContain(`/cases/${theCase.id}"`);
    expect(first?.raw).not.toContain("私密");
    expect(first?.mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(await send()).toEqual([]);
    // Reading the log once more writes no second letter.
    await world.db.transact(async (tx) => tx.execute("UPDATE projection_place SET position = 0 WHERE id = 'letters'"));
    expect(await send()).toEqual([]);

    await consumer.do("updateAccount", { locale: "EN" }, "{ account { id } }");
    await write("第二句。");
    expect((await send())[0]?.mail).toMatchObject({ subject: `Case ${number}` });
    await consumer.do("updateAccount", { locale: "ZH_CN" }, "{ account { id } }");
    // Nobody is told of what they do themselves.
    await consumer.do("sendMessage", { complaintId: theCase.id, text: "我自己写的。" }, "{ clientMutationId }");
    expect(await send()).toEqual([]);
  });

  test("what concerns a deadline goes at once, at night too, whatever was chosen; the rest comes together in the morning, or not at all", async () => {
    const consumer = await theCase.consumer;
    const contactPointId = await reach(consumer, "lina@example.com");
    await consumer.do("setLetterFrequency", { contactPointId, frequency: "DAILY" }, POINTS);
    await write("一");
    await write("二");
    expect(await send()).toEqual([]);
    await world.later(12);
    const { offer } = await (
      await theCase.provider
    ).do(
      "makeOffer",
      { complaintId: theCase.id, kind: "REFUND_PART", amount: 30_000, text: "退一元" },
      "{ offer { id } }",
    );
    const [urgent, ...rest] = await send();
    expect(rest).toEqual([]);
    expect(urgent?.mail.text).toContain("期限");
    expect(urgent?.mail.headers.has("list-unsubscribe")).toBe(false);
    await world.later(9);
    const [digest, ...none] = await send();
    expect(none).toEqual([]);
    expect(digest?.mail.subject).toBe("您有 2 条消息");

    await (await theCase.consumer).do("setLetterFrequency", { contactPointId, frequency: "DEADLINES_ONLY" }, POINTS);
    await world.later(3);
    await write("三");
    expect(await send()).toEqual([]);
    expect((await statesOf()).at(-1)).toBe("SUPPRESSED");
    await (
      await theCase.provider
    ).do("withdrawOffer", { complaintId: theCase.id, offerId: offer.id }, "{ clientMutationId }");
  });

  test("before a deadline there is one mail, and one when it has passed", async () => {
    const other = await caseIn(world, "NEGOTIATING", { consumer: "tom" });
    const tom = await world.as("tom");
    await reach(tom, "tom2@example.com");
    await (
      await other.provider
    ).do(
      "makeOffer",
      { complaintId: other.id, kind: "REFUND_PART", amount: 30_000, text: "退一元" },
      "{ clientMutationId }",
    );
    await send();
    let mails: Arrived[] = [];
    const told = async (): Promise<string[]> => {
      mails = await send();
      const rows = await world.db.find(Letter, { streamId: other.id }, "ORDER BY id");
      return rows.map(({ eventType }) => eventType ?? "");
    };
    await world.later(71);
    await world.later(0);
    expect((await told()).filter((type) => type === "DEADLINE_NEAR")).toHaveLength(1);
    expect(mails.map(({ mail }) => mail.text).join()).toContain("A deadline of");
    await world.later(2);
    await world.later(0);
    expect((await told()).filter((type) => type === "OFFER_EXPIRED")).toHaveLength(1);
    expect(mails).not.toEqual([]);
  });

  test("a relay that asks for patience is asked again under the same name; one that says no is not; a mailbox that is gone is told of in the inbox", async () => {
    const consumer = await theCase.consumer;
    const contactPointId = await reach(consumer, "lina@example.com");
    await write("灰名单");
    relay.refuse = { at: "RCPT", code: 451, text: "4.7.1 Greylisted" };
    expect(await send()).toEqual([]);
    expect(await world.db.find(Letter, { purpose: "NOTICE" })).toMatchObject([
      { state: "QUEUED", attempts: 1, detail: "451 4.7.1" },
    ]);
    // Not before its time.
    relay.refuse = null;
    expect(await send()).toEqual([]);
    world.clock.advance(MINUTE);
    const [letter] = await world.db.find(Letter, { purpose: "NOTICE" });
    expect((await send()).map(({ mail }) => mail.messageId)).toEqual([`<${letter?.id}@redress.example>`]);

    await write("太大");
    relay.refuse = { at: "DATA", code: 552, text: "5.3.4 Too big" };
    await send();
    expect((await statesOf()).at(-1)).toBe("FAILED");

    await write("没有此人");
    relay.refuse = { at: "RCPT", code: 550, text: "5.1.1 No such user" };
    await send();
    // The notice of it may be here already: to that mailbox it is not sent.
    expect((await statesOf()).filter((state) => state !== "SUPPRESSED").at(-1)).toBe("BOUNCED");
    expect(await pointsOf(consumer)).toMatchObject([{ state: "BOUNCED" }]);
    relay.refuse = null;
    const { inbox } = await consumer.ok("{ inbox { notices(first: 1) { nodes { type } } } }");
    expect(inbox.notices.nodes).toEqual([{ type: "CONTACT_BOUNCED" }]);
    await write("还在吗");
    expect(await send()).toEqual([]);
    expect((await statesOf()).at(-1)).toBe("SUPPRESSED");
    await consumer.do("sendContactCode", { contactPointId }, POINTS);
    await consumer.do("verifyContactPoint", { contactPointId, code: codeIn(await send()) }, POINTS);
    expect(await pointsOf(consumer)).toMatchObject([{ state: "VERIFIED" }]);
  });

  further(
    "the case shows who was told, when and how, to each as far as they may see it; never the address",
    async () => {
      const consumer = await theCase.consumer;
      const provider = await theCase.provider;
      const wang = await reach(provider, "wang@example.com");
      expect(wang).toMatch(/^ctp_/);
      await reach(consumer, "lina@example.com");
      await write("请看");
      await send();
      await consumer.do("sendMessage", { complaintId: theCase.id, text: "看到了" }, "{ clientMutationId }");
      await send();
      const shown = "deliveries { nodes { type side channel state account { id } settledAt } totalCount { value } }";
      const seenBy = async (person: Person) =>
        (await person.ok(`query ($id: ID!) { complaint(id: $id) { ${shown} } }`, { id: theCase.id })).complaint
          .deliveries;
      const sent = { type: "MESSAGE_SENT", channel: "EMAIL", state: "SENT" };
      expect((await seenBy(consumer)).nodes).toMatchObject([
        { ...sent, side: "PROVIDER", account: null },
        { ...sent, side: "CONSUMER", account: { id: consumer.accountId } },
      ]);
      const moderator = await seenBy(await theCase.moderator);
      expect(moderator.nodes).toMatchObject([
        { account: { id: provider.accountId } },
        { account: { id: consumer.accountId } },
      ]);
      expect(JSON.stringify(moderator)).not.toContain("@");
      // What the provider says to the platform alone is nothing that the consumer hears of.
      await (await theCase.moderator).ok("{ viewer { id } }");
      await provider.do(
        "sendMessage",
        { complaintId: theCase.id, text: "内部", visibility: "PROVIDER_SIDE" },
        "{ clientMutationId }",
      );
      await send();
      expect((await seenBy(consumer)).nodes).toHaveLength(2);
      const tom = await (
        await world.as("tom")
      ).ok(`query ($id: ID!) { complaint(id: $id) { ${shown} } }`, { id: theCase.id });
      expect(tom.complaint).toBeNull();
    },
  );

  further("what waits for its hour is not told to staff who may not see the case any longer", async () => {
    const other = await caseIn(world, "UNDER_REVIEW");
    const { accountId, ...moderator } = await other.moderator;
    const id = await reach({ accountId, ...moderator } as Person, "moderator@example.com");
    const say = async (text: string): Promise<void> =>
      void (await (await other.provider).do("sendMessage", { complaintId: other.id, text }, "{ clientMutationId }"));
    await say("一");
    expect((await send()).map(({ to }) => to)).toEqual([["moderator@example.com"]]);
    await world.db.transact(async (tx) => tx.update(ContactPoint, id, { frequency: "DAILY" }));
    await say("二");
    expect(await send()).toEqual([]);
    await world.setRoles({ accountId, roles: ["TRAINER"] });
    await world.later(24);
    expect(await send()).toEqual([]);
    expect(await statesOf()).toEqual(["SENT", "SUPPRESSED"]);
    await world.setRoles({ accountId, roles: ["MODERATOR"] });
  });

  further("one press in a mail program ends what can be ended; following the link alone does not", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "lina@example.com");
    await write("退订");
    const [{ raw } = { raw: "" }] = await send();
    const [, link = ""] = /List-Unsubscribe: ?<([^>]+)>/.exec(raw.replace(/\r\n[ \t]+/g, "")) ?? [];
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect((await fetch(link)).status).toBe(200);
    expect(await pointsOf(consumer)).toMatchObject([{ frequency: "AT_ONCE" }]);
    expect((await fetch(`${link}x`, { method: "POST" })).status).toBe(404);
    const forged = `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`;
    expect((await fetch(forged, { method: "POST" })).status).toBe(404);
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    expect((await fetch(link, { method: "POST", body })).status).toBe(200);
    expect(await pointsOf(consumer)).toMatchObject([{ frequency: "DEADLINES_ONLY" }]);
  });

  further("what waits for its hour when that is ended is not sent any more; a deadline is", async () => {
    const consumer = await theCase.consumer;
    const contactPointId = await reach(consumer, "lina@example.com");
    await consumer.do("setLetterFrequency", { contactPointId, frequency: "DAILY" }, POINTS);
    await write("等到早上");
    expect(await send()).toEqual([]);
    const { sealer, publicUrl } = world.server.services;
    const link = new URL(unsubscribeLink(sealer, publicUrl, contactPointId));
    expect((await fetch(`${world.url}${link.pathname}`, { method: "POST" })).status).toBe(200);
    const offered = await (
      await theCase.provider
    ).do(
      "makeOffer",
      { complaintId: theCase.id, kind: "REFUND_PART", amount: 30_000, text: "退一元" },
      "{ offer { id } }",
    );
    expect(await send()).toHaveLength(1);
    await world.later(24);
    await send();
    const letters = await world.db.find(Letter, { purpose: "NOTICE" }, "ORDER BY id");
    expect(letters.slice(0, 2)).toMatchObject([
      { eventType: "MESSAGE_SENT", state: "SUPPRESSED" },
      { eventType: "OFFER_MADE", state: "SENT" },
    ]);
    await (
      await theCase.provider
    ).do("withdrawOffer", { complaintId: theCase.id, offerId: offered.offer.id }, "{ clientMutationId }");
  });

  further(
    "the link of a mail to an address that was replaced says what it is for, as any, and changes nothing at the new one",
    async () => {
      const consumer = await theCase.consumer;
      const replaced = await reach(consumer, "lina@example.com");
      const { id, code } = await add(consumer, "lina.new@example.com");
      await consumer.do("verifyContactPoint", { contactPointId: id, code }, POINTS);
      const { sealer, publicUrl } = world.server.services;
      const follow = async (contactPointId: string): Promise<string> => {
        const link = new URL(unsubscribeLink(sealer, publicUrl, contactPointId));
        return (await fetch(`${world.url}${link.pathname}`, { method: "POST" })).text();
      };
      const answer = await follow(replaced);
      expect(answer).toContain("The address that this mail was sent to");
      expect(await pointsOf(consumer)).toMatchObject([{ id, state: "VERIFIED", frequency: "AT_ONCE" }]);
      // Whether there is such an address is nothing to tell.
      expect(await follow(id)).toBe(answer);
      expect(await pointsOf(consumer)).toMatchObject([{ id, frequency: "DEADLINES_ONLY" }]);
    },
  );

  further("an address that takes the place of another is written to as often as that one was", async () => {
    const consumer = await theCase.consumer;
    const contactPointId = await reach(consumer, "lina@example.com");
    await consumer.do("setLetterFrequency", { contactPointId, frequency: "DAILY" }, POINTS);
    const { id, code } = await add(consumer, "lina.new@example.com");
    await consumer.do("verifyContactPoint", { contactPointId: id, code }, POINTS);
    expect(await pointsOf(consumer)).toMatchObject([{ id, state: "VERIFIED", frequency: "DAILY" }]);
  });

  test("what happened before an address took the place of another is mailed to the new one, though it is read from the log later", async () => {
    const provider = await theCase.provider;
    const change = async (address: string) => {
      const { id, code } = await add(provider, address);
      await world.projected();
      return () => provider.do("verifyContactPoint", { contactPointId: id, code }, POINTS);
    };
    await (
      await change("wang@example.com")
    )();
    world.clock.advance(1);
    const verify = await change("wang.new@example.com");
    const reading = jest.spyOn(tellingProjection, "apply").mockRejectedValue(new Error("not now"));
    const message = { complaintId: theCase.id, text: "换邮箱之前" };
    await (await theCase.consumer).do("sendMessage", message, "{ clientMutationId }");
    world.clock.advance(1);
    await verify();
    reading.mockRestore();
    expect((await send()).map(({ to }) => to)).toContainEqual(["wang.new@example.com"]);
    const told = () => world.db.find(Letter, { eventType: "MESSAGE_SENT" });
    expect(await told()).toMatchObject([{ state: "SENT" }]);

    // What was told at the former one is not told again, though the log is read once more.
    await (
      await change("wang.newest@example.com")
    )();
    await world.db.transact(async (tx) => tx.execute("UPDATE projection_place SET position = 0 WHERE id = 'letters'"));
    await send();
    expect(await told()).toHaveLength(1);
  });

  further("a relay's report of a mail that came back is believed when it is signed, and recent", async () => {
    const consumer = await theCase.consumer;
    await reach(consumer, "lina@example.com");
    await write("会退回");
    const [{ mail } = { mail: null }] = await send();
    const report = JSON.stringify({ messageId: mail?.messageId, type: "bounce", permanent: true });
    expect((await hook("bounces", report, "a secret that is somebody else's, not ours")).status).toBe(403);
    expect((await hook("bounces", report, HOOK_SECRET, new Date(Date.now() - 10 * MINUTE))).status).toBe(403);
    expect((await fetch(`${world.url}/mail/bounces`, { method: "POST", body: report })).status).toBe(403);
    expect((await hook("bounces", "[]")).status).toBe(400);
    const soft = JSON.stringify({ messageId: mail?.messageId, type: "bounce", permanent: false });
    expect((await hook("bounces", soft)).status).toBe(202);
    expect(await pointsOf(consumer)).toMatchObject([{ state: "VERIFIED" }]);
    for (let n = 0; n < 2; n += 1) expect((await hook("bounces", report)).status).toBe(202);
    expect(await pointsOf(consumer)).toMatchObject([{ state: "BOUNCED" }]);
    await world.projected();
    // Of that, too, nothing is sent there.
    expect(await statesOf()).toEqual(["BOUNCED", "SUPPRESSED"]);
    const spam = JSON.stringify({ messageId: "<nobody@knows>", type: "complaint", permanent: false });
    expect((await hook("bounces", spam)).status).toBe(202);
  });

  test("what a relay reports later than relays try, or of a mailbox that was verified since, changes nothing there", async () => {
    const consumer = await theCase.consumer;
    const contactPointId = await reach(consumer, "lina@example.com");
    await write("会退回");
    const bounce = async (mails: readonly Arrived[]): Promise<void> => {
      const report = { messageId: mails[0]?.mail.messageId, type: "bounce", permanent: true };
      expect((await hook("bounces", JSON.stringify(report))).status).toBe(202);
    };
    const early = await send();
    world.clock.advance(MINUTE);
    await world.db.transact(async (tx) => tx.update(ContactPoint, contactPointId, { verifiedAt: tx.now }));
    await bounce(early);
    // It did come back.
    expect(await statesOf()).toEqual(["BOUNCED"]);
    await write("已送达");
    const late = await send();
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE letter SET settled_at = settled_at - ? WHERE state = 'SENT'", [8 * DAY]),
    );
    await bounce(late);
    await bounce(early);
    expect(await statesOf()).toEqual(["BOUNCED", "SENT"]);
    expect(await world.db.byId(ContactPoint, contactPointId)).toMatchObject({ state: "VERIFIED" });
  });

  test("a forgotten password: the same answer for every address, one link for one use, and the second factor is still asked for", async () => {
    const tom = await world.as("tom");
    await reach(tom, "tom@example.net");
    const ask = (address: string) =>
      world.visitor.ok(
        "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { clientMutationId } }",
        {
          input: { address },
        },
      );
    // What is written before the answer is the same for both: whose it is, is looked up afterwards.
    expect(await ask("nobody@example.net")).toEqual(await ask(" Tom@Example.net"));
    expect(await world.db.query("SELECT id FROM password_reset")).toHaveLength(2);
    await sendPasswordResets(world.server.services);
    const mails = await send();
    expect(mails.map(({ to }) => to)).toEqual([["tom@example.net"]]);
    const token = /\/welcome#(\S+)/.exec(mails[0]?.mail.text ?? "")?.[1] ?? "";
    expect(JSON.stringify(await world.db.find(Letter, { purpose: "RESET" }))).not.toContain(token);
    // Anybody may ask for another one: the one that its owner is about to open stays open, and both end with the first use.
    await ask("tom@example.net");
    await sendPasswordResets(world.server.services);
    const second = /\/welcome#(\S+)/.exec((await send())[0]?.mail.text ?? "")?.[1] ?? "";
    await world.visitor.do("redeemAccountLink", { token, password: "neun lange Wörter 9" }, "{ login }");
    expect((await tom.refused("{ viewer { id } }")).extensions.code).toBe("UNAUTHENTICATED");
    const again = await world.visitor.tryTo("redeemAccountLink", { token, password: "neun lange Wörter 9" });
    expect(again.extensions.code).toBe("NOT_FOUND");
    const other = await world.visitor.tryTo("redeemAccountLink", { token: second, password: "neun lange Wörter 9" });
    expect([second.length > 20, other.extensions.code]).toEqual([true, "NOT_FOUND"]);

    // Neither of a stranger nor for long, nor to a mailbox that is not verified.
    await world.later(0);
    await ask("tom@example.net");
    await sendPasswordResets(world.server.services);
    const late = /\/welcome#(\S+)/.exec((await send())[0]?.mail.text ?? "")?.[1] ?? "";
    await world.later(1);
    const over = await world.visitor.tryTo("redeemAccountLink", { token: late, password: "zehn lange Wörter 10" });
    expect(over.extensions.code).toBe("NOT_FOUND");
    await world.db.transact(async (tx) => tx.execute("UPDATE contact_point SET state = 'UNVERIFIED'"));
    await ask("tom@example.net");
    await sendPasswordResets(world.server.services);
    expect(await send()).toEqual([]);
    const codes: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { errors } = await world.visitor.gql(
        "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { clientMutationId } }",
        { input: { address: "nobody@example.net" } },
      );
      codes.push(errors?.[0]?.extensions.code ?? "ASKED");
    }
    expect(codes.filter((code) => code === "ASKED")).toHaveLength(5);
    expect(codes.at(-1)).toBe("RATE_LIMITED");
  });

  test("a link to a new password ends with the password, with all sessions, and with the mailbox that it lies in", async () => {
    const [login, first, next] = ["mei.linked", "violet otters climb 42 stairs", "brown badgers dig 17 tunnels"];
    await world.visitor.do("registerAccount", { login, password: first, displayName: "Mei" }, "{ account { id } }");
    const mei = await signIn(world.url, login, first);
    await reach(mei, "mei@example.net");
    const link = () =>
      world.db.transact(async (tx) => {
        const account = await tx.lock(Account, mei.accountId);
        if (!account) throw new Error("who?");
        return makeLink(tx, account, tx.now + HOUR);
      });
    const ends = async (by: () => Promise<unknown>): Promise<void> => {
      const token = await link();
      await by();
      const { extensions } = await world.visitor.tryTo("redeemAccountLink", { token, password: "neun lange Wörter 9" });
      expect(extensions.code).toBe("NOT_FOUND");
    };

    await ends(() => mei.do("changePassword", { currentPassword: first, newPassword: next }, "{ clientMutationId }"));
    await ends(async () => {
      const { id, code } = await add(mei, "mei@example.org", next);
      await mei.do("verifyContactPoint", { contactPointId: id, code }, POINTS);
    });
    const [{ id: contactPointId }] = await pointsOf(mei);
    await ends(() => mei.do("removeContactPoint", { contactPointId }, POINTS));
    await ends(() => mei.do("signOutEverywhere", {}, "{ clientMutationId }"));
    // The last one opens, since nothing has ended it.
    await world.visitor.do("redeemAccountLink", { token: await link(), password: "zehn lange Wörter 10" }, "{ login }");
  });

  describe("an answer", () => {
    let to: string;
    let returnsTo: string;
    let consumer: Person;
    let sent = 0;

    beforeEach(async () => {
      consumer = await theCase.consumer;
      await reach(consumer, "lina@example.com");
      await write("请答复");
      const [{ mail, from } = { mail: null, from: "" }] = await send();
      to = mail?.replyTo?.value[0]?.address ?? "";
      returnsTo = from;
    });

    const mimeOf = (text: string, headers: Record<string, string> = {}): string =>
      Object.entries({
        From: "Li Na <Lina@example.com>",
        To: to,
        Subject: "Re: 案件",
        "Message-ID": `<${(sent += 1)}@mail.example>`,
        "Content-Type": "text/plain; charset=utf-8",
        ...headers,
      })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("") + `\r\n${text}`;

    test("becomes a message in the case, without what it quotes, and once however often it arrives", async () => {
      const mime = mimeOf(
        "我同意。\r\n\r\n在 2026年11月28日，Redress <no-reply@redress.example> 写道：\r\n> 旧的内容\r\n",
      );
      for (let n = 0; n < 2; n += 1) expect((await hook("inbound", mime)).status).toBe(202);
      const all = await texts();
      expect(all.filter((text) => text === "我同意。")).toHaveLength(1);
      expect(all.join()).not.toContain("旧的内容");
      expect(await send()).toEqual([]);
    });

    further("of a stranger, to another address, or of a program is nothing, and nobody is told", async () => {
      const before = await texts();
      const [local = "", host = ""] = to.split("@");
      const forged = `${local.slice(0, -1)}${local.endsWith("0") ? "1" : "0"}@${host}`;
      for (const mime of [
        mimeOf("陌生人", { From: "mallory@example.com" }),
        mimeOf("两个人", { From: "lina@example.com, mallory@example.com" }),
        mimeOf("伪造", { To: forged }),
        mimeOf("案号", { To: `${number}@${host}` }),
        mimeOf("别处", { To: `${local}@example.com` }),
        mimeOf("自动", { "Auto-Submitted": "auto-replied" }),
        mimeOf("群发", { Precedence: "bulk" }),
        "this is no mail at all",
      ])
        expect((await hook("inbound", mime)).status).toBe(202);
      expect((await hook("inbound", mimeOf("未签名"), "a secret that is somebody else's, not ours")).status).toBe(403);
      expect(await texts()).toEqual(before);
      expect(await send()).toEqual([]);
    });

    further(
      "counts, where the relay says by which name it checks senders, only if it vouches for this one's domain",
      async () => {
        const { services } = world.server;
        const believed = services.mailHooks;
        services.mailHooks = { ...believed, authservId: "mx.redress.example" };
        try {
          const passed = "mx.redress.example; dmarc=pass header.from=example.com";
          const checked = (text: string, ...lines: string[]): string =>
            lines.map((line) => `Authentication-Results: ${line}\r\n`).join("") + mimeOf(text);
          const before = (await texts()).length;
          for (const mime of [
            mimeOf("未检查"),
            checked("未通过", "mx.redress.example; dmarc=fail header.from=example.com"),
            checked("他人的结果", "mx.elsewhere.example; dmarc=pass header.from=example.com"),
            checked("他人的域名", "mx.redress.example; dmarc=pass header.from=mallory.example"),
            // What the sender has written is below what the relay writes.
            checked("伪造的结果", "mx.redress.example; dmarc=fail header.from=example.com", passed),
            checked("伪造的结果", "mx.redress.example; none", passed),
            `From: Mallory <mallory@mallory.example>\r\n${checked("两个发件人", passed)}`,
          ])
            expect((await hook("inbound", mime)).status).toBe(202);
          expect(await texts()).toHaveLength(before);
          // Once for all of them: nobody's mailbox is filled by who forges.
          const told = await send();
          expect(told.map(({ to }) => to)).toEqual([["lina@example.com"]]);
          expect(told[0]?.mail.text).toContain("无法证明该邮件由您的地址发出");
          await hook("inbound", checked("已通过", passed));
          expect(await texts()).toContain("已通过");
        } finally {
          services.mailHooks = believed;
        }
      },
    );

    further(
      "that is nothing but HTML is read; of more of it than a moment suffices for its sender is told",
      async () => {
        const html = { "Content-Type": "text/html; charset=utf-8" };
        await hook("inbound", mimeOf("<div>我<b>同意</b>。</div>", html));
        expect(await texts()).toContain("我同意。");
        const picture = '<img src="cid:a">';
        const part = `--b\r\nContent-Type: text/html\r\n\r\n${picture.repeat(12_000)}\r\n`;
        for (const mime of [
          mimeOf(picture.repeat(60_000), html),
          mimeOf(`${part.repeat(30)}--b--\r\n`, { "Content-Type": "multipart/mixed; boundary=b" }),
        ]) {
          const began = performance.now();
          expect((await hook("inbound", mime)).status).toBe(202);
          expect(performance.now() - began).toBeLessThan(5_000);
          expect((await send())[0]?.mail.text).toContain("邮件过大");
        }
      },
    );

    further(
      "that is no mail that could be understood is taken from the relay, which would send it again for days",
      async () => {
        const before = await texts();
        const parts = mimeOf("--b\r\n\r\nx\r\n".repeat(20_000), { "Content-Type": "multipart/mixed; boundary=b" });
        for (const mime of [parts, `X-Long: ${"x".repeat(3_000_000)}\r\n${mimeOf("长")}`])
          expect((await hook("inbound", mime)).status).toBe(202);
        expect(await texts()).toEqual(before);
        expect(await send()).toEqual([]);
      },
    );

    test("that comes while the database is too busy is left to the relay, which sends it again", async () => {
      const mime = mimeOf("稍后加入");
      const prototype = Tx.prototype as unknown as { insert: (this: Tx, ...given: unknown[]) => void };
      const { insert } = prototype;
      const busy = jest.spyOn(prototype, "insert").mockImplementation(function (this: Tx, ...given) {
        if (given[0] === Message) throw new Refusal("OVERLOADED", { reason: "conflict", retryAfter: 1 });
        insert.apply(this, given);
      });
      const refused = await hook("inbound", mime);
      busy.mockRestore();
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
      expect(await send()).toEqual([]);
      expect((await hook("inbound", mime)).status).toBe(202);
      expect(await texts()).toContain("稍后加入");
    });

    test("that cannot be added is answered: without words, too large, with files, or when its sender may not write any longer", async () => {
      await hook("inbound", mimeOf("> 只有引用"));
      expect((await send())[0]?.mail.text).toContain("没有您写的内容");

      const part = (name: string, content: string): string =>
        `--b\r\nContent-Type: application/octet-stream; name=${name}\r\nContent-Disposition: attachment; filename=${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
      const withFile = (content: string): string =>
        mimeOf(`--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n附件见下\r\n${part("a.bin", content)}--b--\r\n`, {
          "Content-Type": "multipart/mixed; boundary=b",
        });
      await hook("inbound", withFile(Buffer.from("x").toString("base64")));
      expect(await texts()).toContain("附件见下");
      expect((await send())[0]?.mail.text).toContain("附件未加入");

      const before = (await texts()).length;
      const huge = Buffer.from(withFile("QUFB".repeat(8 * 1024 * 1024)), "utf8");
      expect(huge.length).toBeGreaterThan(30 * 1024 * 1024);
      for (let n = 0; n < 2; n += 1) expect((await hook("inbound", huge)).status).toBe(202);
      expect((await send()).map(({ mail }) => mail.text?.includes("邮件过大"))).toEqual([true]);
      expect(await texts()).toHaveLength(before);

      await world.setRoles({ accountId: consumer.accountId, roles: [] });
      await world.projected();
      await hook("inbound", mimeOf("没有权限"));
      expect(await texts()).toHaveLength(before);
      expect((await send()).at(-1)?.mail.text).toContain("未能加入案件");
      await world.setRoles({ accountId: consumer.accountId, roles: ["CONSUMER"] });
      await world.projected();
    });

    test("to whoever has been suspended meanwhile is nothing; a report that the mailbox is gone marks it", async () => {
      const admin = await world.as("admin");
      const suspended = { accountId: consumer.accountId, reason: "查证" };
      await admin.do("suspendAccount", suspended, "{ account { id } }");
      const before = await world.db.query("SELECT id FROM message");
      await hook("inbound", mimeOf("停用之后"));
      expect(await world.db.query("SELECT id FROM message")).toHaveLength(before.length);
      await admin.do("reinstateAccount", suspended, "{ account { id } }");
      await world.later(0);

      const report = (status: string, at = returnsTo): string =>
        mimeOf(
          `--b\r\nContent-Type: text/plain\r\n\r\nUndelivered\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; lina@example.com\r\nAction: failed\r\nStatus: ${status}\r\n\r\n--b--\r\n`,
          {
            From: "MAILER-DAEMON@mx.example",
            To: at,
            "Auto-Submitted": "auto-replied",
            "Content-Type": "multipart/report; report-type=delivery-status; boundary=b",
          },
        );
      await hook("inbound", report("5.2.2"));
      // Whoever would not take it from us has said nothing of the mailbox.
      await hook("inbound", report("5.1.8"));
      await hook("inbound", report("5.1.0\r\nDiagnostic-Code: smtp; 550 5.1.0 Sender address rejected"));
      // Where answers go is known to whoever was forwarded the mail; and no answer comes in where reports do.
      await hook("inbound", report("5.1.1", to));
      const said = (await texts()).length;
      await hook("inbound", mimeOf("回到信封", { To: returnsTo }));
      expect(await texts()).toHaveLength(said);
      expect(await pointsOf(await theCase.consumer)).toMatchObject([{ state: "VERIFIED" }]);
      await hook("inbound", report("5.1.1"));
      expect(await pointsOf(await theCase.consumer)).toMatchObject([{ state: "BOUNCED" }]);
    });
  });
});

test("a mail that was sent under an earlier secret is answered, comes back and is unsubscribed from, and nothing else is opened by that", () => {
  const [sent, since] = ["the secret that a mail was sent under", "the one that came after"].map((text) =>
    text.padEnd(64, "."),
  );
  const before = new Sealer(String(sent));
  const now = new Sealer(String(since), undefined, [String(sent)]);
  const without = new Sealer(String(since));
  const id = newId(Letter);
  const answer = answerAddress(before, DOMAIN, id);
  const report = reportAddress(before, DOMAIN, id);
  const link = unsubscribeLink(before, "", "ctp_1").split("/").at(-1) ?? "";
  const known = (sealer: Sealer) => [
    letterOfAnswer(sealer, DOMAIN, answer),
    letterOfReport(sealer, DOMAIN, report),
    contactOfLink(sealer, link),
  ];
  expect(known(now)).toEqual([id, id, "ctp_1"]);
  expect(known(without)).toEqual([null, null, null]);
  expect(answerAddress(now, DOMAIN, id)).toBe(answerAddress(without, DOMAIN, id));
  expect(now.open("live", before.seal("live", { position: 1 }))).toBeNull();
  expect(now.deriveKeys("access tokens")).toEqual(without.deriveKeys("access tokens"));
});

test("what has no deadline waits for the hour that was chosen, by the person's own clock", () => {
  const quiet = { from: 22, until: 7 };
  const noon = Date.UTC(2026, 4, 4, 4);
  const at = (time: number, frequency: Parameters<typeof letterDueAt>[1]) =>
    letterDueAt(time, frequency, "Asia/Shanghai", quiet);
  expect(at(noon, "AT_ONCE")).toBe(noon);
  expect(at(noon + 11 * HOUR, "AT_ONCE")).toBe(noon + 19 * HOUR);
  expect(at(noon + MINUTE, "HOURLY")).toBe(noon + HOUR);
  expect(at(noon + 10 * HOUR, "HOURLY")).toBe(noon + 19 * HOUR);
  expect(at(noon, "DAILY")).toBe(noon + 19 * HOUR);
  expect(at(noon + 19 * HOUR, "DAILY")).toBe(noon + 19 * HOUR + DAY);
  expect(at(noon, "DEADLINES_ONLY")).toBeNull();

  // In Paris the clocks go from two to three on 28 March 2027, and from three back to two on 31 October.
  const daily = (from: string, until: number): string =>
    new Date(letterDueAt(Date.parse(from), "DAILY", "Europe/Paris", { from: 22, until }) ?? 0).toISOString();
  expect([
    daily("2027-03-27T12:00:00Z", 2),
    daily("2027-03-28T01:00:00Z", 2),
    daily("2027-03-27T12:00:00Z", 3),
    daily("2027-10-30T12:00:00Z", 2),
    daily("2027-10-31T00:30:00Z", 2),
    daily("2027-10-30T12:00:00Z", 3),
  ]).toEqual([
    "2027-03-28T01:00:00.000Z",
    "2027-03-29T00:00:00.000Z",
    "2027-03-28T01:00:00.000Z",
    "2027-10-31T00:00:00.000Z",
    "2027-11-01T01:00:00.000Z",
    "2027-10-31T02:00:00.000Z",
  ]);
});

test("a relay's findings are read as the standard writes them, and what is not understood proves nothing", () => {
  const proven = (header: string | undefined): boolean => isSenderProven(header, "MX.example.com", "gmail.com");
  for (const header of [
    "mx.example.com; dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=gmail.com",
    "mx.example.com 1;\r\n dkim=pass header.i=@gmail.com header.s=20230601 header.b=dGVz/XY+=;\r\n\tspf=pass (mx: domain of a@gmail.com\r\n designates 192.0.2.1) smtp.mailfrom=a@gmail.com;\r\n dmarc=pass (p=NONE) header.from=Gmail.com",
    '"mx.example.com" ; DMARC=Pass reason="ok; (really)" header.from="gmail.com" ;',
    "mx.example.com; spf=pass client-ip=192.0.2.1; envelope-from=a@gmail.com; helo=x; dmarc=pass header.from=gmail.com;",
    // The domain has no DMARC: its own signature, or its own envelope.
    "mx.example.com; dmarc=none header.from=gmail.com; dkim=pass header.d=gmail.com",
    "mx.example.com; dkim=fail header.d=gmail.com; dkim=pass header.d=gmail.com",
    "mx.example.com; spf=pass smtp.mailfrom=gmail.com",
  ])
    expect([header, proven(header)]).toEqual([header, true]);
  for (const header of [
    undefined,
    "",
    "mx.example.com",
    "mx.example.com; none",
    "; dmarc=pass header.from=gmail.com",
    "dmarc=pass header.from=gmail.com",
    "mx.example.com.evil.example; dmarc=pass header.from=gmail.com",
    "evil.example (mx.example.com); dmarc=pass header.from=gmail.com",
    "evil.example mx.example.com; dmarc=pass header.from=gmail.com",
    "mx.example.com 2; dmarc=pass header.from=gmail.com",
    "mx.example.com; dmarc=pass",
    "mx.example.com; dmarc=bestguesspass header.from=gmail.com",
    "mx.example.com; dmarc=pass header.from=evil.example (header.from=gmail.com)",
    "mx.example.com; dmarc=pass header.from=evil.example header.from=gmail.com",
    "mx.example.com; dmarc=pass header.from=notgmail.com",
    "mx.example.com; dmarc=temperror header.from=gmail.com; dkim=pass header.d=gmail.com",
    "mx.example.com; dmarc=fail header.from=gmail.com; dmarc=pass header.from=gmail.com",
    "mx.example.com; dmarc = pass header.from=gmail.com",
    // Of another domain, or one that only looks alike; and not what a comment, or a quoted mailbox, says.
    "mx.example.com; dkim=pass header.d=evil.example header.i=@gmail.com",
    "mx.example.com; dkim=pass header.i=@gmail.com.evil.example",
    "mx.example.com; spf=pass smtp.mailfrom=gmail.com@evil.example",
    "mx.example.com; spf=pass smtp.helo=gmail.com",
    "mx.example.com; spf=fail (helo (; dmarc=pass header.from=gmail.com)) smtp.mailfrom=a@evil.example",
    'mx.example.com; spf=pass smtp.mailfrom="; dmarc=pass header.from=gmail.com ;"@evil.example',
    // What does not end.
    "mx.example.com; dmarc=pass header.from=gmail.com (",
    'mx.example.com; dmarc=pass header.from=gmail.com "',
    "mx.example.com; dmarc=pass header.from=gmail.com )",
    `mx.example.com; dmarc=pass header.from=gmail.com ${"x".repeat(20_000)}`,
  ])
    expect([header, proven(header)]).toEqual([header, false]);
});

test("of an answer the sender's own words are kept", () => {
  for (const [text, own] of [
    ["Yes.\n\nOn Mon, 4 May 2026 at 10:00, Redress\n<no-reply@redress.example> wrote:\n> old", "Yes."],
    ["好的\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: x", "好的"],
    ["可以\n发件人：Redress\n发送时间：2026年\n收件人：我\n旧", "可以"],
    ["One\n\nTwo\n-- \nLi Na", "One\n\nTwo"],
    ["> only quoted", ""],
    ["On time it was not, they wrote: nothing", "On time it was not, they wrote: nothing"],
    // Quoted without signs, below a line that names an address.
    ["Yes.\n\nOn Mon, 4 May 2026 at 10:00, Redress <no-reply@redress.example> wrote:\n\n old", "Yes."],
    ["Ja.\n\nAm 04.05.2026 um 10:00 schrieb Redress\n<no-reply@redress.example>:\n\nalt", "Ja."],
    // Whoever answers below, or between.
    ["On Mon, 4 May 2026, Redress\n<no-reply@redress.example> wrote:\n\n> old\n>\n> older\n\nYes.", "Yes."],
    ["在 2026年5月4日，Redress 写道：\n> 完整吗？\n完整。\n> 是新的吗？\n不是。", "完整。\n不是。"],
    // What the sender tells of what others wrote.
    ...[
      "No.\nOn 4 May the seller wrote:\nWe refund you.\nThat is not true.",
      "卖家昨天写道：\n可以退款。\n但没有退。",
    ].map((all) => [all, all] as const),
    ["On the phone I agreed.\n\nOn Mon, 4 May, Redress <a@b.example> wrote:\n> old", "On the phone I agreed."],
  ] as const)
    expect(ownWords(text)).toBe(own);
});

test("a mail of blank lines, or of nothing but what quotations begin with, is read like any other", () => {
  const signs = [
    "\n",
    "\t\n",
    " ",
    "-",
    "- \n",
    "_*\n",
    "From:\n",
    "From:\n ",
    "On \n",
    "Am schrieb:",
    "写道: ",
    "> \n",
    "On a@b\n",
    "Am schrieb @\n",
    "@写道\n",
    "On wrote:\n",
  ];
  for (const sign of signs) ownWords(`${sign.repeat(1_000_000 / sign.length)}x`);
  expect(ownWords(`Yes.${"\n".repeat(1_000_000)}`)).toBe("Yes.");
});
