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
/** The kinds that need an amount. */
export const NEEDS_AMOUNT: ReadonlySet<RemedyKind> = new Set(["REFUND_PART", "CREDIT"]);
/** The kinds that are money themselves; what another is worth in money, the decision says. */
export const IS_MONEY: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "REFUND_PART", "RETURN_AND_REFUND", "CREDIT"]);

interface Proposed {
  kind: RemedyKind;
  amount?: number | null;
}

/** The money that it comes to: all that was paid where it names no amount, nothing where it is no money. */
export const moneyOf = ({ kind, amount }: Proposed, paid: number): number =>
  IS_MONEY.has(kind) ? (amount ?? paid) : 0;
