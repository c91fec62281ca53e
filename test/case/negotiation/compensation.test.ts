import { DepositEntry } from "../../../src/adjudication/deposit/deposit-entry.entity";
import { checkBasis, mostOn } from "../../../src/case/complaints/compensation.pure";
import { refuseBeyond } from "../../../src/case/complaints/order-money.pure";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { payInOver, payOutOver } from "../../adjudication/payments/paid-in";
import { opening, placeOrder, WorldCase, type PlacedOrder, type Walkable } from "../complaints/world-case";
import { submit } from "../evidence/evidence-case";
import { PNG } from "../evidence/samples";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const PRICE = 199_900;
const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
const STATUTORY = { basis: "STATUTORY", ground: "消费者权益保护法关于欺诈的规定" };

describe("the limit of a basis", () => {
  test("is so many times what was paid, or its sum in the currency, whichever is more", () => {
    const limit = { times: 3, CNY: 50_000, other: 7 };
    expect(mostOn(limit, 1_000, "CNY")).toBe(50_000);
    expect(mostOn(limit, 100_000, "CNY")).toBe(300_000);
    // Yen have no minor units: the amount is in whole yen, and the rule speaks of the smallest unit, whatever that is.
    expect(mostOn(limit, 1, "JPY")).toBe(7);
    expect(mostOn(limit, 5_000, "JPY")).toBe(15_000);
    expect(mostOn({}, 5_000, "CNY")).toBe(0);
  });

  test("only compensation and credit have one, and compensation must", () => {
    expect(() => checkBasis({ kind: "COMPENSATION" }, "f")).toThrow();
    expect(() => checkBasis({ kind: "REFUND_PART", basis: "STATUTORY" }, "f")).toThrow();
    expect(() => checkBasis({ kind: "CREDIT", basis: "STATUTORY" }, "f")).not.toThrow();
    expect(() => checkBasis({ kind: "CREDIT" }, "f")).not.toThrow();
  });

  test("what is spent of one basis leaves the others and the price alone", () => {
    const money = {
      paid: 100,
      currency: "CNY",
      given: 100,
      outside: 0,
      compensable: { STATUTORY: 0, PROMISED: 5, ACTUAL_LOSS: 5 },
      wasOwed: false,
    };
    expect(() => refuseBeyond(money, { kind: "COMPENSATION", basis: "STATUTORY", amount: 1 }, "f")).toThrow();
    expect(() => refuseBeyond(money, { kind: "COMPENSATION", basis: "PROMISED", amount: 5 }, "f")).not.toThrow();
    expect(() => refuseBeyond(money, { kind: "CREDIT", amount: 1 }, "f")).toThrow();
  });
});

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function caseAbout(
    order: PlacedOrder,
    at: number,
    to: Walkable,
    options: { opening?: object; ruling?: object } = {},
  ): Promise<WorldCase> {
    const [breach] = opening(order).breaches as object[];
    const breaches = [{ ...breach, promiseVersionId: order.promiseVersionIds[at] }];
    const { complaint } = await (
      await world.as("li.na")
    ).do("openComplaint", { ...opening(order), breaches, ...options.opening });
    return new WorldCase(world, complaint.id, order.id, PEOPLE, { ruling: { ...options.ruling } }).walk(to);
  }
  const compensation = (amount: number, changes: object = STATUTORY) => ({
    kind: "COMPENSATION",
    amount,
    text: "赔偿",
    withinDays: 7,
    ...changes,
  });
  const ruleOn = async (theCase: WorldCase, ...remedies: object[]): Promise<Record<string, unknown>> => ({
    ...(await theCase.ruling({ remedies })),
    leaseToken: await theCase.take(),
  });
  const at = (field: string) => ({ code: "BAD_USER_INPUT", field });
  const moneyOf = async (theCase: WorldCase) =>
    readOrderMoney(world.db, (await world.db.byId(Complaint, theCase.id)) as Complaint, world.clock.now());

  describe("demanded", () => {
    const demand = (changes: object) => ({ demandKind: "COMPENSATION", ...changes });
    test.each([
      ["without a basis", { demandAmount: 1_000, demandText: "赔偿" }, "input.demandBasis"],
      ["without an amount", { demandBasis: "ACTUAL_LOSS", demandText: "误工" }, "input.demandAmount"],
      ["of nothing", { demandBasis: "ACTUAL_LOSS", demandAmount: 0, demandText: "误工" }, "input.demandAmount"],
      ["without naming the law", { demandBasis: "STATUTORY", demandAmount: 1_000 }, "input.demandText"],
      ["without saying what was lost", { demandBasis: "ACTUAL_LOSS", demandAmount: 1_000 }, "input.demandText"],
      [
        "above the limit",
        { demandBasis: "STATUTORY", demandAmount: 3 * PRICE + 1, demandText: "法" },
        "input.demandAmount",
      ],
      ["as a refund", { demandKind: "REFUND_FULL", demandBasis: "STATUTORY" }, "input.demandBasis"],
      ["as credit above the price", { demandKind: "CREDIT", demandAmount: PRICE + 1 }, "input.demandAmount"],
    ])("%s it is refused", async (_, changes, field) => {
      const input = { ...opening(await placeOrder(world)), ...demand(changes) };
      const { extensions } = await (await world.as("li.na")).tryTo("openComplaint", input);
      expect(extensions).toMatchObject(at(field));
    });

    further("as promised it needs a promise of the provider's own", async () => {
      const order = await placeOrder(world);
      const { platformPromises } = await world.visitor.ok("{ platformPromises { id } }");
      const ofPlatform = opening({ ...order, promiseVersionIds: [platformPromises[0].id] });
      const promised = demand({ demandBasis: "PROMISED", demandAmount: 2 * PRICE });
      const { extensions } = await (await world.as("li.na")).tryTo("openComplaint", { ...ofPlatform, ...promised });
      expect(extensions).toMatchObject(at("input.demandBasis"));
      await (await world.as("li.na")).do("openComplaint", { ...opening(order), ...promised });
    });

    further("beyond the price it is conceded, and settled without a cent of the price", async () => {
      const theCase = await caseAbout(await placeOrder(world), 0, "NEGOTIATING", {
        opening: demand({ demandBasis: "STATUTORY", demandAmount: 3 * PRICE, demandText: "依法三倍赔偿" }),
      });
      expect(await theCase.look("demandKind demandBasis demand { amount }")).toMatchObject({
        demandKind: "COMPENSATION",
        demandBasis: "STATUTORY",
        demand: { amount: 3 * PRICE },
      });
      await theCase.do("wang.owner", "concede");
      expect(await theCase.look("offers { nodes { kind basis amount { amount } } }")).toMatchObject({
        status: "SETTLING",
        offers: [{ kind: "COMPENSATION", basis: "STATUTORY", amount: { amount: 3 * PRICE } }],
      });
      expect(await moneyOf(theCase)).toMatchObject({
        currency: "CNY",
        given: 0,
        compensable: { STATUTORY: 0, ACTUAL_LOSS: 10 * PRICE },
      });
    });
  });

  further("offers say on what basis, and stay within its limit over all cases of the order", async () => {
    const order = await placeOrder(world);
    const first = await caseAbout(order, 0, "NEGOTIATING");
    const offer = (amount: number, changes: object = { basis: "STATUTORY" }) => ({
      kind: "COMPENSATION",
      amount,
      text: "赔偿",
      ...changes,
    });
    expect(await first.refusal("wang.owner", "makeOffer", offer(100, {}))).toMatchObject(at("input.basis"));
    expect(await first.refusal("wang.owner", "makeOffer", offer(3 * PRICE + 1))).toMatchObject(at("input.amount"));
    const offerId = await first.offer("wang.owner", offer(2 * PRICE));
    await first.do("li.na", "acceptOffer", { offerId });
    const second = await caseAbout(order, 1, "NEGOTIATING");
    expect(await second.refusal("wang.owner", "makeOffer", offer(PRICE + 1))).toMatchObject(at("input.amount"));
    await second.offer("wang.owner", offer(PRICE));
    // All of the price is still there to go back.
    const third = await caseAbout(order, 2, "NEGOTIATING");
    await third.do("li.na", "acceptOffer", { offerId: await third.offer("wang.owner", { amount: PRICE }) });
  });

  test("a decision proves each basis: a law, a broken promise of the provider's own, evidence that both sides saw", async () => {
    const theCase = await caseAbout(await placeOrder(world), 0, "EVIDENCE");
    const consumer = await world.as("li.na");
    const shared = await submit(consumer, theCase.id, PNG);
    const hidden = await submit(consumer, theCase.id, new Uint8Array([...PNG, 0]), { visibility: "CONSUMER_SIDE" });
    const providers = await submit(await world.as("wang.owner"), theCase.id, new Uint8Array([...PNG, 1]));
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
    const loss = (evidenceIds: string[], amount = 5 * PRICE) =>
      compensation(amount, { basis: "ACTUAL_LOSS", evidenceIds });
    const tries: [object, string][] = [
      [compensation(1, {}), "basis"],
      [compensation(1, { basis: "STATUTORY" }), "ground"],
      [compensation(1, { ...STATUTORY, evidenceIds: [shared] }), "evidenceIds"],
      [loss([]), "evidenceIds"],
      [loss([hidden]), "evidenceIds"],
      [loss([providers]), "evidenceIds"],
      [loss(["evd_01h455vb4pex5vsknk084sn02q"]), "evidenceIds"],
      [{ ...loss([shared]), ground: "某部法律" }, "ground"],
      [loss([shared], 10 * PRICE + 1), "amount"],
      [compensation(3 * PRICE + 1), "amount"],
      [{ kind: "CREDIT", amount: PRICE + 1, text: "代金券", withinDays: 7 }, "amount"],
      [{ ...compensation(1), insteadAmount: 5 }, "insteadAmount"],
    ];
    for (const [remedy, field] of tries)
      expect([remedy, await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, remedy))]).toMatchObject([
        remedy,
        at(`input.remedies.0.${field}`),
      ]);
    const twice = [compensation(2 * PRICE), compensation(PRICE + 1)];
    expect(await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, ...twice))).toMatchObject(
      at("input.remedies.1.amount"),
    );
    const whole = { kind: "REFUND_FULL", text: "全额退款", withinDays: 7 };
    const credit = { ...compensation(PRICE, { basis: "PROMISED" }), kind: "CREDIT" };
    await theCase.do(
      "chen.mod",
      "issueRuling",
      await ruleOn(theCase, whole, compensation(3 * PRICE), loss([shared]), credit),
    );
    const { ruling } = await theCase.look(
      "ruling { remedies { kind basis ground lossEvidence { id } insteadAmount { amount } } }",
    );
    expect(ruling.remedies).toEqual([
      { kind: "REFUND_FULL", basis: null, ground: null, lossEvidence: [], insteadAmount: { amount: PRICE } },
      { kind: "COMPENSATION", ...STATUTORY, lossEvidence: [], insteadAmount: { amount: 3 * PRICE } },
      {
        kind: "COMPENSATION",
        basis: "ACTUAL_LOSS",
        ground: null,
        lossEvidence: [{ id: shared }],
        insteadAmount: { amount: 5 * PRICE },
      },
      { kind: "CREDIT", basis: "PROMISED", ground: null, lossEvidence: [], insteadAmount: { amount: PRICE } },
    ]);
  });

  further("promised compensation is not ordered where only a promise of the platform was broken", async () => {
    const order = await placeOrder(world);
    const { platformPromises } = await world.visitor.ok("{ platformPromises { id } }");
    const theCase = await caseAbout({ ...order, promiseVersionIds: [platformPromises[0].id] }, 0, "UNDER_REVIEW");
    const promised = compensation(1, { basis: "PROMISED" });
    expect(await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, promised))).toMatchObject(
      at("input.remedies.0.basis"),
    );
  });

  test("in default the deposit pays it beyond the price, and nothing of the price counts as given", async () => {
    const order = await placeOrder(world);
    const theCase = await caseAbout(order, 0, "ENFORCING", {
      ruling: { remedies: [compensation(2 * PRICE)] },
    });
    const { provider } = await theCase.look("provider { id }");
    await payInOver(world, await world.as("wang.owner"), provider.id, 3 * PRICE);
    await theCase.ring("REMEDY_DUE");
    await payOutOver(world, theCase.id);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    const [remedyId] = await theCase.remedies();
    const entries = await world.db.find(DepositEntry, { remedyId, account: "CONSUMERS" });
    expect(entries.map(({ amount, purpose }) => [amount, purpose])).toEqual([[2 * PRICE, "COMPENSATION"]]);
    expect(await moneyOf(theCase)).toMatchObject({ paid: PRICE, currency: "CNY", given: 0 });
    const other = await caseAbout(order, 1, "NEGOTIATING");
    await other.do("li.na", "acceptOffer", { offerId: await other.offer("wang.owner", { amount: PRICE }) });
  });

  further("another basis is another decision: an appeal may replace one by the other", async () => {
    const theCase = await caseAbout(await placeOrder(world), 0, "RULED", { ruling: { remedies: [compensation(100)] } });
    await theCase.do("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "法律并未规定此项赔偿，仅是承诺。" });
    await theCase.answerAppeals();
    const { complaintId: _, ...decision } = await theCase.ruling();
    const granting = (changes: object) => ({
      outcome: "PARTLY_GRANTED",
      reason: "申诉部分有理，改判如下。",
      replacement: { ...decision, remedies: [compensation(100, changes)] },
    });
    expect(await theCase.refusal("zhou.lead", "decideAppeal", granting(STATUTORY))).toMatchObject(
      at("input.replacement"),
    );
    await theCase.do("zhou.lead", "decideAppeal", granting({ basis: "PROMISED" }));
    expect((await theCase.look("ruling { remedies { basis } }")).ruling.remedies).toEqual([{ basis: "PROMISED" }]);
  });
});
