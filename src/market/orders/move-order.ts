import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { Order } from "./order.entity";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import { concerns, maySeeOrder } from "./order.policy";
import type { OrderAction } from "./order-status.types";

/** A party moves the order one step forward. A suspended provider still performs, so its penalties do not matter here. */
export async function moveOrder(tx: Tx, actor: Actor, orderId: string, action: OrderAction): Promise<Order> {
  const { provider, order } = await lockOrder(tx, actor, orderId, "input.orderId");
  const { by, from, to, event, stamp } = ORDER_LIFECYCLE[action];
  if (!concerns(action, actor, order))
    throw new Refusal("FORBIDDEN", { reason: `order.onlyBy${by === "CONSUMER" ? "Consumer" : "Provider"}` });
  if (order.status !== from)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "order.status", params: { status: order.status } });
  tx.change(order, { status: to, ...(stamp ? { [stamp]: tx.now } : {}) });
  tx.record(provider, {
    type: event,
    actorId: actor.accountId,
    actorRole: by === "CONSUMER" ? "CONSUMER" : actingRole(actor, provider.id),
    topics: [`orders:${order.providerId}`, `orders:${order.consumerId}`],
    audience: "PARTIES",
    data: { orderId: order.id, consumerId: order.consumerId, status: to },
  });
  return order;
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
