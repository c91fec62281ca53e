import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { openCasesOf } from "../../case/complaints/open-case.queries";
import type { MovedMoney } from "../../market/intake/intake-hooks";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { keepMoved } from "../payments/keep-moved";
import { Payment } from "../payments/payment.entity";

/** What the marketplace gives back of these orders is told in their open cases, which are locked before their provider. */
export const lockCasesOf = async (tx: Tx, orderIds: readonly string[]): Promise<void> =>
  tx.lockAll(Complaint, await openCasesOf(tx, orderIds));

/** What the marketplace has given back of an order; together at most its price. Its open cases are told, for they have so much less to give back. */
export async function takeInOrderRefund(tx: Tx, refund: MovedMoney): Promise<string> {
  const { order, amount } = refund;
  const { priceAmount, priceCurrency: currency } = order;
  const before = await tx.find(Payment, { orderId: order.id, purpose: "ORDER_REFUND" });
  const most = priceAmount - addUp(before.map((each) => each.amount));
  if (amount > most)
    throw new Refusal("BAD_USER_INPUT", {
      ...{ reason: "amount.aboveOrder", field: "refund.amount.amount" },
      params: { most: { amount: most, currency } },
    });
  const paymentId = keepMoved(tx, "ORDER_REFUND", refund);
  // A feed may say of each order what went back, also where nothing did.
  if (amount === 0) return paymentId;
  for (const complaint of await tx.find(Complaint, { id: await openCasesOf(tx, [order.id]) }, "ORDER BY id"))
    recordCaseEvent(tx, complaint, null, { type: "ORDER_REFUNDED", data: { paymentId, amount, currency } });
  return paymentId;
}
