import type { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import type { BuyerKind } from "./buyer-kind.types";

/** What only those have whom the house rule of their kind gives it. */
export type BuyerRight = UnitOf<`buyer.${BuyerKind}`>;

/** `rulesThen`: those in force when the order was placed, since the kind of its buyer is frozen into it. */
export const hasRight = (rulesThen: HouseRules, buyerKind: BuyerKind, right: BuyerRight): boolean =>
  rulesThen.number(`buyer.${buyerKind}`, right) === 1;
