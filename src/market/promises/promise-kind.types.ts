import { defineEnum } from "../../platform/graphql/enum";

export const PromiseKind = defineEnum("PromiseKind", "What a promise is about. The kind decides which terms it has.", {
  PRICE: "It will not cost more. Terms: `maxPrice` and `currency`.",
  GIFT_OR_DISCOUNT: "Something extra, or something off the price. Terms: `giftDescription`, `discountPercent` or both.",
  QUALITY: "It will be this good. Terms: `qualityStandard`; optionally `defectRatePercent`.",
  DELIVERY_TIME: "It will be done in time. Terms: `withinHours`.",
  AFTER_SALES: "Help after the sale. Terms: `supportDays`, `responseWithinHours` or both.",
  RETURN_REFUND: "It may be returned for a refund. Terms: `returnDays`; optionally `goodsIntact`.",
  CONFIDENTIALITY: "What the provider learns stays with it. Terms: optionally `dataRetentionDays`.",
  AVAILABILITY: "The service can be used when needed. Terms: `availabilityPercent`.",
  OTHER: "Anything else; its text says what. No terms.",
});
export type PromiseKind = keyof typeof PromiseKind;
