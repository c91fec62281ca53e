import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { reportCompensationMissing } from "../../../src/adjudication/clearing/report-compensation-missing";
import { sweepGrownDeposits } from "../../../src/adjudication/clearing/sweep-grown-deposits";
import { answerAppeal } from "../../../src/adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { decideAppeal } from "../../../src/adjudication/decisions/decide-appeal";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { PointsLedger } from "../../../src/adjudication/points/points-ledger";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import type { DecisionInput, RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { resumeComplaint } from "../../../src/adjudication/stays/resume-complaint";
import { stayComplaint } from "../../../src/adjudication/stays/stay-complaint";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { restrictionsOf } from "../../../src/market/listings/restrictions";
import { DAY, MINUTE } from "../../../src/platform/time";
import { Dock, PRICE } from "../penalties/dock";
import { silent } from "../rulings/court";
import { givesBack } from "../payments/gives-back";
import { payIn, payOut, reference } from "../payments/paid-in";
import { figuresSince } from "../../public/statistics/figures-since";
import { forEachDatabase } from "../../support/databases";

const FULL: RemedyInput = { kind: "REFUND_FULL", text: "All of it.", withinDays: 7 };
const AGAIN: RemedyInput = { kind: "REPERFORM", insteadAmount: 50_000, text: "Again.", withinDays: 7 };
const MOST: RemedyInput = { kind: "REFUND_PART", amount: PRICE - 20_000, text: "Most of it.", withinDays: 7 };
const PART: RemedyInput = { kind: "REFUND_PART", amount: 0, text: "Some of it.", withinDays: 7 };
const DEPOSIT = 500_000;

