import { Order } from "../../market/orders/order.entity";
import { isBarredBy, isHiddenAt } from "../../market/listings/restrictions";
import type { ProviderStatus } from "../../market/providers/provider-status.types";
import { raw, sql } from "../../platform/database/sql";
import type { Row } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { frozenVersions, type Versions } from "./alleged.queries";

export interface Ordered {
  order: Order;
  category: string;
  /** Suspended or terminated, by its vetting or by a penalty. */
  isBarred: boolean;
  /** Its promises, as they were when it was placed. */
  versions: Versions;
  /** How many cases there are about it. */
  cases: number;
  /** When the last of them was opened or closed, as `lastCaseOf` says. */
  lastCaseAt: number | null;
}

interface OrderedRow extends Row {
  category: string;
  providerStatus: ProviderStatus;
  isHidden: number;
  cases: number;
  lastCaseAt: number | null;
}

/** Reads them in one round trip. */
export async function findOrdered(tx: Tx, id: string): Promise<Ordered | null> {
  if (!isIdOf(Order, id)) return null;
  const orders = tx.mapper(Order);
  const asking = tx.query<OrderedRow>(
    sql`SELECT ${raw(orders.select("o", "o_"))}, l.category AS category, p.status AS providerStatus,
       ${isHiddenAt(tx.now, sql`o.provider_id`)} AS isHidden,
       (SELECT COUNT(*) FROM complaint c WHERE c.order_id = o.id) AS cases,
       (SELECT MAX(COALESCE(c.closed_at, c.opened_at)) FROM complaint c WHERE c.order_id = o.id AND c.breach_class <> 'RETALIATION') AS lastCaseAt
     FROM service_order o JOIN listing l ON l.id = o.listing_id JOIN provider p ON p.id = o.provider_id WHERE o.id = ${id}`,
  );
  const [[row], versions] = await Promise.all([asking, frozenVersions(tx, id)]);
  if (!row) return null;
  const { category, providerStatus: status, isHidden, cases, lastCaseAt } = row;
  const isBarred = isBarredBy({ status }) || isHidden === 1;
  return { order: orders.hydrate(row, "o_"), category, isBarred, versions, cases, lastCaseAt };
}
