import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { DepositEntry } from "../../../src/adjudication/deposit/deposit-entry.entity";
import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { withdrawAppeal } from "../../../src/adjudication/decisions/withdraw-appeal";
import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { reportCompensationMissing } from "../../../src/adjudication/clearing/report-compensation-missing";
import { confirmPayment } from "../../../src/adjudication/clearing/confirm-payment";
import { rejectPayment } from "../../../src/adjudication/clearing/reject-payment";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { formerPayouts } from "../../../src/adjudication/payments/payment.pure";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { receiveReturn } from "../../../src/adjudication/remedies/receive-return";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { shipReturn } from "../../../src/adjudication/remedies/ship-return";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import type { DecisionInput, RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { closeEvidence } from "../../../src/case/evidence/close-evidence";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { ReturnCase } from "../../../src/case/returns/return-case.entity";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { Dock, PRICE } from "../penalties/dock";
import { refused } from "../rulings/court";
import { confirm, payIn, payOut, reference } from "../payments/paid-in";
import { forEachDatabase } from "../../support/databases";

const part = (amount: number): RemedyInput => ({ kind: "REFUND_PART", amount, text: "A part.", withinDays: 7 });
const APOLOGY: RemedyInput = { kind: "APOLOGY", insteadAmount: 5_000, text: "Say sorry.", withinDays: 7 };

forEachDatabase((kind, further) => {
  let dock: Dock;
  let complaintId: string;
  beforeEach(async () => {
    dock = await Dock.open(kind, 1);
    complaintId = dock.case(0);
  });
  afterEach(() => dock[Symbol.asyncDispose]());

  const db = () => dock.court.db;
  const days = (count: number) => dock.court.later(count);
  const balance = () => balanceIn(db(), dock.providerId, "CNY");
  /** What all its consumers have had from the deposit and not paid back. */
  const withConsumers = async () =>
    (await db().find(DepositEntry, { account: "CONSUMERS" })).reduce((sum, { amount }) => sum + amount, 0);
  const status = async () => {
    const { status, closureReason } = await dock.court.complaint(complaintId);
    return closureReason ?? status;
  };
  /** Of the ruling in force. */
  const remedies = async () =>
    db().find(Remedy, { rulingId: (await dock.court.complaint(complaintId)).currentRulingId }, "ORDER BY id");
  const repayments = async (): Promise<[string, number][]> =>
    (await db().find(Payment, { purpose: "REPAYMENT" }, "ORDER BY id")).map((each) => [each.status, each.amount]);
  const order = (...ordered: RemedyInput[]) => dock.rule(0, { levels: ["L1", "L1"], remedies: ordered });
  const appeal = (login: string) =>
    dock.court.run(appealRuling, login, { complaintId, ground: "WRONG_FACTS" as const, text: "It was otherwise." });
  const answer = (login: string) => dock.court.run(answerAppeal, login, { complaintId, text: "It was not." });
  const uphold = () => decide("DISMISSED");
  const decide = (outcome: "DISMISSED" | "REMITTED" | "GRANTED", replacement: DecisionInput | null = null) =>
    dock.court.run(decideAppeal, "zhou.lead", {
      complaintId,
      outcome,
      outcomes: [],
      reason: "So it is.",
      replacement,
    });

  async function decision(...ordered: RemedyInput[]): Promise<DecisionInput> {
    const breaches = await db().find(Breach, { complaintId }, "ORDER BY id");
    const ruleVersionId = await dock.court.rule("GIFT-1");
    const isBroken = ordered.length > 0;
    return {
      outcome: isBroken ? "UPHELD" : "DISMISSED",
      facts: "No posters came.",
      reasoning: "They were promised.",
      publicText: "A promised gift was not given.",
      rootCause: "OVER_PROMISING",
      findings: breaches.map(({ id }) => ({
        ...{ breachId: id, ruleVersionId, reasoning: "Seen again." },
        ...(isBroken ? { result: "BROKEN" as const, severity: "L1" as const } : { result: "KEPT" as const }),
      })),
      remedies: ordered,
      penalties: [],
      adverseInferences: [],
      departureReason: "The circumstances are special.",
    };
  }

  /** Ordered, not paid by the silent provider, and sent from its deposit while an appeal was still possible. */
  async function paidEarly(amount: number): Promise<void> {
    await payIn(dock.court, dock.providerId, 300_000);
    await order(part(amount));
    await days(7);
    await payOut(dock.court);
  }

  further(
    "money is due from the ruling on, and the deposit has paid it before the window for appeals is over",
    async () => {
      await paidEarly(50_000);
      expect([await status(), await balance()]).toEqual(["RULED", 250_000]);
      expect(await remedies()).toMatchObject([{ dueAt: dock.now, defaultedAt: dock.now, paidFromDepositAt: dock.now }]);
      await days(8);
      expect([await status(), await balance()]).toEqual(["REMEDIED", 250_000]);
      expect(await db().find(Violation, { kind: "NON_PERFORMANCE" })).toEqual([]);
    },
  );

  further("of several each is in default on its own day, and none waits for the last", async () => {
    await payIn(dock.court, dock.providerId, 100_000);
    await order({ ...part(10_000), withinDays: 3 }, { ...part(20_000), withinDays: 40 }, { ...APOLOGY, withinDays: 5 });
    const sums = async () => (await remedies()).map(({ setAsideAmount }) => setAsideAmount);
    await days(3);
    expect([await status(), await sums()]).toEqual(["RULED", [10_000, 0, 0]]);
    await days(12);
    expect([await status(), await sums()]).toEqual(["ENFORCING", [10_000, 0, 0]]);
    await days(5);
    expect(await sums()).toEqual([10_000, 0, 5_000]);
    await days(20);
    expect([await sums(), await status()]).toEqual([[10_000, 20_000, 5_000], "ENFORCING"]);
    await payOut(dock.court);
    expect([await status(), await balance()]).toEqual(["REMEDIED", 65_000]);
  });

  test("what has not come, as its consumer says, is owed back only once finance has found that it did", async () => {
    await payIn(dock.court, dock.providerId, 30_000);
    await order(part(50_000));
    await days(7);
    await payOut(dock.court);
    const [remedy] = await remedies();
    const missing = { complaintId, remedyId: remedy?.id ?? "", text: "Nothing came." };
    await appeal("wang.owner");
    // A part of what waits now.
    await dock.court.run(reportCompensationMissing, "li.na", missing);
    await answer("li.na");
    await decide("GRANTED", await decision());
    expect([await status(), await repayments()]).toEqual(["DISMISSED", []]);
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const found = { channel: "BANK" as const, reference: reference(), reason: "It is on the account." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId: payout?.id ?? "", ...found });
    expect(await repayments()).toEqual([["CLAIMED", 30_000]]);
  });

  test("the part that its consumer never had goes back to the deposit once nothing orders it, said by somebody else than who sent it", async () => {
    await payIn(dock.court, dock.providerId, 20_000);
    await order(part(50_000));
    await days(7);
    await payOut(dock.court);
    await payIn(dock.court, dock.providerId, 30_000);
    await payOut(dock.court);
    const [remedy] = await remedies();
    const payouts = () => db().find(Payment, { purpose: "PAYOUT" }, "ORDER BY id");
    const reject = async (login: string) => {
      const [, payout] = await payouts();
      return dock.court.run(rejectPayment, login, { paymentId: payout?.id ?? "", reason: "The bank sent it back." });
    };
    const missing = { complaintId, remedyId: remedy?.id ?? "", text: "Nothing came." };
    // Sent is sent, until its consumer says otherwise; and while it is owed, it is sent again.
    await expect(reject("xu.finance")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.otherDirection"));
    await dock.court.run(reportCompensationMissing, "li.na", missing);
    await expect(reject("xu.finance")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.otherDirection"));
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    const [found, sent] = await payouts();
    const sentBy = sent?.settledById === (await dock.court.as("wu.finance")).accountId ? "wu.finance" : "xu.finance";
    const other = sentBy === "wu.finance" ? "xu.finance" : "wu.finance";
    await expect(reject(sentBy)).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou"));
    await reject(other);
    expect([await repayments(), await balance(), await withConsumers()]).toEqual([[], 30_000, 20_000]);
    const unsent = { paidFromDepositAt: null, setAsideAmount: 20_000, setAsideAt: null };
    // Of the other part the platform still owes an answer.
    const asked = { ...unsent, reportedMissingAt: expect.any(Number) };
    expect(await db().byId(Remedy, remedy?.id ?? "")).toMatchObject(asked);
    expect((await dock.court.events(complaintId)).at(-1)).toBe("COMPENSATION_ANSWERED");
    await expect(reject(other)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.otherDirection"));
    await expect(dock.court.run(reportCompensationMissing, "li.na", missing)).rejects.toEqual(
      refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"),
    );
    // The other part came: it is not the whole, and is owed back.
    const came = { channel: "BANK" as const, reference: reference(), reason: "It came." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId: found?.id ?? "", ...came });
    expect([await repayments(), await db().byId(Remedy, remedy?.id ?? "")]).toMatchObject([
      [["CLAIMED", 20_000]],
      { ...unsent, reportedMissingAt: null },
    ]);
    const theCase = await dock.court.complaint(complaintId);
    expect((await readOrderMoney(db(), theCase, dock.now)).given).toBe(0);
  });

  test("what the deposit had set aside beside the provider's own payment, and has again unsent, is not owed back", async () => {
    await payIn(dock.court, dock.providerId, 10_000);
    await order(part(50_000));
    await days(7);
    const [remedy] = await remedies();
    expect([remedy?.outstanding, await balance()]).toEqual([40_000, 0]);
    const remedyId = remedy?.id ?? "";
    const proof = { text: "The rest.", evidenceIds: [], refundChannel: "BANK" as const, refundReference: reference() };
    await dock.court.run(fileRemedyProof, "wang.owner", { complaintId, remedyId, ...proof });
    await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId });
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision(part(45_000)));
    expect([await balance(), await remedies()]).toMatchObject([
      10_000,
      [{ creditedAmount: 40_000, outstanding: 5_000 }],
    ]);
    expect(await repayments()).toEqual([["REJECTED", 40_000]]);
    const given = async () => (await readOrderMoney(db(), await dock.court.complaint(complaintId), dock.now)).given;
    const [refund] = await db().find(Payment, { purpose: "REFUND" });
    await dock.court.run(confirmPayment, "wu.finance", { paymentId: refund?.id ?? "" });
    expect([await repayments(), await remedies()]).toMatchObject([[["REJECTED", 40_000]], [{ outstanding: 5_000 }]]);
    expect(await given()).toBe(40_000);
  });

  further("what cannot be undone waits until the ruling is final", async () => {
    await order(part(50_000), APOLOGY);
    expect((await remedies()).map(({ dueAt }) => dueAt)).toEqual([dock.now + 7 * 86_400_000, null]);
    await days(15);
    expect(await status()).toBe("ENFORCING");
    expect((await remedies()).map(({ defaultedAt, dueAt }) => [defaultedAt !== null, dueAt])).toEqual([
      [true, dock.now - 8 * 86_400_000],
      [false, dock.now + 7 * 86_400_000],
    ]);
  });

  further("a provider that pays before the ruling is final ends the case when it is, with fewer points", async () => {
    await order(part(50_000));
    const [remedy] = await remedies();
    const remedyId = remedy?.id ?? "";
    const proof = { text: "Paid.", evidenceIds: [], refundChannel: "BANK" as const };
    await dock.court.run(fileRemedyProof, "wang.owner", { complaintId, remedyId, ...proof });
    await dock.court.run(confirmRemedy, "li.na", { complaintId, remedyId });
    expect(await status()).toBe("RULED");
    await days(15);
    expect(await status()).toBe("REMEDIED");
    const found = await db().find(Violation, { kind: "PROMISE_BROKEN" });
    expect(found.map(({ promptlyRemediedAt }) => promptlyRemediedAt)).toEqual([dock.now, dock.now]);
  });

  test("not paid, it is a violation only once the ruling is final", async () => {
    await order(part(50_000));
    await days(14);
    expect(await db().find(Violation, { kind: "NON_PERFORMANCE" })).toEqual([]);
    await days(1);
    expect(await db().find(Violation, { kind: "NON_PERFORMANCE" })).toMatchObject([{ countedAt: dock.now }]);
    expect(await status()).toBe("ENFORCING");
  });

  further("while its appeal is open the provider is not in default; upheld, it has its time anew", async () => {
    await payIn(dock.court, dock.providerId, 300_000);
    await order(part(50_000));
    await days(6);
    await appeal("wang.owner");
    await answer("li.na");
    await days(20);
    expect(await remedies()).toMatchObject([{ dueAt: null, defaultedAt: null }]);
    await uphold();
    await days(6);
    expect([await status(), await balance()]).toEqual(["ENFORCING", 300_000]);
    await days(1);
    expect(await balance()).toBe(250_000);
  });

  test("an appeal that is withdrawn has only put it off", async () => {
    await payIn(dock.court, dock.providerId, 300_000);
    await order(part(50_000));
    await days(6);
    await appeal("wang.owner");
    await days(3);
    await dock.court.run(withdrawAppeal, "wang.owner", { complaintId });
    expect(await remedies()).toMatchObject([{ dueAt: dock.now + 7 * 86_400_000 }]);
    await days(7);
    expect([await status(), await balance()]).toEqual(["RULED", 250_000]);
  });

  further("set aside and not sent, it waits while an appeal is open, and goes back when that is granted", async () => {
    await payIn(dock.court, dock.providerId, 300_000);
    await order(part(50_000));
    await days(7);
    await appeal("wang.owner");
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const send = dock.court.run(confirmPayout, "wu.finance", {
      ...{ paymentId: payout?.id ?? "", channel: "BANK" as const, reference: reference() },
    });
    await expect(send).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.caseWaits"));
    await answer("li.na");
    await decide("GRANTED", await decision());
    expect([await status(), await balance(), await repayments()]).toEqual(["DISMISSED", 300_000, []]);
  });

  further(
    "sent already, it is owed back to the deposit, and is there again when the consumer has paid it",
    async () => {
      await paidEarly(50_000);
      await appeal("wang.owner");
      await answer("li.na");
      await decide("GRANTED", await decision());
      expect([await status(), await balance(), await withConsumers()]).toEqual(["DISMISSED", 250_000, 50_000]);
      expect(await repayments()).toEqual([["CLAIMED", 50_000]]);
      expect(await dock.court.events(complaintId)).toContain("COMPENSATION_OWED_BACK");
      const [due] = await db().find(Payment, { purpose: "REPAYMENT" });
      await confirm(dock.court, due?.id ?? "");
      expect([await balance(), await withConsumers()]).toEqual([300_000, 0]);
      expect(await repayments()).toEqual([["CONFIRMED", 50_000]]);
    },
  );

  test("what never came is not owed back, also when its consumer misses it only then", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    expect(await repayments()).toEqual([["CLAIMED", 50_000]]);
    const [due] = await db().find(Payment, { purpose: "REPAYMENT" });
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const missing = { complaintId, remedyId: due?.remedyId ?? "", text: "Nothing came." };
    const report = () => dock.court.run(reportCompensationMissing, "li.na", missing);
    await report();
    expect([await repayments(), await db().byId(Payment, payout?.id ?? "")]).toMatchObject([
      [["REJECTED", 50_000]],
      { status: "DISPUTED" },
    ]);
    // Finance finds that it came: it is owed back again. Missed once more, it turns out never to have come.
    const came = { channel: "BANK" as const, reference: reference(), reason: "It came." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId: payout?.id ?? "", ...came });
    expect((await repayments()).at(-1)).toEqual(["CLAIMED", 50_000]);
    await report();
    await dock.court.run(rejectPayment, "xu.finance", { paymentId: payout?.id ?? "", reason: "It came back." });
    expect([await balance(), await withConsumers()]).toEqual([300_000, 0]);
    expect((await repayments()).map(([state]) => state)).toEqual(["REJECTED", "REJECTED"]);
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
  });

  test("what never came, and counts for what is ordered instead, is sent again; of the difference nothing is owed back until then", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision(part(20_000)));
    await days(1);
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const paymentId = payout?.id ?? "";
    const missing = { complaintId, remedyId: payout?.remedyId ?? "", text: "Nothing came." };
    const report = () => dock.court.run(reportCompensationMissing, "li.na", missing);
    const former = async () => formerPayouts(await db().find(Payment, { complaintId })).map((each) => each.status);
    expect(await former()).toEqual(["CONFIRMED"]);
    await report();
    expect(await former()).toEqual(["DISPUTED"]);
    const lowered = ["REJECTED", 50_000];
    expect([await status(), await repayments()]).toEqual(["REMEDIED", [lowered, ["REJECTED", 30_000]]]);
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
    // Not back to the deposit: a part of it is ordered.
    const refusal = refused("NOT_IN_THIS_STATE", "payment.otherDirection");
    const comesBack = { paymentId, reason: "It came back." };
    await expect(dock.court.run(rejectPayment, "xu.finance", comesBack)).rejects.toEqual(refusal);
    await days(1);
    const again = { channel: "BANK" as const, reference: reference(), reason: "Sent again." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId, ...again });
    expect(await repayments()).toEqual([lowered, ["REJECTED", 30_000], ["CLAIMED", 30_000]]);
    expect([await balance(), await withConsumers()]).toEqual([250_000, 50_000]);
    expect(await db().byId(Remedy, missing.remedyId)).toMatchObject({ reportedMissingAt: null });
    // Whoever has paid the difference back has had it.
    const debt = (await db().find(Payment, { purpose: "REPAYMENT", status: "CLAIMED" }))[0]?.id ?? "";
    await dock.court.run(confirmPayment, "wu.finance", { paymentId: debt });
    expect(await former()).toEqual([]);
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
  });

  test("what the provider itself paid stays owed back while the part from its deposit is missed", async () => {
    await payIn(dock.court, dock.providerId, 20_000);
    await order(part(50_000));
    await days(7);
    await payOut(dock.court);
    const [remedy] = await remedies();
    const remedyId = remedy?.id ?? "";
    await dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId, remedyId, text: "The rest is paid.", evidenceIds: [] },
      ...{ refundChannel: "BANK" as const, refundReference: reference() },
    });
    await confirm(dock.court, (await db().findOne(Payment, { purpose: "REFUND" }))?.id ?? "");
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    expect(await repayments()).toEqual([["CLAIMED", 50_000]]);
    await days(1);
    await dock.court.run(reportCompensationMissing, "li.na", { complaintId, remedyId, text: "Nothing came." });
    const rest = [
      ["REJECTED", 50_000],
      ["CLAIMED", 30_000],
    ];
    expect(await repayments()).toEqual(rest);
    await days(1);
    const [payout] = await db().find(Payment, { purpose: "PAYOUT", status: "DISPUTED" });
    const came = { channel: "BANK" as const, reference: reference(), reason: "It came." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId: payout?.id ?? "", ...came });
    expect(await repayments()).toEqual([...rest, ["CLAIMED", 20_000]]);
  });

  further("where all of it counts for what is ordered instead, it is missed and sent again likewise", async () => {
    await paidEarly(50_000);
    await appeal("li.na");
    await answer("wang.owner");
    await decide("GRANTED", await decision({ kind: "REFUND_FULL", text: "All of it.", withinDays: 7 }));
    await days(1);
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const missing = { complaintId, remedyId: payout?.remedyId ?? "", text: "Nothing came." };
    await dock.court.run(reportCompensationMissing, "li.na", missing);
    expect(await db().byId(Payment, payout?.id ?? "")).toMatchObject({ status: "DISPUTED" });
    await days(1);
    const found = { channel: "BANK" as const, reference: reference(), reason: "It came." };
    await dock.court.run(confirmPayout, "wu.finance", { paymentId: payout?.id ?? "", ...found });
    expect(await repayments()).toEqual([["REJECTED", 50_000]]);
    expect(await remedies()).toMatchObject([{ creditedAmount: 50_000, outstanding: PRICE - 50_000, isDone: false }]);
  });

  further("finance can give it up, with a reason", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    const [due] = await db().find(Payment, { purpose: "REPAYMENT" });
    const reason = "The consumer is insolvent.";
    await dock.court.run(rejectPayment, "wu.finance", { paymentId: due?.id ?? "", reason });
    expect(await db().find(Payment, { purpose: "REPAYMENT" })).toMatchObject([{ status: "REJECTED", reason }]);
    expect(await balance()).toBe(250_000);
  });

  test("a large sum that is owed back is given up by two persons; who gives it up does not second that it has come", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    await db().transact(async (tx) => tx.execute("UPDATE payment SET amount = 1000001 WHERE purpose = 'REPAYMENT'"));
    const [due] = await db().find(Payment, { purpose: "REPAYMENT" });
    const paymentId = due?.id ?? "";
    const reason = "The consumer is insolvent.";
    const giveUp = (login: string) => dock.court.run(rejectPayment, login, { paymentId, reason });
    const second = refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou");
    await giveUp("wu.finance");
    expect(await db().byId(Payment, paymentId)).toMatchObject({ status: "CLAIMED", reason });
    await expect(giveUp("wu.finance")).rejects.toEqual(second);
    // Whoever has seen it after all begins anew.
    await dock.court.run(confirmPayment, "xu.finance", { paymentId });
    expect(await db().byId(Payment, paymentId)).toMatchObject({ status: "CLAIMED", reason: null });
    await giveUp("wu.finance");
    await giveUp("xu.finance");
    expect(await db().byId(Payment, paymentId)).toMatchObject({ status: "REJECTED", reason });
  });

  test("where less is ordered after all, only the difference is owed back", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision(part(20_000)));
    expect(await remedies()).toMatchObject([{ creditedAmount: 20_000, verifiedAt: dock.now }]);
    expect(await repayments()).toEqual([
      ["REJECTED", 50_000],
      ["CLAIMED", 30_000],
    ]);
    expect(await status()).toBe("REMEDIED");
    const { orderId } = await dock.court.complaint(complaintId);
    expect(await readOrderMoney(db(), { id: "cmp_other", orderId }, dock.now)).toMatchObject({ given: 20_000 });
  });

  further("where more is ordered, what was paid counts, up to the whole price", async () => {
    await paidEarly(50_000);
    await appeal("li.na");
    await answer("wang.owner");
    await decide("GRANTED", await decision({ kind: "REFUND_FULL", text: "All of it.", withinDays: 7 }));
    expect(await remedies()).toMatchObject([{ creditedAmount: 50_000, outstanding: PRICE - 50_000, isDone: false }]);
    await days(7);
    expect([await balance(), await withConsumers()]).toEqual([300_000 - PRICE, PRICE]);
    await payOut(dock.court);
    expect(await status()).toBe("REMEDIED");
    expect(await repayments()).toEqual([["REJECTED", 50_000]]);
  });

  const sentBack: RemedyInput = { kind: "RETURN_AND_REFUND", text: "Send it back.", withinDays: 7 };
  /** Of goods and money that the consumer has, the goods are to go back after all. */
  async function orderedBack(): Promise<void> {
    await payIn(dock.court, dock.providerId, 300_000);
    await order({ kind: "REFUND_FULL", text: "All of it.", withinDays: 7 });
    await days(7);
    await payOut(dock.court);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision(sentBack));
  }

  test("goods that are to be sent back are sent back, though the money was paid; once they are, it counts as paid", async () => {
    await orderedBack();
    expect([await status(), await repayments()]).toEqual(["ENFORCING", [["CLAIMED", PRICE]]]);
    expect(await remedies()).toMatchObject([{ creditedAmount: 0, isDone: false }]);
    await dock.court.run(shipReturn, "li.na", { complaintId, shipment: "SF 1" });
    await dock.court.run(receiveReturn, "wang.owner", { complaintId, condition: "INTACT" as const });
    expect([await status(), await repayments()]).toEqual(["REMEDIED", [["REJECTED", PRICE]]]);
    expect(await remedies()).toMatchObject([{ creditedAmount: PRICE, verifiedAt: dock.now, setAsideAmount: 0 }]);
    expect(await db().find(ReturnCase, {})).toMatchObject([{ status: "REFUNDED", refundedAt: dock.now }]);
    expect([await balance(), await withConsumers()]).toEqual([300_000 - PRICE, PRICE]);
  });

  further("whoever keeps the goods owes the money back", async () => {
    await orderedBack();
    await days(15);
    expect([await status(), await repayments()]).toEqual(["REMEDIED", [["CLAIMED", PRICE]]]);
    expect(await remedies()).toMatchObject([{ creditedAmount: 0, waivedAt: dock.now }]);
  });

  further("whoever has paid the money back is refunded for the goods by the provider", async () => {
    await orderedBack();
    const [due] = await db().find(Payment, { purpose: "REPAYMENT" });
    await confirm(dock.court, due?.id ?? "");
    await dock.court.run(shipReturn, "li.na", { complaintId, shipment: "SF 1" });
    await dock.court.run(receiveReturn, "wang.owner", { complaintId, condition: "INTACT" as const });
    expect([await status(), await remedies()]).toMatchObject(["ENFORCING", [{ creditedAmount: 0, isDone: false }]]);
  });

  test("what was paid takes the place of no service, only of what it is worth once it is in default", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide(
      "GRANTED",
      await decision({ kind: "REPLACE", insteadAmount: 40_000, text: "A new one.", withinDays: 7 }),
    );
    expect([await status(), await repayments()]).toEqual(["ENFORCING", [["CLAIMED", 50_000]]]);
    expect(await remedies()).toMatchObject([{ creditedAmount: 0, isDone: false }]);
    await days(7);
    expect(await repayments()).toEqual([
      ["REJECTED", 50_000],
      ["CLAIMED", 10_000],
    ]);
    expect(await remedies()).toMatchObject([{ defaultedAt: dock.now, creditedAmount: 40_000, setAsideAmount: 0 }]);
    expect([await status(), await db().find(Violation, { kind: "NON_PERFORMANCE" })]).toEqual(["REMEDIED", []]);
  });

  further("remitted, it is owed back until the next ruling orders it again", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("REMITTED");
    expect(await repayments()).toEqual([["CLAIMED", 50_000]]);
    for (const login of ["li.na", "wang.owner"]) await dock.court.run(closeEvidence, login, { complaintId });
    await dock.court.run(issueRuling, "liu.mod", {
      ...(await decision(part(60_000))),
      ...{ complaintId, leaseToken: await dock.court.take(complaintId, "liu.mod") },
    });
    expect(await remedies()).toMatchObject([{ creditedAmount: 50_000, outstanding: 10_000, isDone: false }]);
    expect(await repayments()).toEqual([["REJECTED", 50_000]]);
  });

  test("remitted, what never came is missed before the next ruling, and is not counted for what that orders", async () => {
    await paidEarly(50_000);
    await appeal("wang.owner");
    await answer("li.na");
    await decide("REMITTED");
    const [payout] = await db().find(Payment, { purpose: "PAYOUT" });
    const missing = { complaintId, remedyId: payout?.remedyId ?? "", text: "Nothing came." };
    const report = () => dock.court.run(reportCompensationMissing, "li.na", missing);
    expect(await status()).toBe("EVIDENCE");
    await report();
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
    expect(await repayments()).toEqual([["REJECTED", 50_000]]);
    await dock.court.run(rejectPayment, "xu.finance", { paymentId: payout?.id ?? "", reason: "It came back." });
    expect([await status(), await balance(), await withConsumers()]).toEqual(["EVIDENCE", 300_000, 0]);
    for (const login of ["li.na", "wang.owner"]) await dock.court.run(closeEvidence, login, { complaintId });
    await dock.court.run(issueRuling, "liu.mod", {
      ...(await decision(part(60_000))),
      ...{ complaintId, leaseToken: await dock.court.take(complaintId, "liu.mod") },
    });
    expect(await remedies()).toMatchObject([{ creditedAmount: 0, outstanding: 60_000, isDone: false }]);
  });

  test("what the provider itself refunded is owed back to its deposit likewise, also when it is found late, or was waived before", async () => {
    await order(part(50_000), part(20_000), part(10_000));
    const ids = (await remedies()).map(({ id }) => id);
    for (const remedyId of ids)
      await dock.court.run(fileRemedyProof, "wang.owner", {
        ...{ complaintId, remedyId, text: "Paid.", evidenceIds: [] },
        ...{ refundChannel: "BANK" as const, refundReference: reference() },
      });
    const [found, late, waived] = await db().find(Payment, { purpose: "REFUND" }, "ORDER BY id");
    await confirm(dock.court, found?.id ?? "");
    await dock.court.run(waiveRemedy, "li.na", { complaintId, remedyId: ids[2] ?? "" });
    await confirm(dock.court, waived?.id ?? "");
    await appeal("wang.owner");
    await answer("li.na");
    await decide("GRANTED", await decision());
    expect(await repayments()).toEqual([
      ["CLAIMED", 50_000],
      ["CLAIMED", 10_000],
    ]);
    await confirm(dock.court, late?.id ?? "");
    expect(await repayments()).toEqual([
      ["CLAIMED", 50_000],
      ["CLAIMED", 10_000],
      ["CLAIMED", 20_000],
    ]);
    for (const { id } of await db().find(Payment, { purpose: "REPAYMENT" })) await confirm(dock.court, id);
    expect([await balance(), await withConsumers()]).toEqual([80_000, 0]);
    // Whoever has paid back is told that it came.
    const { accountId } = await dock.court.as("li.na");
    const paid = await db().find(LoggedEvent, { type: "PAYMENT_CONFIRMED" }, "ORDER BY id");
    const told = paid.filter(({ topics }) => topics.includes(`inbox:${accountId}`));
    expect(told.map(({ data }) => data)).toEqual(
      [50_000, 10_000, 20_000].map((amount) => expect.objectContaining({ purpose: "REPAYMENT", amount })),
    );
  });

  describe("what the provider refunded is found when another ruling has taken the first one's place", () => {
    const claim = async (amount: number): Promise<string> => {
      const remedyId = (await remedies())[0]?.id ?? "";
      await dock.court.run(fileRemedyProof, "wang.owner", {
        ...{ complaintId, remedyId, text: "Paid.", evidenceIds: [] },
        ...{ refundChannel: "BANK" as const, refundReference: reference() },
      });
      return (await db().findOne(Payment, { purpose: "REFUND", amount }))?.id ?? "";
    };

    further("that orders more: it counts, and only the rest is to be paid", async () => {
      await payIn(dock.court, dock.providerId, 300_000);
      await order(part(50_000));
      const late = await claim(50_000);
      await appeal("li.na");
      await answer("wang.owner");
      await decide("GRANTED", await decision(part(80_000)));
      await confirm(dock.court, late);
      expect(await repayments()).toEqual([["REJECTED", 50_000]]);
      expect(await remedies()).toMatchObject([{ creditedAmount: 50_000, outstanding: 30_000, isDone: false }]);
      await days(7);
      await payOut(dock.court);
      expect([await status(), await balance(), await withConsumers()]).toEqual(["REMEDIED", 270_000, 30_000]);
    });

    test("that orders less: it is done, and the difference owed back", async () => {
      await order(part(50_000));
      const late = await claim(50_000);
      await appeal("wang.owner");
      await answer("li.na");
      await decide("GRANTED", await decision(part(40_000)));
      expect(await status()).toBe("ENFORCING");
      await confirm(dock.court, late);
      expect([await status(), await repayments()]).toEqual([
        "REMEDIED",
        [
          ["REJECTED", 50_000],
          ["CLAIMED", 10_000],
        ],
      ]);
    });

    test("and that the provider says it has paid as well: finance looks for that first", async () => {
      await order(part(50_000));
      const late = await claim(50_000);
      await appeal("li.na");
      await answer("wang.owner");
      await decide("GRANTED", await decision(part(80_000)));
      const second = await claim(80_000);
      await confirm(dock.court, late);
      expect([await repayments(), await remedies()]).toMatchObject([[["CLAIMED", 50_000]], [{ creditedAmount: 0 }]]);
      await confirm(dock.court, second);
      expect([await status(), await repayments()]).toEqual(["REMEDIED", [["CLAIMED", 50_000]]]);
    });
  });

  further("a ruling that was final when it was reversed leaves the consumer what it was paid", async () => {
    await paidEarly(50_000);
    await days(8);
    await dock.reverse(0);
    expect([await balance(), await repayments()]).toEqual([250_000, []]);
  });
});
