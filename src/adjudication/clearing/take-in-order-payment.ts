import type { MovedMoney } from "../../market/intake/intake-hooks";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { keepMoved } from "../payments/keep-moved";
import { paidFor } from "./claim-order-payment";

/** A payment that the marketplace has received; together with the others it covers the order's price at most. */
export async function takeInOrderPayment(tx: Tx, payment: MovedMoney): Promise<string> {
  const { order, amount } = payment;
  const field = "payment.amount.amount";
  const due = order.priceAmount - (await paidFor(tx, order));
  if (amount > 0 && due <= 0) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.orderPaid", field });
  if (amount > due)
    throw new Refusal("BAD_USER_INPUT", {
      ...{ reason: "amount.aboveOrder", field },
      params: { most: { amount: due, currency: order.priceCurrency } },
    });
  return keepMoved(tx, "ORDER", payment);
}
