export const REMEDY_KINDS = [
  "REFUND_FULL",
  "REFUND_PART",
  "RETURN_AND_REFUND",
  "REPLACE",
  "REPERFORM",
  "EXTEND_SERVICE",
  "CREDIT",
  "APOLOGY",
] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];
/** Those that say how much. */
export const NEEDS_AMOUNT: ReadonlySet<RemedyKind> = new Set(["REFUND_PART", "CREDIT"]);
