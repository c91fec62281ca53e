import type { ActorRole } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { Order } from "./order.entity";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import { maySeeOrder, whyNotMove } from "./order.policy";
import { orderTopics } from "./order-topics";
import type { OrderAction } from "./order-status.types";

/** A party moves the order one step. A suspended provider still performs, so its penalties do not matter here. */
export async function moveOrder(tx: Tx, actor: Actor, orderId: string, action: OrderAction): Promise<Order> {
  const { provider, order } = await lockOrder(tx, actor, orderId, "input.orderId");
  const rules = await HouseRules.inForce(tx, tx.now);
  const obstacle = whyNotMove(action, actor, order, rules.number("order.notReceived", "times"));
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  const { by } = ORDER_LIFECYCLE[action];
  const author: Recorded = {
    actorId: actor.accountId,
    actorRole: by === "CONSUMER" ? "CONSUMER" : actingRole(actor, provider.id),
    topics: orderTopics(order),
    audience: "PARTIES",
  };
  step(tx, provider, order, action, author, tx.now + rules.number("order.autoComplete", "days") * DAY);
  return order;
}

interface Recorded {
  actorId: string;
  actorRole: ActorRole;
  topics: string[];
  audience: "PARTIES";
}

/** The change and its event. A delivery says when silence completes the order; a report that nothing arrived undoes it. */
function step(tx: Tx, provider: Provider, order: Order, action: OrderAction, by: Recorded, completeAt: number): void {
  const { to: status } = ORDER_LIFECYCLE[action];
  const { consumerId } = order;
  const data = { orderId: order.id, consumerId, status };
  switch (action) {
    case "DELIVER":
      tx.change(order, { status, deliveredAt: tx.now, completeAt });
      tx.record(provider, {
        type: "ORDER_DELIVERED",
        ...by,
        data: { ...data, dueAt: completeAt },
        notify: [consumerId],
      });
      return;
    case "COMPLETE":
      tx.change(order, { status, completedAt: tx.now, completeAt: null });
      tx.record(provider, { type: "ORDER_COMPLETED", ...by, data });
      return;
    case "CANCEL":
      tx.change(order, { status });
      tx.record(provider, { type: "ORDER_CANCELLED", ...by, data });
      return;
    case "REPORT_NOT_RECEIVED": {
      const reports = order.notReceivedReports + 1;
      tx.change(order, { status, deliveredAt: null, completeAt: null, notReceivedReports: reports });
      tx.record(provider, {
        type: "ORDER_NOT_RECEIVED",
        ...by,
        data: { ...data, reports },
        notify: [provider.id],
      });
    }
  }
}

async function lockOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  field: string,
): Promise<{ provider: Provider; order: Order }> {
  const found = isIdOf(Order, id) ? await tx.byId(Order, id) : null;
  // Checked before locking, so that strangers cannot hold a provider's row. Parties never change.
  const provider = found && maySeeOrder(actor, found) ? await tx.lock(Provider, found.providerId) : null;
  const order = provider && (await tx.lock(Order, id));
  if (!order) throw new Refusal("NOT_FOUND", { field });
  return { provider, order };
}
