import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { wasMember } from "../../market/providers/past-membership.queries";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import { worthOf } from "./norms.queries";
import type { Change, Handler } from "./ledger-change";

/**
 * An order counts once it is completed and its payment is confirmed by the holder of the money, whichever comes last; and only
 * when its consumer is not one of the provider's own people and has been registered for a while. Orders cost nothing, and
 * neither do accounts: paying for orders is what costs.
 */
export const orderCompleted: Handler<"ORDER_COMPLETED"> = (tx, event) => countOrder(tx, event, event.data);

export const paymentConfirmed: Handler<"PAYMENT_CONFIRMED"> = (tx, event) => {
  const { purpose, orderId, consumerId } = event.data;
  return purpose === "ORDER" && orderId && consumerId ? countOrder(tx, event, { orderId, consumerId }) : null;
};

interface OrderRow {
  completed_at: number | null;
  price_amount: number;
  paid: number | null;
  consumer_since: number;
  counted: number;
}

async function countOrder(
  tx: Tx,
  { streamId: providerId, at }: EventOf<"ORDER_COMPLETED" | "PAYMENT_CONFIRMED">,
  { orderId: sourceId, consumerId }: { orderId: string; consumerId: string },
): Promise<Change | null> {
  // Rows may be newer than the event: what had not happened by then has an event of its own.
  const [order] = await tx.query<OrderRow>(
    `SELECT o.completed_at, o.price_amount, a.created_at AS consumer_since,
       (SELECT SUM(p.amount) FROM payment p WHERE p.order_id = o.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED'
         AND p.settled_at <= ?) AS paid,
       (SELECT COUNT(*) FROM reputation_input i WHERE i.source_id = o.id) AS counted
     FROM service_order o JOIN account a ON a.id = o.consumer_id WHERE o.id = ?`,
    [at, sourceId],
  );
  if (!order || order.completed_at === null || order.completed_at > at) return null;
  if ((order.paid ?? 0) < order.price_amount || order.counted > 0) return null;
  const rules = await HouseRules.inForce(tx, at);
  const days = rules.number("reputation.independent", "accountDays");
  if (order.consumer_since > at - days * DAY || (await isOrWasMember(tx, consumerId, providerId))) return null;
  const fresh = order.consumer_since > at - rules.number("reputation.weights", "freshDays") * DAY;
  const worth = await worthOf(tx, sourceId);
  return {
    providerId,
    write: (ledger) => ledger.add({ kind: "ORDER_COMPLETED", sourceId, consumerId, agesFrom: at, worth, fresh }, at),
  };
}

/** Now, or not long ago. */
const isOrWasMember = async (tx: Tx, accountId: string, providerId: string): Promise<boolean> =>
  (await tx.findOne(ProviderMember, { accountId, providerId })) !== null || wasMember(tx, accountId, providerId);
