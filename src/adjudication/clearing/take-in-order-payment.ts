import type { MovedMoney } from "../../market/intake/intake-hooks";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { keepMoved } from "../payments/keep-moved";
import { paidFor } from "./claim-order-payment";

/** A payment that the marketplace has received; together with the others it covers the order's price at most. */
export async function takeInOrderPayment(tx: Tx, payment: MovedMoney): Promise<string> {
  const { order, amount } = payment;
  if ((await paidFor(tx, order)) + amount > order.priceAmount)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.orderPaid", field: "payment.amount.amount" });
  return keepMoved(tx, "ORDER", payment);
}
