import { promisedCompensation } from "../../market/orders/promised-compensation.pure";
import type { MachineFacts } from "../../market/orders/order-record.pure";
import type { Terms } from "../../market/promises/terms-by-kind.pure";
import { addUp } from "../../platform/amounts";
import type { CompensationBasis } from "./compensation.pure";
import type { ComplaintStatus } from "./complaint.lifecycle";
import type { RemedyKind } from "./remedy-kind.pure";

interface Demanded {
  demandKind: RemedyKind;
  demandBasis?: CompensationBasis | null;
  demandAmount?: number | null;
}

interface Broken {
  terms: Terms;
  facts: MachineFacts | null;
}

export interface Claim {
  amount: number;
  /** The platform's own records settle that and how every one of the promises was broken. */
  isCertain: boolean;
}

/** The provider has neither answered nor been silent for too long. */
export const isClaimOpen = ({
  status,
  providerFirstResponseAt,
}: {
  status: ComplaintStatus;
  providerFirstResponseAt: number | null;
}): boolean => status === "NEGOTIATING" && providerFirstResponseAt === null;

/**
 * A demand that asks for no more than the broken promises themselves promise needs no trial, unless the provider objects. Null for any
 * other: it is negotiated and decided.
 */
export function claimOf(
  { demandKind, demandBasis, demandAmount }: Demanded,
  broken: readonly Broken[],
  price: { priceAmount: number; priceCurrency: string },
): Claim | null {
  if (demandKind !== "COMPENSATION" || demandBasis !== "PROMISED" || !demandAmount) return null;
  const sums = broken.map(({ terms, facts }) => promisedCompensation(terms, facts, price)?.amount ?? null);
  if (sums.some((sum) => sum === null)) return null;
  if (demandAmount > Math.min(addUp(sums.map((sum) => sum ?? 0)), price.priceAmount)) return null;
  return { amount: demandAmount, isCertain: broken.every(({ facts }) => facts?.certain === true) };
}

/** The most that these promises themselves promise; null when one of them does not say how much in the currency of the price. */
export function mostPromised(
  promises: readonly Terms[],
  { priceAmount, priceCurrency }: { priceAmount: number; priceCurrency: string },
): number | null {
  const each = promises.map(({ compensationAmount, currency, compensationCapPercent }) => {
    if (compensationAmount !== undefined)
      return currency === priceCurrency ? Math.min(compensationAmount, priceAmount) : null;
    return compensationCapPercent === undefined ? null : Math.floor((priceAmount * compensationCapPercent) / 100);
  });
  return each.includes(null) ? null : Math.min(addUp(each.map((sum) => sum ?? 0)), priceAmount);
}
