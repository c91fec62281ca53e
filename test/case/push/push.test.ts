import { importJWK, jwtVerify } from "jose";
import { Carriage } from "../../../src/accounts/contacts/carriage";
import { Letter } from "../../../src/accounts/contacts/letter.entity";
import { PushSubscription } from "../../../src/case/push/push-subscription.entity";
import { isQuiet } from "../../../src/accounts/contacts/quiet-hours.pure";
import { sendPushes } from "../../../src/case/push/send-pushes";
import { isPushEndpoint, Pusher } from "../../../src/platform/carriers/pusher";
import { HOUR, MINUTE } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { caseIn, openCase, type WorldCase } from "../complaints/world-case";
import { openPushService, Subscriber, type PushService } from "./push-service";

const SECRET = "a secret of at least thirty-two characters";
const BROWSERS = "{ webPush { browsers } }";

forEachDatabase((kind, further) => {
  let world: World;
  let service: PushService;
  let pusher: Pusher;
  let theCase: WorldCase;
  let number: string;
  let made = 0;

  beforeAll(async () => {
    service = await openPushService();
    pusher = new Pusher(SECRET, "https://redress.example", service.deliver);
    world = await startWorld(kind, { pusher });
    world.toNoon();
    theCase = await caseIn(world, "NEGOTIATING");
    ({ number } = await theCase.look("number"));
  }, 120_000);
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await service?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    service.status = 201;
    await world.db.transact(async (tx) => tx.execute("DELETE FROM push_subscription"));
    service.arrived.length = 0;
  });

  async function subscribe(person: Person, name = `browser-${(made += 1)}`): Promise<Subscriber> {
    const browser = new Subscriber(name);
    await person.do("savePushSubscription", browser.input, BROWSERS);
    return browser;
  }

  /** What is due is told; returns what came, as the browser reads it. */
  async function tell(browser: Subscriber): Promise<unknown[]> {
    await world.projected();
    const before = service.arrived.length;
    await sendPushes(world.server.services);
    const { pathname } = new URL(browser.endpoint);
    return service.arrived
      .slice(before)
      .filter(({ path }) => path === pathname)
      .map(({ body }) => browser.read(body));
  }

  const write = async (text: string): Promise<void> => {
    await (await theCase.provider).do("sendMessage", { complaintId: theCase.id, text }, "{ clientMutationId }");
  };
  const rows = () => world.db.find(PushSubscription, {});

  test("a message in a case is told by the case's number, in the person's language, once for all there is", async () => {
    const consumer = await theCase.consumer;
    const browser = await subscribe(consumer);
    expect(await tell(browser)).toEqual([]);
    await write("这是一句私密的话。");
    await write("再来一句。");
    expect(await tell(browser)).toEqual([
      { title: "Redress", body: `案件 ${number} 有新进展。`, tag: theCase.id, url: `/cases/${theCase.id}` },
    ]);
    expect(await tell(browser)).toEqual([]);

    await consumer.do("updateAccount", { locale: "EN" }, "{ account { id } }");
    await write("第三句。");
    expect(await tell(browser)).toMatchObject([{ body: `There is news in case ${number}.` }]);
    await consumer.do("updateAccount", { locale: "ZH_CN" }, "{ account { id } }");
  });

  further(
    "push services learn who sends, can put a newer message in the place of an older one, and cannot read either",
    async () => {
      const browser = await subscribe(await theCase.consumer);
      for (const text of ["一", "二"]) {
        await write(text);
        expect(await tell(browser)).toHaveLength(1);
      }
      const [first, second] = service.arrived;
      expect(first?.headers.topic).toMatch(/^[\w-]{32}$/);
      expect(second?.headers.topic).toBe(first?.headers.topic);
      expect(first?.body.includes(number)).toBe(false);
      const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(first?.headers.authorization ?? "") ?? [];
      expect(key).toBe(pusher.publicKey);
      const point = Buffer.from(key, "base64url");
      const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
      const jwk = await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
      await jwtVerify(token, jwk, { audience: "https://push.example", currentDate: new Date() });
      // The same key after every start, on every node.
      expect(new Pusher(SECRET, "https://redress.example").publicKey).toBe(pusher.publicKey);
    },
  );

  further("what one does oneself, what came before, and what concerns others is not told", async () => {
    await write("在订阅之前。");
    const browser = await subscribe(await theCase.consumer);
    const stranger = await subscribe(await world.as("tom"));
    const provider = await subscribe(await theCase.provider);
    expect(await tell(browser)).toEqual([]);
    await write("在订阅之后。");
    expect(await tell(provider)).toEqual([]);
    expect(service.arrived.map(({ path }) => path)).toEqual([new URL(browser.endpoint).pathname]);
    expect(await tell(stranger)).toEqual([]);
  });

  test("people choose of what browsers are told; and the case has it on record that they were", async () => {
    const consumer = await theCase.consumer;
    const browser = await subscribe(consumer);
    const choose = (wanted: boolean): Promise<unknown> =>
      consumer.do(
        "setNoticePreferences",
        { choices: [{ kind: "CASE", channel: "WEB_PUSH", wanted }] },
        "{ clientMutationId }",
      );
    const told = async (): Promise<unknown[]> =>
      (await theCase.look("deliveries { nodes { type channel state account { id } } }")).deliveries;
    const before = (await told()).length;
    await choose(false);
    await write("不提醒。");
    expect(await tell(browser)).toEqual([]);
    expect(await told()).toHaveLength(before);
    await choose(true);
    // What was not wanted when it came is not told later.
    expect(await tell(browser)).toEqual([]);
    await write("提醒。");
    expect(await tell(browser)).toHaveLength(1);
    const [first, ...others] = await told();
    expect(first).toMatchObject({ type: "MESSAGE_SENT", channel: "WEB_PUSH", state: "SENT" });
    expect(others).toHaveLength(before);
    expect(await tell(browser)).toEqual([]);
    // What no push service has accepted was not served.
    service.status = 413;
    await write("太长。");
    expect(await tell(browser)).toHaveLength(1);
    expect(await told()).toHaveLength(before + 1);
  });

  test("what a push service has accepted is on record, and once, also when the browser is gone or the service away right after", async () => {
    const [earlier, later] = [theCase, await openCase(world)];
    const recorded = async ({ id }: WorldCase): Promise<number> =>
      (await world.db.find(Letter, { streamId: id, channel: "WEB_PUSH" })).length;
    const before = await recorded(earlier);
    const writeToBoth = async (text: string): Promise<void> => {
      for (const { id: complaintId } of [earlier, later])
        await (await earlier.provider).do("sendMessage", { complaintId, text }, "{ clientMutationId }");
    };
    const told = async () => [(await recorded(earlier)) - before, await recorded(later)];

    const gone = await subscribe(await theCase.consumer);
    await writeToBoth("再见。");
    service.next = [201, 410];
    expect(await tell(gone)).toMatchObject([{ tag: later.id }, { tag: earlier.id }]);
    expect([await rows(), await told()]).toEqual([[], [0, 1]]);

    const browser = await subscribe(await theCase.consumer);
    await writeToBoth("稍后。");
    service.next = [201, 503];
    expect(await tell(browser)).toHaveLength(2);
    expect(await told()).toEqual([0, 2]);
    world.clock.advance(5 * MINUTE);
    expect(await tell(browser)).toHaveLength(2);
    expect(await told()).toEqual([1, 2]);
  });

  further("at night nothing is told; in the morning, what has come", async () => {
    const browser = await subscribe(await theCase.consumer);
    await write("晚安。");
    world.clock.advance(10 * HOUR + MINUTE);
    expect(await tell(browser)).toEqual([]);
    world.clock.advance(9 * HOUR);
    expect(await tell(browser)).toHaveLength(1);
    world.clock.advance(5 * HOUR - MINUTE);
    await world.later(0);
  });

  further("whether a deadline depends on it is told, and nothing that comes later takes its place", async () => {
    const consumer = await theCase.consumer;
    await consumer.do("updateAccount", { locale: "EN" }, "{ account { id } }");
    const browser = await subscribe(consumer);
    const provider = await theCase.provider;
    const offered = { complaintId: theCase.id, kind: "REFUND_PART", amount: 30_000, text: "退一元" };
    const { offer } = await provider.do("makeOffer", offered, "{ offer { id } }");
    const [urgent] = (await tell(browser)) as { body: string; tag: string }[];
    expect(urgent?.body).toBe(`There is news in case ${number}; a deadline depends on it.`);
    await provider.do("withdrawOffer", { complaintId: theCase.id, offerId: offer.id }, "{ clientMutationId }");
    const [news] = (await tell(browser)) as { body: string; tag: string }[];
    expect(news?.body).toBe(`There is news in case ${number}.`);
    expect(news?.tag).not.toBe(urgent?.tag);
    await consumer.do("updateAccount", { locale: "ZH_CN" }, "{ account { id } }");
  });

  further("staff who may not see a case any longer are told of nothing in it", async () => {
    const other = await caseIn(world, "UNDER_REVIEW");
    const moderator = await other.moderator;
    const browser = await subscribe(moderator);
    const say = async (): Promise<void> =>
      void (await (
        await other.provider
      ).do("sendMessage", { complaintId: other.id, text: "x" }, "{ clientMutationId }"));
    await say();
    expect(await tell(browser)).toHaveLength(1);
    await say();
    await world.db.transact(async (tx) =>
      tx.execute(`UPDATE account SET roles = '["TRAINER"]' WHERE id = ?`, [moderator.accountId]),
    );
    expect(await tell(browser)).toEqual([]);
    await world.db.transact(async (tx) =>
      tx.execute(`UPDATE account SET roles = '["MODERATOR"]' WHERE id = ?`, [moderator.accountId]),
    );
  });

  further(
    "a push service that does not believe who we are is asked again, and only then the browser is forgotten",
    async () => {
      const browser = await subscribe(await theCase.consumer);
      service.status = 403;
      await write("时钟不准。");
      expect(await tell(browser)).toHaveLength(1);
      expect(await rows()).toHaveLength(1);
      world.clock.advance(3 * MINUTE);
      service.status = 201;
      expect(await tell(browser)).toHaveLength(1);
      // As under another secret, of which no service will ever know.
      service.status = 401;
      await write("密钥已更换。");
      for (let round = 0; round < 6; round += 1) {
        expect(await tell(browser)).toHaveLength(1);
        world.clock.advance(40 * MINUTE);
      }
      expect(await rows()).toEqual([]);
      await world.later(0);
    },
  );

  further("a browser that is gone is forgotten; a service that is away is asked again, and not for ever", async () => {
    const gone = await subscribe(await theCase.consumer);
    service.status = 410;
    await write("有人吗？");
    expect(await tell(gone)).toHaveLength(1);
    expect(await rows()).toEqual([]);

    const figures = () => {
      const { messages, givenUp, staySeconds } = Carriage.of(world.db).figures(world.clock.now());
      return {
        later: messages.get("WEB_PUSH")?.LATER ?? 0,
        givenUp: givenUp.WEB_PUSH ?? 0,
        stays: (staySeconds.WEB_PUSH ?? 0) > 0,
      };
    };
    const before = figures();
    expect(before.stays).toBe(false);
    const browser = await subscribe(await theCase.consumer);
    service.status = 503;
    await write("还在吗？");
    let tries = 0;
    for (let round = 0; round < 12; round += 1) {
      tries += (await tell(browser)).length;
      // Not before its time.
      expect(await tell(browser)).toEqual([]);
      world.clock.advance(40 * MINUTE);
    }
    expect(tries).toBe(6);
    const after = { later: before.later + 6, givenUp: before.givenUp + 1, stays: true };
    expect(figures()).toEqual(after);
    service.status = 201;
    await world.later(24 - 8);
    // What the night brought.
    await tell(browser);
    await write("又回来了。");
    expect(await tell(browser)).toHaveLength(1);
    expect(figures()).toEqual({ ...after, stays: false });
  });

  test("a browser ends with its session, and is of whoever subscribed in it last", async () => {
    const consumer = await theCase.consumer;
    const browser = await subscribe(consumer);
    const tom = await world.as("tom");
    await tom.do("savePushSubscription", browser.input, BROWSERS);
    expect((await rows()).map(({ accountId }) => accountId)).toEqual([tom.accountId]);
    // Somebody else's is not one's own to remove.
    await consumer.do("removePushSubscription", { endpoint: browser.endpoint }, BROWSERS);
    expect(await rows()).toHaveLength(1);
    await tom.do("removePushSubscription", { endpoint: browser.endpoint }, BROWSERS);
    expect(await rows()).toEqual([]);

    await subscribe(consumer);
    await consumer.do("signOut", {}, "{ account { id } }");
    await world.projected();
    expect(await rows()).toEqual([]);
    await world.later(0);

    const again = await subscribe(await theCase.consumer);
    await write("停用之前。");
    const admin = await world.as("admin");
    const suspended = { accountId: (await theCase.consumer).accountId, reason: "查证" };
    await world.projected();
    await admin.do("suspendAccount", suspended, "{ account { id } }");
    expect(await tell(again)).toEqual([]);
    expect(await rows()).toEqual([]);
    await admin.do("reinstateAccount", suspended, "{ account { id } }");
    await world.later(0);
  });

  test("of too many browsers the newest are told; an address that is no push service's is refused", async () => {
    const consumer = await theCase.consumer;
    for (let n = 0; n < 12; n += 1) {
      world.clock.advance(1);
      await subscribe(consumer, `many-${n}`);
    }
    expect((await consumer.ok("{ webPush { browsers publicKey } }")).webPush).toEqual({
      browsers: 10,
      publicKey: pusher.publicKey,
    });
    expect((await rows()).map(({ endpoint }) => endpoint)).not.toContain("https://push.example/many-1");
    const { p256dh, auth } = new Subscriber("x").input;
    for (const endpoint of [
      "http://push.example/x",
      "https://10.0.0.7/x",
      "https://localhost/x",
      "https://db.internal/x",
    ]) {
      const { code, field } = (await consumer.tryTo("savePushSubscription", { endpoint, p256dh, auth })).extensions;
      expect([code, field]).toEqual(["BAD_USER_INPUT", "input.endpoint"]);
    }
  });
});

test("a push service has a public name", () => {
  for (const [address, may] of [
    ["https://fcm.googleapis.com/fcm/send/x", true],
    ["https://web.push.apple.com/x", true],
    ["https://push.example:8443/x", false],
    ["https://user:password@push.example/x", false],
    ["https://[::1]/x", false],
    ["https://2130706433/x", false],
    ["file:///etc/passwd", false],
    ["push", false],
  ] as const)
    expect([address, isPushEndpoint(address)]).toEqual([address, may]);
});

test("quiet hours are those of the person's clock, also over midnight", () => {
  const at = (hour: number): number => Date.UTC(2026, 0, 5, hour, 30);
  const night = { from: 22, until: 7 };
  expect([14, 20, 22, 23].map((hour) => isQuiet(at(hour), "Asia/Shanghai", night))).toEqual([true, true, true, false]);
  expect([21, 22, 6, 7].map((hour) => isQuiet(at(hour), "UTC", night))).toEqual([false, true, true, false]);
  expect(isQuiet(at(3), "UTC", { from: 0, until: 0 })).toBe(false);
  expect(isQuiet(at(13), "UTC", { from: 12, until: 14 })).toBe(true);
});
