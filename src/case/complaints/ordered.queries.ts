import { Order } from "../../market/orders/order.entity";
import type { ProviderStatus } from "../../market/providers/provider-status.types";
import { raw, sql } from "../../platform/database/sql";
import type { Row } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";

export interface Ordered {
  order: Order;
  category: string;
  /** By its vetting alone. */
  providerStatus: ProviderStatus;
  /** How many cases there are about it. */
  cases: number;
  /** When the last of them was opened or closed, as `lastCaseOf` says. */
  lastCaseAt: number | null;
}

/** Reads them in one statement. */
export async function findOrdered(tx: Tx, id: string): Promise<Ordered | null> {
  if (!isIdOf(Order, id)) return null;
  const orders = tx.mapper(Order);
  const [row] = await tx.query<Row & Omit<Ordered, "order">>(
    sql`SELECT ${raw(orders.select("o", "o_"))}, l.category AS category, p.status AS providerStatus,
       (SELECT COUNT(*) FROM complaint c WHERE c.order_id = o.id) AS cases,
       (SELECT MAX(COALESCE(c.closed_at, c.opened_at)) FROM complaint c WHERE c.order_id = o.id AND c.breach_class <> 'RETALIATION') AS lastCaseAt
     FROM service_order o JOIN listing l ON l.id = o.listing_id JOIN provider p ON p.id = o.provider_id WHERE o.id = ${id}`,
  );
  if (!row) return null;
  const { category, providerStatus, cases, lastCaseAt } = row;
  return { order: orders.hydrate(row, "o_"), category, providerStatus, cases, lastCaseAt };
}
