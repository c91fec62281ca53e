import { HouseRules } from "../../house-rules/house-rules";
import { wasMember } from "../../market/providers/past-membership.queries";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";

interface OrderRow {
  price_amount: number;
  provider_id: string;
  consumer_id: string;
  consumer_since: number;
  paid: number | null;
}

/**
 * Whether the order had been paid by then, as the holder of the money confirms, by a consumer who is none of the provider's own people and has been registered for
 * a while. Orders cost nothing, and neither do accounts: paying for orders is what costs.
 */
export async function isPaidAndIndependent(tx: Tx, orderId: string, at: number): Promise<boolean> {
  // Rows may be newer than the event: what had not happened by then has an event of its own.
  const [order] = await tx.query<OrderRow>(
    `SELECT o.price_amount, o.provider_id, o.consumer_id, a.created_at AS consumer_since,
       (SELECT SUM(p.amount) FROM payment p WHERE p.order_id = o.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED'
         AND p.settled_at <= ?) AS paid
     FROM service_order o JOIN account a ON a.id = o.consumer_id WHERE o.id = ?`,
    [at, orderId],
  );
  // Nothing was paid for an order that costs nothing, and nothing is proved by it.
  if (!order || order.paid === null || order.paid < order.price_amount) return false;
  const days = (await HouseRules.inForce(tx, at)).number("reputation.independent", "accountDays");
  if (order.consumer_since > at - days * DAY) return false;
  return !(await isOrWasMember(tx, order.consumer_id, order.provider_id));
}

/** Now, or not long ago. */
const isOrWasMember = async (tx: Tx, accountId: string, providerId: string): Promise<boolean> =>
  (await tx.findOne(ProviderMember, { accountId, providerId })) !== null || wasMember(tx, accountId, providerId);
