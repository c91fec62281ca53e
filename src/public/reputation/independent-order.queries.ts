import { HouseRules } from "../../house-rules/house-rules";
import { formerMembers } from "../../market/providers/past-membership.queries";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { worthOf } from "./norms.queries";
import type { ReputationInput } from "./reputation-input.entity";

interface OrderRow {
  id: string;
  price_amount: number;
  provider_id: string;
  consumer_id: string;
  consumer_since: number;
}

/** An order as it was at a moment. */
interface OrderThen {
  orderId: string;
  at: number;
}

/**
 * Of each whether the order had been paid by then, as the holder of the money confirms, by a consumer who is none of the provider's own people and has
 * been registered for a while. Orders cost nothing, and neither do accounts: paying for orders is what costs.
 */
export const arePaidAndIndependent = async (tx: Tx, orders: readonly OrderThen[]): Promise<boolean[]> =>
  (await countedOrders(tx, orders)).map((order) => order !== null);

async function countedOrders(tx: Tx, orders: readonly OrderThen[]): Promise<(OrderRow | null)[]> {
  if (orders.length === 0) return [];
  const ids = list([...new Set(orders.map(({ orderId }) => orderId))]);
  // Rows may be newer than the event: what had not happened by then has an event of its own.
  const rows = await tx.query<OrderRow>(
    sql`SELECT o.id, o.price_amount, o.provider_id, o.consumer_id, a.created_at AS consumer_since
     FROM service_order o JOIN account a ON a.id = o.consumer_id WHERE o.id IN (${ids})`,
  );
  const payments = await tx.query<{ order_id: string; amount: number; settled_at: number }>(
    sql`SELECT order_id, amount, settled_at FROM payment
     WHERE order_id IN (${ids}) AND purpose = 'ORDER' AND status = 'CONFIRMED'`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const people = await ownPeople(tx, rows);
  return Promise.all(
    orders.map(async ({ orderId, at }) => {
      const order = found.get(orderId);
      const paid = payments.filter((payment) => payment.order_id === orderId && payment.settled_at <= at);
      // Nothing was paid for an order that costs nothing, and nothing is proved by it.
      if (!order || paid.length === 0 || paid.reduce((sum, { amount }) => sum + amount, 0) < order.price_amount)
        return null;
      const days = (await HouseRules.inForce(tx, at)).number("reputation.independent", "accountDays");
      const isTooNew = order.consumer_since > at - days * DAY;
      return isTooNew || people.has(`${order.consumer_id} ${order.provider_id}`) ? null : order;
    }),
  );
}

/** What a line of the ledger about an order, or about a case of it, is weighed by. */
type WeighedBy = Pick<ReputationInput, "worth" | "fresh"> & { consumerId: string };

/** null: it does not count, because it was not paid for by then, or not by somebody independent. */
export async function weighedBy(tx: Tx, { orderId, at }: OrderThen): Promise<WeighedBy | null> {
  const [order] = await countedOrders(tx, [{ orderId, at }]);
  if (!order) return null;
  const freshDays = (await HouseRules.inForce(tx, at)).number("reputation.weights", "freshDays");
  const fresh = order.consumer_since > at - freshDays * DAY;
  return { consumerId: order.consumer_id, worth: await worthOf(tx, orderId), fresh };
}

/** Of these consumers and providers, those where the one is of the other's people, or was not long ago. */
async function ownPeople(tx: Tx, orders: readonly OrderRow[]): Promise<Set<string>> {
  if (orders.length === 0) return new Set();
  const [consumers, providers] = [
    [...new Set(orders.map((order) => order.consumer_id))],
    [...new Set(orders.map((order) => order.provider_id))],
  ];
  const members = await tx.query<{ account_id: string; provider_id: string }>(
    sql`SELECT account_id, provider_id FROM provider_member
     WHERE account_id IN (${list(consumers)}) AND provider_id IN (${list(providers)})`,
  );
  const former = await formerMembers(tx, consumers, providers);
  return new Set(
    [...members, ...former].map(({ account_id: accountId, provider_id: providerId }) => `${accountId} ${providerId}`),
  );
}
