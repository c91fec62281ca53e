import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import type { RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { isOrderPaid } from "../../../src/case/complaints/paid-order.queries";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { Notice } from "../../../src/platform/database/notice.entity";
import { numberEvents } from "../../../src/platform/feed/number-events";
import { DAY } from "../../../src/platform/time";
import { Dock, PRICE } from "../penalties/dock";
import { givesBack, receives } from "../payments/gives-back";
import { confirm, payIn, payOut } from "../payments/paid-in";
import { forEachDatabase } from "../../support/databases";

const DEPOSIT = 500_000;
const refund = (amount: number): RemedyInput => ({ kind: "REFUND_PART", amount, text: "A part.", withinDays: 7 });

/** What the marketplace has given back of an order by itself is given back once, whatever a case about it orders. */
forEachDatabase((kind, further) => {
  let dock: Dock;
  beforeEach(async () => {
    dock = await Dock.open(kind, 1);
    await payIn(dock.court, dock.providerId, DEPOSIT);
  });
  afterEach(() => dock[Symbol.asyncDispose]());

  const complaint = () => dock.court.complaint(dock.case(0));
  const money = async () => readOrderMoney(dock.court.db, await complaint(), dock.now);
  const remedies = () => dock.court.db.find(Remedy, { complaintId: dock.case(0) }, "ORDER BY id");
  const balance = () => balanceIn(dock.court.db, dock.providerId, "CNY");

  const refunded = async (amount: number, reference?: string) =>
    givesBack(dock.court.db, (await complaint()).orderId, amount, reference);

  test("so much less can be ordered, and both sides and the log of the case are told", async () => {
    await refunded(PRICE - 50_000);
    expect(await money()).toMatchObject({ paid: PRICE, given: PRICE - 50_000, outside: PRICE - 50_000 });
    await expect(dock.rule(0, { levels: ["L1"], remedies: [refund(50_001)] })).rejects.toMatchObject({
      details: { reason: "amount.aboveRest", params: { most: { amount: 50_000, currency: "CNY" } } },
    });
    expect(await dock.court.events(dock.case(0))).toContain("ORDER_REFUNDED");
    await numberEvents(dock.court.db);
    const { consumerId, providerId } = await complaint();
    const [told] = await dock.court.db.query<{ position: number }>(
      "SELECT p.position AS position FROM event_log e JOIN log_position p ON p.event_id = e.id WHERE e.type = 'ORDER_REFUNDED'",
    );
    const notices = await dock.court.db.find(Notice, { position: told?.position ?? 0 });
    expect(notices.map(({ recipientId }) => recipientId)).toEqual(expect.arrayContaining([consumerId, providerId]));
    await dock.rule(0, { levels: ["L1"], remedies: [refund(50_000)] });
    expect(await money()).toMatchObject({ given: PRICE - 50_000 });
  });

  further("together at most the price goes back so, and what has gone back is paid by no silence", async () => {
    const { orderId } = await complaint();
    const isPaid = () => isOrderPaid(dock.court.db, orderId, []);
    await receives(dock.court.db, orderId, PRICE);
    await refunded(0, "shop:R-0");
    expect(await isPaid()).toBe(true);
    expect(await dock.court.events(dock.case(0))).not.toContain("ORDER_REFUNDED");
    await refunded(PRICE - 1);
    expect(await isPaid()).toBe(false);
    await expect(refunded(2, "shop:R-2")).rejects.toMatchObject({
      details: { reason: "amount.aboveOrder", field: "refund.amount.amount", params: { most: { amount: 1 } } },
    });
    await refunded(1, "shop:R-2");
    expect(await dock.court.db.find(Payment, { orderId, purpose: "ORDER_REFUND" })).toHaveLength(3);
  });

  test("the deposit does not pay again what the marketplace has given back since it was ordered", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(150_000)] });
    await dock.makeFinal(0);
    await refunded(PRICE);
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(0);
    await payOut(dock.court);
    const [remedy] = await remedies();
    expect([remedy?.isDone, remedy?.creditedAmount, remedy?.setAsideAmount]).toEqual([true, 150_000, 0]);
    expect(await balance()).toBe(DEPOSIT);
    expect((await complaint()).closureReason).toBe("REMEDIED");
    expect(await dock.court.db.find(Violation, { kind: "NON_PERFORMANCE", reversedAt: null })).toEqual([]);
  });

  further("of a part that leaves room for what was ordered the deposit pays all of that", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(150_000)] });
    await dock.makeFinal(0);
    await refunded(PRICE - 120_000);
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(0);
    await payOut(dock.court);
    const [remedy] = await remedies();
    expect([remedy?.isDone, remedy?.creditedAmount, remedy?.setAsideAmount]).toEqual([true, 30_000, 120_000]);
    expect(await balance()).toBe(DEPOSIT - 120_000);
  });

  test("named as the proof of what was ordered, it is that and counts once", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(100_000)] });
    await dock.makeFinal(0);
    await refunded(100_000, "shop:R-77");
    expect((await money()).outside).toBe(100_000);
    const [ordered] = await remedies();
    await dock.court.run(fileRemedyProof, "wang.owner", {
      ...{
        complaintId: dock.case(0),
        remedyId: ordered?.id ?? "",
        text: "Given back in the shop.",
        evidenceIds: [],
      },
      ...{ refundChannel: "OTHER" as const, refundReference: "R-77" },
    });
    expect((await money()).outside).toBe(0);
    const [claim] = await dock.court.db.find(Payment, { purpose: "REFUND", status: "CLAIMED" });
    await confirm(dock.court, claim?.id ?? "");
    expect(await money()).toMatchObject({ outside: 0, given: 100_000 });
    expect((await remedies())[0]?.isDone).toBe(true);
  });

  further("it is named in another spelling, too, as people type", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(100_000)] });
    await dock.makeFinal(0);
    await refunded(100_000, "shop:R-77");
    await refunded(5, "shop:R77");
    const [ordered] = await remedies();
    await dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId: dock.case(0), remedyId: ordered?.id ?? "", text: "Given back in the shop.", evidenceIds: [] },
      ...{ refundChannel: "OTHER" as const, refundReference: "r 77" },
    });
    const [claim] = await dock.court.db.find(Payment, { purpose: "REFUND", status: "CLAIMED" });
    await confirm(dock.court, claim?.id ?? "");
    expect(await money()).toMatchObject({ outside: 5, given: 100_005 });
  });

  test("named as the proof of less, what is above that has gone back all the same", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(30_000)] });
    await dock.makeFinal(0);
    await refunded(100_000, "shop:R-77");
    const [ordered] = await remedies();
    await dock.court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId: dock.case(0), remedyId: ordered?.id ?? "", text: "Within what went back.", evidenceIds: [] },
      ...{ refundChannel: "OTHER" as const, refundReference: "R-77" },
    });
    const [claim] = await dock.court.db.find(Payment, { purpose: "REFUND", status: "CLAIMED" });
    await confirm(dock.court, claim?.id ?? "");
    expect(await money()).toMatchObject({ outside: 70_000, given: 100_000 });
  });

  further("what the deposit paid and the marketplace then sends under the same number counts once", async () => {
    await dock.rule(0, { levels: ["L1"], remedies: [refund(100_000)] });
    await dock.makeFinal(0);
    dock.court.clock.at += 8 * DAY;
    await dock.fallIntoDefault(0);
    const [payout] = await dock.court.db.find(Payment, { purpose: "PAYOUT", status: "CLAIMED" });
    const sent = { paymentId: payout?.id ?? "", channel: "BANK" as const, reference: "R-9" };
    await dock.court.run(confirmPayout, "wu.finance", sent);
    await refunded(100_000, "shop:R-9");
    expect(await money()).toMatchObject({ outside: 0, given: 100_000 });
    await refunded(1, "shop:R-10");
    expect(await money()).toMatchObject({ outside: 1, given: 100_001 });
  });
});
