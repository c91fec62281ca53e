import { confirmPayment } from "../../../src/adjudication/clearing/confirm-payment";
import { rejectPayment } from "../../../src/adjudication/clearing/reject-payment";
import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { owedToConsumers } from "../../../src/adjudication/deposit/owed.queries";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { contestRemedy } from "../../../src/adjudication/remedies/contest-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import type { DecisionInput, RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { confirmSettlement } from "../../../src/adjudication/remedies/confirm-settlement";
import { contestSettlement } from "../../../src/adjudication/remedies/contest-settlement";
import { fileSettlementProof } from "../../../src/adjudication/remedies/file-settlement-proof";
import { reopenComplaint } from "../../../src/case/complaints/reopen-complaint";
import { withdrawComplaint } from "../../../src/case/complaints/withdraw-complaint";
import { acceptOffer } from "../../../src/case/negotiation/accept-offer";
import { makeOffer } from "../../../src/case/negotiation/make-offer";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { resumeComplaint } from "../../../src/adjudication/stays/resume-complaint";
import { stayComplaint } from "../../../src/adjudication/stays/stay-complaint";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { settlementDefaults } from "../../../src/adjudication/remedies/settlement-clocks";
import { sweepGrownDeposits } from "../../../src/adjudication/clearing/sweep-grown-deposits";
import { Account } from "../../../src/accounts/account/account.entity";
import { ContactPoint } from "../../../src/accounts/contacts/contact-point.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import type { Tx } from "../../../src/platform/database/tx";
import { newId } from "../../../src/platform/ids";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { Dock, PRICE } from "../penalties/dock";
import { refused, silent } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";
import { payIn, payOut, reference } from "./paid-in";

async function accountOf(tx: Tx, login: string): Promise<Account> {
  const account = await tx.findOne(Account, { login });
  if (!account) throw new Error(`there is no ${login}`);
  return account;
}

const FULL: RemedyInput = { kind: "REFUND_FULL", text: "All of it.", withinDays: 7 };
const PART: RemedyInput = { kind: "REFUND_PART", amount: 50_000, text: "500 yuan.", withinDays: 7 };
const REST: RemedyInput = { kind: "REFUND_PART", amount: PRICE - 50_000, text: "The rest.", withinDays: 7 };

