import { exposureOf } from "../../../src/adjudication/points/exposure.queries";
import { measureUpheldRates } from "../../../src/adjudication/points/measure-upheld-rates";
import { MARKET, UpheldRate } from "../../../src/adjudication/points/upheld-rate.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { newId } from "../../../src/platform/ids";
import { forEachDatabase } from "../../support/databases";
import { Dock } from "../penalties/dock";
import { DAY, silent } from "../rulings/court";

forEachDatabase((kind) => {
  /** Orders like the demo's, of this consumer, completed so many days ago; paid for or not. */
  async function order(dock: Dock, count: number, { consumerId = "", daysAgo = 1, paid = true } = {}): Promise<void> {
    await dock.court.db.transact(async (tx) => {
      const [like] = await tx.find(Order, {}, "ORDER BY id LIMIT 1");
      if (!like) throw new Error("the demo has no order");
      const completedAt = tx.now - daysAgo * DAY;
      for (let n = 0; n < count; n += 1) {
        const id = newId(Order);
        const done = {
          placedAt: completedAt - DAY,
          deliveredAt: completedAt,
          completedAt,
          status: "COMPLETED" as const,
        };
        tx.insert(Order, { ...like, ...done, id, consumerId: consumerId || like.consumerId });
        if (!paid) continue;
        tx.insert(Payment, {
          ...{ id: newId(Payment), purpose: "ORDER", orderId: id, providerId: like.providerId },
          ...{ amount: like.priceAmount, currency: like.priceCurrency, channel: "BANK", reference: id },
          ...{ referenceKey: id, status: "CONFIRMED", claimedById: like.consumerId, claimedAt: completedAt },
          ...{ settledAt: completedAt, reports: 0, version: 1 },
        });
      }
    });
  }
  const measure = ({ court }: Dock) => measureUpheldRates({ database: court.db, clock: court.clock, log: silent });

  test("orders count that were completed and paid, of one consumer only so many; with few of them, those of a year", async () => {
    await using dock = await Dock.open(kind, 1);
    const complaint = await dock.court.complaint(dock.case(0));
    const { accountId: tom } = await dock.court.as("tom");
    await order(dock, 12);
    await order(dock, 3, { consumerId: tom });
    await order(dock, 50, { paid: false });
    await order(dock, 2, { consumerId: tom, daysAgo: 200 });
    await order(dock, 9, { daysAgo: 400 });
    const exposure = await exposureOf(dock.court.db, complaint, dock.now);
    expect(exposure).toEqual({ since: dock.now - 365 * DAY, orders: 10 + 5, others: { events: 0, orders: 0 } });
  });

  test("the market is measured once a day, and a provider against the others", async () => {
    await using dock = await Dock.open(kind, 2);
    const { court, providerId } = dock;
    await order(dock, 4);
    await dock.rule(0, { levels: ["L2"] });
    await dock.makeFinal(0);
    expect(await measure(dock)).toBe(1);
    expect(await measure(dock)).toBe(0);
    const [market] = await court.db.find(UpheldRate, { id: MARKET });
    expect(market).toMatchObject({ consumers: 1, orders: 4, until: dock.now });
    await dock.days(2);
    expect(await measure(dock)).toBe(1);
    // Its own orders and cases are no bar for itself.
    const complaint = await court.complaint(dock.case(1));
    expect((await exposureOf(court.db, complaint, dock.now)).others).toEqual({ events: 0, orders: 0 });
    const stranger = { ...complaint, providerId: "prv_of_another" };
    expect((await exposureOf(court.db, stranger, dock.now)).others).toEqual({ events: 1, orders: 4 });
    expect(providerId).toBe(complaint.providerId);
  });

  test("of a provider with many orders one case brings points, and no measure; and that stays so", async () => {
    await using dock = await Dock.open(kind, 1);
    const { court } = dock;
    const { accountId: tom } = await court.as("tom");
    for (const consumerId of [tom, (await court.as("chen.mod")).accountId, ""]) await order(dock, 10, { consumerId });
    await dock.rule(0, { levels: ["L2"] });
    await dock.makeFinal(0);
    const [violation] = await court.db.find(Violation, { complaintId: dock.case(0) }, "ORDER BY id");
    expect(violation?.exposure).toMatchObject({ orders: 30 });
    expect(violation?.stake).toEqual({ amount: 100, currency: "CNY" });
    expect(await court.db.find(Penalty, { complaintId: dock.case(0), cause: "THRESHOLD" })).toEqual([]);
    // What the market does later changes nothing of it.
    await court.db.transact(async (tx) => tx.execute("UPDATE payment SET status = 'REJECTED' WHERE purpose = 'ORDER'"));
    await dock.days(1);
    expect(await court.db.find(Penalty, { complaintId: dock.case(0), cause: "THRESHOLD" })).toEqual([]);
  });
});
