import { registerEnumType } from "type-graphql";

export const PromiseKind = {
  PRICE: "PRICE",
  GIFT_OR_DISCOUNT: "GIFT_OR_DISCOUNT",
  QUALITY: "QUALITY",
  DELIVERY_TIME: "DELIVERY_TIME",
  AFTER_SALES: "AFTER_SALES",
  RETURN_REFUND: "RETURN_REFUND",
  CONFIDENTIALITY: "CONFIDENTIALITY",
  AVAILABILITY: "AVAILABILITY",
  OTHER: "OTHER",
} as const;
export type PromiseKind = keyof typeof PromiseKind;

registerEnumType(PromiseKind, {
  name: "PromiseKind",
  description: "What a promise is about. The kind decides which terms it has.",
  valuesConfig: {
    PRICE: { description: "It will not cost more. Terms: `maxPrice` and `currency`." },
    GIFT_OR_DISCOUNT: {
      description: "Something extra, or something off the price. Terms: `giftDescription`, `discountPercent` or both.",
    },
    QUALITY: { description: "It will be this good. Terms: `qualityStandard`; optionally `defectRatePercent`." },
    DELIVERY_TIME: { description: "It will be done in time. Terms: `withinHours`." },
    AFTER_SALES: { description: "Help after the sale. Terms: `supportDays`, `responseWithinHours` or both." },
    RETURN_REFUND: {
      description: "It may be given back for the money. Terms: `returnDays`; optionally `goodsIntact`.",
    },
    CONFIDENTIALITY: { description: "What the provider learns stays with it. Terms: optionally `dataRetentionDays`." },
    AVAILABILITY: { description: "The service can be used when needed. Terms: `availabilityPercent`." },
    OTHER: { description: "Anything else; its text says what. No terms." },
  },
});
