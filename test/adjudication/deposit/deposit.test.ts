import { Account } from "../../../src/accounts/account/account.entity";
import { closeAccount } from "../../../src/accounts/people/close-account";
import { openDutiesOf } from "../../../src/market/providers/open-duties.queries";
import { DepositEntry } from "../../../src/adjudication/deposit/deposit-entry.entity";
import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { owedToConsumers } from "../../../src/adjudication/deposit/owed.queries";
import { sweepGrownDeposits } from "../../../src/adjudication/clearing/sweep-grown-deposits";
import { rejectPayment } from "../../../src/adjudication/clearing/reject-payment";
import { topUpDeposit } from "../../../src/adjudication/clearing/top-up-deposit";
import { restrictionsOf } from "../../../src/market/listings/restrictions";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { Fine } from "../../../src/adjudication/penalties/fine.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { remedyDefaults } from "../../../src/adjudication/remedies/remedy-clocks";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { resumeComplaint } from "../../../src/adjudication/stays/resume-complaint";
import { stayComplaint } from "../../../src/adjudication/stays/stay-complaint";
import { CaseFile } from "../../../src/case/complaints/case-file";
import { movesOf } from "../../../src/case/complaints/complaint.lifecycle";
import { reopenComplaint } from "../../../src/case/complaints/reopen-complaint";
import { refuseComplaint } from "../../../src/case/desk/refuse-complaint";
import { takeComplaint } from "../../../src/case/desk/take-complaint";
import { informationMissed } from "../../../src/case/evidence/information-missed";
import { requestInformation } from "../../../src/case/evidence/request-information";
import { withdrawComplaint } from "../../../src/case/complaints/withdraw-complaint";
import type { RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { Dock, PRICE } from "../penalties/dock";
import { refused, silent } from "../rulings/court";
import { confirm, payIn, payOut, reference } from "../payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";

const FULL: RemedyInput = { kind: "REFUND_FULL", text: "All of it.", withinDays: 7 };
const PART: RemedyInput = { kind: "REFUND_PART", amount: 50_000, text: "500 yuan.", withinDays: 7 };
const REST: RemedyInput = { kind: "REFUND_PART", amount: PRICE - 50_000, text: "The rest.", withinDays: 7 };
const CREDIT: RemedyInput = { kind: "CREDIT", amount: 20_000, text: "For the next order.", withinDays: 7 };
const APOLOGY: RemedyInput = { kind: "APOLOGY", insteadAmount: 5_000, text: "Say sorry.", withinDays: 7 };

forEachDatabase((kind, further) => {
  let dock: Dock;
  beforeEach(async () => (dock = await Dock.open(kind, 2)));
  afterEach(async () => {
    // Whatever happened, money neither came from nowhere nor went there, and no deposit is overdrawn.
    const entries = await dock.court.db.find(DepositEntry, {});
    for (const { transferId } of entries) {
      const halves = entries.filter((entry) => entry.transferId === transferId);
      expect(halves).toHaveLength(2);
      expect(halves.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
    expect(await balance()).toBeGreaterThanOrEqual(0);
    await dock[Symbol.asyncDispose]();
  });

  const balance = (): Promise<number> => balanceIn(dock.court.db, dock.providerId, "CNY");
  /** Paid in, seen by finance, and sent on to the consumers it is for. */
  const pay = async (amount: number) => {
    await payIn(dock.court, dock.providerId, amount);
    await payOut(dock.court);
  };
  const sweep = () => sweepGrownDeposits({ database: dock.court.db, clock: dock.court.clock, log: silent });
  const claim = (login: string, providerId = dock.providerId, amount = 1) =>
    dock.court.run(topUpDeposit, login, {
      ...{ providerId, amount, currency: "CNY", channel: "BANK" as const, reference: reference() },
    });
  const remediesOf = (index: number) => dock.court.db.find(Remedy, { complaintId: dock.case(index) }, "ORDER BY id");
  const status = async (index: number) => {
    const { status, closureReason } = await dock.court.complaint(dock.case(index));
    return closureReason ?? status;
  };
  const defaults = () => dock.court.db.find(Violation, { kind: "NON_PERFORMANCE" });
  const frozen = async () => (await restrictionsOf(dock.court.db, dock.providerId, dock.now)).frozenListingIds;

  /** Ruled, final, and not done in time. */
  async function inDefault(index: number, ...remedies: RemedyInput[]): Promise<void> {
    await dock.rule(index, { levels: ["L1", "L1"], remedies });
    await dock.makeFinal(index);
    await dock.days(8);
    await dock.fallIntoDefault(index);
    await payOut(dock.court);
  }

  further(
    "at a default the consumer is paid from the deposit: that is the end of the case, and no violation",
    async () => {
      await pay(300_000);
      await inDefault(0, REST, PART);
      expect(await status(0)).toBe("REMEDIED");
      expect(await balance()).toBe(300_000 - PRICE);
      expect(await remediesOf(0)).toMatchObject([
        { paidFromDepositAt: dock.now, defaultedAt: dock.now },
        { paidFromDepositAt: dock.now },
      ]);
      expect(await defaults()).toEqual([]);
      expect(await dock.court.events(dock.case(0))).toEqual(
        expect.arrayContaining(["REMEDY_DEFAULTED", "REMEDY_PAID_FROM_DEPOSIT", "COMPLAINT_REMEDIED"]),
      );
    },
  );

  further("what the consumer was paid stays with the consumer when the ruling is reversed later", async () => {
    await pay(300_000);
    await inDefault(0, PART);
    await dock.reverse(0);
    expect(await balance()).toBe(250_000);
    expect(await dock.court.db.find(DepositEntry, { purpose: "COMPENSATION" })).toHaveLength(2);
    expect(await owedToConsumers(dock.court.db, dock.providerId)).toEqual([]);
  });

  test("the deposit pays as far as it goes; the rest stays in default, and is a serious violation that counts at once", async () => {
    await pay(60_000);
    await inDefault(0, PART, APOLOGY, CREDIT);
    expect(await status(0)).toBe("ENFORCING");
    expect(await balance()).toBe(0);
    expect((await remediesOf(0)).map(({ isDone, outstanding }) => [isDone, outstanding])).toEqual([
      [true, 0],
      [true, 0],
      [false, 15_000],
    ]);
    expect(await defaults()).toMatchObject([{ level: "L3", countedAt: dock.now, step: 2, reversedAt: null }]);
    const ordered = await dock.court.db.find(Penalty, { cause: "THRESHOLD" }, "ORDER BY kind");
    expect(ordered.map(({ kind, threshold }) => [kind, threshold])).toEqual([
      ["MANDATORY_TRAINING", 8],
      ["PUBLIC_NOTICE", 8],
      ["RANK_DEMOTION", 8],
    ]);
  });

  test("services that were not done are paid for as far as the price does not go back already; then they are only not done", async () => {
    await pay(300_000);
    await inDefault(0, PART, { kind: "REPERFORM", insteadAmount: 150_000, text: "Again.", withinDays: 7 }, APOLOGY);
    expect(await balance()).toBe(300_000 - PRICE);
    expect((await remediesOf(0)).map((each) => [each.isDone, each.creditedAmount, each.outstanding])).toEqual([
      [true, 0, 0],
      [true, 100, 0],
      [false, 5_000, 0],
    ]);
    expect(await defaults()).toHaveLength(1);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason: "Not a word came." });
    expect([await status(0), await frozen()]).toEqual(["UNREMEDIED", []]);
  });

  further(
    "a deposit that grows pays what is owed, the oldest first, and ends the cases that nothing is owed in",
    async () => {
      await inDefault(0, FULL);
      await inDefault(1, PART);
      expect((await owedToConsumers(dock.court.db, dock.providerId)).map(({ amount }) => amount)).toEqual([
        PRICE,
        50_000,
      ]);
      await pay(PRICE + 10);
      expect([await status(0), await status(1), await balance()]).toEqual(["REMEDIED", "ENFORCING", 0]);
      await pay(50_000);
      expect([await status(1), await balance()]).toEqual(["REMEDIED", 10]);
      expect((await remediesOf(1)).map(({ setAsideAmount }) => setAsideAmount)).toEqual([50_000]);
    },
  );

  further(
    "one that grows by what comes back pays just so: sums set aside that are not sent, and charges refunded",
    async () => {
      await pay(50_000);
      await dock.rule(0, { levels: ["L1", "L1"], penalties: [{ kind: "FINE", amount: 40_000, reason: "Careless." }] });
      await dock.makeFinal(0);
      await pay(30_000);
      await dock.days(15);
      await dock.rule(1, { levels: ["L1", "L1"], remedies: [FULL] });
      await dock.makeFinal(1);
      await dock.fallIntoDefault(1);
      expect(await remediesOf(1)).toMatchObject([{ setAsideAmount: 40_000 }]);
      await dock.reverse(0);
      expect(await balance()).toBe(40_000);
      await Promise.all([sweep(), sweep()]);
      expect([await remediesOf(1), await balance()]).toMatchObject([[{ setAsideAmount: 80_000 }], 0]);
      expect(await sweep()).toBe(0);
    },
  );

  test("what was paid in parts comes back in parts: only what was not sent yet, when the ruling is reversed", async () => {
    await pay(20_000);
    await inDefault(0, PART);
    await payIn(dock.court, dock.providerId, 10_000);
    expect((await remediesOf(0)).map(({ outstanding }) => outstanding)).toEqual([20_000]);
    await dock.reverse(0);
    expect(await balance()).toBe(10_000);
    expect((await remediesOf(0)).map(({ setAsideAmount, isDone }) => [setAsideAmount, isDone])).toEqual([
      [20_000, false],
    ]);
  });

  test("what is stayed is not paid out, but as soon as the case goes on", async () => {
    await inDefault(0, PART);
    const complaintId = dock.case(0);
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    await pay(50_000);
    expect([await status(0), await balance()]).toEqual(["STAYED", 50_000]);
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    await payOut(dock.court);
    expect([await status(0), await balance()]).toEqual(["REMEDIED", 0]);
  });

  test("nothing is paid twice: what the provider proved, or the consumer waived, is not owed", async () => {
    await inDefault(0, REST, PART);
    const [rest, part] = (await remediesOf(0)).map(({ id }) => id);
    const complaintId = dock.case(0);
    await dock.court.run(fileRemedyProof, "wang.owner", {
      complaintId,
      remedyId: rest ?? "",
      text: "Paid late.",
      evidenceIds: [],
      refundChannel: "BANK",
    });
    await dock.court.run(waiveRemedy, "li.na", { complaintId, remedyId: part ?? "" });
    await pay(500_000);
    expect(await balance()).toBe(500_000);
  });

  further("closed unremedied, the provider is frozen without end until it has paid", async () => {
    await inDefault(0, FULL);
    const reason = "The provider does not answer any more.";
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason });
    expect(await dock.court.db.find(Penalty, { cause: "UNREMEDIED" })).toMatchObject([
      { kind: "LISTING_FREEZE", status: "ACTIVE", startsAt: dock.now, endsAt: null, listingId: null },
    ]);
    await dock.days(1_000);
    expect(await frozen()).toBe("ALL");
    await pay(PRICE - 1);
    expect(await frozen()).toBe("ALL");
    await pay(1);
    expect(await frozen()).toEqual([]);
    expect(await dock.court.db.find(Penalty, { cause: "UNREMEDIED" })).toMatchObject([
      { status: "EXPIRED", endsAt: dock.now },
    ]);
    expect([await status(0), await balance()]).toEqual(["UNREMEDIED", 0]);
    expect(await remediesOf(0)).toMatchObject([{ paidFromDepositAt: dock.now }]);
  });

  further("closed unremedied over something else than money, what it is worth is owed just so", async () => {
    await inDefault(0, APOLOGY);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason: "Not a word came." });
    expect(await frozen()).toBe("ALL");
    await pay(5_000);
    expect(await frozen()).toEqual([]);
  });

  test("closed unremedied, nothing is owed any more to whoever has had their account deleted", async () => {
    await inDefault(0, FULL);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason: "Not a word came." });
    expect(await frozen()).toBe("ALL");
    const { accountId } = await dock.court.as("li.na");
    await dock.court.db.transact(async (tx) => {
      const consumer = await tx.lock(Account, accountId);
      if (consumer) closeAccount(tx, consumer, { isWithdrawn: false });
    });
    const duties = await dock.court.db.transact(async (tx) => openDutiesOf(tx, dock.providerId));
    expect(duties).toMatchObject({ debts: 0 });
    await payIn(dock.court, dock.providerId, PRICE);
    expect([await frozen(), await balance()]).toEqual([[], PRICE]);
    expect(await dock.court.db.find(Payment, { purpose: "PAYOUT" })).toEqual([]);
  });

  const giveUp = (index: number) =>
    dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(index), reason: "Nothing can be had." });
  const firstOf = async (index: number) => {
    const [remedy] = await remediesOf(index);
    return { complaintId: dock.case(index), remedyId: remedy?.id ?? "" };
  };
  const prove = async (index: number, refund: { refundChannel?: "BANK"; refundReference?: string } = {}) =>
    dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ ...(await firstOf(index)), text: "Paid.", evidenceIds: [], refundChannel: "BANK" as const, ...refund },
    });

  test("the freeze lasts until what is owed in another case is done as well, by the provider itself, and not only said to be", async () => {
    const freezes = async () => (await dock.court.db.find(Penalty, { cause: "UNREMEDIED" })).map((each) => each.status);
    await inDefault(0, PART);
    await inDefault(1, PART);
    await giveUp(0);
    await pay(50_000);
    expect(await owedToConsumers(dock.court.db, dock.providerId)).toMatchObject([{ complaintId: dock.case(1) }]);
    await prove(1);
    await dock.days(3);
    expect(await freezes()).toEqual(["ACTIVE"]);
    await dock.court.run(confirmRemedy, "li.na", await firstOf(1));
    await dock.days(0);
    expect([await status(1), await freezes()]).toEqual(["REMEDIED", ["EXPIRED"]]);
    expect((await dock.court.events(dock.providerId)).filter((type) => type === "PENALTY_ENDED")).toHaveLength(1);
  });

  further("nor is it frozen longer than anybody is owed anything: the case was reopened, and withdrawn", async () => {
    await inDefault(0, PART);
    await giveUp(0);
    const complaintId = dock.case(0);
    await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "A new fact came up." });
    await dock.days(0);
    expect(await frozen()).toBe("ALL");
    await dock.court.run(withdrawComplaint, "li.na", { complaintId, reason: "We agreed." });
    await dock.days(0);
    expect(await frozen()).toEqual([]);
  });

  test.each(["REFUSED", "NO_INFORMATION"])(
    "but as long as somebody is: the case was reopened and not accepted (%s), and the ruling stands",
    async (how) => {
      await inDefault(0, PART);
      await giveUp(0);
      const complaintId = dock.case(0);
      await dock.court.run(reopenComplaint, "zhou.lead", { complaintId, reason: "The provider was not heard." });
      await dock.court.run(takeComplaint, "chen.mod", { complaintId });
      const { leaseToken } = await dock.court.complaint(complaintId);
      if (how === "REFUSED") {
        const refusal = { complaintId, leaseToken, ground: "ALREADY_DECIDED" as const, text: "It was decided." };
        await dock.court.run(refuseComplaint, "chen.mod", refusal);
      } else {
        await dock.court.run(requestInformation, "chen.mod", { complaintId, leaseToken, text: "What is new?" });
        await dock.bySystem(0, "INFORMATION_MISSED", informationMissed);
      }
      await dock.days(0);
      expect([await status(0), await frozen()]).toEqual(["NOT_ACCEPTED", "ALL"]);
      await pay(50_000);
      await payOut(dock.court);
      expect((await remediesOf(0))[0]).toMatchObject({ paidFromDepositAt: dock.now });
      expect(await frozen()).toEqual([]);
    },
  );

  further("a payment that nobody finds puts off the freeze, until finance has looked for it", async () => {
    await inDefault(0, PART, APOLOGY);
    await prove(0, { refundReference: reference() });
    await dock.court.run(waiveRemedy, "li.na", {
      complaintId: dock.case(0),
      remedyId: (await remediesOf(0))[1]?.id ?? "",
    });
    await giveUp(0);
    expect(await frozen()).toEqual([]);
    const [claimed] = await dock.court.db.find(Payment, { purpose: "REFUND" });
    const paymentId = claimed?.id ?? "";
    await dock.court.run(rejectPayment, "wu.finance", { paymentId, reason: "The bank has no such payment." });
    expect(await frozen()).toBe("ALL");
    await pay(50_000);
    expect([await frozen(), await balance()]).toEqual([[], 0]);
  });

  further("words that the consumer can no longer answer put off nothing", async () => {
    await inDefault(0, PART);
    await prove(0);
    await giveUp(0);
    expect(await frozen()).toBe("ALL");
    await pay(50_000);
    expect([await frozen(), await balance()]).toEqual([[], 0]);
  });

  further("a ruling that is reversed takes its freeze and its default with it", async () => {
    await inDefault(0, FULL);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason: "Nothing can be had." });
    await dock.reverse(0);
    expect(await frozen()).toEqual([]);
    expect(await owedToConsumers(dock.court.db, dock.providerId)).toEqual([]);
    const statuses = (await dock.court.db.find(Penalty, {})).map((penalty) => penalty.status);
    expect([...new Set(statuses)]).toEqual(["REVERSED"]);
  });

  /** For the provider's lock, having seen that nobody is owed anything. On SQLite transactions take turns as a whole. */
  const aPaymentWaits = async () => {
    const waiting = await dock.court.db.query(
      "SELECT id FROM information_schema.processlist WHERE info LIKE ? AND info NOT LIKE '%processlist%'",
      [`%FROM provider t WHERE t.id = '${dock.providerId}'%FOR UPDATE%`],
    );
    expect(waiting).not.toEqual([]);
  };

  further("a consumer that comes to be owed money while a payment waits for its turn is paid from it", async () => {
    await dock.rule(0, { levels: ["L1", "L1"], remedies: [PART] });
    await dock.makeFinal(0);
    await dock.days(8);
    const { paymentId } = await claim("wang.owner", dock.providerId, 50_000);
    const paying: Promise<void>[] = [];
    await dock.court.db.transact(async (tx) => {
      await tx.lock(Provider, dock.providerId);
      if (paying.length === 0) paying.push(confirm(dock.court, paymentId));
      if (kind === "mariadb") await eventually(aPaymentWaits);
      const caseFile = await CaseFile.openBySystem(tx, dock.case(0), () => movesOf("REMEDY_DEFAULTS"));
      if (caseFile) await remedyDefaults(caseFile);
    });
    await Promise.all(paying);
    expect(await remediesOf(0)).toMatchObject([{ setAsideAmount: 50_000 }]);
  });

  further("consumers come before fines: money that is owed to them is not taken for one", async () => {
    await dock.rule(1, { levels: ["L1", "L1"], penalties: [{ kind: "FINE", amount: 30_000, reason: "Careless." }] });
    await dock.makeFinal(1);
    await pay(40_000);
    await inDefault(0, PART);
    expect(await balance()).toBe(0);
    await dock.days(8);
    const fines = () => dock.court.db.find(Fine, { amount: 30_000 });
    expect(await fines()).toMatchObject([{ status: "OVERDUE" }]);
    await pay(20_000);
    expect([await status(0), await balance()]).toEqual(["REMEDIED", 10_000]);
    expect(await fines()).toMatchObject([{ status: "OVERDUE" }]);
    await pay(20_000);
    expect(await fines()).toMatchObject([{ status: "PAID", paidBy: "DEPOSIT", paidAt: dock.now }]);
    expect(await balance()).toBe(0);
  });

  test("what comes back pays consumers first, then fines that are overdue", async () => {
    await dock.rule(1, { levels: ["L1", "L1"], penalties: [{ kind: "FINE", amount: 30_000, reason: "Careless." }] });
    await dock.makeFinal(1);
    await payIn(dock.court, dock.providerId, 50_000);
    await dock.rule(0, { levels: ["L1", "L1"], remedies: [PART] });
    await dock.makeFinal(0);
    await dock.fallIntoDefault(0);
    await dock.days(15);
    const fines = () => dock.court.db.find(Fine, { amount: 30_000 });
    expect([await fines(), await balance()]).toMatchObject([[{ status: "OVERDUE" }], 0]);
    await dock.reverse(0);
    await sweep();
    expect([await fines(), await balance()]).toMatchObject([[{ status: "PAID", paidBy: "DEPOSIT" }], 20_000]);
  });

  test("payments at the same moment are all kept, and pay what is owed once", async () => {
    await inDefault(0, PART);
    await Promise.all([40_000, 40_000, 40_000].map((amount) => payIn(dock.court, dock.providerId, amount)));
    await payOut(dock.court);
    expect([await status(0), await balance()]).toEqual(["REMEDIED", 70_000]);
  });

  further("only an owner pays in; to strangers the provider's money is not there", async () => {
    await expect(claim("tom")).rejects.toEqual(refused("FORBIDDEN", "provider.notOwner"));
    await expect(claim("wang.owner", "prv_01kb0000000000000000000000")).rejects.toEqual(refused("NOT_FOUND"));
    expect(await balance()).toBe(0);
  });
});
