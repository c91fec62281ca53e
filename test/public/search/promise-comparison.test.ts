import type { Terms } from "../../../src/market/promises/terms-by-kind.pure";
import { comparePromises, type Column, type Promised } from "../../../src/public/search/promise-comparison.pure";

const promised = (kind: Promised["kind"], terms: Terms = {}): Promised => ({ kind, terms });
const column = (own: Promised[], providerWide: Promised[] = []): Column<Promised> => ({ own, providerWide });

test("Kind by kind; what is not promised is nothing, what a machine cannot compare has no numbers", () => {
  const quality = promised("QUALITY", { qualityStandard: "ISO" });
  const rows = comparePromises([column([quality]), column([promised("OTHER")])]);
  expect(rows).toEqual([
    { kind: "QUALITY", promised: [[quality], []], terms: [] },
    { kind: "OTHER", promised: [[], [promised("OTHER")]], terms: [] },
  ]);
});

test("The less is better of hours, prices and defects, the more of days, discounts and availability", () => {
  const better = (kind: Promised["kind"], term: keyof Terms, few: Terms, many: Terms) =>
    comparePromises([column([promised(kind, few)]), column([promised(kind, many)]), column([])])[0]?.terms.find(
      (row) => row.term === term,
    );
  expect(better("DELIVERY_TIME", "withinHours", { withinHours: 24 }, { withinHours: 48 })).toEqual({
    term: "withinHours",
    unit: "HOURS",
    currency: null,
    better: "LEAST",
    values: [24, 48, null],
    best: [0],
  });
  expect(better("RETURN_REFUND", "returnDays", { returnDays: 7 }, { returnDays: 30 })).toMatchObject({ best: [1] });
  expect(better("RETURN_REFUND", "returnDays", { returnDays: 7 }, { returnDays: 7 })).toMatchObject({ best: [0, 1] });
  expect(better("QUALITY", "defectRatePercent", { defectRatePercent: 0 }, { defectRatePercent: 1.5 })).toMatchObject({
    values: [0, 1.5, null],
    best: [0],
  });
  expect(better("GIFT_OR_DISCOUNT", "discountPercent", { giftDescription: "x" }, { discountPercent: 5 })).toMatchObject(
    {
      values: [null, 5, null],
      best: [1],
    },
  );
});

test("The listing's own promises go before those on everything; of several the best binds", () => {
  const wide = [promised("DELIVERY_TIME", { withinHours: 12 }), promised("AFTER_SALES", { supportDays: 30 })];
  const own = [promised("DELIVERY_TIME", { withinHours: 72 }), promised("DELIVERY_TIME", { withinHours: 48 })];
  const [delivery, support] = comparePromises([column(own, wide), column([], wide)]);
  expect(delivery).toMatchObject({ promised: [own, [wide[0]]], terms: [{ values: [48, 12], best: [1] }] });
  expect(support).toMatchObject({ promised: [[wide[1]], [wide[1]]], terms: [{ values: [30, 30], best: [0, 1] }] });
});

test("Prices compare within one currency", () => {
  const price = (maxPrice: number, currency: string) => column([promised("PRICE", { maxPrice, currency })]);
  const [row] = comparePromises([price(900, "CNY"), price(100, "USD"), price(800, "CNY")]);
  expect(row?.terms).toMatchObject([
    { term: "maxPrice", unit: "MINOR_UNITS", currency: "CNY", values: [900, null, 800], best: [2] },
    { currency: "USD", values: [null, 100, null], best: [1] },
  ]);
});
