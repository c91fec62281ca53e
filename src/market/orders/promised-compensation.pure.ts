import type { Terms } from "../promises/terms-by-kind.pure";
import type { MachineFacts } from "./order-record.pure";

/** What a broken promise's own terms come to, and how. */
export interface PromisedCompensation {
  amount: number;
  /** A sum of its own, or so much a day. */
  by: "SUM" | "DAY";
  /** Days of delay that have begun. */
  days: number;
  percentPerDay: number;
  capPercent: number;
  /** The delay would come to more than the cap, or the sum to more than the price. */
  isCapped: boolean;
}

/**
 * The sum that a broken promise itself promises, by the record of how it was broken; null where it promises none, or the record does
 * not say how late it was. In minor units of the order's currency, rounded down; never above its price.
 */
export function promisedCompensation(
  terms: Terms,
  facts: Pick<MachineFacts, "promised" | "observed" | "unit"> | null,
  { priceAmount, priceCurrency }: { priceAmount: number; priceCurrency: string },
): PromisedCompensation | null {
  const { compensationAmount: sum, currency } = terms;
  const { compensationPercentPerDay: percentPerDay = 0, compensationCapPercent: capPercent = 0 } = terms;
  if (sum !== undefined) {
    if (currency !== priceCurrency) return null;
    const amount = Math.min(sum, priceAmount);
    return { amount, by: "SUM", days: 0, percentPerDay, capPercent, isCapped: amount < sum };
  }
  if (percentPerDay === 0 || !facts || facts.unit === "MINOR_UNITS") return null;
  const late = (facts.observed - facts.promised) / (facts.unit === "HOURS" ? 24 : 1);
  const days = Math.ceil(late - ROUNDING);
  if (days <= 0) return null;
  // In thousandths of a per cent, so that tenths add up exactly.
  const permille = Math.min(Math.round(days * percentPerDay * 10), capPercent * 10);
  const amount = Math.floor((priceAmount * permille) / 1_000);
  if (amount === 0) return null;
  return { amount, by: "DAY", days, percentPerDay, capPercent, isCapped: days * percentPerDay > capPercent };
}

/** A quotient of milliseconds may be a trifle above the whole day that it is. */
const ROUNDING = 1e-9;
