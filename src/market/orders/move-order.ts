import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { Provider } from "../providers/provider.entity";
import { actingRole } from "../providers/provider.policy";
import { Order } from "./order.entity";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import { maySeeOrder, whyNotMove } from "./order.policy";
import type { OrderAction } from "./order-status.types";
import { stepOrder } from "./step-order";

/** A party moves the order one step. A suspended provider still performs, so its penalties do not matter here. */
export async function moveOrder(tx: Tx, actor: Actor, orderId: string, action: OrderAction): Promise<Order> {
  const { provider, order } = await lockOrder(tx, actor, orderId, "input.orderId");
  const rules = await HouseRules.inForce(tx, tx.now);
  const obstacle = whyNotMove(action, actor, order, rules.number("order.notReceived", "times"));
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  const { by } = ORDER_LIFECYCLE[action];
  stepOrder(tx, provider, order, action, {
    by: { actorId: actor.accountId, actorRole: by === "CONSUMER" ? "CONSUMER" : actingRole(actor, provider.id) },
    completeAt: tx.now + rules.number("order.autoComplete", "days") * DAY,
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
