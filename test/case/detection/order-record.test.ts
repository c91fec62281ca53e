import fc from "fast-check";
import {
  checkPromise,
  type MachineFacts,
  type OrderRecord,
  type RequestRecord,
} from "../../../src/market/orders/order-record.pure";
import type { PromiseKind } from "../../../src/market/promises/promise-kind.types";
import type { Terms } from "../../../src/market/promises/terms-by-kind.pure";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLACED = Date.UTC(2026, 0, 1);
const DELIVERED = PLACED + 10 * DAY;

const order = (changes: Partial<OrderRecord> = {}): OrderRecord => ({
  status: "PLACED",
  placedAt: PLACED,
  deliveredAt: null,
  completedAt: null,
  notReceivedReports: 0,
  priceAmount: 199_900,
  priceCurrency: "CNY",
  requests: [],
  ...changes,
});
const delivered = (changes: Partial<OrderRecord> = {}): OrderRecord =>
  order({ status: "DELIVERED", deliveredAt: DELIVERED, ...changes });
const asked = (changes: Partial<RequestRecord> = {}): { requests: RequestRecord[] } => ({
  requests: [
    { askedAt: DELIVERED + HOUR, answeredAt: null, waits: true, returnAsked: false, returnRefused: false, ...changes },
  ],
});
const NOW = DELIVERED + 100 * DAY;
const answeredAfter = (hours: number) => asked({ answeredAt: DELIVERED + HOUR + hours * HOUR, waits: false });
const refusedAfter = (ms: number) =>
  asked({ askedAt: DELIVERED + ms, answeredAt: NOW, waits: false, returnAsked: true, returnRefused: true });

type Row = [what: string, PromiseKind, Terms, OrderRecord, at: number, Partial<MachineFacts> | null];

const TABLE: Row[] = [
  [
    "71 hours and not there",
    "DELIVERY_TIME",
    { withinHours: 48 },
    order(),
    PLACED + 71 * HOUR,
    { shortfall: "NOT_DELIVERED", promised: 48, observed: 71, unit: "HOURS", certain: true, amount: 199_900 },
  ],
  [
    "not there, though the provider once said that it was",
    "DELIVERY_TIME",
    { withinHours: 48 },
    order({ notReceivedReports: 1 }),
    PLACED + 71 * HOUR,
    { shortfall: "NOT_DELIVERED", certain: false, amount: 199_900 },
  ],
  ["exactly 48 hours and not there", "DELIVERY_TIME", { withinHours: 48 }, order(), PLACED + 48 * HOUR, null],
  [
    "a millisecond more",
    "DELIVERY_TIME",
    { withinHours: 48 },
    order(),
    PLACED + 48 * HOUR + 1,
    { shortfall: "NOT_DELIVERED" },
  ],
  ["delivered after exactly 240 hours", "DELIVERY_TIME", { withinHours: 240 }, delivered(), NOW, null],
  [
    "delivered a day late",
    "DELIVERY_TIME",
    { withinHours: 216 },
    delivered(),
    NOW,
    { shortfall: "DELIVERED_LATE", promised: 216, observed: 240, certain: true, amount: null },
  ],
  [
    "what is delivered later is not delivered yet",
    "DELIVERY_TIME",
    { withinHours: 48 },
    delivered(),
    PLACED + 50 * HOUR,
    { shortfall: "NOT_DELIVERED", observed: 50 },
  ],
  ["cancelled", "DELIVERY_TIME", { withinHours: 48 }, order({ status: "CANCELLED" }), NOW, null],
  ["exactly the price promised", "PRICE", { maxPrice: 199_900, currency: "CNY" }, order(), NOW, null],
  [
    "a fen more",
    "PRICE",
    { maxPrice: 199_899, currency: "CNY" },
    order(),
    NOW,
    { shortfall: "OVERPRICED", promised: 199_899, observed: 199_900, unit: "MINOR_UNITS", certain: true, amount: 1 },
  ],
  ["a price in another currency", "PRICE", { maxPrice: 1, currency: "USD" }, order(), NOW, null],
  [
    "answered after exactly 24 hours",
    "AFTER_SALES",
    { responseWithinHours: 24 },
    delivered(answeredAfter(24)),
    NOW,
    null,
  ],
  [
    "answered after 25 hours",
    "AFTER_SALES",
    { responseWithinHours: 24 },
    delivered(answeredAfter(25)),
    NOW,
    { shortfall: "ANSWERED_LATE", promised: 24, observed: 25, certain: false, amount: null },
  ],
  [
    "not answered yet",
    "AFTER_SALES",
    { responseWithinHours: 24 },
    delivered(asked()),
    DELIVERED + 31 * HOUR,
    { shortfall: "NOT_ANSWERED", observed: 30 },
  ],
  [
    "never answered, and the provider's turn is over",
    "AFTER_SALES",
    { responseWithinHours: 24 },
    delivered(asked({ waits: false })),
    NOW,
    null,
  ],
  [
    "asked before delivery",
    "AFTER_SALES",
    { responseWithinHours: 24 },
    delivered(asked({ askedAt: PLACED })),
    NOW,
    null,
  ],
  [
    "asked when support was over",
    "AFTER_SALES",
    { responseWithinHours: 24, supportDays: 30 },
    delivered({ completedAt: DELIVERED, ...asked({ askedAt: DELIVERED + 30 * DAY + 1 }) }),
    NOW,
    null,
  ],
  [
    "asked on the last day of support",
    "AFTER_SALES",
    { responseWithinHours: 24, supportDays: 30 },
    delivered({ completedAt: DELIVERED, ...asked({ askedAt: DELIVERED + 30 * DAY }) }),
    NOW,
    { shortfall: "NOT_ANSWERED" },
  ],
  ["support without a time to answer in", "AFTER_SALES", { supportDays: 30 }, delivered(asked()), NOW, null],
  [
    "a return refused in time",
    "RETURN_REFUND",
    { returnDays: 7 },
    delivered(refusedAfter(3 * DAY)),
    NOW,
    { shortfall: "RETURN_REFUSED", promised: 7, observed: 3, unit: "DAYS", certain: false, amount: 199_900 },
  ],
  [
    "a return refused at the last moment",
    "RETURN_REFUND",
    { returnDays: 7 },
    delivered(refusedAfter(7 * DAY)),
    NOW,
    { observed: 7 },
  ],
  [
    "a return refused too late to ask for",
    "RETURN_REFUND",
    { returnDays: 7 },
    delivered(refusedAfter(7 * DAY + 1)),
    NOW,
    null,
  ],
  ["a return not refused", "RETURN_REFUND", { returnDays: 7 }, delivered(asked()), NOW, null],
  ["a discount: the listed price is all there is", "GIFT_OR_DISCOUNT", { discountPercent: 20 }, delivered(), NOW, null],
  ["quality", "QUALITY", { qualityStandard: "GB/T 1", defectRatePercent: 0 }, delivered(), NOW, null],
  ["anything else", "OTHER", {}, order(), NOW, null],
];

