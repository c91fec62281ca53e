import { isBreach } from "../../adjudication/rulings/decision-check.pure";
import type { FindingResult } from "../../adjudication/rulings/ruling-enums.types";
import { checkPromise, type OrderRecord } from "../../market/orders/order-record.pure";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import type { Terms } from "../../market/promises/terms-by-kind.pure";

export type KeptOutcome = "KEPT" | "BROKEN";

/** One promise of an order, and what became of it. */
export interface PromiseFacts {
  record: OrderRecord;
  promise: { kind: PromiseKind; terms: Terms };
  /** Paid for, by somebody who is independent of the provider. */
  isIndependent: boolean;
  /** The consumer has complained about this promise, whatever became of it. */
  isContested: boolean;
  /** Of the final ruling in force. */
  finding: FindingResult | null;
}

/**
 * A final ruling counts before everything else; without one, what the record alone proves; otherwise silence: the order was
 * completed, and nobody complained about the promise. A complaint that ended without a ruling counts for neither side, and so does an
 * order that is not paid for, or not by somebody independent.
 */
export function outcomeOf(facts: PromiseFacts, at: number): KeptOutcome | null {
  const { record, promise, isIndependent, isContested, finding } = facts;
  if (finding) return isBreach(finding) ? "BROKEN" : "KEPT";
  if (!isIndependent) return null;
  const shortfall = checkPromise(record, promise, at);
  if (shortfall?.certain) return "BROKEN";
  return shortfall === null && !isContested && record.status === "COMPLETED" ? "KEPT" : null;
}
