import { Order } from "../../market/orders/order.entity";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import { isMemberOf, isPerson, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { actingRole } from "../../market/providers/provider.policy";
import { claimPayment } from "../payments/claim-payment";
import { Payment } from "../payments/payment.entity";
import type { ClaimOrderPaymentInput } from "../payments/payment.types";

/** One side of an order claims that it was paid. Normally the market's payment provider confirms it first. */
export async function claimOrderPayment(
  tx: Tx,
  actor: Actor,
  { orderId, amount, channel, reference }: Omit<ClaimOrderPaymentInput, "clientMutationId">,
): Promise<{ paymentId: string }> {
  const field = "input.orderId";
  const found = isIdOf(Order, orderId) ? await tx.byId(Order, orderId) : null;
  // Checked before locking, so that strangers cannot lock a provider's row. Parties never change.
  const isParty = found && (isPerson(actor, found.consumerId) || isMemberOf(actor, found.providerId));
  const provider = isParty ? await tx.lock(Provider, found.providerId) : null;
  const order = provider && (await tx.byId(Order, orderId));
  if (!order) throw new Refusal("NOT_FOUND", { field });
  if (order.status === "CANCELLED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.orderCancelled", field });
  const paid = await paidFor(tx, order);
  if (paid >= order.priceAmount) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.orderPaid", field });
  const due = order.priceAmount - paid;
  const claimed = amount ?? due;
  if (claimed > due)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "amount.aboveOrder",
      field: "input.amount",
      params: { most: { amount: due, currency: order.priceCurrency } },
    });
  const role = isPerson(actor, order.consumerId) ? "CONSUMER" : actingRole(actor, provider.id);
  const payment = await claimPayment(tx, actor, provider, role, {
    purpose: "ORDER",
    amount: claimed,
    currency: order.priceCurrency,
    channel,
    reference,
    orderId: order.id,
    consumerId: order.consumerId,
  });
  return { paymentId: payment.id };
}

/** The part of an order's price whose payment is confirmed. */
export async function paidFor(tx: Tx, { id: orderId, priceCurrency: currency }: Order): Promise<number> {
  const payments = await tx.find(Payment, { orderId, purpose: "ORDER", status: "CONFIRMED", currency });
  return addUp(payments.map(({ amount }) => amount));
}
