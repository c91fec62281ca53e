export const REMEDY_KINDS = [
  "REFUND_FULL",
  "REFUND_PART",
  "RETURN_AND_REFUND",
  "REPLACE",
  "REPERFORM",
  "EXTEND_SERVICE",
  "CREDIT",
  "COMPENSATION",
  "APOLOGY",
] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];
/** Why more is owed than the price: a statute grants it, the provider promised it, or the loss was greater. */
export type CompensationBasis = "STATUTORY" | "PROMISED" | "ACTUAL_LOSS";

/** The kinds that need an amount. */
export const NEEDS_AMOUNT: ReadonlySet<RemedyKind> = new Set(["REFUND_PART", "CREDIT", "COMPENSATION"]);
/** The kinds that are money themselves; what another is worth in money, the decision says. */
export const IS_MONEY: ReadonlySet<RemedyKind> = new Set([
  "REFUND_FULL",
  "REFUND_PART",
  "RETURN_AND_REFUND",
  "CREDIT",
  "COMPENSATION",
]);

export interface Proposed {
  kind: RemedyKind;
  amount?: number | null;
  /** Of compensation: it is no part of the price. */
  basis?: CompensationBasis | null;
}

/** The money that it comes to: all that was paid where it names no amount, nothing where it is no money. */
export const moneyOf = ({ kind, amount }: Proposed, paid: number): number =>
  IS_MONEY.has(kind) ? (amount ?? paid) : 0;

/** What of it goes back of the price. */
export const refundOf = (proposed: Proposed, paid: number): number => (proposed.basis ? 0 : moneyOf(proposed, paid));

/** What the sides agree on: for what is no money, perhaps a sum instead. */
export interface Agreed extends Proposed {
  insteadAmount?: number | null;
}

/** What is owed if it is not kept; 0 where nothing is. */
export const worthOf = (agreed: Agreed, paid: number): number =>
  IS_MONEY.has(agreed.kind) ? moneyOf(agreed, paid) : (agreed.insteadAmount ?? 0);

/** What can be undone exactly if an appeal is won: a sum can be paid back, a service or returned goods cannot. */
export const isReversible = (kind: RemedyKind): boolean => IS_MONEY.has(kind) && kind !== "RETURN_AND_REFUND";
