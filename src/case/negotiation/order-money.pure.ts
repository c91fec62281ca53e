import { Refusal } from "../../platform/refusal";

/** The money of an order, over all its cases. */
export interface OrderMoney {
  /** Its price; what was paid, where that is confirmed. */
  paid: number;
  /** What went back or is to go back: agreed and not broken, ordered and in force, or done. */
  given: number;
  currency: string;
}

/** No more money goes back, as refund, credit or compensation, than was paid. */
export function refuseAbovePaid({ paid, given, currency }: OrderMoney, amount: number, field: string): void {
  const most = Math.max(0, paid - given);
  if (amount <= most) return;
  const reason = given > 0 ? "amount.aboveRest" : "amount.aboveOrder";
  throw new Refusal("BAD_USER_INPUT", { reason, field, params: { most: { amount: most, currency } } });
}
