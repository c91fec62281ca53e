import fc from "fast-check";
import { checkProposed, type CheckBar, type Proposed } from "../../../src/case/detection/promise-check.pure";
import type { OrderRecord } from "../../../src/market/orders/order-record.pure";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1);
const BAR: CheckBar = { least: 10, part: 0.95 };

const order = (changes: Partial<OrderRecord> = {}): OrderRecord => {
  const placedAt = changes.placedAt ?? NOW - 30 * DAY;
  return {
    status: "COMPLETED",
    placedAt,
    deliveredAt: placedAt + 40 * HOUR,
    completedAt: placedAt + 50 * HOUR,
    notReceivedReports: 0,
    priceAmount: 10_000,
    priceCurrency: "CNY",
    requests: [],
    ...changes,
  };
};
const times = (count: number, changes: Partial<OrderRecord> = {}): OrderRecord[] =>
  Array.from({ length: count }, () => order(changes));
const deliveredAfter = (hours: number, placedAt = NOW - 30 * DAY): Partial<OrderRecord> => ({
  placedAt,
  deliveredAt: placedAt + hours * HOUR,
});
const never = (placedAt: number): Partial<OrderRecord> => ({
  ...{ placedAt, status: "PLACED", deliveredAt: null, completedAt: null },
});
const within = (withinHours: number): Proposed => ({ kind: "DELIVERY_TIME", terms: { withinHours } });
const check = (records: OrderRecord[], promise: Proposed, bar = BAR) => checkProposed(records, promise, NOW, bar);

test("48 hours: kept in 71 of 100; 72 hours would be kept in 96", () => {
  const records = [
    ...times(71, deliveredAfter(48)),
    ...times(25, deliveredAfter(71.5)),
    ...times(3, deliveredAfter(200)),
    ...times(1, never(NOW - 30 * DAY)),
  ];
  const found = check(records, within(48));
  expect(found).toMatchObject({ result: "SELDOM_KEPT", orders: 100, kept: 71, share: 0.71, certain: true });
  expect(found.keepable).toEqual({ term: "withinHours", value: 72, orders: 100, kept: 96, share: 0.96 });
  // What was never delivered is owed whole; what a late delivery is worth nobody knows beforehand.
  expect(Object.fromEntries(found.owed)).toEqual({ CNY: 10_000 });
  expect(Object.fromEntries(found.atStake)).toEqual({ CNY: 290_000 });
  expect(check(records, within(72))).toMatchObject({ result: "KEEPABLE", share: 0.96 });
});

test("one order is not a hundred per cent, and none is nothing", () => {
  expect(check(times(1), within(48))).toMatchObject({ result: "TOO_FEW", orders: 1, share: null, keepable: null });
  expect(check(times(9), within(48))).toMatchObject({ result: "TOO_FEW", share: null });
  expect(check(times(10), within(48))).toMatchObject({ result: "KEEPABLE", share: 1 });
  expect(check([], within(48), { least: 0, part: 0.95 })).toMatchObject({ result: "TOO_FEW", orders: 0, share: null });
});

test("orders whose time is not over tell nothing, however quick they were", () => {
  const young = [...times(10, deliveredAfter(1, NOW - 2 * HOUR)), ...times(10, never(NOW - 2 * HOUR))];
  expect(check(young, within(48))).toMatchObject({ result: "TOO_FEW", orders: 0 });
  expect(check(young, within(1))).toMatchObject({ orders: 20, kept: 10, share: 0.5 });
  // At exactly 48 hours the time is not over.
  expect(check(times(10, never(NOW - 48 * HOUR)), within(48)).orders).toBe(0);
});

test("cancelled orders tell nothing, nor do ten years of patience", () => {
  expect(check(times(30, { status: "CANCELLED" }), within(48)).orders).toBe(0);
  expect(check(times(30), within(87_600))).toMatchObject({ result: "TOO_FEW", orders: 0 });
});

test("a delivery that the consumer says never came is only indicated", () => {
  const records = [...times(20), ...times(5, { ...never(NOW - 30 * DAY), notReceivedReports: 1 })];
  expect(check(records, within(48))).toMatchObject({ share: 0.8, certain: false });
});

