import fc from "fast-check";
import { promisedUntil, type OrderTimes } from "../../../src/market/orders/promise-time.pure";
import { PromiseKind } from "../../../src/market/promises/promise-kind.types";
import type { Terms } from "../../../src/market/promises/terms-by-kind.pure";
import { DAY, HOUR } from "../../../src/platform/time";

const PLACED = Date.UTC(2026, 0, 1);
const DELIVERED = PLACED + 5 * DAY;
const COMPLETED = PLACED + 9 * DAY;
const placed: OrderTimes = { placedAt: PLACED, deliveredAt: null, notReceivedAt: null, completedAt: null };
const missing: OrderTimes = { ...placed, notReceivedAt: DELIVERED + DAY };
const delivered: OrderTimes = { ...placed, deliveredAt: DELIVERED };
const completed: OrderTimes = { ...delivered, completedAt: COMPLETED };

type Row = [what: string, kind: PromiseKind, terms: Terms, order: OrderTimes, until: number];
const TABLE: Row[] = [
  ["delivery within 48 hours, not there", "DELIVERY_TIME", { withinHours: 48 }, placed, PLACED + 48 * HOUR],
  ["delivery within 48 hours, which came later", "DELIVERY_TIME", { withinHours: 48 }, delivered, DELIVERED],
  ["delivery within 30 days, which came sooner", "DELIVERY_TIME", { withinHours: 720 }, delivered, PLACED + 30 * DAY],
  ["a year of support", "AFTER_SALES", { supportDays: 365 }, completed, COMPLETED + 365 * DAY],
  ["the same, before completion", "AFTER_SALES", { supportDays: 365 }, delivered, DELIVERED + 365 * DAY],
  ["the same, before delivery", "AFTER_SALES", { supportDays: 365 }, placed, PLACED + 365 * DAY],
  ["answers within 24 hours, without an end", "AFTER_SALES", { responseWithinHours: 24 }, completed, COMPLETED],
  ["seven days for returns, from delivery", "RETURN_REFUND", { returnDays: 7 }, completed, DELIVERED + 7 * DAY],
  ["data deleted after 90 days", "CONFIDENTIALITY", { dataRetentionDays: 90 }, completed, COMPLETED + 90 * DAY],
  ["silence kept, without a time", "CONFIDENTIALITY", {}, completed, COMPLETED],
  ["a price", "PRICE", { maxPrice: 1, currency: "CNY" }, completed, DELIVERED],
  ["a gift, nothing delivered", "GIFT_OR_DISCOUNT", { giftDescription: "海报" }, placed, PLACED],
  ["quality", "QUALITY", { qualityStandard: "GB" }, completed, DELIVERED],
  ["what was called delivered and had not come", "QUALITY", { qualityStandard: "GB" }, missing, DELIVERED + DAY],
  ["the same of a late delivery", "DELIVERY_TIME", { withinHours: 48 }, missing, DELIVERED + DAY],
  ["what came after all", "QUALITY", {}, { ...missing, deliveredAt: COMPLETED }, COMPLETED],
  ["availability", "AVAILABILITY", { availabilityPercent: 99 }, completed, COMPLETED],
  ["anything else", "OTHER", {}, delivered, DELIVERED],
];

test.each(TABLE)("%s", (_, kind, terms, order, until) => {
  expect(promisedUntil(order, { kind, terms })).toBe(until);
});

test("every kind is in the table", () => {
  expect([...new Set(TABLE.map(([, kind]) => kind))].sort()).toEqual(Object.values(PromiseKind).sort());
});

test("delivering or completing later never ends a promise sooner", () => {
  const terms = fc.record({ withinHours: fc.nat(9_000), supportDays: fc.nat(900), returnDays: fc.nat(900) });
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(PromiseKind)),
      terms,
      fc.nat(900),
      fc.nat(900),
      (kind, given, a, b) => {
        const at = (days: number): OrderTimes => ({
          ...placed,
          deliveredAt: PLACED + days * DAY,
          completedAt: PLACED + days * DAY,
        });
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        const until = (days: number): number => promisedUntil(at(days), { kind, terms: given });
        expect(until(later)).toBeGreaterThanOrEqual(until(sooner));
        expect(until(sooner)).toBeGreaterThanOrEqual(PLACED + sooner * DAY);
      },
    ),
  );
});
