import type { Reader } from "../../platform/database/reader";
import { list, raw, sql, type Sql } from "../../platform/database/sql";

/**
 * Whether the price of an order `o` was paid and is still with the provider, as far as whoever holds the money says: confirmed payments cover it,
 * nothing of it has been or is being given back, nothing was paid for one of these promises before, and the order was not cancelled. What an
 * appeal undid and its consumer has paid back whole was not given back.
 */
const isPaid = (promises: Sql): Sql => sql`CASE WHEN o.status <> 'CANCELLED'
  AND (SELECT SUM(p.amount) FROM payment p WHERE p.order_id = o.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED' AND p.currency = o.price_currency) >= o.price_amount
  AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.purpose = 'ORDER_REFUND' AND p.amount > 0)
  AND NOT EXISTS (SELECT 1 FROM complaint x JOIN payment p ON p.complaint_id = x.id JOIN remedy r ON r.id = p.remedy_id
    WHERE x.order_id = o.id AND p.purpose IN ('REFUND', 'PAYOUT') AND p.status <> 'REJECTED' AND (r.basis IS NULL
      OR (r.basis = 'PROMISED' AND EXISTS (SELECT 1 FROM breach b WHERE b.complaint_id = x.id AND b.promise_id IN (${promises}))))
    GROUP BY r.id HAVING SUM(p.amount) > (SELECT COALESCE(SUM(d.amount), 0) FROM payment d
      WHERE d.remedy_id = r.id AND d.purpose = 'REPAYMENT' AND d.status = 'CONFIRMED'))
  THEN 1 ELSE 0 END`;

/** The same of the order of a case `c`, and what it says is broken. */
export const ORDER_IS_PAID = `(SELECT ${isPaid(raw("SELECT m.promise_id FROM breach m WHERE m.complaint_id = c.id")).text}
  FROM service_order o WHERE o.id = c.order_id)`;

export async function isOrderPaid(reader: Reader, orderId: string, promiseIds: readonly string[]): Promise<boolean> {
  const [order] = await reader.query<{ paid: number }>(
    sql`SELECT ${isPaid(list(promiseIds))} AS paid FROM service_order o WHERE o.id = ${orderId}`,
  );
  return order?.paid === 1;
}
