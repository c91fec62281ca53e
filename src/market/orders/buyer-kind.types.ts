import { defineEnum } from "../../platform/graphql/enum";

export const BuyerKind = defineEnum(
  "BuyerKind",
  "What an order was placed for, as its buyer said when placing it. The house rules `buyer.…` say what depends on it.",
  {
    CONSUMER: "For living needs: consumer protection law applies, 生活消费.",
    BUSINESS: "For a business: the contract, the promises and civil law apply, not consumer protection law, 经营需要.",
  },
);
export type BuyerKind = keyof typeof BuyerKind;