/** Two cases over one order: what one of them gives back counts towards services of the other that were not done, until an appeal undoes it. */
forEachDatabase((kind, further) => {
  let dock: Dock;
  beforeEach(async () => (dock = await begun()));
  afterEach(() => dock[Symbol.asyncDispose]());

  async function begun(): Promise<Dock> {
    const opened = await Dock.open(kind, 0);
    await opened.bringTwins();
    return opened;
  }

  const REFUND = 0;
  const SERVICE = 1;
  const status = async (index: number) => {
    const { status: at, closureReason } = await dock.court.complaint(dock.case(index));
    return closureReason ?? at;
  };
  const services = async () =>
    (await dock.court.db.find(Remedy, { complaintId: dock.case(SERVICE) }, "ORDER BY id")).map((each) => [
      each.isDone,
      each.creditedAmount,
      each.outstanding,
    ]);
  const balance = () => balanceIn(dock.court.db, dock.providerId, "CNY");
  const defaults = () => dock.court.db.find(Violation, { kind: "NON_PERFORMANCE", reversedAt: null });
  const figures = async () => (await figuresSince(dock.court.db, 0)).figures;
  const payouts = () =>
    dock.court.db.find(Payment, { complaintId: dock.case(SERVICE), purpose: "PAYOUT" }, "ORDER BY id");
  const points = async () => (await PointsLedger.read(dock.court.db, dock.providerId, dock.now)).pointsAt(dock.now);
  const events = () => dock.court.events(dock.case(SERVICE));
  const sweep = () => sweepGrownDeposits({ database: dock.court.db, clock: dock.court.clock, log: silent });

  /** A service is ordered and not done; `refunded`: by then another case gives the price back. */
  async function inDefault(refunded: RemedyInput[], ordered: RemedyInput[] = [AGAIN]): Promise<void> {
    await dock.rule(SERVICE, { levels: ["L1"], remedies: ordered });
    await dock.makeFinal(SERVICE);
    if (refunded.length > 0) await dock.rule(REFUND, { levels: ["L1"], remedies: refunded });
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(SERVICE);
  }

  /** The appeal against the refund is granted: wholly, or but for these. */
  async function undo(...left: RemedyInput[]): Promise<void> {
    const complaintId = dock.case(REFUND);
    const appealed = { complaintId, ground: "WRONG_FACTS" as const, text: "It was otherwise." };
    await dock.court.run(appealRuling, "wang.owner", appealed);
    await dock.court.run(answerAppeal, "li.na", { complaintId, text: "It was not." });
    const isBroken = left.length > 0;
    const ruleVersionId = await dock.court.rule("GIFT-1");
    const replacement: DecisionInput = {
      outcome: isBroken ? "UPHELD" : "DISMISSED",
      facts: "The posters came.",
      reasoning: "There is a receipt.",
      publicText: "A promised gift was given.",
      rootCause: "OVER_PROMISING",
      findings: (await dock.court.db.find(Breach, { complaintId }, "ORDER BY id")).map(({ id }) => ({
        ...{ breachId: id, ruleVersionId, reasoning: "Seen again." },
        ...(isBroken ? { result: "BROKEN" as const, severity: "L1" as const } : { result: "KEPT" as const }),
      })),
      remedies: left,
      penalties: [],
      adverseInferences: [],
      departureReason: "The circumstances are special.",
    };
    await dock.court.run(decideAppeal, "zhou.lead", {
      ...{ complaintId, outcomes: [], reason: "So it is.", replacement },
      outcome: isBroken ? ("PARTLY_GRANTED" as const) : ("GRANTED" as const),
    });
    await sweep();
    await payOut(dock.court);
  }

  /** Its consumer does without the refund. */
  async function waive(index: number): Promise<void> {
    const [refund] = await dock.court.db.find(Remedy, { complaintId: dock.case(index), kind: "REFUND_FULL" });
    await dock.court.run(waiveRemedy, "li.na", { complaintId: dock.case(index), remedyId: refund?.id ?? "" });
    await sweep();
  }

  /** A refund falls into default after another case had given back most of the price, and the marketplace more than the rest. */
  async function refundInDefault(outside: number): Promise<void> {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await dock.rule(SERVICE, { levels: ["L1"], remedies: [{ ...PART, amount: 28_000 }] });
    await dock.makeFinal(SERVICE);
    await dock.rule(REFUND, { levels: ["L1"], remedies: [{ ...PART, amount: PRICE - 28_000, withinDays: 60 }] });
    const { orderId } = await dock.court.complaint(dock.case(REFUND));
    await givesBack(dock.court.db, orderId, outside);
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(SERVICE);
    await payOut(dock.court);
  }

  const asItEnded = async () => [
    await status(SERVICE),
    await services(),
    await balance(),
    await defaults(),
    await points(),
  ];

  test("an appeal that undoes a refund leaves the service owed, and the provider judged, as if it had never been ordered", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([FULL]);
    expect([await status(SERVICE), await services()]).toEqual(["ENFORCING", [[false, 50_000, 0]]]);
    expect(await defaults()).toHaveLength(1);
    await undo();
    const ended = await asItEnded();
    expect(ended.slice(0, 4)).toEqual(["REMEDIED", [[true, 0, 0]], DEPOSIT - 50_000, []]);
    expect(await events()).toContain("COMPENSATION_OWED_AGAIN");
    expect(await sweep()).toBe(0);

    await dock[Symbol.asyncDispose]();
    dock = await begun();
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([]);
    await payOut(dock.court);
    expect(await asItEnded()).toEqual(ended);
  });

  further("a smaller refund in its place leaves the service owed as far as the price does not go back", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([FULL]);
    await undo(MOST);
    expect(await services()).toEqual([[true, 30_000, 0]]);
  });

  const frozen = async () => {
    const { acting } = await restrictionsOf(dock.court.db, dock.providerId, dock.now);
    return acting.filter(({ kind: restriction }) => restriction === "LISTING_FREEZE").length;
  };

  test("a service whose rest was paid from the deposit is owed again as well, though its case is closed", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([MOST]);
    await payOut(dock.court);
    expect([await status(SERVICE), await services()]).toEqual(["REMEDIED", [[true, 30_000, 0]]]);
    const before = await figures();
    expect(before).toMatchObject({ reached: 1, timed: 1 });
    dock.court.clock.at += DAY;
    await undo();
    const ended = await asItEnded();
    expect(ended.slice(0, 4)).toEqual(["REMEDIED", [[true, 0, 0]], DEPOSIT - 50_000, []]);
    expect(await frozen()).toBe(0);
    expect(await sweep()).toBe(0);
    expect((await payouts()).map(({ amount, status: at }) => [amount, at])).toEqual([
      [20_000, "CONFIRMED"],
      [30_000, "CONFIRMED"],
    ]);
    // It has reached its consumer once, a day later.
    expect(await figures()).toMatchObject({ reached: 1, timed: 1, minutes: before.minutes + DAY / MINUTE });
  });

  further("and waits for a deposit that does not cover it, while the provider is stopped", async () => {
    await payIn(dock.court, dock.providerId, 20_000);
    await inDefault([MOST]);
    await payOut(dock.court);
    await undo();
    expect([await status(SERVICE), await services(), await frozen()]).toEqual(["REMEDIED", [[false, 0, 30_000]], 1]);
    expect(await figures()).toMatchObject({ reached: 0, timed: 0 });
    expect(await sweep()).toBe(0);
    await payIn(dock.court, dock.providerId, 10_000);
    await payOut(dock.court);
    expect([await services(), await frozen()]).toEqual([[[false, 0, 20_000]], 1]);
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await payOut(dock.court);
    expect([await services(), await balance(), await frozen()]).toEqual([[[true, 0, 0]], DEPOSIT - 20_000, 0]);
    // It has been done for good, and for once.
    await payIn(dock.court, dock.providerId, DEPOSIT);
    expect(await balance()).toBe(DEPOSIT - 20_000 + DEPOSIT);
  });

  further("in a case that was given up the provider is stopped until it has paid", async () => {
    await inDefault([FULL]);
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(SERVICE), reason: "Not a word came." });
    expect(await frozen()).toBe(0);
    await undo();
    expect([await services(), await frozen()]).toEqual([[[false, 0, 50_000]], 1]);
    // Without a deposit the service would have been a violation, too.
    expect(await defaults()).toHaveLength(1);
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await payOut(dock.court);
    expect([await balance(), await frozen()]).toEqual([DEPOSIT - 50_000, 0]);
  });

  further("while its case is stayed it waits, and is paid when that goes on", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([FULL]);
    const complaintId = dock.case(SERVICE);
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    await undo();
    expect(await services()).toEqual([[false, 50_000, 0]]);
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "It is open again." });
    await payOut(dock.court);
    expect([await status(SERVICE), await services(), await defaults()]).toEqual(["REMEDIED", [[true, 0, 0]], []]);
  });

  test("a refund that its consumer waives leaves the service owed as if it had never been ordered", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([{ ...FULL, withinDays: 60 }]);
    expect([await status(SERVICE), await services()]).toEqual(["ENFORCING", [[false, 50_000, 0]]]);
    await waive(REFUND);
    await payOut(dock.court);
    expect([await status(SERVICE), await services()]).toEqual(["REMEDIED", [[true, 0, 0]]]);
    expect([await balance(), await defaults()]).toEqual([DEPOSIT - 50_000, []]);
    expect(await events()).toContain("COMPENSATION_OWED_AGAIN");
  });

  further("so does one that the same ruling orders", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    await inDefault([], [AGAIN, { ...FULL, withinDays: 60 }]);
    await waive(SERVICE);
    await payOut(dock.court);
    expect([await status(SERVICE), (await services())[0], await balance()]).toEqual([
      "REMEDIED",
      [true, 0, 0],
      DEPOSIT - 50_000,
    ]);
  });

  further(
    "a payout that was missed while its ruling was undone counts as given until it is found, and then no more",
    async () => {
      await payIn(dock.court, dock.providerId, PRICE);
      await dock.rule(REFUND, { levels: ["L1"], remedies: [FULL] });
      dock.court.clock.at += 8 * DAY;
      await dock.fallIntoDefault(REFUND);
      await payOut(dock.court);
      const [paid] = await dock.court.db.find(Remedy, { complaintId: dock.case(REFUND) });
      const missed = { complaintId: dock.case(REFUND), remedyId: paid?.id ?? "", text: "Nothing came." };
      await dock.court.run(reportCompensationMissing, "li.na", missed);
      await undo();
      await dock.rule(SERVICE, { levels: ["L1"], remedies: [AGAIN] });
      await dock.makeFinal(SERVICE);
      dock.court.clock.at += 8 * DAY;
      await dock.fallIntoDefault(SERVICE);
      await payIn(dock.court, dock.providerId, DEPOSIT);
      expect([await services(), await balance()]).toEqual([[[false, 50_000, 0]], DEPOSIT]);
      const [missing] = await dock.court.db.find(Payment, { purpose: "PAYOUT", status: "DISPUTED" });
      const again = { channel: "BANK" as const, reference: reference(), reason: "It came on the first." };
      await dock.court.run(confirmPayout, "xu.finance", { paymentId: missing?.id ?? "", ...again });
      await sweep();
      await payOut(dock.court);
      expect([await services(), await balance()]).toEqual([[[true, 0, 0]], DEPOSIT - 50_000]);
    },
  );

  test.each([
    ["in part", 20_000, 8_000],
    ["whole", 59_000, 0],
  ])(
    "a refund that counted as given back %s is owed again where another case's refund is undone",
    async (_, outside, paid) => {
      await refundInDefault(outside);
      expect([await status(SERVICE), await services()]).toEqual(["REMEDIED", [[true, 28_000 - paid, 0]]]);
      expect(await balance()).toBe(DEPOSIT - paid);
      await undo();
      expect([await status(SERVICE), await services()]).toEqual(["REMEDIED", [[true, 0, 0]]]);
      expect([await balance(), await defaults(), await frozen()]).toEqual([DEPOSIT - 28_000, [], 0]);
      expect(await sweep()).toBe(0);
    },
  );

  further("of two refunds that can still be appealed against, the deposit pays what is left of the price", async () => {
    await payIn(dock.court, dock.providerId, DEPOSIT);
    const first = { ...PART, amount: 60_000 };
    await dock.rule(SERVICE, { levels: ["L1"], remedies: [first, { ...PART, amount: 139_900, withinDays: 9 }] });
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(SERVICE);
    await payOut(dock.court);
    const { orderId } = await dock.court.complaint(dock.case(SERVICE));
    await givesBack(dock.court.db, orderId, 130_000);
    dock.court.clock.at += 2 * DAY;
    await dock.fallIntoDefault(SERVICE);
    await payOut(dock.court);
    expect(await balance()).toBe(DEPOSIT - 60_000 - 9_900);
  });

  further("services that fall into default one after the other are owed once up to the price", async () => {
    const dear: RemedyInput = { ...AGAIN, insteadAmount: 150_000 };
    await inDefault([], [dear, { ...dear, withinDays: 9 }]);
    dock.court.clock.at += 2 * DAY;
    await dock.fallIntoDefault(SERVICE);
    expect(await services()).toEqual([
      [false, 0, 150_000],
      [false, 150_000 - (PRICE - 150_000), PRICE - 150_000],
    ]);
  });
});
