import type { RemedyKind } from "../api/schema.generated";

/* What is asked of a remedy depends on its kind; the server holds everybody to it. */

/** Of a sum that has to be named; others name none. */
export const NEEDS_AMOUNT: ReadonlySet<RemedyKind> = new Set(["REFUND_PART", "CREDIT", "COMPENSATION"]);
/** What another kind is worth in money is said besides: that is owed when it is not done. */
export const IS_MONEY: ReadonlySet<RemedyKind> = new Set([...NEEDS_AMOUNT, "REFUND_FULL", "RETURN_AND_REFUND"]);
/** What may go beyond the price, on a basis. */
export const MAY_COMPENSATE: ReadonlySet<RemedyKind> = new Set(["COMPENSATION", "CREDIT"]);
