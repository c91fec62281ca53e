import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { payOrderOver, reference } from "../../adjudication/payments/paid-in";
import { opening, placeOrder, WorldCase, type PlacedOrder, type Walkable } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const PRICE = 199_900;
const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };

/** Over all cases of an order no more money goes back than was paid for it. */
forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** A case about one of the order's promises. */
  async function caseAbout(
    order: PlacedOrder,
    at: number,
    to: Walkable = "NEGOTIATING",
    ruling?: object,
  ): Promise<WorldCase> {
    const [breach] = opening(order).breaches as object[];
    const breaches = [{ ...breach, promiseVersionId: order.promiseVersionIds[at] }];
    const { complaint } = await (await world.as("li.na")).do("openComplaint", { ...opening(order), breaches });
    return new WorldCase(world, complaint.id, order.id, PEOPLE, { ruling: { ...ruling } }).walk(to);
  }
  const refund = (amount: number, text = "退款") => ({ kind: "REFUND_PART", amount, text, withinDays: 7 });
  const ruleOn = async (theCase: WorldCase, ...remedies: object[]): Promise<Record<string, unknown>> => ({
    ...(await theCase.ruling({ remedies })),
    leaseToken: await theCase.take(),
  });
  const tooMuch = (field: string) => ({ code: "BAD_USER_INPUT", field });
  const settleFor = async (theCase: WorldCase, amount: number): Promise<void> => {
    const offerId = await theCase.offer("wang.owner", { amount });
    await theCase.do("li.na", "acceptOffer", { offerId });
  };

  further("one ruling orders no more, all its money together; what is no money is an alternative", async () => {
    const theCase = await caseAbout(await placeOrder(world), 0, "UNDER_REVIEW");
    const full = { kind: "REFUND_FULL", text: "全额退款", withinDays: 7 };
    const apology = { kind: "APOLOGY", insteadAmount: PRICE, text: "道歉", withinDays: 7 };
    for (const remedies of [
      [full, refund(1)],
      [refund(PRICE), refund(1)],
      [refund(PRICE - 9), { ...refund(10), kind: "CREDIT" }],
    ])
      expect(await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, ...remedies))).toMatchObject(
        tooMuch("input.remedies.1.amount"),
      );
    await theCase.do("chen.mod", "issueRuling", await ruleOn(theCase, full, apology));
  });

  further(
    "what another case of the order was given is gone: one unit more is refused, in rulings, offers and answers",
    async () => {
      const order = await placeOrder(world);
      await caseAbout(order, 0, "RULED", { remedies: [refund(150_000)] });
      const ruled = await caseAbout(order, 1, "UNDER_REVIEW");
      const rest = PRICE - 150_000;
      expect(await ruled.refusal("chen.mod", "issueRuling", await ruleOn(ruled, refund(rest + 1)))).toMatchObject(
        tooMuch("input.remedies.0.amount"),
      );
      const agreed = await caseAbout(order, 2);
      const offer = { kind: "CREDIT", amount: rest + 1, text: "抵用券" };
      expect(await agreed.refusal("wang.owner", "makeOffer", offer)).toMatchObject(tooMuch("input.amount"));
      const offerId = await agreed.offer("wang.owner", { amount: rest });
      const counter = { kind: "REFUND_FULL", text: "全额退款", offerId };
      expect(await agreed.refusal("li.na", "counterOffer", counter)).toMatchObject(tooMuch("input.amount"));
      // Meanwhile one more yuan is ordered elsewhere.
      await ruled.do("chen.mod", "issueRuling", await ruleOn(ruled, refund(100)));
      expect(await agreed.refusal("li.na", "acceptOffer", { offerId })).toMatchObject(tooMuch("input.offerId"));
      await agreed.do("wang.owner", "withdrawOffer", { offerId });
      await settleFor(agreed, rest - 100);
    },
  );

  further("settlements count, whether open, kept or contested, until what they owe is waived", async () => {
    const order = await placeOrder(world);
    const first = await caseAbout(order, 0);
    await settleFor(first, 150_000);
    const second = await caseAbout(order, 1, "UNDER_REVIEW");
    const full = await ruleOn(second, refund(PRICE));
    expect(await second.refusal("chen.mod", "issueRuling", full)).toMatchObject(tooMuch("input.remedies.0.amount"));
    await first.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    expect(await second.refusal("chen.mod", "issueRuling", full)).toMatchObject(tooMuch("input.remedies.0.amount"));
    await first.do("li.na", "contestSettlement", { reason: "没有收到。" });
    expect(await second.refusal("chen.mod", "issueRuling", full)).toMatchObject(tooMuch("input.remedies.0.amount"));
    await first.ring("REMEDY_DUE");
    expect(await second.refusal("chen.mod", "issueRuling", full)).toMatchObject(tooMuch("input.remedies.0.amount"));
    const { settlement } = await first.look("settlement { remedy { id } }");
    await first.do("li.na", "waiveRemedy", { remedyId: settlement.remedy.id });
    await second.do("chen.mod", "issueRuling", full);
  });

  test("what stayed unpaid is open again once its consumer reopens the case; what was confirmed still counts", async () => {
    for (const [end, most] of [
      ["unpaid", PRICE],
      ["confirmed", PRICE - 150_000],
    ] as const) {
      const theCase = await caseAbout(await placeOrder(world), 0);
      await settleFor(theCase, 150_000);
      if (end === "confirmed") {
        await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
        await theCase.do("li.na", "confirmSettlement");
      } else {
        await theCase.ring("SETTLEMENT_DUE");
        await theCase.do("zhou.lead", "closeUnremedied", { reason: "保证金不足，已无款项可付。" });
      }
      await theCase.do(end === "confirmed" ? "zhou.lead" : "li.na", "reopenComplaint", { reason: "退款没有到账。" });
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
      await theCase.do("li.na", "closeEvidence");
      await theCase.do("wang.owner", "closeEvidence");
      expect(await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, refund(most + 1)))).toMatchObject(
        tooMuch("input.remedies.0.amount"),
      );
      await theCase.do("chen.mod", "issueRuling", await ruleOn(theCase, refund(most)));
    }
  });

  further("the ruling that an appeal replaces does not count, those of other cases do", async () => {
    const order = await placeOrder(world);
    await caseAbout(order, 0, "RULED", { remedies: [refund(100_000)] });
    const theCase = await caseAbout(order, 1, "RULED", { remedies: [refund(50_000)] });
    await theCase.do("li.na", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });
    await theCase.answerAppeals();
    const { complaintId: _, ...decision } = await theCase.ruling();
    const granting = (amount: number) => ({
      outcome: "GRANTED",
      reason: "申诉有理，改判如下。",
      replacement: { ...decision, remedies: [refund(amount)] },
    });
    expect(await theCase.refusal("zhou.lead", "decideAppeal", granting(99_901))).toMatchObject(
      tooMuch("input.replacement.remedies.0.amount"),
    );
    await theCase.do("zhou.lead", "decideAppeal", granting(99_900));
  });

  test("what was done under a ruling counts against the one that replaces it, what was waived does not", async () => {
    for (const [act, most] of [
      ["confirmRemedy", PRICE - 150_000],
      ["waiveRemedy", PRICE],
    ] as const) {
      const theCase = await caseAbout(await placeOrder(world), 0, "ENFORCING", { remedies: [refund(150_000)] });
      const [remedyId] = await theCase.remedies();
      await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
      await theCase.do("li.na", act, { remedyId });
      await theCase.do("zhou.lead", "reopenComplaint", { reason: "出现新的重要证据。" });
      await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
      await theCase.do("li.na", "closeEvidence");
      await theCase.do("wang.owner", "closeEvidence");
      expect(await theCase.refusal("chen.mod", "issueRuling", await ruleOn(theCase, refund(most + 1)))).toMatchObject(
        tooMuch("input.remedies.0.amount"),
      );
      await theCase.do("chen.mod", "issueRuling", await ruleOn(theCase, refund(most)));
    }
  });

  test("money that came instead of a service counts, and so does what came though it was waived", async () => {
    const order = await placeOrder(world);
    const find = async ({ id: complaintId }: WorldCase): Promise<void> => {
      for (const { id: paymentId } of await world.db.find(Payment, { complaintId, status: "CLAIMED" }))
        await (await world.as("wu.finance")).do("confirmPayment", { paymentId }, "{ payment { status } }");
    };
    const served = await caseAbout(order, 0);
    const service = { kind: "REPERFORM", amount: null, insteadAmount: 80_000, text: "重做一次" };
    await served.do("li.na", "acceptOffer", { offerId: await served.offer("wang.owner", service) });
    await served.do("wang.owner", "fileSettlementProof", { text: "改为退款", refundReference: reference() });
    await served.do("li.na", "confirmSettlement");
    const waived = await caseAbout(order, 1, "ENFORCING", { remedies: [refund(50_000)] });
    const [remedyId] = await waived.remedies();
    await waived.do("wang.owner", "fileRemedyProof", { remedyId, text: "已退款", refundReference: reference() });
    await waived.do("li.na", "waiveRemedy", { remedyId });
    await find(waived);
    const third = await caseAbout(order, 2, "UNDER_REVIEW");
    const most = PRICE - 80_000 - 50_000;
    const beyond = await ruleOn(third, refund(most + 1));
    // Before finance has looked for what both sides say, and after.
    for (const look of [() => Promise.resolve(), () => find(served)]) {
      await look();
      expect(await third.refusal("chen.mod", "issueRuling", beyond)).toMatchObject(tooMuch("input.remedies.0.amount"));
    }
    await third.do("chen.mod", "issueRuling", await ruleOn(third, refund(most)));
  });

  further("a draft is checked again when it is approved", async () => {
    const order = await placeOrder(world);
    const first = await caseAbout(order, 0, "UNDER_REVIEW");
    const grave = await ruleOn(first, refund(PRICE));
    const findings = (grave.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
    await first.do("chen.mod", "issueRuling", { ...grave, findings });
    await caseAbout(order, 1, "RULED", { remedies: [refund(1)] });
    const { rulingAwaitingApproval: draft } = await first.look("rulingAwaitingApproval { id }");
    const lead = await world.as("zhou.lead");
    expect((await lead.tryTo("approveRuling", { rulingId: draft.id })).extensions).toMatchObject(
      tooMuch("input.rulingId"),
    );
    await lead.do("declineRuling", { rulingId: draft.id, reason: "其他案件已有退款，请重新计算。" });
  });

  further(
    "where payments are confirmed, it is their sum that can go back, and the whole price is that much",
    async () => {
      const order = await placeOrder(world);
      const claim = { orderId: order.id, amount: 50_000, channel: "BANK", reference: reference() };
      const { payment } = await (await world.as("li.na")).do("claimOrderPayment", claim, "{ payment { id } }");
      const theCase = await caseAbout(order, 0);
      const offer = { kind: "REFUND_PART", amount: 50_001, text: "退款" };
      await theCase.do("wang.owner", "makeOffer", offer);
      await theCase.do("wang.owner", "withdrawOffer", {
        offerId: (await theCase.look("offers { nodes { id } }")).offers[0].id,
      });
      await (await world.as("wu.finance")).do("confirmPayment", { paymentId: payment.id }, "{ payment { status } }");
      expect(await theCase.refusal("wang.owner", "makeOffer", offer)).toMatchObject(tooMuch("input.amount"));
      await theCase.walk("UNDER_REVIEW");
      const full = { kind: "REFUND_FULL", text: "全额退款", withinDays: 7 };
      await theCase.do("chen.mod", "issueRuling", await ruleOn(theCase, full));
      const { ruling } = await theCase.look("ruling { remedies { insteadAmount { amount } } }");
      expect(ruling.remedies).toEqual([{ insteadAmount: { amount: 50_000 } }]);
      await payOrderOver(world, "li.na", order.id);
      const later = await caseAbout(order, 1);
      await settleFor(later, PRICE - 50_000);
    },
  );

  test("two cases decided at the same moment do not both give the rest away", async () => {
    const order = await placeOrder(world);
    const cases = [await caseAbout(order, 0, "UNDER_REVIEW"), await caseAbout(order, 1, "UNDER_REVIEW")];
    const rulings = await Promise.all(cases.map((theCase) => ruleOn(theCase, refund(PRICE))));
    const moderator = await world.as("chen.mod");
    const answers = await Promise.allSettled(rulings.map((ruling) => moderator.do("issueRuling", ruling)));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
