import { SYSTEM } from "../../accounts/account/record-on-account";
import { OrderPromise } from "../../market/orders/order-promise.entity";
import { Order } from "../../market/orders/order.entity";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Provider } from "../../market/providers/provider.entity";
import { fileableUntil } from "../complaints/filing.pure";
import { isComplainedOf } from "../complaints/open-case.queries";
import { DeliveryDeadline } from "./delivery-deadline.entity";

/** Stores by when each order is promised to be delivered; of several promises the earliest counts. */
export const deliveryProjection: Projection<"ORDER_PLACED"> = {
  name: "delivery-deadlines",
  types: new Set(["ORDER_PLACED"]),
  async apply(tx, { data }) {
    const order = await tx.byId(Order, data.orderId);
    if (order?.status !== "PLACED") return;
    const frozen = await tx.find(OrderPromise, { orderId: order.id });
    const versions = await tx.find(PromiseVersion, { id: frozen.map(({ promiseVersionId }) => promiseVersionId) });
    const hours = versions.flatMap(({ kind, terms }) =>
      kind === "DELIVERY_TIME" && terms.withinHours !== undefined ? terms.withinHours : [],
    );
    if (hours.length > 0)
      tx.insert(DeliveryDeadline, { id: order.id, dueAt: order.placedAt + Math.min(...hours) * HOUR });
  },
};

/** Notifies consumers, each once, that the time for delivering their order has passed. At exactly that time it has not. */
export const sweepDeliveries: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(database, "SELECT id FROM delivery_deadline WHERE due_at < ? ORDER BY due_at, id LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: tellOverdue,
    what: "an overdue delivery could not be told",
  });

/** Under the provider's lock, like every change of the order. Consumers who cannot complain, or have complained of it, are not notified that they could. */
async function tellOverdue(tx: Tx, orderId: string): Promise<boolean> {
  const known = await tx.byId(Order, orderId);
  const provider = known && (await tx.lock(Provider, known.providerId));
  const deadline = provider && (await tx.lock(DeliveryDeadline, orderId));
  const order = deadline && (await tx.byId(Order, orderId));
  if (!order) return false;
  const { dueAt } = deadline;
  const { consumerId, providerId } = order;
  tx.execute("DELETE FROM delivery_deadline WHERE id = ?", [orderId]);
  const rules = await HouseRules.inForce(tx, tx.now);
  const withinHours = (dueAt - order.placedAt) / HOUR;
  const until = fileableUntil(order, { kind: "DELIVERY_TIME", terms: { withinHours } }, rules);
  if (order.status !== "PLACED" || tx.now >= until) return true;
  tx.record(provider, {
    type: "ORDER_OVERDUE",
    ...SYSTEM,
    topics: [`orders:${providerId}`, `orders:${consumerId}`],
    audience: "PARTIES",
    data: { orderId, consumerId, dueAt },
    notify: (await isComplainedOf(tx, orderId, "DELIVERY_TIME")) ? [] : [consumerId],
  });
  return true;
}
