import { DepositEntry } from "../../../src/adjudication/deposit/deposit-entry.entity";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { isOrderPaid } from "../../../src/case/complaints/paid-order.queries";
import { claimOf, mostPromised } from "../../../src/case/complaints/claim.pure";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import type { MachineFacts } from "../../../src/market/orders/order-record.pure";
import { promisedCompensation } from "../../../src/market/orders/promised-compensation.pure";
import { termsOfKind } from "../../../src/market/promises/terms-by-kind.pure";
import { DAY, HOUR } from "../../../src/platform/time";
import { payInOver, payOrderOver, payOutOver, reference } from "../../adjudication/payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type World } from "../../support/world";
import { caseIn, openCase, WorldCase } from "./world-case";

const PRICE = 199_900;
const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
const TERMS = { withinHours: 48, compensationPercentPerDay: 5, compensationCapPercent: 30 };
const late = (hours: number): MachineFacts => ({
  shortfall: "NOT_DELIVERED",
  promised: 48,
  observed: 48 + hours,
  unit: "HOURS",
  certain: true,
  amount: PRICE,
});

describe("what a promise itself promises", () => {
  const yuan = { priceAmount: PRICE, priceCurrency: "CNY" };
  test.each([
    [1, 1, 9_995],
    [24, 1, 9_995],
    [24.001, 2, 19_990],
    [120, 5, 49_975],
    [144, 6, 59_970],
    [1_000, 42, 59_970],
  ])("%d hours late are %d begun days: %d", (hours, days, amount) => {
    expect(promisedCompensation(TERMS, late(hours), yuan)).toMatchObject({ by: "DAY", days, amount });
  });

  test("without a record of the delay there is no sum, and without compensation none either", () => {
    expect(promisedCompensation(TERMS, null, yuan)).toBeNull();
    expect(promisedCompensation({ withinHours: 48 }, late(24), yuan)).toBeNull();
    expect(promisedCompensation(TERMS, { ...late(0), unit: "MINOR_UNITS" }, yuan)).toBeNull();
    expect(promisedCompensation(TERMS, late(0), yuan)).toBeNull();
  });

  test("a sum is in the order's currency and never above its price, however that has fallen since", () => {
    const sum = { compensationAmount: 5_000, currency: "CNY" };
    expect(promisedCompensation(sum, null, yuan)).toMatchObject({ by: "SUM", amount: 5_000, isCapped: false });
    expect(promisedCompensation(sum, null, { ...yuan, priceAmount: 100 })).toMatchObject({
      amount: 100,
      isCapped: true,
    });
    expect(promisedCompensation(sum, null, { ...yuan, priceCurrency: "USD" })).toBeNull();
  });

  test("in a currency without minor units, whole units, rounded down; nothing is no compensation", () => {
    const yen = { priceAmount: 1_990, priceCurrency: "JPY" };
    expect(promisedCompensation(TERMS, late(1), yen)).toMatchObject({ amount: 99 });
    expect(promisedCompensation(TERMS, late(1), { ...yen, priceAmount: 19 })).toBeNull();
  });

  test("tenths of a per cent add up exactly", () => {
    const terms = { ...TERMS, compensationPercentPerDay: 0.1 };
    expect(promisedCompensation(terms, late(24 * 3), { ...yuan, priceAmount: 1_000_000 })).toMatchObject({
      amount: 3_000,
    });
  });

  test("a claim asks for no more, of every promise it is about, and is certain when the record is", () => {
    const demand = { demandKind: "COMPENSATION", demandBasis: "PROMISED", demandAmount: 9_995 } as const;
    const broken = { terms: TERMS, facts: late(1) };
    expect(claimOf(demand, [broken], yuan)).toEqual({ amount: 9_995, isCertain: true });
    expect(claimOf({ ...demand, demandAmount: 9_996 }, [broken], yuan)).toBeNull();
    expect(claimOf(demand, [{ ...broken, facts: { ...late(1), certain: false } }], yuan)).toMatchObject({
      isCertain: false,
    });
    expect(claimOf(demand, [broken, { terms: {}, facts: null }], yuan)).toBeNull();
    expect(claimOf({ ...demand, demandBasis: "STATUTORY" }, [broken], yuan)).toBeNull();
    expect(claimOf({ ...demand, demandKind: "CREDIT" }, [broken], yuan)).toBeNull();
    expect(mostPromised([TERMS], yuan)).toBe(59_970);
    expect(mostPromised([TERMS, {}], yuan)).toBeNull();
    const sum = { compensationAmount: 5_000, currency: "CNY" };
    expect(mostPromised([sum], yuan)).toBe(5_000);
    expect(mostPromised([TERMS, sum], { ...yuan, priceCurrency: "JPY" })).toBeNull();
  });

  test.each([
    [{ compensationPercentPerDay: 5 }, "compensationCapPercent"],
    [{ compensationCapPercent: 5 }, "compensationPercentPerDay"],
    [{ compensationPercentPerDay: 6, compensationCapPercent: 5 }, "compensationCapPercent"],
    [{ compensationPercentPerDay: 5, compensationCapPercent: 101 }, "compensationCapPercent"],
    [{ compensationAmount: 5 }, "currency"],
    [{ compensationAmount: 5, currency: "CNY", compensationPercentPerDay: 5 }, "compensationAmount"],
    [{ currency: "CNY" }, "currency"],
  ])("terms %j are refused", (terms, term) => {
    expect(() => termsOfKind("DELIVERY_TIME", { withinHours: 48, ...terms }, "t")).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: `t.${term}` }) }),
    );
  });

  test("a day's share only where days of delay are counted", () => {
    expect(() => termsOfKind("QUALITY", { qualityStandard: "A", ...TERMS, withinHours: undefined }, "t")).toThrow();
    expect(termsOfKind("OTHER", { compensationAmount: 5, currency: "CNY" }, "t")).toEqual({
      compensationAmount: 5,
      currency: "CNY",
    });
  });
});

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const listingOf = async (): Promise<{ id: string; providerId: string }> => {
    const { listings } = await world.visitor.ok(`{ listings(first: 10) { nodes { id title provider { id } } } }`);
    const { id, provider } = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
    return { id, providerId: provider.id };
  };
  const publish = async (terms: object, changes: object = {}): Promise<string> => {
    const { id: listingId } = await listingOf();
    const input = { listingId, kind: "DELIVERY_TIME", text: "48 小时交付，迟一天赔 5%。", terms, ...changes };
    const { promise } = await (
      await world.as("wang.owner")
    ).do("publishPromise", input, "{ promise { id currentVersion { id } } }");
    return promise.id;
  };
  /** An order placed now and paid, and paid into the deposit what it takes. */
  const order = async (deposit = 0): Promise<string> => {
    const orderId = await unpaidOrder(deposit);
    await payOrderOver(world, "li.na", orderId);
    return orderId;
  };
  const unpaidOrder = async (deposit: number): Promise<string> => {
    const { id: listingId, providerId } = await listingOf();
    const { order } = await (await world.as("li.na")).do("placeOrder", { listingId }, "{ order { id } }");
    if (deposit > 0) await payInOver(world, await world.as("wang.owner"), providerId, deposit);
    return order.id;
  };
  /** What the platform's records draft, as far as it is about the promise that compensates. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  const draftOf = async (orderId: string, promiseId: string): Promise<any> => {
    const { order } = await (
      await world.as("li.na")
    ).ok(
      `query ($id: ID!) { order(id: $id) { promises { promiseVersion { id promiseId } }
         machineFindings { promiseVersion { promiseId } compensation { amount { amount } explanation } } } }`,
      { id: orderId },
    );
    const { promiseVersion } = order.promises.find(
      (each: { promiseVersion: { promiseId: string } }) => each.promiseVersion.promiseId === promiseId,
    );
    const finding = order.machineFindings.find(
      (each: { promiseVersion: { promiseId: string } }) => each.promiseVersion.promiseId === promiseId,
    );
    return { versionId: promiseVersion.id, compensation: finding?.compensation };
  };
  const claiming = (orderId: string, versionId: string, amount: number): Record<string, unknown> => ({
    orderId,
    title: "迟迟没有交付",
    story: "约定 48 小时交付，至今没有收到。",
    breaches: [{ promiseVersionId: versionId, expected: "48 小时内交付", delivered: "没有交付", amount: 0 }],
    demandKind: "COMPENSATION",
    demandBasis: "PROMISED",
    demandAmount: amount,
  });
  const claim = async (orderId: string, promiseId: string, changes: object = {}): Promise<WorldCase> => {
    const { versionId, compensation } = await draftOf(orderId, promiseId);
    const input = claiming(orderId, versionId, compensation?.amount.amount ?? 0);
    const { complaint } = await (await world.as("li.na")).do("openComplaint", { ...input, ...changes });
    return new WorldCase(world, complaint.id, orderId, PEOPLE, {});
  };
  /** Time passes in steps of six hours, as the sweep sees it. */
  const pass = async (hours: number): Promise<void> => {
    for (let step = 0; step < hours; step += 6) await world.later(6);
  };
  const clocks = async (theCase: WorldCase): Promise<string[]> =>
    (await world.db.find(CaseTimer, { complaintId: theCase.id }, "ORDER BY clock")).map(({ clock }) => clock);
  const transfersOf = async (theCase: WorldCase): Promise<[string, number][]> => {
    const remedyId = (await world.db.find(Remedy, { complaintId: theCase.id })).map(({ id }) => id);
    const entries = await world.db.find(DepositEntry, { remedyId, account: "DEPOSIT" }, "ORDER BY at, id");
    return entries.map(({ purpose, amount }) => [purpose, amount]);
  };

  further("from breach to money with a silent provider: on the third day, without a trial", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await pass(48);
    const brokenAt = world.clock.now();
    await world.later(1);
    const theCase = await claim(orderId, promiseId);
    expect(await theCase.look("claim { amount } timeline(first: 100) { nodes { type } }")).toMatchObject({
      status: "NEGOTIATING",
      claim: { amount: 9_995 },
      timeline: expect.arrayContaining([expect.objectContaining({ type: "COMPENSATION_CLAIMED" })]),
    });
    // Whose silence pays is told what and when.
    const { inbox } = await (await theCase.provider).ok("{ inbox { notices(first: 9) { nodes { type text } } } }");
    const told = inbox.notices.nodes.find(({ type }: { type: string }) => type === "COMPENSATION_CLAIMED");
    expect(told.text).toMatch(/99\.95.* answers by \d+ \w+ \d{4}, /);
    await pass(48);
    expect(
      await theCase.look("ruling { id } compensation { basis setAsideAt insteadAmount { amount } }"),
    ).toMatchObject({
      status: "ENFORCING",
      ruling: null,
      compensation: { basis: "PROMISED", setAsideAt: expect.any(String), insteadAmount: { amount: 9_995 } },
    });
    await payOutOver(world, theCase.id);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "COMPENSATED" });
    expect(await transfersOf(theCase)).toEqual([["COMPENSATION", -9_995]]);
    expect((world.clock.now() - brokenAt) / DAY).toBeLessThan(3);
    expect(await clocks(theCase)).toEqual([]);
    const complaint = (await world.db.byId(Complaint, theCase.id)) as Complaint;
    const money = await readOrderMoney(world.db, { ...complaint, id: "cmp_other" }, world.clock.now());
    expect(money).toMatchObject({ given: 0, compensable: { PROMISED: 10 * PRICE - 9_995 } });
  });

  test("the sum is explained, and the draft claims it", async () => {
    await world.db.transact(async (tx) =>
      tx.execute(
        "UPDATE service_promise SET withdrawn_at = ? WHERE kind = 'DELIVERY_TIME' AND platform_promise IS NULL",
        [tx.now],
      ),
    );
    const promiseId = await publish(TERMS);
    const orderId = await order();
    await pass(48 + 30);
    expect((await draftOf(orderId, promiseId)).compensation).toEqual({
      amount: { amount: 19_990 },
      explanation: "Begun days of delay: 2, at 5% of the price each: ¥199.90.",
    });
    const { order: drafted } = await (
      await world.as("li.na")
    ).ok("query ($id: ID!) { order(id: $id) { complaintDraft { demandKind demandBasis demandAmount } } }", {
      id: orderId,
    });
    expect(drafted.complaintDraft).toEqual({
      demandKind: "COMPENSATION",
      demandBasis: "PROMISED",
      demandAmount: 19_990,
    });
  });

  further("an answer of the provider objects: the case is an ordinary one", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    await pass(42);
    await theCase.do("zhao.staff", "sendMessage", { text: "您好，请稍等。" });
    expect(await clocks(theCase)).toContain("COMPENSATION_CLAIM");
    await theCase.do("wang.owner", "refuseDemand", { reason: "素材是消费者迟交的。" });
    expect(await clocks(theCase)).not.toContain("COMPENSATION_CLAIM");
    await pass(24);
    expect(await theCase.look()).toMatchObject({ status: "NEGOTIATING" });
    await theCase.do("li.na", "escalateComplaint");
    expect(await transfersOf(theCase)).toEqual([]);
  });

  test("objecting after the clock is too late, swept or not; twice is refused", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    world.clock.advance(48 * HOUR + 1);
    const provider = await signIn(world.url, "wang.owner");
    const objection = { complaintId: theCase.id, reason: "素材是消费者迟交的。" };
    expect((await provider.tryTo("refuseDemand", objection)).extensions.code).toBe("TOO_LATE");
    await world.later(0);
    const { extensions } = await (await world.as("wang.owner")).tryTo("refuseDemand", objection);
    expect(extensions.code).toBe("NOT_IN_THIS_STATE");
    await theCase.do("wang.owner", "contestCompensation", objection);
    expect(await theCase.look()).toMatchObject({ status: "SUBMITTED" });
    const again = await (await world.as("wang.owner")).tryTo("contestCompensation", objection);
    expect(again.extensions.code).toBe("NOT_IN_THIS_STATE");
  });

  test("contested before it was sent, the money is back in the deposit to the cent, and a ruling takes it again", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    await pass(48);
    for (const login of ["li.na", "tom", "chen.mod"]) {
      const tried = { complaintId: theCase.id, reason: "这是别人的案件，我来试试。" };
      const { extensions } = await (await world.as(login)).tryTo("contestCompensation", tried);
      expect([login, extensions.code]).toEqual([login, expect.stringMatching(/FORBIDDEN|NOT_FOUND/)]);
    }
    await theCase.do("wang.owner", "contestCompensation", { reason: "素材是消费者迟交的。" });
    expect(await transfersOf(theCase)).toEqual([
      ["COMPENSATION", -9_995],
      ["COMPENSATION_RETURNED", 9_995],
    ]);
    expect((await world.db.find(Payment, { complaintId: theCase.id })).map(({ status }) => status)).toEqual([
      "REJECTED",
    ]);
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    const remedies = [{ kind: "COMPENSATION", basis: "PROMISED", amount: 9_995, text: "按承诺赔偿", withinDays: 7 }];
    await theCase.do("chen.mod", "issueRuling", {
      ...(await theCase.ruling({ remedies })),
      leaseToken: await theCase.take(),
    });
    await theCase.ring("APPEAL_WINDOW");
    await theCase.ring("REMEDY_DUE");
    await payOutOver(world, theCase.id);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
  });

  test("contested after the case was closed it is open again; what was sent stays sent; a week later it is too late", async () => {
    const promiseId = await publish(TERMS);
    for (const days of [6, 8]) {
      const orderId = await order(PRICE);
      await world.later(54);
      const theCase = await claim(orderId, promiseId);
      await pass(48);
      await payOutOver(world, theCase.id);
      await world.later(days * 24);
      const objection = { complaintId: theCase.id, reason: "素材是消费者迟交的。" };
      if (days === 8) {
        const { extensions } = await (await world.as("wang.owner")).tryTo("contestCompensation", objection);
        expect(extensions.code).toBe("TOO_LATE");
      } else {
        await theCase.do("wang.owner", "contestCompensation", { reason: objection.reason });
        expect(await theCase.look()).toMatchObject({ status: "SUBMITTED", closureReason: null });
        expect(await transfersOf(theCase)).toEqual([["COMPENSATION", -9_995]]);
        // Taken back and made again, the same promise is not paid twice by silence.
        await theCase.do("li.na", "withdrawComplaint");
        const again = await claim(orderId, promiseId);
        expect((await acts(again)).map(({ action }) => action)).not.toContain("COMPENSATE_BY_SILENCE");
        await world.later(72);
        expect(await again.look("compensation { id }")).toMatchObject({ status: "SUBMITTED", compensation: null });
      }
    }
  });

  further("a stay of the case takes none of that week", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(4_000);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    await pass(48);
    await theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "台风期间服务商停业。" });
    await world.later(20 * 24);
    await theCase.do("zhou.lead", "resumeComplaint", { reason: "台风已过，案件继续。" });
    await world.later(6 * 24);
    await theCase.do("wang.owner", "contestCompensation", { reason: "素材是消费者迟交的。" });
    expect(await theCase.look()).toMatchObject({ status: "SUBMITTED" });
  });

  further("the deposit pays as far as it goes, the rest when it grows", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(4_000);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    await pass(48);
    await payOutOver(world, theCase.id);
    expect(await theCase.look("compensation { setAsideAmount { amount } }")).toMatchObject({
      status: "ENFORCING",
      compensation: { setAsideAmount: { amount: 4_000 } },
    });
    const { casesInDefault } = await (await world.as("zhou.lead")).ok(`{ casesInDefault { nodes { id } } }`);
    expect(casesInDefault.nodes).toEqual([{ id: theCase.id }]);
    const { providerId } = await listingOf();
    await payInOver(world, await world.as("wang.owner"), providerId, 10_000);
    await payOutOver(world, theCase.id);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "COMPENSATED" });
    expect(await transfersOf(theCase)).toEqual([
      ["COMPENSATION", -4_000],
      ["COMPENSATION", -5_995],
    ]);
  });

  test("however many nodes sweep at once, it is paid once", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    world.clock.advance(49 * HOUR);
    await Promise.all(Array.from({ length: 5 }, () => world.server.services.sweep()));
    expect(await transfersOf(theCase)).toEqual([["COMPENSATION", -9_995]]);
    expect(await world.db.find(Remedy, { complaintId: theCase.id })).toHaveLength(1);
  });

  test("a second case on the same promise is refused meanwhile, and afterwards it is decided", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    const { versionId } = await draftOf(orderId, promiseId);
    const second = async (): Promise<string> =>
      (await (await world.as("li.na")).tryTo("openComplaint", claiming(orderId, versionId, 100))).extensions.code;
    expect(await second()).toBe("COMPLAINT_ALREADY_OPEN");
    await pass(48);
    await payOutOver(world, theCase.id);
    expect(await second()).toBe("ALREADY_DECIDED");
  });

  further("a promise withdrawn since still holds for the order, a weaker version does not reach it", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await (await world.as("wang.owner")).do("withdrawPromise", { promiseId }, "{ promise { id } }");
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    await pass(48);
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  test("what the record alone does not settle is claimed once the provider missed its time to answer", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE service_order SET not_received_reports = 1 WHERE id = ?", [orderId]),
    );
    const theCase = await claim(orderId, promiseId);
    expect(await clocks(theCase)).not.toContain("COMPENSATION_CLAIM");
    await pass(48);
    expect(await theCase.look()).toMatchObject({ status: "NEGOTIATING" });
    expect(await clocks(theCase)).toEqual(["COMPENSATION_CLAIM", "NEGOTIATION"]);
    await pass(48);
    expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
  });

  interface Act {
    action: string;
    at: string;
    to: string | null;
  }
  const acts = async (theCase: WorldCase): Promise<Act[]> =>
    (await theCase.look("automaticActs { action at to }")).automaticActs;

  test.each([
    ["certain", 0],
    ["not certain", 1],
  ])(
    "nobody paid for the order, and the record is %s: silence pays nothing, the case goes to the platform",
    async (_, reports) => {
      const promiseId = await publish(TERMS);
      const orderId = await unpaidOrder(PRICE);
      await world.later(54);
      await world.db.transact(async (tx) =>
        tx.execute("UPDATE service_order SET not_received_reports = ? WHERE id = ?", [reports, orderId]),
      );
      const theCase = await claim(orderId, promiseId);
      // Said by the consumer alone, a payment is none.
      const said = { orderId, channel: "BANK", reference: "nobody has seen it" };
      await (await world.as("li.na")).do("claimOrderPayment", said, "{ payment { id } }");
      const announced = await acts(theCase);
      expect(announced.map(({ action }) => action).slice(0, 2)).toEqual([
        "FIRST_RESPONSE_MISSED",
        "ESCALATE_UNANSWERED",
      ]);
      expect(announced.map(({ action }) => action)).not.toContain("COMPENSATE_BY_SILENCE");
      await pass(48);
      expect(await theCase.look("claim { amount }")).toMatchObject({ status: "NEGOTIATING", claim: null });
      expect(await acts(theCase)).toEqual(announced.slice(1));
      // As long as any other case that is not answered.
      await pass(24);
      expect(await theCase.look("compensation { id } timeline(first: 100) { nodes { type } }")).toMatchObject({
        status: "SUBMITTED",
        compensation: null,
        timeline: expect.not.arrayContaining([expect.objectContaining({ type: "COMPENSATION_CLAIMED" })]),
      });
      expect(await transfersOf(theCase)).toEqual([]);
    },
  );

  further(
    "a payment that is confirmed while the provider may still answer counts, and the provider is told",
    async () => {
      const promiseId = await publish(TERMS);
      const orderId = await unpaidOrder(PRICE);
      await world.later(54);
      const theCase = await claim(orderId, promiseId);
      await pass(42);
      await payOrderOver(world, "li.na", orderId);
      await pass(6);
      expect(await theCase.look("claim { amount } timeline(first: 100) { nodes { type } }")).toMatchObject({
        status: "NEGOTIATING",
        claim: { amount: 9_995 },
        timeline: expect.arrayContaining([expect.objectContaining({ type: "COMPENSATION_CLAIMED" })]),
      });
      expect((await acts(theCase))[0]).toMatchObject({ action: "COMPENSATE_BY_SILENCE", to: "ENFORCING" });
      await pass(48);
      expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
      expect(await transfersOf(theCase)).toEqual([["COMPENSATION", -9_995]]);
    },
  );

  test("an order that is cancelled meanwhile is paid no more: what was announced changes, and then happens", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order(PRICE);
    await world.later(54);
    const theCase = await claim(orderId, promiseId);
    expect((await acts(theCase)).map(({ action }) => action)).toContain("COMPENSATE_BY_SILENCE");
    await (await world.as("li.na")).do("cancelOrder", { orderId }, "{ order { status } }");
    const [next] = (await acts(theCase)).filter(({ to }) => to !== null);
    expect(next).toMatchObject({ action: "ESCALATE_UNANSWERED", to: "SUBMITTED" });
    await pass(48);
    expect(await theCase.look("timeline(first: 100) { nodes { type } }")).toMatchObject({
      status: "SUBMITTED",
      timeline: expect.arrayContaining([
        expect.objectContaining({ type: "FIRST_RESPONSE_MISSED" }),
        expect.objectContaining({ type: "COMPLAINT_ESCALATED" }),
      ]),
    });
    expect(await transfersOf(theCase)).toEqual([]);
  });

  test("an order whose price was given back, in part or whole, is not paid", async () => {
    const theCase = await openCase(world);
    const isPaid = (): Promise<boolean> => isOrderPaid(world.db, theCase.orderId, []);
    expect(await isPaid()).toBe(false);
    await payOrderOver(world, "li.na", theCase.orderId);
    expect(await isPaid()).toBe(true);
    const offerId = await theCase.offer("wang.owner");
    await theCase.do("li.na", "acceptOffer", { offerId });
    expect(await isPaid()).toBe(true);
    await theCase.do("wang.owner", "fileSettlementProof", { text: "已退款", refundReference: reference() });
    expect(await isPaid()).toBe(false);
  });

  further(
    "one whose price went back by a ruling that an appeal undid is paid again once all of it was paid back",
    async () => {
      const owner = await world.as("wang.owner");
      const { viewer } = await owner.ok("{ viewer { memberships { provider { id } } } }");
      await payInOver(world, owner, viewer.memberships[0].provider.id, 500_000);
      const theCase = await caseIn(world, "RULED", { paid: true });
      await theCase.ring("REMEDY_DUE");
      await payOutOver(world, theCase.id);
      const isPaid = (): Promise<boolean> => isOrderPaid(world.db, theCase.orderId, []);
      expect(await isPaid()).toBe(false);
      await theCase.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "初稿按时交付。" });
      await theCase.answerAppeals();
      const replacement = await theCase.dismissal();
      await theCase.do("zhou.lead", "decideAppeal", {
        outcome: "GRANTED",
        reason: "经复核，初稿按时交付。",
        replacement,
      });
      expect(await isPaid()).toBe(false);
      const debt = await world.db.findOne(Payment, { complaintId: theCase.id, purpose: "REPAYMENT" });
      const { payment } = await (
        await world.as("wu.finance")
      ).do("confirmPayment", { paymentId: debt?.id }, "{ payment { status } }");
      expect(payment).toEqual({ status: "CONFIRMED" });
      expect(await isPaid()).toBe(true);
    },
  );

  further("more than the promise promises is refused; an ordinary demand is no claim", async () => {
    const promiseId = await publish(TERMS);
    const orderId = await order();
    await world.later(54);
    const { versionId } = await draftOf(orderId, promiseId);
    const consumer = await world.as("li.na");
    const tooMuch = await consumer.tryTo("openComplaint", claiming(orderId, versionId, 59_971));
    expect(tooMuch.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.demandAmount" });
    expect(tooMuch.message).toContain("¥599.70");
    const theCase = await claim(orderId, promiseId, { demandAmount: 59_970 });
    expect(await theCase.look("claim { amount }")).toMatchObject({ claim: null });
    await pass(72);
    expect(await theCase.look()).toMatchObject({ status: "SUBMITTED" });
  });

  test("what a promise pays is at least the house's floor and at most the price", async () => {
    const owner = await world.as("wang.owner");
    const { id: listingId } = await listingOf();
    const tries: [object, string][] = [
      [{ compensationPercentPerDay: 0.5, compensationCapPercent: 30 }, "compensationPercentPerDay"],
      [{ compensationPercentPerDay: 1, compensationCapPercent: 4 }, "compensationCapPercent"],
      [{ compensationPercentPerDay: 5, compensationCapPercent: 101 }, "compensationCapPercent"],
      [{ compensationAmount: PRICE + 1, currency: "CNY" }, "compensationAmount"],
      [{ compensationAmount: 9_994, currency: "CNY" }, "compensationAmount"],
      [{ compensationAmount: 20_000, currency: "JPY" }, "currency"],
    ];
    for (const [terms, term] of tries) {
      const input = { listingId, kind: "DELIVERY_TIME", text: "赔", terms: { withinHours: 48, ...terms } };
      const { extensions } = await owner.tryTo("publishPromise", input);
      expect([terms, extensions]).toMatchObject([terms, { code: "BAD_USER_INPUT", field: `input.terms.${term}` }]);
    }
    await publish({ withinHours: 48, compensationAmount: PRICE, currency: "CNY" });
  });
});
