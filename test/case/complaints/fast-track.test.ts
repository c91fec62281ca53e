import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import type { BreachClass } from "../../../src/case/complaints/complaint.lifecycle";
import { openComplaint } from "../../../src/case/complaints/open-complaint";
import type { RemedyKind } from "../../../src/case/complaints/remedy-kind.pure";
import { claimedInAll, trackReason } from "../../../src/case/complaints/track.pure";
import { withdrawComplaint } from "../../../src/case/complaints/withdraw-complaint";
import { acceptComplaint } from "../../../src/case/desk/accept-complaint";
import { refuseDemand } from "../../../src/case/negotiation/refuse-demand";
import { escalateComplaint } from "../../../src/case/complaints/escalate-complaint";
import { Listing } from "../../../src/market/listings/listing.entity";
import { createOrder } from "../../../src/market/orders/create-order";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { payIn, reference } from "../../adjudication/payments/paid-in";
import { Court, DAY, refused } from "../../adjudication/rulings/court";
import { forEachDatabase } from "../../support/databases";

const HOUR = DAY / 24;
const MOST = 50_000;

test("only money is a small sum, and every case of the order counts", () => {
  const refund = (demandAmount: number) => ({ demandKind: "REFUND_PART" as const, demandAmount });
  const other = (demandKind: RemedyKind) => ({ demandKind, demandAmount: null });
  expect(claimedInAll([refund(10), refund(20)], 100)).toBe(30);
  expect(claimedInAll([refund(10), other("REFUND_FULL")], 100)).toBe(110);
  for (const kind of ["RETURN_AND_REFUND", "REPERFORM", "APOLOGY"] as const)
    expect(claimedInAll([refund(10), other(kind)], 100)).toBeNull();
  const of = (breachClass: BreachClass, claimed: number | null) =>
    trackReason({ breachClass, claimedInAll: claimed }, 50);
  expect([of("ORDINARY", 50), of("ORDINARY", 51), of("ORDINARY", null), of("FRAUD", 1)]).toEqual([
    ...["SMALL", "ABOVE", "NOT_MONEY", "GRAVE"],
  ]);
});

