import { caseIn, countRows, openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { payInOver, payOutOver, reference } from "../../adjudication/payments/paid-in";
import { startWorld, type World } from "../../support/world";
import { AGREED, clocksOf, eventsOf, goodsOf, ORDERED, receive, RETURN_REMEDY, runOut, ship } from "./return-cases";

jest.setTimeout(300_000);

forEachDatabase((kind, further) => {
  let world: World;

  /** A few rulings in a row would freeze the provider's listing: a test with one has a world of its own. */
  function inWorldOf([before, after]: [typeof beforeAll, typeof afterAll]): void {
    before(async () => {
      world = await startWorld(kind);
    });
    after(() => world?.[Symbol.asyncDispose]());
  }
  const ALL: [typeof beforeAll, typeof afterAll] = [beforeAll, afterAll];
  const EACH: [typeof beforeAll, typeof afterAll] = [beforeEach, afterEach];

  describe.each([AGREED, ORDERED])("a return $name", (of) => {
    inWorldOf(of === AGREED ? ALL : EACH);

    further(
      "opens with its window, its amount and its clock; the refund is not due before the goods can be back",
      async () => {
        const theCase = await of.open(world);
        const goods = await goodsOf(theCase);
        expect(goods).toMatchObject({
          status: "OPEN",
          refund: { amount: of.amount, currency: "CNY" },
          endedAt: null,
          refundedAt: null,
        });
        expect(Date.parse(goods.shipBy) - Date.parse(goods.openedAt)).toBe(7 * 86_400_000);
        expect(await clocksOf(theCase)).toEqual({ RETURN_WINDOW: 7, [of.due]: 14 + of.days });
        expect((await eventsOf(theCase)).slice(-1)).toEqual(["RETURN_OPENED"]);
        // Whoever sends nothing in time gets no refund: the notice says until when.
        const { inbox } = await (await theCase.consumer).ok("{ inbox { notices(first: 9) { nodes { type text } } } }");
        const told = inbox.notices.nodes.find(({ type }: { type: string }) => type === "RETURN_OPENED");
        expect(told.text).toMatch(/may be sent back now, until \d+ \w+ \d{4}, /);
        await expect(of.prove(theCase)).rejects.toThrow("NOT_IN_THIS_STATE");
      },
    );

    test("back and intact, refunded and confirmed", async () => {
      const theCase = await of.open(world);
      await ship(theCase);
      expect(await goodsOf(theCase)).toMatchObject({ status: "SHIPPED", shipment: "顺丰 SF1234567890" });
      expect(await clocksOf(theCase)).toEqual({ RETURN_RECEIPT: 7, [of.due]: 14 + of.days });
      await expect(of.prove(theCase)).rejects.toThrow("NOT_IN_THIS_STATE");
      await receive(theCase, "INTACT");
      expect(await goodsOf(theCase)).toMatchObject({ status: "RECEIVED", condition: "INTACT", refundedAt: null });
      expect(await clocksOf(theCase)).toEqual({ [of.due]: of.days });
      await of.prove(theCase);
      expect(await clocksOf(theCase)).toEqual({ [of.objection]: 7 });
      await of.confirm(theCase);
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: of.closes });
      expect(await goodsOf(theCase)).toMatchObject({ status: "REFUNDED", refundedAt: expect.any(String) });
      expect((await eventsOf(theCase)).filter((type) => type.startsWith("RETURN"))).toEqual([
        "RETURN_OPENED",
        "RETURN_SHIPPED",
        "RETURN_RECEIVED",
      ]);
    });

    further(
      "whoever says nothing of the goods has them intact, and whoever says nothing of the refund has it",
      async () => {
        const theCase = await of.open(world);
        await ship(theCase);
        await theCase.ring("RETURN_RECEIPT");
        expect(await goodsOf(theCase)).toMatchObject({
          status: "RECEIVED",
          condition: null,
          receivedAt: expect.any(String),
        });
        await of.prove(theCase);
        await of.hearNothing(theCase);
        expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: of.closes });
        expect(await goodsOf(theCase)).toMatchObject({ status: "REFUNDED", refundedAt: expect.any(String) });
      },
    );

    further("never sent, nothing is refunded", async () => {
      const theCase = await of.open(world);
      await theCase.ring("RETURN_WINDOW");
      expect(await goodsOf(theCase)).toMatchObject({ status: "LAPSED", endedAt: expect.any(String), refundedAt: null });
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: of.closes });
      expect((await eventsOf(theCase)).slice(-2)[0]).toBe("RETURN_LAPSED");
      expect(await clocksOf(theCase)).toEqual({});
    });

    further("sent after the window, before anybody swept, it is too late", async () => {
      const theCase = await of.open(world);
      await runOut(theCase, "RETURN_WINDOW");
      expect(await theCase.refusal("li.na", "shipReturn", { shipment: "顺丰 SF1" })).toMatchObject({
        code: "TOO_LATE",
      });
      const late = await of.open(world);
      await ship(late);
      await runOut(late, "RETURN_RECEIPT");
      expect(await late.refusal("wang.owner", "receiveReturn", { condition: "INTACT" })).toMatchObject({
        code: "TOO_LATE",
      });
      await world.server.services.sweep();
      expect([(await goodsOf(theCase)).status, (await goodsOf(late)).status]).toEqual(["LAPSED", "RECEIVED"]);
    });

    further("damaged and not contested, nothing is refunded", async () => {
      const theCase = await of.open(world);
      await ship(theCase);
      expect(await theCase.refusal("wang.owner", "receiveReturn", { condition: "DAMAGED" })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.text",
      });
      await receive(theCase, "DAMAGED");
      expect(await goodsOf(theCase)).toMatchObject({
        status: "REJECTED",
        condition: "DAMAGED",
        conditionNote: "包裹破损,商品已使用。",
      });
      expect(await clocksOf(theCase)).toEqual({ RETURN_CONTEST: 7, [of.due]: 14 + of.days });
      await theCase.ring("RETURN_CONTEST");
      expect(await goodsOf(theCase)).toMatchObject({ status: "LAPSED", refundedAt: null });
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: of.closes });
    });

    further("contested and decided for the consumer, the refund is due as if the goods were intact", async () => {
      const theCase = await rejected(of);
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好,有照片为证。" });
      const goods = await goodsOf(theCase);
      expect(goods).toMatchObject({ status: "CONTESTED", contestReason: "寄出时完好,有照片为证。" });
      expect(await waiting()).toContainEqual({ id: goods.id, complaint: { id: theCase.id } });
      await theCase.do("liu.mod", "decideReturn", { forConsumer: true, reason: "照片可信,视为完好退回。" });
      expect(await goodsOf(theCase)).toMatchObject({
        status: "RECEIVED",
        condition: "DAMAGED",
        decisionReason: "照片可信,视为完好退回。",
        decidedAt: expect.any(String),
      });
      expect(await waiting()).not.toContainEqual({ id: goods.id, complaint: { id: theCase.id } });
      expect(await clocksOf(theCase)).toEqual({ [of.due]: of.days });
      await of.prove(theCase);
      await of.confirm(theCase);
      expect(await goodsOf(theCase)).toMatchObject({ status: "REFUNDED" });
    });

    further("contested and decided against the consumer, nothing is refunded", async () => {
      const theCase = await rejected(of);
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好。" });
      await theCase.do("zhou.lead", "decideReturn", { forConsumer: false, reason: "照片显示商品已经使用。" });
      expect(await goodsOf(theCase)).toMatchObject({ status: "LAPSED", refundedAt: null });
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: of.closes });
      expect((await eventsOf(theCase)).slice(-2)[0]).toBe("RETURN_DECIDED");
    });

    further("the platform's lateness decides nothing: it is told, and told again", async () => {
      const theCase = await rejected(of);
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好。" });
      await theCase.ring(of.due);
      await theCase.ring("RETURN_DECISION");
      await theCase.ring("RETURN_DECISION");
      expect(await theCase.look()).toMatchObject({ status: of.state });
      expect(await goodsOf(theCase)).toMatchObject({ status: "CONTESTED" });
      expect((await eventsOf(theCase)).slice(-2)).toEqual(["RETURN_DECISION_LATE", "RETURN_DECISION_LATE"]);
      expect(Object.keys(await clocksOf(theCase))).toEqual(["RETURN_DECISION"]);
      await theCase.do("chen.mod", "decideReturn", { forConsumer: true, reason: "照片可信,视为完好退回。" });
      expect(await clocksOf(theCase)).toEqual({ [of.due]: of.days });
    });

    further(
      "nobody is in default while the goods are on their way, but whoever has them and does not pay",
      async () => {
        const theCase = await of.open(world);
        await ship(theCase);
        await theCase.ring(of.due);
        expect(await theCase.look()).toMatchObject({ status: of.state });
        expect((await eventsOf(theCase)).at(-1)).toBe("RETURN_SHIPPED");
        await receive(theCase, "INTACT");
        await theCase.ring(of.due);
        expect(await eventsOf(theCase)).toContain(of === AGREED ? "SETTLEMENT_OWED" : "REMEDY_DEFAULTED");
        expect(await goodsOf(theCase)).toMatchObject({ status: "RECEIVED", refundedAt: null });
      },
    );

    further("each step is its side's and its turn's", async () => {
      const theCase = await of.open(world);
      const shipment = { shipment: "顺丰 SF1" };
      const decision = { forConsumer: true, reason: "照片可信,视为完好退回。" };
      expect(await theCase.refusal("wang.owner", "shipReturn", shipment)).toMatchObject({ code: "FORBIDDEN" });
      expect(await theCase.refusal("tom", "shipReturn", shipment)).toMatchObject({ code: "NOT_FOUND" });
      expect(await theCase.refusal("wang.owner", "receiveReturn", { condition: "INTACT" })).toMatchObject({
        code: "NOT_IN_THIS_STATE",
      });
      expect(await theCase.refusal("li.na", "contestReturn", { reason: "不对" })).toMatchObject({
        code: "NOT_IN_THIS_STATE",
      });
      expect(await theCase.refusal("chen.mod", "decideReturn", decision)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
      await ship(theCase);
      expect(await theCase.refusal("li.na", "shipReturn", shipment)).toMatchObject({ code: "NOT_IN_THIS_STATE" });
      expect(await theCase.refusal("li.na", "receiveReturn", { condition: "INTACT" })).toMatchObject({
        code: "FORBIDDEN",
      });
      await receive(theCase, "EMPTY_PARCEL");
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好。" });
      expect(await theCase.refusal("li.na", "decideReturn", decision)).toMatchObject({ code: "FORBIDDEN" });
      expect(await theCase.refusal("admin", "decideReturn", decision)).toMatchObject({ code: "FORBIDDEN" });
    });
  });

  describe("agreed", () => {
    inWorldOf(ALL);

    further("only intact goods are refunded", async () => {
      for (const [condition, status] of [
        ["INTACT", "RECEIVED"],
        ["DAMAGED", "REJECTED"],
        ["EMPTY_PARCEL", "REJECTED"],
        ["WRONG_ITEM", "REJECTED"],
        ["NOT_ARRIVED", "REJECTED"],
      ] as const) {
        const theCase = await AGREED.open(world);
        await ship(theCase);
        await receive(theCase, condition);
        expect(await goodsOf(theCase)).toMatchObject({ status, condition });
      }
    });

    test("two who receive at once receive once", async () => {
      const theCase = await AGREED.open(world);
      await ship(theCase);
      const results = await Promise.allSettled([receive(theCase, "INTACT"), receive(theCase, "DAMAGED")]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(["RECEIVED", "REJECTED"]).toContain((await goodsOf(theCase)).status);
    });

    further("an offer without an amount refunds the order's price, and none refunds more", async () => {
      const theCase = await openCase(world);
      const offer = { kind: "RETURN_AND_REFUND", text: "退货退款" };
      expect(await theCase.refusal("wang.owner", "makeOffer", { ...offer, amount: 199_901 })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.amount",
      });
      await theCase.do("li.na", "acceptOffer", {
        offerId: await theCase.offer("wang.owner", { ...offer, amount: null }),
      });
      expect((await goodsOf(theCase)).refund).toEqual({ amount: 199_900, currency: "CNY" });
    });

    further("taken back while the goods are on their way, the complaint and the return are over", async () => {
      const theCase = await AGREED.open(world);
      await ship(theCase);
      await theCase.do("li.na", "withdrawComplaint");
      expect(await goodsOf(theCase)).toMatchObject({ status: "LAPSED", refundedAt: null });
      expect(await clocksOf(theCase)).toEqual({});
    });

    further("goods that never came back hold up nothing that is agreed later", async () => {
      const theCase = await AGREED.open(world);
      await theCase.ring("RETURN_WINDOW");
      await theCase.do("li.na", "reopenComplaint", { reason: "商品已无法寄回，请另行处理。" });
      await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer() });
      expect(await clocksOf(theCase)).toMatchObject({ SETTLEMENT_DUE: expect.any(Number) });
      const proved = await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 2" });
      expect(proved.complaint.status).toBe("SETTLING");

      const other = await AGREED.open(world);
      await other.ring("RETURN_WINDOW");
      await other.do("li.na", "reopenComplaint", { reason: "商品已无法寄回，请另行处理。" });
      await other.do("li.na", "acceptOffer", { offerId: await other.offer() });
      await other.ring("SETTLEMENT_DUE");
      expect(await other.look()).toMatchObject({ status: "ENFORCING" });
    });

    further("a contested settlement leaves the goods with the provider and the refund open", async () => {
      const theCase = await AGREED.open(world);
      await ship(theCase);
      await receive(theCase, "INTACT");
      await AGREED.prove(theCase);
      await theCase.do("li.na", "contestSettlement", { reason: "没有收到退款。" });
      expect(await theCase.look()).toMatchObject({ status: "ENFORCING" });
      expect(await goodsOf(theCase)).toMatchObject({ status: "RECEIVED", refundedAt: null });
      const { settlement } = await theCase.look("settlement { remedy { id } }");
      const remedyId = settlement.remedy.id;
      await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "已退款", refundReference: reference() });
      await theCase.do("li.na", "confirmRemedy", { remedyId });
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
      expect(await goodsOf(theCase)).toMatchObject({ status: "REFUNDED", refundedAt: expect.any(String) });
    });
  });

  describe("ordered", () => {
    inWorldOf(EACH);

    test("the parties see it where it was agreed or ordered, strangers see nothing", async () => {
      const agreed = await AGREED.open(world);
      const { id, settlementId } = await goodsOf(agreed);
      const consumer = await agreed.consumer;
      expect(
        await agreed.look("returnCase { id } settlement { id offer { kind } returnCase { id } }", consumer),
      ).toEqual(
        expect.objectContaining({
          returnCase: { id },
          settlement: { id: settlementId, offer: { kind: "RETURN_AND_REFUND" }, returnCase: { id } },
        }),
      );
      const ordered = await ORDERED.open(world);
      const goods = await goodsOf(ordered);
      const seen = await ordered.look("ruling { remedies { id returnCase { id } } }", await ordered.provider);
      expect(seen.ruling.remedies).toEqual([{ id: goods.remedyId, returnCase: { id: goods.id } }]);
      expect(await ordered.look("returnCase { id }", await world.as("tom"))).toBeNull();
      expect((await consumer.refused("{ contestedReturns { nodes { id } } }")).extensions.code).toBe("FORBIDDEN");
    });

    further("a waived remedy ends its return, and what remains is due in its own time", async () => {
      const remedies = [RETURN_REMEDY, { kind: "APOLOGY", insteadAmount: 5_000, text: "书面道歉", withinDays: 2 }];
      const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies } });
      expect(await clocksOf(theCase)).toEqual({ RETURN_WINDOW: 7, REMEDY_DUE: 2 });
      const { ruling } = await theCase.look("ruling { remedies { id kind } }");
      const idOf = (wanted: string) => ruling.remedies.find((each: { kind: string }) => each.kind === wanted).id;
      const [refundId, apologyId] = [idOf("RETURN_AND_REFUND"), idOf("APOLOGY")];
      expect(
        await theCase.refusal("wang.owner", "fileRemedyProof", { remedyId: refundId, text: "已退" }),
      ).toMatchObject({
        code: "NOT_IN_THIS_STATE",
        field: "input.remedyId",
      });
      await theCase.do("li.na", "waiveRemedy", { remedyId: refundId });
      expect(await goodsOf(theCase)).toMatchObject({ status: "LAPSED", refundedAt: null });
      expect(await clocksOf(theCase)).toEqual({ REMEDY_DUE: 2 });
      await theCase.do("wang.owner", "fileRemedyProof", { remedyId: apologyId, text: "已道歉" });
      await theCase.do("li.na", "confirmRemedy", { remedyId: apologyId });
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    });

    test("what else was ordered falls into default in its time while the goods are disputed, the refund in its own", async () => {
      const remedies = [RETURN_REMEDY, { kind: "APOLOGY", insteadAmount: 5_000, text: "书面道歉", withinDays: 2 }];
      const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies } });
      await ship(theCase);
      await receive(theCase, "DAMAGED");
      await theCase.ring("REMEDY_DUE");
      const defaulted = async () =>
        (await theCase.look("ruling { remedies { kind defaultedAt } }")).ruling.remedies
          .filter((remedy: { defaultedAt: string | null }) => remedy.defaultedAt)
          .map((remedy: { kind: string }) => remedy.kind)
          .sort();
      expect(await defaulted()).toEqual(["APOLOGY"]);
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好。" });
      // The refund's first time runs out, and nothing comes of it: nobody has decided yet.
      await world.later(20 * 24);
      expect([await defaulted(), await clocksOf(theCase)]).toEqual([
        ["APOLOGY"],
        { RETURN_DECISION: expect.any(Number), UNREMEDIED: 7 },
      ]);
      expect((await eventsOf(theCase)).filter((type) => type === "REMEDY_DEFAULTED")).toHaveLength(1);
      await theCase.do("chen.mod", "decideReturn", { forConsumer: true, reason: "照片可信,视为完好退回。" });
      expect(await clocksOf(theCase)).toEqual({ REMEDY_DUE: 5, UNREMEDIED: 7 });
      await theCase.ring("REMEDY_DUE");
      expect(await defaulted()).toEqual(["APOLOGY", "RETURN_AND_REFUND"]);
    });

    further("paid from the deposit, the return is refunded", async () => {
      const theCase = await ORDERED.open(world);
      await ship(theCase);
      await receive(theCase, "INTACT");
      const { provider } = await theCase.look("provider { id }");
      await payInOver(world, await world.as("wang.owner"), provider.id, 1_000_000);
      await theCase.ring("REMEDY_DUE");
      await payOutOver(world, theCase.id);
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
      expect(await goodsOf(theCase)).toMatchObject({ status: "REFUNDED", refundedAt: expect.any(String) });
    });

    further("a stay keeps what is left of the window", async () => {
      const theCase = await ORDERED.open(world);
      await theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "台风停运,快递无法寄出。" });
      expect(await clocksOf(theCase)).not.toHaveProperty("RETURN_WINDOW");
      await theCase.do("zhou.lead", "resumeComplaint", { reason: "快递已经恢复,案件继续。" });
      expect(await clocksOf(theCase)).toEqual({ RETURN_WINDOW: 7, REMEDY_DUE: 19 });
      await ship(theCase);
      expect((await goodsOf(theCase)).status).toBe("SHIPPED");
    });

    further("a ruling orders one return, not two", async () => {
      const theCase = await caseIn(world, "UNDER_REVIEW");
      const ruling = await theCase.ruling({ remedies: [RETURN_REMEDY, RETURN_REMEDY] });
      expect(
        await theCase.refusal("chen.mod", "issueRuling", { leaseToken: await theCase.take(), ...ruling }),
      ).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.remedies.1.kind",
      });
      expect(await countRows(world, "ruling", "complaint_id = ?", [theCase.id])).toBe(0);
    });
  });

  async function rejected(of: typeof AGREED): Promise<WorldCase> {
    const theCase = await of.open(world);
    await ship(theCase);
    await receive(theCase, "DAMAGED");
    return theCase;
  }

  async function waiting(): Promise<{ id: string; complaint: { id: string } }[]> {
    const moderator = await world.as("liu.mod");
    return (await moderator.ok("{ contestedReturns(first: 100) { nodes { id complaint { id } } } }")).contestedReturns
      .nodes;
  }
});
