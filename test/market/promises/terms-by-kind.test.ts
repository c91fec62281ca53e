import { PromiseKind } from "../../../src/market/promises/promise-kind.types";
import { promiseDigest } from "../../../src/market/promises/promise-digest.pure";
import { termsOfKind, type Terms } from "../../../src/market/promises/terms-by-kind.pure";

const GOOD: Record<PromiseKind, Terms> = {
  PRICE: { maxPrice: 0, currency: "CNY" },
  GIFT_OR_DISCOUNT: { discountPercent: 15 },
  QUALITY: { qualityStandard: "GB/T 19001", defectRatePercent: 0.125 },
  DELIVERY_TIME: { withinHours: 48 },
  AFTER_SALES: { responseWithinHours: 2 },
  RETURN_REFUND: { returnDays: 7, goodsIntact: false },
  CONFIDENTIALITY: {},
  AVAILABILITY: { availabilityPercent: 99.95 },
  OTHER: {},
};

const refused = (kind: PromiseKind, terms: Terms) => () => termsOfKind(kind, terms, "input.terms");

describe("The terms of a promise", () => {
  test.each(Object.entries(GOOD))("of kind %s are kept as given", (kind, terms) => {
    expect(
      termsOfKind(kind as PromiseKind, { ...terms, supportDays: terms.supportDays ?? null }, "input.terms"),
    ).toEqual(terms);
  });

  test.each(Object.keys(PromiseKind).filter((kind) => kind !== "DELIVERY_TIME"))(
    "of kind %s do not include another kind's",
    (kind) => {
      expect(refused(kind as PromiseKind, { ...GOOD[kind as PromiseKind], withinHours: 48 })).toThrow(
        expect.objectContaining({
          code: "BAD_USER_INPUT",
          details: {
            reason: "promise.termNotOfKind",
            field: "input.terms.withinHours",
            params: { term: "withinHours", kind },
          },
        }),
      );
    },
  );

  test("must include what the kind needs", () => {
    expect(refused("DELIVERY_TIME", {})).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ reason: "promise.termMissing", field: "input.terms.withinHours" }),
      }),
    );
    expect(refused("PRICE", { maxPrice: 100 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: "input.terms.currency" }) }),
    );
    expect(refused("GIFT_OR_DISCOUNT", { giftDescription: "" })).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          params: { term: ["giftDescription", "discountPercent"], kind: "GIFT_OR_DISCOUNT" },
        }),
      }),
    );
  });

  test.each<[PromiseKind, Terms, string]>([
    ["DELIVERY_TIME", { withinHours: 0 }, "number.outOfBounds"],
    ["DELIVERY_TIME", { withinHours: -1 }, "number.outOfBounds"],
    ["DELIVERY_TIME", { withinHours: NaN }, "number.outOfBounds"],
    ["DELIVERY_TIME", { withinHours: 1.5 }, "number.decimals"],
    ["GIFT_OR_DISCOUNT", { discountPercent: 101 }, "number.outOfBounds"],
    ["AVAILABILITY", { availabilityPercent: 99.9999 }, "number.decimals"],
  ])("stay within their bounds: %s %j", (kind, terms, reason) => {
    expect(refused(kind, terms)).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ reason, field: `input.terms.${Object.keys(terms)[0]}` }),
      }),
    );
  });
});

test("A digest depends on the content alone, not on the order of its keys", () => {
  const content = {
    promiseId: "prm_1",
    version: 2,
    kind: "QUALITY" as const,
    text: "好 👍",
    terms: { qualityStandard: "A", defectRatePercent: 0.5 },
  };
  // printf '%s' '{"kind":"QUALITY","promiseId":"prm_1","terms":{"defectRatePercent":0.5,"qualityStandard":"A"},"text":"好 👍","version":2}' | sha256sum
  const digest = "c13d357e3b2b9e74e14db38a9dcf8336a198ec465ee2b2476761322130ded543";
  expect(promiseDigest(content)).toBe(digest);
  expect(promiseDigest({ ...content, terms: { defectRatePercent: 0.5, qualityStandard: "A" } })).toBe(digest);
  expect(promiseDigest({ ...content, version: 3 })).not.toBe(digest);
});