forEachDatabase((kind, further) => {
  let court: Court;
  beforeEach(async () => (court = await Court.open(kind)));
  afterEach(() => court[Symbol.asyncDispose]());

  /** An order of li.na's, with both promises. */
  async function order(priceAmount: number, priceCurrency = "CNY"): Promise<string> {
    const versions = await court.db.find(PromiseVersion, {}, "ORDER BY id");
    const listing = await court.db.findOne(Listing, {});
    if (!listing) throw new Error("there is no listing");
    const { accountId: consumerId } = await court.as("li.na");
    const { providerId, id: listingId } = listing;
    const draft = { providerId, consumerId, listingId, title: "Shop design", priceAmount, priceCurrency };
    return court.db.transact(async (tx) => createOrder(tx, draft, versions).id);
  }

  interface Asked {
    /** Which of the two promises. */
    promise?: number;
    demandKind?: RemedyKind;
    demandAmount?: number;
    breachClass?: BreachClass;
  }

  async function file(orderId: string, { promise = 0, ...asked }: Asked = {}): Promise<string> {
    const versions = await court.db.find(PromiseVersion, {}, "ORDER BY id");
    const { complaintId } = await court.run(openComplaint, "li.na", {
      orderId,
      title: "No posters",
      story: "Three posters were promised.",
      breachClass: "ORDINARY",
      demandKind: "REFUND_FULL",
      ...asked,
      breaches: versions
        .slice(promise, promise + 1)
        .map(({ id }) => ({ promiseVersionId: id, expected: "posters", delivered: "none", amount: 100 })),
    });
    return complaintId;
  }

  const trackOf = async (id: string) => (await court.complaint(id)).track;
  const clocks = async (complaintId: string) =>
    Object.fromEntries(
      (await court.db.find(CaseTimer, { complaintId })).map(({ clock, dueAt }) => [
        clock,
        ((dueAt ?? NaN) - court.clock.at) / HOUR,
      ]),
    );
  const hours = (count: number) => court.later(count / 24);

  test("both sides are told the track and why", async () => {
    const small = await file(await order(MOST));
    const large = await file(await order(MOST + 1));
    for (const login of ["li.na", "wang.owner"]) {
      const ask = async (id: string) =>
        (await court.ask(login, "query ($id: ID!) { complaint(id: $id) { track trackReason } }", { id })).complaint;
      expect(await ask(small)).toEqual({
        track: "FAST",
        trackReason: expect.stringMatching(/together claim.*500\.00.*500\.00/),
      });
      expect(await ask(large)).toEqual({ track: "STANDARD", trackReason: expect.stringMatching(/500\.01.*500\.00/) });
    }
  });

  further("the limit is that of the order's currency", async () => {
    const tracks = [];
    for (const [price, currency] of [
      ...([
        [7_500, "USD"],
        [7_501, "USD"],
        [10_000, "JPY"],
        [10_001, "JPY"],
      ] as const),
      ...([
        [5_000, "THB"],
        [5_001, "THB"],
      ] as const),
    ])
      tracks.push(await trackOf(await file(await order(price, currency))));
    expect(tracks).toEqual(["FAST", "STANDARD", "FAST", "STANDARD", "FAST", "STANDARD"]);
  });

  further("a grave case, and one that asks for more than money, take the ordinary times", async () => {
    for (const asked of [
      { breachClass: "FRAUD" as const },
      { demandKind: "REPERFORM" as const },
      { demandKind: "RETURN_AND_REFUND" as const },
    ])
      expect(await trackOf(await file(await order(MOST), asked))).toBe("STANDARD");
  });

  further("a claim that is split does not stay small, not even when the first part is withdrawn", async () => {
    const orderId = await order(4 * MOST);
    const part = { demandKind: "REFUND_PART" as const, demandAmount: 30_000 };
    const first = await file(orderId, part);
    expect(await trackOf(first)).toBe("FAST");
    await court.run(withdrawComplaint, "li.na", { complaintId: first });
    const second = await file(orderId, { ...part, promise: 1 });
    expect(await court.complaint(second)).toMatchObject({ track: "STANDARD", claimedInAll: 60_000 });
  });

  test("of two parts claimed at the same moment one sees the other", async () => {
    const orderId = await order(4 * MOST);
    const part = { demandKind: "REFUND_PART" as const, demandAmount: 30_000 };
    const both = await Promise.all([file(orderId, part), file(orderId, { ...part, promise: 1 })]);
    expect((await Promise.all(both.map(trackOf))).sort()).toEqual(["FAST", "STANDARD"]);
  });

  further("the provider answers in the ordinary time; after that everything is shorter", async () => {
    const complaintId = await file(await order(MOST));
    expect(await clocks(complaintId)).toMatchObject({ FIRST_RESPONSE: 48, FIRST_RESPONSE_GRACE: 72, NEGOTIATION: 168 });
    await court.run(refuseDemand, "wang.owner", { complaintId, reason: "They were sent." });
    await court.run(escalateComplaint, "li.na", { complaintId });
    expect(await clocks(complaintId)).toEqual({ ADMISSIBILITY: 24, ADMISSIBILITY_DEFAULT: 48 });
    await court.run(acceptComplaint, "chen.mod", { complaintId, leaseToken: await court.take(complaintId) });
    expect(await clocks(complaintId)).toEqual({ EVIDENCE_WINDOW: 48 });
    await hours(48);
    expect(await clocks(complaintId)).toEqual({ REVIEW: 72 });
  });

  async function rule(complaintId: string, amount: number, withinDays = 7): Promise<unknown> {
    const breaches = await court.db.find(Breach, { complaintId });
    const ruleVersionId = await court.rule("GIFT-1");
    return court.run(issueRuling, "chen.mod", {
      ...{ complaintId, leaseToken: await court.take(complaintId), outcome: "UPHELD" as const },
      ...{
        facts: "f",
        reasoning: "r",
        publicText: "p",
        rootCause: "OTHER" as const,
        adverseInferences: [],
        penalties: [],
      },
      findings: breaches.map(({ id }) => ({ breachId: id, result: "BROKEN" as const, ruleVersionId, reasoning: "r" })),
      remedies: [{ kind: "REFUND_PART" as const, amount, text: "A part.", withinDays }],
    });
  }

  further("a ruling on the fast track orders no more than the track is for", async () => {
    const orderId = await order(4 * MOST);
    const complaintId = await file(orderId, { demandKind: "REFUND_PART", demandAmount: MOST });
    for (const count of [72, 48, 48]) await hours(count);
    await expect(rule(complaintId, MOST + 1)).rejects.toEqual(refused("BAD_USER_INPUT", "ruling.aboveTrack"));
    await rule(complaintId, MOST);
    expect((await court.complaint(complaintId)).status).toBe("RULED");
  });

  /** Whatever anybody has time for, he does in its last minute; the provider does nothing. Answers how many days the money took. */
  async function daysToMoney(startedAt: number): Promise<number> {
    court.clock.at = startedAt;
    const complaintId = await file(await order(MOST));
    const { providerId } = await court.complaint(complaintId);
    const before = await balanceIn(court.db, providerId, "CNY");
    const filedAt = court.clock.at;
    const untilDue = async (lessMinutes: number) => {
      const { dueAt } = await court.complaint(complaintId);
      await court.later(((dueAt ?? NaN) - court.clock.at) / DAY - lessMinutes / 1_440);
    };
    for (let ruled = false; (await balanceIn(court.db, providerId, "CNY")) === before;) {
      const { status } = await court.complaint(complaintId);
      await untilDue(status === "UNDER_REVIEW" ? 1 : 0);
      if (status !== "UNDER_REVIEW" || ruled) continue;
      await rule(complaintId, MOST);
      ruled = true;
    }
    const [payout] = await court.db.find(Payment, { complaintId, purpose: "PAYOUT" });
    const sent = { paymentId: payout?.id ?? "", channel: "BANK" as const, reference: reference() };
    await court.run(confirmPayout, "wu.finance", sent);
    expect(await court.complaint(complaintId)).toMatchObject({ track: "FAST", status: "RULED" });
    return (court.clock.at - filedAt) / DAY;
  }

  test("from the complaint to the money it takes fewer than 20 days, whenever it begins", async () => {
    const provider = await court.db.findOne(Listing, {});
    await payIn(court, provider?.providerId ?? "", 10 * MOST);
    // Before the long holidays of spring and autumn, and on a weekend.
    for (const date of ["2026-04-30T09:00Z", "2026-08-15T23:59Z", "2026-09-30T15:00Z"]) {
      const days = await daysToMoney(Date.parse(date));
      expect(days).toBeGreaterThan(16);
      expect(days).toBeLessThan(20);
    }
  });
});