test.each(TABLE)("%s", (_, kind, terms, record, at, expected) => {
  const found = checkPromise(record, { kind, terms }, at);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});

const time = fc.integer({ min: 0, max: 400 * DAY });
const records = fc.record({
  status: fc.constantFrom("PLACED" as const, "DELIVERED" as const, "COMPLETED" as const),
  placedAt: fc.constant(PLACED),
  deliveredAt: fc.option(time.map((after) => PLACED + after)),
  completedAt: fc.option(time.map((after) => PLACED + after)),
  notReceivedReports: fc.integer({ min: 0, max: 2 }),
  priceAmount: fc.integer({ min: 0, max: 2_000 }),
  priceCurrency: fc.constantFrom("CNY", "USD"),
  requests: fc.array(
    fc.record({
      askedAt: time.map((after) => PLACED + after),
      answeredAt: fc.option(time.map((after) => PLACED + 400 * DAY + after)),
      waits: fc.boolean(),
      returnAsked: fc.boolean(),
      returnRefused: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
});
const promises: fc.Arbitrary<{ kind: PromiseKind; terms: Terms }> = fc.oneof(
  fc.integer({ min: 1, max: 5_000 }).map((withinHours) => ({ kind: "DELIVERY_TIME" as const, terms: { withinHours } })),
  fc
    .integer({ min: 0, max: 2_000 })
    .map((maxPrice) => ({ kind: "PRICE" as const, terms: { maxPrice, currency: "CNY" } })),
  fc
    .integer({ min: 1, max: 9_000 })
    .map((hours) => ({ kind: "AFTER_SALES" as const, terms: { responseWithinHours: hours } })),
  fc.integer({ min: 1, max: 300 }).map((returnDays) => ({ kind: "RETURN_REFUND" as const, terms: { returnDays } })),
);

test("whatever the record: nobody is accused at or below what was promised, and nobody of what is not in the record", () => {
  fc.assert(
    fc.property(records, promises, time, (record, promise, after) => {
      const at = PLACED + after;
      const found = checkPromise(record, promise, at);
      if (!found) return;
      if (found.shortfall === "RETURN_REFUSED") expect(found.observed).toBeLessThanOrEqual(found.promised);
      else expect(found.observed).toBeGreaterThan(found.promised);
      expect(found.amount ?? 0).toBeLessThanOrEqual(record.priceAmount);
      if (found.unit === "HOURS" && found.certain) expect(after).toBeGreaterThan(found.promised * HOUR);
      if (found.shortfall === "NOT_DELIVERED") expect(record.deliveredAt ?? Infinity).toBeGreaterThan(at);
      if (found.unit === "MINOR_UNITS") expect(record.priceCurrency).toBe("CNY");
    }),
    { numRuns: 2_000 },
  );
});

test("a promise kept at the last moment is kept for good", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000 }), time, (withinHours, later) => {
      const record = order({ status: "DELIVERED", deliveredAt: PLACED + withinHours * HOUR });
      const at = PLACED + withinHours * HOUR + later;
      expect(checkPromise(record, { kind: "DELIVERY_TIME", terms: { withinHours } }, at)).toBeNull();
    }),
  );
});
