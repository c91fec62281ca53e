import { IS_MONEY, moneyOf, type RemedyKind } from "./remedy-kind.pure";

export interface Demand {
  demandKind: RemedyKind;
  demandAmount: number | null;
  amountAtStake: number;
}

/**
 * Whether an offer deserves an answer: money of at least so many per cent of what is demanded, or anything else where the demand is not
 * money. A demand without an amount is measured by what was paid, or, if it is not money, by what is at stake.
 */
export function isSerious(
  offer: { kind: RemedyKind; amount: number | null },
  demand: Demand,
  { paid, percent }: { paid: number; percent: number },
): boolean {
  const demandsMoney = IS_MONEY.has(demand.demandKind);
  if (!IS_MONEY.has(offer.kind)) return !demandsMoney;
  const demanded = demand.demandAmount ?? (demandsMoney ? paid : demand.amountAtStake);
  return moneyOf(offer, paid) * 100 >= demanded * percent;
}
