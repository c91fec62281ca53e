import { SYSTEM } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { HOUR } from "../../platform/time";
import { Provider } from "../providers/provider.entity";
import { Order } from "./order.entity";
import { ORDER_CONTESTS } from "./order-hooks";
import { orderTopics } from "./order-topics";

/** Completes delivered orders that no one has contested in time. */
export const sweepOrders: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(database, "SELECT id FROM service_order WHERE complete_at <= ? ORDER BY complete_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: complete,
    what: "a delivered order could not be completed",
  });

async function complete(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.byId(Order, id);
  const provider = found && (await tx.lock(Provider, found.providerId));
  const order = provider && (await tx.lock(Order, id));
  if (!provider || order?.status !== "DELIVERED" || order.completeAt === null || order.completeAt > tx.now)
    return false;
  if (await isContested(tx, id)) {
    const hours = (await HouseRules.inForce(tx, tx.now)).number("order.autoComplete", "againHours");
    tx.change(order, { completeAt: tx.now + hours * HOUR });
    return true;
  }
  // One that was over with its delivery was told of to nobody.
  const told = order.completeAt > (order.deliveredAt ?? 0);
  tx.change(order, { status: "COMPLETED", completedAt: tx.now, completeAt: null });
  const { consumerId } = order;
  tx.record(provider, {
    type: "ORDER_COMPLETED",
    ...SYSTEM,
    topics: orderTopics(order),
    audience: "PARTIES",
    data: { orderId: id, consumerId, status: "COMPLETED", automatic: 1 },
    notify: told ? [consumerId] : [],
  });
  return true;
}

async function isContested(tx: Tx, orderId: string): Promise<boolean> {
  for (const contests of tx.hooked(ORDER_CONTESTS)) if (await contests(tx, orderId)) return true;
  return false;
}