test("prices count in their own currency", () => {
  const records = [...times(18), ...times(2, { priceAmount: 12_000 }), ...times(30, { priceCurrency: "USD" })];
  const found = check(records, { kind: "PRICE", terms: { maxPrice: 10_000, currency: "CNY" } });
  expect(found).toMatchObject({ result: "SELDOM_KEPT", orders: 20, share: 0.9, certain: true });
  expect(Object.fromEntries(found.owed)).toEqual({ CNY: 4_000 });
  expect(found.keepable).toMatchObject({ term: "maxPrice", value: 12_000, share: 1 });
  expect(check(records, { kind: "PRICE", terms: { maxPrice: 1, currency: "JPY" } })).toMatchObject({ orders: 0 });
});

const asked = (changes: Partial<OrderRecord["requests"][number]>): Partial<OrderRecord> => {
  const askedAt = NOW - 20 * DAY;
  return {
    requests: [{ askedAt, answeredAt: null, waits: true, returnAsked: false, returnRefused: false, ...changes }],
  };
};

test("answers: only orders whose consumer asked tell; help without a time to answer is not measured", () => {
  const answered = asked({ answeredAt: NOW - 20 * DAY + 5 * HOUR, waits: false });
  const records = [...times(50), ...times(19, answered), ...times(1, asked({}))];
  const found = check(records, { kind: "AFTER_SALES", terms: { responseWithinHours: 5 } });
  expect(found).toMatchObject({ result: "KEEPABLE", orders: 20, kept: 19, certain: false });
  expect(check(records, { kind: "AFTER_SALES", terms: { responseWithinHours: 4 } }).keepable).toMatchObject({
    value: 5,
  });
  expect(check(records, { kind: "AFTER_SALES", terms: { supportDays: 30 } })).toMatchObject({
    ...{ result: "NOT_MEASURED", orders: 0, share: null, keepable: null },
  });
});

test("returns: only those who asked to return in time tell, once the provider has answered", () => {
  const refused = asked({ waits: false, returnAsked: true, returnRefused: true });
  const records = [
    ...times(50),
    ...times(10, asked({ waits: false, returnAsked: true })),
    ...times(10, refused),
    ...times(10, asked({ returnAsked: true })),
  ];
  const found = check(records, { kind: "RETURN_REFUND", terms: { returnDays: 30 } });
  expect(found).toMatchObject({ result: "SELDOM_KEPT", orders: 20, share: 0.5, certain: false, keepable: null });
  expect(Object.fromEntries(found.owed)).toEqual({ CNY: 100_000 });
  expect(check(records, { kind: "RETURN_REFUND", terms: { returnDays: 1 } }).orders).toBe(0);
});

test.each(["GIFT_OR_DISCOUNT", "QUALITY", "CONFIDENTIALITY", "AVAILABILITY", "OTHER"] as const)(
  "no record tells of %s: that is said, and is not a hundred per cent",
  (kind) => {
    expect(check(times(100), { kind, terms: {} })).toMatchObject({ result: "NOT_MEASURED", share: null, orders: 0 });
  },
);

test("more hours are never kept less often by the same orders; what is keepable is, and is checked alike", () => {
  const record = fc
    .record({ took: fc.option(fc.integer({ min: 1, max: 400 })), age: fc.integer({ min: 500, max: 4_000 }) })
    .map(({ took, age }) => order(took === null ? never(NOW - age * HOUR) : deliveredAfter(took, NOW - age * HOUR)));
  const hours = fc.integer({ min: 1, max: 450 });
  fc.assert(
    fc.property(fc.array(record, { minLength: 10, maxLength: 60 }), hours, hours, (records, a, b) => {
      const [few, many] = [check(records, within(Math.min(a, b))), check(records, within(Math.max(a, b)))];
      expect(many.kept).toBeGreaterThanOrEqual(few.kept);
      const { keepable } = few;
      expect(many.keepable).toEqual(keepable);
      if (!keepable) return;
      expect(check(records, within(keepable.value))).toMatchObject({ result: "KEEPABLE", share: keepable.share });
      if (keepable.value > 1) expect(check(records, within(keepable.value - 1)).result).toBe("SELDOM_KEPT");
    }),
    { numRuns: 100 },
  );
});
