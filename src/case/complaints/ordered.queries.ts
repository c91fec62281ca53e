import { Order } from "../../market/orders/order.entity";
import { raw, sql } from "../../platform/database/sql";
import type { Row } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";

export interface Ordered {
  order: Order;
  category: string;
}

/** Reads them in one statement. */
export async function findOrdered(tx: Tx, id: string): Promise<Ordered | null> {
  if (!isIdOf(Order, id)) return null;
  const orders = tx.mapper(Order);
  const [row] = await tx.query<Row & { category: string }>(
    sql`SELECT ${raw(orders.select("o", "o_"))}, l.category AS category
     FROM service_order o JOIN listing l ON l.id = o.listing_id WHERE o.id = ${id}`,
  );
  return row ? { order: orders.hydrate(row, "o_"), category: row.category } : null;
}
