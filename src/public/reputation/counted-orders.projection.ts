import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import { weighedBy } from "./independent-order.queries";
import type { Change, Handler } from "./ledger-change";

/**
 * An order counts once it is completed and its payment is confirmed by the holder of the money, whichever comes last; and only
 * when its consumer is independent of the provider.
 */
export const orderCompleted: Handler<"ORDER_COMPLETED"> = (tx, event) => countOrder(tx, event, event.data);

export const paymentConfirmed: Handler<"PAYMENT_CONFIRMED"> = (tx, event) => {
  const { purpose, orderId } = event.data;
  return purpose === "ORDER" && orderId ? countOrder(tx, event, { orderId }) : null;
};

interface OrderRow {
  completed_at: number | null;
  counted: number;
}

async function countOrder(
  tx: Tx,
  { streamId: providerId, at }: EventOf<"ORDER_COMPLETED" | "PAYMENT_CONFIRMED">,
  { orderId: sourceId }: { orderId: string },
): Promise<Change | null> {
  // Rows may be newer than the event: what had not happened by then has an event of its own.
  const [order] = await tx.query<OrderRow>(
    `SELECT o.completed_at, (SELECT COUNT(*) FROM reputation_input i WHERE i.source_id = o.id) AS counted
     FROM service_order o WHERE o.id = ?`,
    [sourceId],
  );
  if (!order || order.completed_at === null || order.completed_at > at || order.counted > 0) return null;
  const weighed = await weighedBy(tx, { orderId: sourceId, at });
  if (!weighed) return null;
  return {
    providerId,
    write: (ledger) => ledger.add({ kind: "ORDER_COMPLETED", sourceId, agesFrom: at, ...weighed }, at),
  };
}
