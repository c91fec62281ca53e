import type { ActorRole } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../providers/provider.entity";
import type { Order } from "./order.entity";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import { orderTopics } from "./order-topics";
import type { OrderAction } from "./order-status.types";

interface Step {
  by: { actorId: string | null; actorRole: ActorRole };
  /** When silence completes an order that is delivered now. */
  completeAt: number;
  /** When it happened; now when left out. */
  at?: number;
  /** It goes on at once: the other side need not be told of what lies between. */
  passing?: boolean;
}

/** The change and its event, under the locks of the provider and of the order. A delivery says when silence completes the order; a report that nothing arrived undoes it. */
export function stepOrder(tx: Tx, provider: Provider, order: Order, action: OrderAction, step: Step): void {
  const { completeAt, at = tx.now, passing = false } = step;
  const { to: status } = ORDER_LIFECYCLE[action];
  const { consumerId } = order;
  const data = { orderId: order.id, consumerId, status };
  const by = { ...step.by, topics: orderTopics(order), audience: "PARTIES" };
  switch (action) {
    case "DELIVER":
      tx.change(order, { status, deliveredAt: at, completeAt });
      tx.record(provider, {
        type: "ORDER_DELIVERED",
        ...by,
        data: { ...data, dueAt: completeAt },
        notify: passing ? [] : [consumerId],
      });
      return;
    case "COMPLETE":
      tx.change(order, { status, completedAt: at, completeAt: null });
      tx.record(provider, { type: "ORDER_COMPLETED", ...by, data });
      return;
    case "CANCEL":
      tx.change(order, { status });
      tx.record(provider, { type: "ORDER_CANCELLED", ...by, data });
      return;
    case "REPORT_NOT_RECEIVED": {
      const reports = order.notReceivedReports + 1;
      tx.change(order, {
        ...{ status, deliveredAt: null, completeAt: null },
        ...{ notReceivedReports: reports, notReceivedAt: at },
      });
      tx.record(provider, {
        type: "ORDER_NOT_RECEIVED",
        ...by,
        data: { ...data, reports },
        notify: [provider.id],
      });
    }
  }
}
