import { Refusal, type Explained } from "../../platform/refusal";
import type { BuyerKind } from "../../market/orders/buyer-kind.types";
import { hasRight } from "../../market/orders/buyer-right.pure";
import type { HouseRules } from "../../house-rules/house-rules";
import type { CompensationBasis, RemedyKind } from "./remedy-kind.pure";

export type { CompensationBasis };

/** The kinds that may be compensation instead of a part of the price. */
const MAY_COMPENSATE: ReadonlySet<RemedyKind> = new Set(["COMPENSATION", "CREDIT"]);

/** The house rule of a basis: so many times what was paid, or a sum by currency (or `other`), whichever is more. */
export type Limit = Readonly<Record<string, number>>;

/** The most that may be asked or ordered on a basis, over all cases of an order. */
export const mostOn = ({ times = 0, ...sums }: Limit, paid: number, currency: string): number =>
  Math.max(times * paid, sums[currency] ?? sums.other ?? 0);

/** A law that protects consumers grants nothing to whoever bought for a business. `rulesThen`: when the order was placed. */
export const isOpenTo = (rulesThen: HouseRules, buyerKind: BuyerKind, basis: CompensationBasis): boolean =>
  basis !== "STATUTORY" || hasRight(rulesThen, buyerKind, "STATUTORY");

export const NOT_OPEN = { code: "BAD_USER_INPUT", reason: "compensation.consumersOnly" } as const satisfies Explained;

export const notOpen = (field: string): Refusal => new Refusal(NOT_OPEN.code, { reason: NOT_OPEN.reason, field });

/** Compensation says on what basis; nothing else has one. */
export function checkBasis(
  { kind, basis }: { kind: RemedyKind; basis?: CompensationBasis | null },
  field: string,
): void {
  if (kind === "COMPENSATION" && !basis)
    throw new Refusal("BAD_USER_INPUT", { reason: "compensation.basisNeeded", field });
  if (basis && !MAY_COMPENSATE.has(kind))
    throw new Refusal("BAD_USER_INPUT", { reason: "compensation.basisForbidden", field });
}