/** The provider refunds the consumer itself; finance finds the payment, or does not. */
forEachDatabase((kind, further) => {
  let dock: Dock;
  let complaintId: string;
  beforeEach(async () => {
    dock = await Dock.open(kind, 1);
    complaintId = dock.case(0);
  });
  afterEach(() => dock[Symbol.asyncDispose]());

  async function ordered(...remedies: RemedyInput[]): Promise<void> {
    await dock.rule(0, { levels: ["L2", "L2"], remedies });
    await dock.makeFinal(0);
  }
  const remedies = () => dock.court.db.find(Remedy, { complaintId }, "ORDER BY id");
  const idAt = async (index: number) => (await remedies())[index]?.id ?? "";
  const refund = async (index = 0, channelReference = reference()) =>
    dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId, remedyId: await idAt(index), text: "Refunded.", evidenceIds: [] },
      ...{ refundChannel: "BANK" as const, refundReference: channelReference },
    });
  const contest = async (index = 0) =>
    dock.court.run(contestRemedy, "li.na", { complaintId, remedyId: await idAt(index), reason: "Nothing came." });
  const claimed = async (): Promise<Payment> => {
    const all = await dock.court.db.find(Payment, { purpose: "REFUND" }, "ORDER BY id DESC");
    const found = all.find(({ status: now }) => now === "CLAIMED") ?? all[0];
    if (!found) throw new Error("no refund was claimed");
    return found;
  };
  const confirm = async () => dock.court.run(confirmPayment, "wu.finance", { paymentId: (await claimed()).id });
  const reject = async () =>
    dock.court.run(rejectPayment, "wu.finance", {
      paymentId: (await claimed()).id,
      reason: "The bank has no such payment.",
    });
  const status = async () => {
    const { status, closureReason } = await dock.court.complaint(complaintId);
    return closureReason ?? status;
  };
  const halved = async () =>
    (await dock.court.db.find(Violation, { kind: "PROMISE_BROKEN" })).map(
      ({ promptlyRemediedAt }) => promptlyRemediedAt,
    );
  const owed = async () => (await owedToConsumers(dock.court.db, dock.providerId)).map(({ amount }) => amount);

  further(
    "found, the remedy is done and the case over, without a word of the consumer; only now are points halved",
    async () => {
      await ordered(FULL);
      await refund();
      expect(await claimed()).toMatchObject({ status: "CLAIMED", amount: PRICE, currency: "CNY", complaintId });
      expect([await status(), await halved()]).toEqual(["ENFORCING", [null, null]]);
      await confirm();
      expect([await status(), await halved()]).toEqual(["REMEDIED", [dock.now, dock.now]]);
      expect(await remedies()).toMatchObject([{ verifiedAt: dock.now, confirmedAt: null }]);
    },
  );

  further("not found while there is time, the provider owes it as before", async () => {
    await ordered(PART);
    await refund();
    await reject();
    expect([await status(), await owed()]).toEqual(["ENFORCING", []]);
    await refund();
    await confirm();
    expect(await status()).toBe("REMEDIED");
  });

  test("not found after the consumer contested it, it is in default at once, and the deposit pays", async () => {
    await payIn(dock.court, dock.providerId, 20_000);
    await ordered(PART);
    await refund();
    await contest();
    await dock.days(30);
    expect([await status(), await owed()]).toEqual(["ENFORCING", []]);
    await reject();
    expect((await remedies()).map(({ setAsideAmount }) => setAsideAmount)).toEqual([20_000]);
    expect([await owed(), await balanceIn(dock.court.db, dock.providerId, "CNY")]).toEqual([[30_000], 0]);
    await refund();
    expect(await claimed()).toMatchObject({ amount: 30_000 });
    await confirm();
    expect([await status(), await owed(), await halved()]).toEqual(["REMEDIED", [], [null, null]]);
  });

  const foundOnly = async (arrivedAmount: number | undefined, login = "wu.finance") =>
    dock.court.run(rejectPayment, login, {
      ...{ paymentId: (await claimed()).id, arrivedAmount, reason: "The bank has only this much." },
    });

  test("found in part, that part counts and the rest is owed: by the provider, then by the deposit", async () => {
    await payIn(dock.court, dock.providerId, 90_000);
    await ordered(PART);
    await refund();
    await contest();
    for (const wrong of [50_000, 60_000])
      await expect(foundOnly(wrong)).rejects.toEqual(refused("BAD_USER_INPUT", "payment.noPart"));
    await foundOnly(20_000);
    expect((await remedies())[0]).toMatchObject({ creditedAmount: 20_000, setAsideAmount: 30_000, verifiedAt: null });
    expect([await owed(), await balanceIn(dock.court.db, dock.providerId, "CNY")]).toEqual([[], 60_000]);
    expect(await dock.court.events(complaintId)).toContain("REMEDY_REFUNDED_IN_PART");
    const rows = await dock.court.db.find(Payment, { purpose: "REFUND" }, "ORDER BY amount DESC");
    expect(rows.map(({ status, amount }) => [status, amount])).toEqual([
      ["REJECTED", 50_000],
      ["CONFIRMED", 20_000],
    ]);
    const { orderId } = await dock.court.complaint(complaintId);
    const given = async (id: string) => (await readOrderMoney(dock.court.db, { id, orderId }, dock.now)).given;
    expect([await given("cmp_other"), await given(complaintId)]).toEqual([50_000, 50_000]);
  });

  test("found in part while there is time, the provider refunds the rest; an appeal won owes both back", async () => {
    await dock.rule(0, { levels: ["L2", "L2"], remedies: [PART] });
    await refund();
    await foundOnly(20_000);
    await refund();
    expect(await claimed()).toMatchObject({ status: "CLAIMED", amount: 30_000 });
    await confirm();
    expect((await remedies())[0]).toMatchObject({ verifiedAt: dock.now, outstanding: 30_000 });
    await appealed(await decision());
    expect((await repayments()).map(({ amount }) => amount)).toEqual([50_000]);
  });

  test("two parts found, one from the deposit and the rest waived are the whole; an appeal won owes back what came", async () => {
    await dock.rule(0, { levels: ["L2", "L2"], remedies: [PART] });
    await refund();
    await foundOnly(30_000);
    await refund();
    expect(await claimed()).toMatchObject({ status: "CLAIMED", amount: 20_000 });
    await foundOnly(5_000);
    await payIn(dock.court, dock.providerId, 9_000);
    await dock.days(8);
    await dock.fallIntoDefault(0);
    expect([await owed(), await balanceIn(dock.court.db, dock.providerId, "CNY")]).toEqual([[6_000], 0]);
    await payOut(dock.court);
    await dock.court.run(waiveRemedy, "li.na", { complaintId, remedyId: await idAt(0) });
    const { orderId } = await dock.court.complaint(complaintId);
    const given = async () => (await readOrderMoney(dock.court.db, { id: "cmp_other", orderId }, dock.now)).given;
    const sums = { creditedAmount: 35_000, setAsideAmount: 9_000, outstanding: 6_000 };
    expect([await remedies(), await owed(), await given()]).toMatchObject([[sums], [], 44_000]);
    await appealed(await decision());
    expect((await repayments()).map(({ amount }) => amount)).toEqual([44_000]);
    expect([await owed(), await given()]).toEqual([[], 0]);
  });

  test.each([
    ["in part, only that part is owed", 20_000],
    ["not at all, nothing is", undefined],
  ])(
    "after the consumer had confirmed the whole and owes that back, found %s, and nothing counts as given",
    async (_, arrivedAmount) => {
      await dock.rule(0, { levels: ["L2", "L2"], remedies: [PART] });
      await refund();
      await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId: await idAt(0) });
      await appealed(await decision());
      const { orderId } = await dock.court.complaint(complaintId);
      const given = async (id: string) => (await readOrderMoney(dock.court.db, { id, orderId }, dock.now)).given;
      expect([await given("cmp_other"), await given(complaintId)]).toEqual([0, 0]);
      await dock.days(1);
      await foundOnly(arrivedAmount);
      const owes = (await repayments()).filter(({ status: now }) => now === "CLAIMED").map(({ amount }) => amount);
      expect(owes).toEqual(arrivedAmount === undefined ? [] : [arrivedAmount]);
      const told = { type: "PAYMENT_REJECTED", data: { purpose: "REPAYMENT", amount: 50_000 } };
      const { accountId } = await dock.court.as("li.na");
      const rejected = await dock.court.db.find(LoggedEvent, { type: "PAYMENT_REJECTED" });
      expect(rejected.filter(({ topics }) => topics.includes(`inbox:${accountId}`))).toMatchObject([told]);
      expect([await given("cmp_other"), await given(complaintId)]).toEqual([0, 0]);
    },
  );

  test.each([
    ["only in part, that part", 20_000],
    ["not at all, nothing", undefined],
  ])(
    "what the consumer had confirmed is found %s is owed back by an appeal that is won later",
    async (_, arrivedAmount) => {
      await dock.rule(0, { levels: ["L2", "L2"], remedies: [PART] });
      await refund();
      await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId: await idAt(0) });
      await dock.days(1);
      await foundOnly(arrivedAmount);
      await appealed(await decision());
      expect((await repayments()).map(({ amount }) => amount)).toEqual(
        arrivedAmount === undefined ? [] : [arrivedAmount],
      );
    },
  );

  test("a large part takes two persons; until the second nothing counts", async () => {
    const limits = JSON.stringify({ CNY: PRICE - 2, other: 1 });
    await dock.court.db.transact(async (tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = 'payment.twoPersons'", [limits]);
      HouseRules.forget(tx);
    });
    await ordered(FULL);
    await refund();
    await foundOnly(PRICE - 1);
    await expect(confirm()).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou"));
    expect((await remedies())[0]?.creditedAmount).toBe(0);
    const paymentId = (await claimed()).id;
    // Nor is it a second person who has the same telephone.
    const showNumber = async (login: string): Promise<void> =>
      dock.court.db.transact(async (tx) => {
        const { id: accountId } = await accountOf(tx, login);
        const number = { kind: "SMS" as const, address: "", addressHash: "number", masked: "", codeGuesses: 0 };
        const shown = { state: "VERIFIED" as const, frequency: "AT_ONCE" as const, createdAt: 0, verifiedAt: 0 };
        tx.insert(ContactPoint, { id: newId(ContactPoint), accountId, ...number, ...shown });
      });
    await showNumber("wu.finance");
    await showNumber("xu.finance");
    const second = () => dock.court.run(confirmPayment, "xu.finance", { paymentId });
    await expect(second()).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED", "secondSignature.same"));
    await dock.court.db.transact(async (tx) => tx.execute("DELETE FROM contact_point"));
    await second();
    expect((await remedies())[0]).toMatchObject({ creditedAmount: PRICE - 1, proofFiledAt: null });
    expect([await status(), await owed()]).toEqual(["ENFORCING", []]);
  });

  test("not found after the consumer confirmed it, both are told and the consumer may have the case reopened", async () => {
    await ordered(PART);
    await refund();
    await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId: await idAt(0) });
    const reopen = () => dock.court.run(reopenComplaint, "li.na", { complaintId, reason: "It never came." });
    await expect(reopen()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.notReopenable"));
    await dock.days(31);
    await reject();
    expect(await status()).toBe("REMEDIED");
    expect((await dock.court.events(complaintId)).at(-1)).toBe("CONFIRMED_REFUND_NOT_FOUND");
    await reopen();
    const { orderId } = await dock.court.complaint(complaintId);
    expect(await readOrderMoney(dock.court.db, { id: complaintId, orderId }, dock.now)).toMatchObject({ given: 0 });
  });

  test("likewise of one that was agreed, however it was confirmed", async () => {
    await agreed();
    await dock.court.run(confirmSettlement, "li.na", { complaintId });
    const reopen = () => dock.court.run(reopenComplaint, "li.na", { complaintId, reason: "It came back." });
    await expect(reopen()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.settlementConfirmed"));
    await dock.days(1);
    await foundOnly(10_000);
    expect(await status()).toBe("SETTLED");
    expect((await dock.court.events(complaintId)).at(-1)).toBe("CONFIRMED_REFUND_NOT_FOUND");
    await reopen();
    const { orderId } = await dock.court.complaint(complaintId);
    expect(await readOrderMoney(dock.court.db, { id: complaintId, orderId }, dock.now)).toMatchObject({
      given: 10_000,
    });
  });

  test("silence does not end it: finance still has to look", async () => {
    await ordered(PART);
    await refund();
    await dock.days(7);
    await dock.court.later(0);
    expect([await status(), (await remedies())[0]?.checkSince]).toEqual(["ENFORCING", dock.now]);
    await confirm();
    expect(await status()).toBe("REMEDIED");
  });

  further("while the case is stayed finance waits; a reversed ruling's refund is only noted", async () => {
    await ordered(PART);
    await refund();
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    for (const settle of [confirm, reject])
      await expect(settle()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.caseWaits"));
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    await dock.reverse(0);
    await confirm();
    expect((await claimed()).status).toBe("CONFIRMED");
  });

  /** Agreed while the platform looked at it, and refunded as the provider says. */
  async function agreed(): Promise<void> {
    const offer = { complaintId, kind: "REFUND_PART" as const, amount: 30_000, text: "300 yuan.", settleWithinDays: 7 };
    const { offerId } = await dock.court.run(makeOffer, "wang.owner", offer);
    await dock.court.run(acceptOffer, "li.na", { complaintId, offerId });
    await dock.court.run(fileSettlementProof, "wang.owner", {
      ...{ complaintId, text: "Refunded.", evidenceIds: [] },
      ...{ refundChannel: "BANK" as const, refundReference: reference() },
    });
  }

  test("of a refund that was agreed finance waits likewise, and what it then finds counts", async () => {
    await agreed();
    await dock.court.run(contestSettlement, "li.na", { complaintId, reason: "Nothing came." });
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    for (const settle of [confirm, reject])
      await expect(settle()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.caseWaits"));
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    await confirm();
    expect([await status(), (await remedies())[0]?.verifiedAt]).toEqual(["SETTLED", dock.now]);
  });

  further(
    "of one that was agreed, in a case that is decided anew, until a ruling takes the agreement's place",
    async () => {
      await agreed();
      await dock.court.run(withdrawComplaint, "li.na", { complaintId, reason: "Let it be." });
      await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "The consumer was pressed." });
      await expect(confirm()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.caseWaits"));
      await dock.hear(0);
      await ordered(PART);
      await confirm();
      expect([(await claimed()).status, await status()]).toEqual(["CONFIRMED", "ENFORCING"]);
    },
  );

  further(
    "found when a ruling has taken the agreement's place, it counts for what that orders: no more goes back than was paid",
    async () => {
      await agreed();
      await dock.court.run(withdrawComplaint, "li.na", { complaintId, reason: "Let it be." });
      await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "The consumer was pressed." });
      await dock.hear(0);
      await ordered(FULL);
      await confirm();
      expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, outstanding: PRICE - 30_000 });
      await dock.days(8);
      await dock.fallIntoDefault(0);
      expect(await owed()).toEqual([PRICE - 30_000]);
      const { orderId } = await dock.court.complaint(complaintId);
      expect(await readOrderMoney(dock.court.db, { id: "cmp_other", orderId }, dock.now)).toMatchObject({
        given: PRICE,
      });
    },
  );

  test("or when the sides have agreed on it anew, and that is enforced: nobody pays the same twice", async () => {
    await agreed();
    const first = (await claimed()).id;
    await dock.court.run(withdrawComplaint, "li.na", { complaintId, reason: "Let it be." });
    await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "The consumer was pressed." });
    const offer = { complaintId, kind: "REFUND_PART" as const, amount: 30_000, text: "300 yuan.", settleWithinDays: 7 };
    const { offerId } = await dock.court.run(makeOffer, "wang.owner", offer);
    await dock.court.run(acceptOffer, "li.na", { complaintId, offerId });
    await dock.court.run(fileSettlementProof, "wang.owner", {
      ...{ complaintId, text: "Refunded.", evidenceIds: [], refundChannel: "BANK" as const },
    });
    await dock.court.run(contestSettlement, "li.na", { complaintId, reason: "Nothing came." });
    await dock.court.run(confirmPayment, "wu.finance", { paymentId: first });
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, verifiedAt: dock.now });
    expect([await status(), await owed()]).toEqual(["SETTLED", []]);
  });

  /** Agreed, refunded as the provider says, and taken up again before finance has looked. */
  async function takenUpAgain(): Promise<void> {
    await agreed();
    await dock.court.run(withdrawComplaint, "li.na", { complaintId, reason: "Let it be." });
    await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "The consumer was pressed." });
  }
  async function agreeAnew(): Promise<void> {
    const offer = { complaintId, kind: "REFUND_PART" as const, amount: 50_000, text: "500 yuan.", settleWithinDays: 7 };
    const { offerId } = await dock.court.run(makeOffer, "wang.owner", offer);
    await dock.court.run(acceptOffer, "li.na", { complaintId, offerId });
    await dock.bySystem(0, "SETTLEMENT_DEFAULTS", settlementDefaults);
  }
  const sweep = () => sweepGrownDeposits({ database: dock.court.db, clock: dock.court.clock, log: silent });
  const setAside = async () => (await remedies()).at(-1)?.setAsideAmount;
  const repayments = () => dock.court.db.find(Payment, { purpose: "REPAYMENT" });
  const appealed = async (replacement: DecisionInput | null): Promise<void> => {
    await dock.court.run(appealRuling, "wang.owner", { complaintId, ground: "WRONG_FACTS", text: "It was otherwise." });
    await dock.court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
    const outcome = replacement ? ("GRANTED" as const) : ("DISMISSED" as const);
    const decided = { complaintId, outcome, outcomes: [], reason: "So it is.", replacement };
    await dock.court.run(decideAppeal, "zhou.lead", decided);
  };
  async function decision(...ordered: RemedyInput[]): Promise<DecisionInput> {
    const breaches = await dock.court.db.find(Breach, { complaintId }, "ORDER BY id");
    const ruleVersionId = await dock.court.rule("GIFT-1");
    const found =
      ordered.length > 0 ? { result: "BROKEN" as const, severity: "L1" as const } : { result: "KEPT" as const };
    return {
      ...{ outcome: ordered.length > 0 ? "UPHELD" : "DISMISSED", facts: "No posters came.", reasoning: "Promised." },
      ...{ publicText: "A promised gift was not given.", rootCause: "OVER_PROMISING", penalties: [] },
      findings: breaches.map(({ id }) => ({ breachId: id, ruleVersionId, reasoning: "Seen again.", ...found })),
      ...{ remedies: ordered, adverseInferences: [], departureReason: "The circumstances are special." },
    };
  }

  test("what a refund that finance has not looked for may have paid, the deposit does not pay; found, it counts", async () => {
    await payIn(dock.court, dock.providerId, 90_000);
    await takenUpAgain();
    await agreeAnew();
    expect([await setAside(), await balanceIn(dock.court.db, dock.providerId, "CNY")]).toEqual([20_000, 70_000]);
    await confirm();
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, outstanding: 0 });
    await sweep();
    expect([await setAside(), await owed()]).toEqual([20_000, []]);
  });

  test("not found, the deposit pays it then", async () => {
    await payIn(dock.court, dock.providerId, 90_000);
    await takenUpAgain();
    await agreeAnew();
    await reject();
    await sweep();
    expect([await setAside(), await balanceIn(dock.court.db, dock.providerId, "CNY")]).toEqual([50_000, 40_000]);
  });

  test("found before what was agreed anew is due, or while its proof waits for the consumer, it counts once that is owed", async () => {
    await payIn(dock.court, dock.providerId, 90_000);
    await takenUpAgain();
    const first = (await claimed()).id;
    const offer = { complaintId, kind: "REFUND_PART" as const, amount: 50_000, text: "500 yuan.", settleWithinDays: 7 };
    const { offerId } = await dock.court.run(makeOffer, "wang.owner", offer);
    await dock.court.run(acceptOffer, "li.na", { complaintId, offerId });
    await dock.court.run(fileSettlementProof, "wang.owner", {
      ...{ complaintId, text: "Refunded.", evidenceIds: [], refundChannel: "BANK" as const },
    });
    await dock.court.run(confirmPayment, "wu.finance", { paymentId: first });
    await dock.court.run(contestSettlement, "li.na", { complaintId, reason: "Nothing came." });
    await dock.days(3);
    await dock.fallIntoDefault(0);
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, setAsideAmount: 20_000 });
  });

  test("found while the new ruling can still be appealed against, or is, it counts at once, and is no debt if that is reversed", async () => {
    await takenUpAgain();
    await dock.hear(0);
    await dock.rule(0, { levels: ["L1", "L1"], remedies: [PART] });
    await confirm();
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, outstanding: 20_000 });
    await appealed(await decision());
    expect([await status(), await repayments()]).toEqual(["DISMISSED", []]);
  });

  further("it counts anew for what replaces that, and what is left is no debt", async () => {
    await takenUpAgain();
    await dock.hear(0);
    await dock.rule(0, { levels: ["L1", "L1"], remedies: [PART] });
    await confirm();
    await appealed(await decision({ ...PART, amount: 20_000, text: "200 yuan." }));
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 20_000, verifiedAt: dock.now });
    expect([await status(), await repayments()]).toEqual(["REMEDIED", []]);
  });

  test("found while the appeal is open, it counts once that is decided", async () => {
    await payIn(dock.court, dock.providerId, 90_000);
    await takenUpAgain();
    await dock.hear(0);
    await dock.rule(0, { levels: ["L1", "L1"], remedies: [PART] });
    await dock.court.run(appealRuling, "wang.owner", { complaintId, ground: "WRONG_FACTS", text: "It was otherwise." });
    await confirm();
    await dock.court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
    const upheld = { complaintId, outcome: "DISMISSED" as const, outcomes: [], reason: "So it is.", replacement: null };
    await dock.court.run(decideAppeal, "zhou.lead", upheld);
    expect((await remedies()).at(-1)).toMatchObject({ creditedAmount: 30_000, outstanding: 20_000 });
    await dock.days(8);
    await dock.fallIntoDefault(0);
    expect(await setAside()).toBe(20_000);
  });

  further("found after the case was given up, it counts for what is unpaid", async () => {
    await takenUpAgain();
    await dock.hear(0);
    await ordered(PART);
    await dock.days(8);
    await dock.fallIntoDefault(0);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing more can be had." });
    await confirm();
    expect([await owed(), await status()]).toEqual([[20_000], "UNREMEDIED"]);
  });

  further("given up by a lead, a refund that is found pays the debt, and one that is not leaves it", async () => {
    await ordered(PART, REST);
    await dock.days(8);
    await dock.fallIntoDefault(0);
    await refund(0);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing more can be had." });
    expect(await owed()).toEqual([PRICE - 50_000]);
    await reject();
    expect(await owed()).toEqual([50_000, PRICE - 50_000]);
    expect(await status()).toBe("UNREMEDIED");
  });

  test("one payment refunds one remedy, and what the consumer confirmed meanwhile is done but once", async () => {
    await ordered(PART, REST);
    const once = reference();
    await refund(0, once);
    await expect(refund(1, once)).rejects.toMatchObject({
      code: "ALREADY_EXISTS",
      details: { reason: "payment.referenceTaken", field: "input.refundReference" },
    });
    await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId: await idAt(0) });
    await confirm();
    expect((await remedies()).map(({ isDone }) => isDone)).toEqual([true, false]);
    const told = await dock.court.events(complaintId);
    expect(told.filter((type) => type === "REMEDY_VERIFIED")).toEqual([]);
  });
});
