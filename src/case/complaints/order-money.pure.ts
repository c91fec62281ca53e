import { notOpen, type CompensationBasis } from "./compensation.pure";
import { IS_MONEY, refundOf, worthOf, type Agreed, type Proposed } from "./remedy-kind.pure";
import { Refusal } from "../../platform/refusal";

/** The money of an order, over all its cases. */
export interface OrderMoney {
  /** Its price; what was paid, where that is confirmed. */
  paid: number;
  /** What of it went back or is to go back: agreed and not broken, ordered and in force, or done. */
  given: number;
  currency: string;
  /** How much more compensation each basis allows, null: none to such a buyer; it is no part of what goes back. */
  compensable: Readonly<Record<CompensationBasis, number | null>>;
  /** Whether anything was ever owed in the case from which it is seen. */
  wasOwed: boolean;
}

/** No more goes back, as refund or credit, than was paid, and no more compensation than its basis allows. */
export function refuseBeyond(money: OrderMoney, proposed: Proposed, field: string): void {
  const { basis, amount } = proposed;
  if (!basis) return refuseAbovePaid(money, refundOf(proposed, money.paid), field);
  const rest = money.compensable[basis];
  if (rest === null) throw notOpen(field.replace(/amount$/, "basis"));
  const most = Math.max(0, rest);
  if ((amount ?? 0) > most)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "compensation.aboveLimit",
      field,
      params: { most: { amount: most, currency: money.currency } },
    });
}

/** The same of what is agreed and, where that is no money, of the sum instead. */
export function refuseAgreedBeyond(money: OrderMoney, agreed: Agreed, field: string, insteadField = field): void {
  refuseBeyond(money, agreed, field);
  if (!IS_MONEY.has(agreed.kind)) refuseAbovePaid(money, worthOf(agreed, money.paid), insteadField);
}

/** What is left once this is given, too. */
export function lessOf(money: OrderMoney, proposed: Proposed): OrderMoney {
  const { basis, amount } = proposed;
  if (!basis) return { ...money, given: money.given + refundOf(proposed, money.paid) };
  return { ...money, compensable: { ...money.compensable, [basis]: (money.compensable[basis] ?? 0) - (amount ?? 0) } };
}

function refuseAbovePaid({ paid, given, currency }: OrderMoney, amount: number, field: string): void {
  const most = Math.max(0, paid - given);
  if (amount <= most) return;
  const reason = given > 0 ? "amount.aboveRest" : "amount.aboveOrder";
  throw new Refusal("BAD_USER_INPUT", { reason, field, params: { most: { amount: most, currency } } });
}
