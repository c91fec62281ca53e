import { confirmPayment } from "../../../src/adjudication/clearing/confirm-payment";
import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { applyAnswers, applyNow } from "../../../src/adjudication/clearing/apply-answers";
import { instructPayment } from "../../../src/adjudication/clearing/instruct-payment";
import { topUpDeposit } from "../../../src/adjudication/clearing/top-up-deposit";
import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { answerInstruction, type SignedAnswer } from "../../../src/adjudication/instructions/answer-instruction";
import { instructionsOfDay, startOfDay } from "../../../src/adjudication/instructions/instruction.queries";
import { PaymentInstruction } from "../../../src/adjudication/instructions/payment-instruction.entity";
import { PaymentSide } from "../../../src/adjudication/instructions/payment-side";
import { requestInstruction } from "../../../src/adjudication/instructions/request-instruction";
import { PayoutHold } from "../../../src/adjudication/instructions/payout-hold.entity";
import { lookIntoInstruction } from "../../../src/adjudication/instructions/look-into-instruction";
import { sendInstructions } from "../../../src/adjudication/instructions/send-instructions";
import { sweepPayoutHolds } from "../../../src/adjudication/instructions/sweep-payout-holds";
import { Fine } from "../../../src/adjudication/penalties/fine.entity";
import { payFine } from "../../../src/adjudication/penalties/pay-fine";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import type { RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { ledgerProblems } from "../../../src/app/upkeep/ledger-problems.queries";
import { verifyData } from "../../../src/app/upkeep/verify-data";
import { resumeComplaint } from "../../../src/adjudication/stays/resume-complaint";
import { stayComplaint } from "../../../src/adjudication/stays/stay-complaint";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { closeEvidence } from "../../../src/case/evidence/close-evidence";
import type { SweptServices } from "../../../src/platform/graphql/context";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { HOUR, MINUTE, DAY, dateOf } from "../../../src/platform/time";
import { Provider } from "../../../src/market/providers/provider.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Dock, PRICE } from "../penalties/dock";
import { refused, silent } from "../rulings/court";
import { givesBack } from "../payments/gives-back";
import { payIn, reference } from "../payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { openPaymentSide, type TestPaymentSide } from "./test-payment-side";

const part = (amount = 50_000): RemedyInput => ({ kind: "REFUND_PART", amount, text: "A part.", withinDays: 7 });
const FAILED = { outcome: "FAILED", reference: "", failure: "INSUFFICIENT_FUNDS" } as const;

forEachDatabase((kind, further) => {
  let dock: Dock;
  let complaintId: string;
  let side: TestPaymentSide;
  beforeEach(async () => {
    side = await openPaymentSide();
    dock = await Dock.open(kind, 2);
    complaintId = dock.case(0);
    await payIn(dock.court, dock.providerId, 200_000);
    PaymentSide.openBy(db(), new PaymentSide(side.url, [side.secret], 2_000));
  });
  afterEach(async () => {
    // Whatever was said, and in whatever order: money neither came from nowhere nor went there.
    expect(await ledgerProblems(db())).toEqual([]);
    await dock[Symbol.asyncDispose]();
    await side[Symbol.asyncDispose]();
  });

  const db = () => dock.court.db;
  const balance = () => balanceIn(db(), dock.providerId, "CNY");
  const swept = (): SweptServices =>
    ({ database: db(), clock: dock.court.clock, log: silent }) as unknown as SweptServices;
  const send = () => sendInstructions(swept());
  const pass = (milliseconds: number) => void (dock.court.clock.at += milliseconds);
  const instructions = (kind?: PaymentInstruction["kind"]) =>
    db().find(PaymentInstruction, kind ? { kind } : {}, "ORDER BY requested_at, id");
  const the = async (kind: PaymentInstruction["kind"]): Promise<PaymentInstruction> => {
    const found = (await instructions(kind)).at(-1);
    if (!found) throw new Error(`nothing of kind ${kind} was asked for`);
    return found;
  };
  const payment = async (purpose: Payment["purpose"]) => (await db().find(Payment, { purpose }, "ORDER BY id")).at(-1);
  const remedy = async () => (await db().find(Remedy, { complaintId }, "ORDER BY id"))[0];
  const status = async (index = 0) => {
    const { status, closureReason } = await dock.court.complaint(dock.case(index));
    return closureReason ?? status;
  };
  /** The dock writes promises and orders without the events that commit to them, which is all that is wrong with them. */
  const problems = async () =>
    (await verifyData(db(), null)).problems.filter(
      (problem) => !/^(order_promise|promise_version)\/\S+ was added/.test(problem),
    );
  const told = () => side.told.map(({ data }) => data.kind);
  const eventsOfProvider = async () =>
    (await db().find(LoggedEvent, { streamId: dock.providerId }, "ORDER BY seq")).map(({ type }) => type);

  /** The payment side answers; what its answer is refused for, or null. */
  async function say(of: PaymentInstruction, more: Partial<SignedAnswer> = {}): Promise<string | null> {
    const { id: instructionId, amount, currency } = of;
    const said = { instructionId, outcome: "CONFIRMED", amount, currency, reference: "PS-1", failure: null } as const;
    const answer: SignedAnswer = { ...said, movedAt: dock.now, ...more };
    const { instruction, flag } = await db().transact((tx) => answerInstruction(tx, answer));
    if (instruction.applyAt !== null) await applyNow(db(), instruction.id);
    return flag;
  }

  async function ordered(...remedies: RemedyInput[]): Promise<void> {
    await dock.rule(0, { levels: ["L1", "L1"], remedies });
    await dock.makeFinal(0);
  }
  /** Not done in time: set aside from the deposit. */
  async function setAside(...remedies: RemedyInput[]): Promise<void> {
    await ordered(...remedies);
    await dock.days(8);
    await dock.fallIntoDefault(0);
  }
  const refundByPlatform = async () =>
    dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId, remedyId: (await remedy())?.id ?? "", text: "By the platform.", evidenceIds: [] },
      ...{ refundChannel: "PLATFORM" as const },
    });

  further(
    "what is set aside is asked for in the same commit, told under one signed id, and done when that is confirmed",
    async () => {
      await setAside(part());
      expect(await the("PAYOUT")).toMatchObject({ state: "REQUESTED", attempts: 0, amount: 50_000, currency: "CNY" });
      await send();
      const sent = await the("PAYOUT");
      expect(sent).toMatchObject({ state: "SENT", attempts: 1, answerDueAt: dock.now + DAY });
      expect(side.told).toMatchObject([
        {
          webhookId: sent.id,
          data: {
            id: sent.id,
            kind: "PAYOUT",
            amount: 50_000,
            currency: "CNY",
            from: "DEPOSIT",
            to: "CONSUMER",
            complaintId,
          },
        },
      ]);
      expect([await status(), (await payment("PAYOUT"))?.status]).toEqual(["ENFORCING", "CLAIMED"]);
      expect(await say(sent)).toBeNull();
      expect(await payment("PAYOUT")).toMatchObject({ status: "CONFIRMED", channel: "PLATFORM", reference: "PS-1" });
      expect([await status(), (await remedy())?.paidFromDepositAt]).toEqual(["REMEDIED", dock.now]);
      await send();
      expect(side.told).toHaveLength(1);
      expect((await eventsOfProvider()).filter((type) => type.startsWith("INSTRUCTION"))).toEqual([
        "INSTRUCTION_REQUESTED",
        "INSTRUCTION_SENT",
        "INSTRUCTION_CONFIRMED",
      ]);
    },
  );

  test.each(["ERROR", "REDIRECT", "HANG"] as const)(
    "a payment side that answers with %s is told again, later and under the same id",
    async (manner) => {
      await setAside(part());
      side.manner = manner;
      await send();
      expect(await the("PAYOUT")).toMatchObject({ state: "REQUESTED", attempts: 1, dueAt: dock.now + 10_000 });
      await send();
      expect(side.told).toHaveLength(1);
      pass(10_000);
      side.manner = "ACCEPT";
      await send();
      const [first, second] = side.told;
      expect(second?.body).toBe(first?.body);
      expect(await the("PAYOUT")).toMatchObject({ id: first?.webhookId, state: "SENT", attempts: 2 });
    },
  );

  further("an acceptance without end is an acceptance", async () => {
    await setAside(part());
    side.manner = "FLOOD";
    await send();
    expect(await the("PAYOUT")).toMatchObject({ state: "SENT" });
  });

  further("an answer may outrun the acceptance; the same again changes nothing", async () => {
    await setAside(part());
    side.manner = "ERROR";
    await send();
    const instruction = await the("PAYOUT");
    expect(await say(instruction)).toBeNull();
    const before = await eventsOfProvider();
    expect(await say(instruction)).toBeNull();
    expect(await eventsOfProvider()).toEqual(before);
    pass(HOUR);
    side.manner = "ACCEPT";
    await send();
    expect(side.told).toHaveLength(1);
    expect(await the("PAYOUT")).toMatchObject({ state: "CONFIRMED" });
    expect(await status()).toBe("REMEDIED");
  });

  further("of one that nobody was told of, or that does not exist, nobody can say anything", async () => {
    await setAside(part());
    await expect(say(await the("PAYOUT"))).rejects.toEqual(refused("NOT_FOUND"));
    const stranger = Object.assign(await the("PAYOUT"), { id: "pin_00000000000000000000000000" });
    await expect(say(stranger)).rejects.toEqual(refused("NOT_FOUND"));
  });

  further("another sum, more, less or in another currency, counts for nothing, and finance looks into it", async () => {
    await setAside(part());
    await send();
    const instruction = await the("PAYOUT");
    for (const wrong of [{ amount: 50_001 }, { amount: 1 }, { amount: null }, { currency: "USD" }])
      expect(await say(instruction, wrong)).toBe("SUM_DIFFERS");
    expect(await the("PAYOUT")).toMatchObject({ state: "SENT", flag: "SUM_DIFFERS", flaggedAt: dock.now });
    expect([await status(), (await payment("PAYOUT"))?.status]).toEqual(["ENFORCING", "CLAIMED"]);
    // Told once, however often it is repeated.
    expect((await eventsOfProvider()).filter((type) => type === "INSTRUCTION_FLAGGED")).toHaveLength(1);
    const look = () =>
      dock.court.run(lookIntoInstruction, "wu.finance", { instructionId: instruction.id, reason: "A misprint." });
    await look();
    expect(await the("PAYOUT")).toMatchObject({ flag: "SUM_DIFFERS", flaggedAt: null });
    await expect(look()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "instruction.notFlagged"));
    expect(await say(instruction)).toBeNull();
    expect(await status()).toBe("REMEDIED");
  });

  test("what was confirmed and then failed is a reversal that people look into; the other way round as well", async () => {
    await setAside(part(), part(40_000));
    await send();
    const [first, second] = await instructions("PAYOUT");
    if (!first || !second) throw new Error("two were set aside");
    await say(first);
    expect(await say(first, FAILED)).toBe("FAILED_AFTER_CONFIRMED");
    await say(second, FAILED);
    expect(await say(second)).toBe("CONFIRMED_AFTER_FAILED");
    expect((await instructions("PAYOUT")).map(({ state, flag }) => [state, flag])).toEqual([
      ["CONFIRMED", "FAILED_AFTER_CONFIRMED"],
      ["FAILED", "CONFIRMED_AFTER_FAILED"],
    ]);
    expect((await db().find(Payment, { purpose: "PAYOUT" }, "ORDER BY id")).map((each) => each.status)).toEqual([
      "CONFIRMED",
      "CLAIMED",
    ]);
  });

  test("a payout that failed stays set aside, both sides are told, and finance asks again or pays by hand", async () => {
    await setAside(part());
    await send();
    await say(await the("PAYOUT"), { ...FAILED, failure: "ACCOUNT_CLOSED" });
    expect(await dock.court.events(complaintId)).toContain("REMEDY_PAYMENT_FAILED");
    expect([await status(), await balance()]).toEqual(["ENFORCING", 150_000]);
    const paymentId = (await payment("PAYOUT"))?.id ?? "";
    await dock.court.run(instructPayment, "wu.finance", { paymentId });
    await send();
    expect((await instructions("PAYOUT")).map(({ state }) => state)).toEqual(["FAILED", "SENT"]);
    const byHand = () =>
      dock.court.run(confirmPayout, "wu.finance", { paymentId, channel: "BANK" as const, reference: reference() });
    await expect(byHand()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.underWay"));
    await say(await the("PAYOUT"), FAILED);
    await byHand();
    expect(await status()).toBe("REMEDIED");
  });

  test("one that is not answered in time is told to finance once, sent again daily, and may then be settled by hand", async () => {
    await setAside(part());
    await send();
    const instruction = await the("PAYOUT");
    pass(DAY);
    await send();
    pass(HOUR);
    await send();
    expect(await the("PAYOUT")).toMatchObject({ state: "SENT", overdueAt: dock.now - HOUR, attempts: 2 });
    pass(DAY);
    await send();
    expect(side.told.map(({ webhookId }) => webhookId)).toEqual([instruction.id, instruction.id, instruction.id]);
    expect((await eventsOfProvider()).filter((type) => type === "INSTRUCTION_OVERDUE")).toHaveLength(1);
    const paymentId = (await payment("PAYOUT"))?.id ?? "";
    const given = { paymentId, channel: "BANK" as const, reference: reference() };
    await dock.court.run(confirmPayout, "wu.finance", given);
    expect([await status(), (await the("PAYOUT")).state]).toEqual(["REMEDIED", "CANCELLED"]);
    expect(await say(instruction)).toBe("CONFIRMED_AFTER_CANCELLED");
  });

  /** What is due, as if it had needed two persons from the beginning: no order of this court costs so much. */
  async function large(purpose: "PAYOUT" | "REPAYMENT"): Promise<string> {
    await db().transact(async (tx) => {
      tx.execute("UPDATE payment SET amount = 1000001 WHERE purpose = ?", [purpose]);
      if (purpose === "PAYOUT") tx.execute("UPDATE remedy SET set_aside_amount = 1000001 WHERE set_aside_amount > 0");
      tx.execute("DELETE FROM payment_instruction WHERE kind = ?", [purpose]);
    });
    return (await payment(purpose))?.id ?? "";
  }

  further("a large sum is asked for when two of finance say so", async () => {
    await setAside(part());
    const paymentId = await large("PAYOUT");
    const ask = (login: string) => dock.court.run(instructPayment, login, { paymentId });
    await ask("wu.finance");
    expect(await instructions("PAYOUT")).toEqual([]);
    await expect(ask("wu.finance")).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou"));
    await ask("xu.finance");
    expect(await the("PAYOUT")).toMatchObject({ state: "REQUESTED", amount: 1_000_001 });
    await expect(ask("xu.finance")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.notInstructable"));
    // It failed: to ask again, or to send it otherwise, takes two again.
    await send();
    await say(await the("PAYOUT"), FAILED);
    await ask("wu.finance");
    expect(await instructions("PAYOUT")).toHaveLength(1);
    await ask("xu.finance");
    expect((await instructions("PAYOUT")).map(({ state }) => state)).toEqual(["FAILED", "REQUESTED"]);
  });

  further(
    "who says that a large sum was sent does not second that it is left to the payment side, nor the other way round",
    async () => {
      await setAside(part());
      const paymentId = await large("PAYOUT");
      const sent = { paymentId, channel: "BANK" as const, reference: reference() };
      const leave = (login: string) => dock.court.run(instructPayment, login, { paymentId });
      const confirm = (login: string) => dock.court.run(confirmPayout, login, sent);
      await confirm("wu.finance");
      await leave("xu.finance");
      expect(await instructions("PAYOUT")).toEqual([]);
      await confirm("wu.finance");
      expect(await payment("PAYOUT")).toMatchObject({ status: "CLAIMED", channel: "BANK" });
      // One may think better of it.
      await leave("wu.finance");
      expect(await payment("PAYOUT")).toMatchObject({ status: "CLAIMED", channel: "PLATFORM", reference: null });
      await leave("xu.finance");
      expect(await the("PAYOUT")).toMatchObject({ state: "REQUESTED" });
      expect(await payment("PAYOUT")).toMatchObject({ channel: null, firstConfirmedById: null });
    },
  );

  further(
    "while the case is stayed nothing is sent; what was sent before and arrives then closes it when it goes on",
    async () => {
      await setAside(part());
      const reason = "A flood closed the provider's office.";
      const stay = () =>
        dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
      await stay();
      await send();
      expect([side.told, (await the("PAYOUT")).attempts]).toEqual([[], 0]);
      await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
      pass(MINUTE);
      await send();
      await stay();
      await say(await the("PAYOUT"));
      expect([await status(), (await remedy())?.paidFromDepositAt]).toEqual(["STAYED", dock.now]);
      await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
      expect(await status()).toBe("REMEDIED");
    },
  );

  describe("when the appeal is won", () => {
    async function ruledAndSetAside(): Promise<void> {
      await dock.rule(0, { levels: ["L1", "L1"], remedies: [part()] });
      await dock.days(8);
      await dock.fallIntoDefault(0);
    }
    async function winAppeal(): Promise<void> {
      const appeal = { complaintId, ground: "WRONG_FACTS" as const, text: "It was otherwise." };
      await dock.court.run(appealRuling, "wang.owner", appeal);
      await dock.court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
      const decision = {
        complaintId,
        outcome: "REMITTED" as const,
        outcomes: [],
        reason: "So it is.",
        replacement: null,
      };
      await dock.court.run(decideAppeal, "zhou.lead", decision);
    }

    test("nobody was told: it is cancelled, and the money is back", async () => {
      await ruledAndSetAside();
      expect(await balance()).toBe(150_000);
      await winAppeal();
      expect(await the("PAYOUT")).toMatchObject({ state: "CANCELLED" });
      expect([await balance(), (await payment("PAYOUT"))?.status]).toEqual([200_000, "REJECTED"]);
      await send();
      expect(side.told).toEqual([]);
    });

    test("a refund of which nobody was told is not made, and its provider's history says so", async () => {
      await dock.rule(0, { levels: ["L1", "L1"], remedies: [part()] });
      await refundByPlatform();
      await winAppeal();
      expect([(await the("REFUND")).state, (await payment("REFUND"))?.status]).toEqual(["CANCELLED", "REJECTED"]);
      expect(await eventsOfProvider()).toEqual(expect.arrayContaining(["INSTRUCTION_CANCELLED", "PAYMENT_REJECTED"]));
      expect(await problems()).toEqual([]);
    });

    further("it was told: what arrives is asked back by an instruction of its own", async () => {
      await ruledAndSetAside();
      await send();
      await winAppeal();
      expect([await balance(), (await payment("PAYOUT"))?.status]).toEqual([150_000, "CLAIMED"]);
      expect(await payment("REPAYMENT")).toBeUndefined();
      await say(await the("PAYOUT"));
      expect(await payment("REPAYMENT")).toMatchObject({ status: "CLAIMED", amount: 50_000 });
      await send();
      expect(told()).toEqual(["PAYOUT", "REPAYMENT"]);
      await say(await the("REPAYMENT"));
      expect([await balance(), (await payment("REPAYMENT"))?.status]).toEqual([200_000, "CONFIRMED"]);
    });

    test("what arrives when the case has been ruled on again is paid of what that orders, and not asked back", async () => {
      await ruledAndSetAside();
      await send();
      await winAppeal();
      for (const login of ["li.na", "wang.owner"]) await dock.court.run(closeEvidence, login, { complaintId });
      await dock.rule(0, { levels: ["L1", "L1"], remedies: [part(60_000)], by: "liu.mod" });
      await say(await the("PAYOUT"));
      const { currentRulingId } = await dock.court.complaint(complaintId);
      expect(await db().findOne(Remedy, { rulingId: currentRulingId })).toMatchObject({
        creditedAmount: 50_000,
        outstanding: 10_000,
      });
      expect(await payment("REPAYMENT")).toMatchObject({ status: "REJECTED" });
      await send();
      expect(told()).toEqual(["PAYOUT"]);
    });

    test("of a large sum that is owed back, who has it collected does not second that it has come", async () => {
      await ruledAndSetAside();
      await send();
      await say(await the("PAYOUT"));
      await winAppeal();
      const paymentId = await large("REPAYMENT");
      const confirm = (login: string) => dock.court.run(confirmPayment, login, { paymentId });
      await dock.court.run(instructPayment, "wu.finance", { paymentId });
      await confirm("xu.finance");
      expect([await balance(), await payment("REPAYMENT")]).toMatchObject([
        150_000,
        { status: "CLAIMED", channel: null },
      ]);
      await expect(confirm("xu.finance")).rejects.toEqual(
        refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou"),
      );
      await confirm("wu.finance");
      expect(await payment("REPAYMENT")).toMatchObject({ status: "CONFIRMED", channel: null });
    });

    test("the consumer had confirmed a refund that is found only afterwards: it is owed back once", async () => {
      await dock.rule(0, { levels: ["L1", "L1"], remedies: [part()] });
      await refundByPlatform();
      await send();
      await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId: (await remedy())?.id ?? "" });
      await winAppeal();
      await say(await the("REFUND"));
      expect((await payment("REFUND"))?.status).toBe("CONFIRMED");
      expect(await db().find(Payment, { purpose: "REPAYMENT" })).toMatchObject([{ amount: 50_000 }]);
    });

    test("it was told, and arrived while the appeal was open: it is owed back once", async () => {
      await ruledAndSetAside();
      await send();
      await dock.court.run(appealRuling, "wang.owner", {
        ...{ complaintId, ground: "WRONG_FACTS" as const, text: "It was otherwise." },
      });
      await say(await the("PAYOUT"));
      expect((await payment("PAYOUT"))?.status).toBe("CONFIRMED");
      await dock.court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
      const decision = {
        complaintId,
        outcome: "REMITTED" as const,
        outcomes: [],
        reason: "So it is.",
        replacement: null,
      };
      await dock.court.run(decideAppeal, "zhou.lead", decision);
      expect(await db().find(Payment, { purpose: "REPAYMENT" })).toMatchObject([{ amount: 50_000 }]);
    });

    test("it was told, and failed: the money is back, and nobody owes anything", async () => {
      await ruledAndSetAside();
      await send();
      await winAppeal();
      await say(await the("PAYOUT"), FAILED);
      expect([await balance(), (await payment("PAYOUT"))?.status]).toEqual([200_000, "REJECTED"]);
      expect(await payment("REPAYMENT")).toBeUndefined();
    });
  });

  test("a refund that the provider leaves to the payment side does the remedy once it is confirmed", async () => {
    await ordered(part());
    await refundByPlatform();
    const claim = await payment("REFUND");
    expect(claim).toMatchObject({ channel: "PLATFORM", reference: (await the("REFUND")).id, status: "CLAIMED" });
    await send();
    expect(side.told[0]?.data).toMatchObject({ kind: "REFUND", from: "PROVIDER", to: "CONSUMER" });
    const confirm = dock.court.run(confirmPayment, "wu.finance", { paymentId: claim?.id ?? "" });
    await expect(confirm).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.underWay"));
    await say(await the("REFUND"));
    expect([await status(), (await remedy())?.verifiedAt]).toEqual(["REMEDIED", dock.now]);
  });

  test("sent by the order system, too, under the number that was answered, it counts once", async () => {
    await ordered(part());
    await refundByPlatform();
    await send();
    await say(await the("REFUND"));
    const { id, orderId } = await dock.court.complaint(complaintId);
    await givesBack(db(), orderId, 50_000, "shop:PS-1");
    expect(await readOrderMoney(db(), { id, orderId }, dock.now)).toMatchObject({ outside: 0, given: 50_000 });
    await givesBack(db(), orderId, 1, "shop:PS-2");
    expect(await readOrderMoney(db(), { id, orderId }, dock.now)).toMatchObject({ outside: 1, given: 50_001 });
  });

  test("one of which nobody was told is not made once the consumer has waived it", async () => {
    await ordered(part());
    await refundByPlatform();
    await dock.court.run(waiveRemedy, "li.na", { complaintId, remedyId: (await remedy())?.id ?? "" });
    expect([(await the("REFUND")).state, (await payment("REFUND"))?.status]).toEqual(["CANCELLED", "REJECTED"]);
    await send();
    expect([told(), await status()]).toEqual([[], "REMEDIED"]);
    expect(await problems()).toEqual([]);
  });

  test("a refund that fails reopens the remedy, with time once more; failing again, the deposit pays", async () => {
    await ordered(part());
    await refundByPlatform();
    await send();
    await dock.days(8);
    await say(await the("REFUND"), FAILED);
    expect(await remedy()).toMatchObject({ proofFiledAt: null, defaultedAt: null, dueAt: dock.now + 48 * HOUR });
    expect([await status(), (await payment("REFUND"))?.status]).toEqual(["ENFORCING", "REJECTED"]);
    expect(await dock.court.events(complaintId)).toContain("REMEDY_PAYMENT_FAILED");
    await refundByPlatform();
    await send();
    await say(await the("REFUND"), FAILED);
    expect((await remedy())?.defaultedAt).toBe(dock.now);
    expect([await the("PAYOUT"), await balance()]).toMatchObject([{ state: "REQUESTED", amount: 50_000 }, 150_000]);
  });

  test("a refund that is confirmed while its case is stayed waits for it, and is applied then", async () => {
    await ordered(part());
    await refundByPlatform();
    await send();
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    await say(await the("REFUND"));
    expect([(await the("REFUND")).state, (await payment("REFUND"))?.status]).toEqual(["CONFIRMED", "CLAIMED"]);
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    pass(MINUTE);
    await applyAnswers(swept());
    expect([await status(), (await payment("REFUND"))?.status]).toEqual(["REMEDIED", "CONFIRMED"]);
  });

  test("money is moved into the deposit, and a contract charge taken, once that is confirmed", async () => {
    const more = { providerId: dock.providerId, amount: 70_000, currency: "CNY", channel: "PLATFORM" as const };
    await dock.court.run(topUpDeposit, "wang.owner", more);
    const named = dock.court.run(topUpDeposit, "wang.owner", { ...more, reference: "bank 1" });
    await expect(named).rejects.toEqual(refused("BAD_USER_INPUT", "payment.ownReference"));
    await send();
    expect(await balance()).toBe(200_000);
    await say(await the("DEPOSIT"));
    expect(await balance()).toBe(270_000);

    await dock.rule(0, { levels: ["L1", "L1"], penalties: [{ kind: "FINE", amount: 30_000, reason: "Careless." }] });
    await dock.makeFinal(0);
    const penalty = await db().findOne(Penalty, { kind: "FINE" });
    const pay = () =>
      dock.court.run(payFine, "wang.owner", {
        ...{ penaltyId: penalty?.id ?? "", from: "TRANSFER" as const, channel: "PLATFORM" as const },
      });
    await pay();
    // Twice, as from two devices: it would be taken twice.
    await expect(pay()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.underWay"));
    await send();
    await expect(pay()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.underWay"));
    await say(await the("FINE"), FAILED);
    expect(await db().findOne(Fine, {})).toMatchObject({ status: "DUE" });
    await pay();
    await send();
    await say(await the("FINE"));
    expect(await db().findOne(Fine, {})).toMatchObject({ status: "PAID", paidBy: "TRANSFER" });
    expect(await balance()).toBe(270_000);
  });

  test("a contract charge of which nobody was told is not taken once its ruling is reversed, or the deposit has paid it", async () => {
    const fined = async (index: number): Promise<() => Promise<unknown>> => {
      await dock.rule(index, {
        levels: ["L1", "L1"],
        penalties: [{ kind: "FINE", amount: 30_000, reason: "Careless." }],
      });
      await dock.makeFinal(index);
      const penalty = await db().findOne(Penalty, { kind: "FINE", complaintId: dock.case(index) });
      const how = { penaltyId: penalty?.id ?? "", from: "TRANSFER" as const, channel: "PLATFORM" as const };
      return () => dock.court.run(payFine, "wang.owner", how);
    };
    await (
      await fined(0)
    )();
    await dock.reverse(0);
    expect([(await the("FINE")).state, (await payment("FINE"))?.status]).toEqual(["CANCELLED", "REJECTED"]);
    await (
      await fined(1)
    )();
    await dock.days(30);
    expect([(await the("FINE")).state, (await payment("FINE"))?.status]).toEqual(["CANCELLED", "REJECTED"]);
    expect(await db().find(Fine, {}, "ORDER BY id")).toMatchObject([{ status: "CANCELLED" }, { status: "PAID" }]);
    await send();
    expect([told(), await balance()]).toEqual([[], 170_000]);
    expect(await problems()).toEqual([]);
  });

  test("payouts are held with the first grave case that is accepted, and released with the last that closes, once each", async () => {
    const grave = (...indexes: number[]) =>
      db().transact(async (tx) => {
        for (const index of indexes) tx.update(Complaint, dock.case(index), { severity: "L4" });
        const provider = await tx.lock(Provider, dock.providerId);
        if (provider)
          tx.record(provider, {
            ...{ type: "DEPOSIT_TOPPED_UP", actorId: null, actorRole: "SYSTEM", topics: ["provider:x"] },
            ...{ audience: "MEMBERS", data: { amount: 1, currency: "CNY" }, notify: [] },
          });
      });
    const close = (index: number) =>
      db().transact(async (tx) =>
        tx.executeUnseen(`UPDATE complaint SET status = 'CLOSED' WHERE id = '${dock.case(index)}'`),
      );
    const sweep = async () => {
      await sweepPayoutHolds(swept());
      await send();
      return told();
    };
    await db().transact(async (tx) => tx.executeUnseen("UPDATE complaint SET severity = 'L3'"));
    expect(await sweep()).toEqual([]);
    await grave(0);
    expect(await sweep()).toEqual(["HOLD"]);
    await grave(1);
    await sweep();
    expect(await sweep()).toEqual(["HOLD"]);
    expect(await db().find(PayoutHold, { releasedAt: null })).toHaveLength(2);
    await close(0);
    expect(await sweep()).toEqual(["HOLD"]);
    await close(1);
    await sweep();
    expect(await sweep()).toEqual(["HOLD", "RELEASE"]);
    expect((await eventsOfProvider()).filter((type) => type.startsWith("PAYOUTS"))).toEqual([
      "PAYOUTS_HELD",
      "PAYOUTS_RELEASED",
    ]);
    // A case that is found to be less grave holds nothing any more, nor does any once the house rule says so.
    await db().transact(async (tx) => tx.executeUnseen("UPDATE complaint SET status = 'UNDER_REVIEW'"));
    await sweep();
    expect(await sweep()).toEqual(["HOLD", "RELEASE", "HOLD"]);
    await db().transact(async (tx) => tx.executeUnseen("UPDATE complaint SET severity = 'L3'"));
    expect(await sweep()).toEqual(["HOLD", "RELEASE", "HOLD", "RELEASE"]);
    await grave(0);
    expect(await sweep()).toHaveLength(5);
    await db().transact(async (tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = 'payout.hold'", [JSON.stringify({ fromLevel: 5 })]);
      HouseRules.forget(tx);
    });
    expect((await sweep()).slice(5)).toEqual(["RELEASE"]);
  });

  test("a hold that was not accepted yet is told before its release; one that nobody heard of is only cancelled", async () => {
    const set = (words: string) => db().transact(async (tx) => tx.executeUnseen(`UPDATE complaint SET ${words}`));
    const only = `WHERE id = '${dock.case(0)}'`;
    await set("severity = 'L3'");
    await set(`severity = 'L4' ${only}`);
    await sweepPayoutHolds(swept());
    side.manner = "ERROR";
    await send();
    await set(`status = 'CLOSED' ${only}`);
    await sweepPayoutHolds(swept());
    side.manner = "ACCEPT";
    await send();
    expect(told()).toEqual(["HOLD"]);
    pass(HOUR);
    await send();
    pass(HOUR);
    await send();
    expect(told()).toEqual(["HOLD", "HOLD", "RELEASE"]);

    await set(`status = 'UNDER_REVIEW' ${only}`);
    await sweepPayoutHolds(swept());
    await set(`status = 'CLOSED' ${only}`);
    await sweepPayoutHolds(swept());
    expect((await instructions()).map(({ kind, state }) => [kind, state])).toEqual([
      ["HOLD", "SENT"],
      ["RELEASE", "SENT"],
      ["HOLD", "CANCELLED"],
    ]);
  });

  further("the file of a day has each instruction and how far it has come", async () => {
    await setAside(part());
    await send();
    const { id } = await the("PAYOUT");
    await say(await the("PAYOUT"));
    const ofDay = async (at: number) => {
      const lines = [];
      for await (const line of instructionsOfDay(db(), startOfDay(dateOf(at)) ?? 0)) lines.push(line);
      return lines;
    };
    expect(await ofDay(dock.now)).toMatchObject([
      { id, kind: "PAYOUT", state: "CONFIRMED", amount: 50_000, reference: "PS-1" },
    ]);
    expect(await ofDay(dock.now - DAY)).toEqual([]);
  });

  test("what was altered afterwards, so that one no longer follows from the other, is found", async () => {
    await setAside(part());
    await send();
    const { id, paymentId } = await the("PAYOUT");
    await say(await the("PAYOUT"));
    const { id: remedyId } = (await remedy()) ?? { id: "" };
    const altered = async (table: string, row: string | null, put: string, back: string): Promise<string[]> => {
      const change = (words: string) =>
        db().transact(async (tx) => tx.execute(`UPDATE ${table} SET ${words} WHERE id = ?`, [row ?? ""]));
      await change(put);
      const found = await ledgerProblems(db());
      await change(back);
      return found;
    };
    const less = await altered("payment_instruction", id, "amount = amount - 1", "amount = amount + 1");
    expect(less).toEqual([`the instruction ${id} is of another sum than its payment`]);
    const claimed = await altered("payment", paymentId, "status = 'CLAIMED'", "status = 'CONFIRMED'");
    expect(claimed).toEqual([`the payment side confirmed ${id}, and its payment does not count`]);
    const failed = await altered("payment_instruction", id, "state = 'FAILED'", "state = 'CONFIRMED'");
    expect(failed).toEqual([`the payment ${paymentId} counts as moved by the payment side, which never said so`]);
    const more = await altered(
      "remedy",
      remedyId,
      "set_aside_amount = set_aside_amount + 1",
      "set_aside_amount = 50000",
    );
    expect(more).toEqual([`what is set aside for ${remedyId} is not what its payouts add up to`]);
    const again = { kind: "PAYOUT", providerId: dock.providerId, paymentId, amount: 50_000, currency: "CNY" } as const;
    const { id: second } = await db().transact((tx) => requestInstruction(tx, again));
    expect(await ledgerProblems(db())).toEqual([`the payment side was asked for the payment ${paymentId} twice`]);
    await db().transact(async (tx) => tx.execute("DELETE FROM payment_instruction WHERE id = ?", [second]));
  });

  test("where there is no payment side nothing is asked for, and nobody can leave anything to it", async () => {
    const other = await Dock.open(kind, 1);
    try {
      await payIn(other.court, other.providerId, 200_000);
      await other.rule(0, { levels: ["L1", "L1"], remedies: [part(PRICE / 2)] });
      await other.makeFinal(0);
      await other.days(8);
      await other.fallIntoDefault(0);
      expect(await other.court.db.find(PaymentInstruction, {})).toEqual([]);
      const more = { providerId: other.providerId, amount: 1, currency: "CNY", channel: "PLATFORM" as const };
      const asked = other.court.run(topUpDeposit, "wang.owner", more);
      await expect(asked).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.noPaymentSide"));
    } finally {
      await other[Symbol.asyncDispose]();
    }
  });
});
