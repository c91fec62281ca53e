import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { arePaidAndIndependent } from "./independent-order.queries";
import { worthOf } from "./norms.queries";
import type { Change, Handler } from "./ledger-change";

/**
 * An order counts once it is completed and its payment is confirmed by the holder of the money, whichever comes last; and only
 * when its consumer is independent of the provider.
 */
export const orderCompleted: Handler<"ORDER_COMPLETED"> = (tx, event) => countOrder(tx, event, event.data);

export const paymentConfirmed: Handler<"PAYMENT_CONFIRMED"> = (tx, event) => {
  const { purpose, orderId, consumerId } = event.data;
  return purpose === "ORDER" && orderId && consumerId ? countOrder(tx, event, { orderId, consumerId }) : null;
};

interface OrderRow {
  completed_at: number | null;
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
    `SELECT o.completed_at, a.created_at AS consumer_since, (SELECT COUNT(*) FROM reputation_input i WHERE i.source_id = o.id) AS counted
     FROM service_order o JOIN account a ON a.id = o.consumer_id WHERE o.id = ?`,
    [sourceId],
  );
  if (!order || order.completed_at === null || order.completed_at > at || order.counted > 0) return null;
  const [counts] = await arePaidAndIndependent(tx, [{ orderId: sourceId, at }]);
  if (!counts) return null;
  const freshDays = (await HouseRules.inForce(tx, at)).number("reputation.weights", "freshDays");
  const fresh = order.consumer_since > at - freshDays * DAY;
  const worth = await worthOf(tx, sourceId);
  return {
    providerId,
    write: (ledger) => ledger.add({ kind: "ORDER_COMPLETED", sourceId, consumerId, agesFrom: at, worth, fresh }, at),
  };
}
