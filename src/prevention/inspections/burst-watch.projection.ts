import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import { Order } from "../../market/orders/order.entity";
import { beginInspection } from "./begin-inspection";
import { Inspection } from "./inspection.entity";

/**
 * Many orders completed within days by people who were new to the platform when they ordered: a shop just discovered, or one
 * that buys from itself. The machine does not decide which; it reports them to an inspector.
 */
export const burstProjection: Projection<"ORDER_COMPLETED"> = {
  name: "burst-watch",
  types: new Set(["ORDER_COMPLETED"]),
  async apply(tx, { streamId: providerId, at, data }) {
    const rules = await HouseRules.inForce(tx, tx.now);
    const number = (unit: UnitOf<"inspection.burst">): number => rules.number("inspection.burst", unit);
    const [days, enough] = [number("days"), number("orders")];
    // Old events, imported or replayed, are no present burst.
    if (at <= tx.now - days * DAY) return;
    const since = (await endOf(tx, data, at)) - days * DAY;
    const orders = await ordersOfNewcomers(tx, providerId, since, number("accountDays"), enough);
    if (orders < enough || (await isKnown(tx, providerId, since))) return;
    await beginInspection(tx, null, { origin: "BURST", providerId, basis: { burst: { orders, days } } });
  },
};

/** Whoever waits until orders complete by themselves escapes nothing: then the days before the order count. */
async function endOf(
  tx: Tx,
  { automatic, orderId }: { automatic?: number; orderId: string },
  at: number,
): Promise<number> {
  return automatic ? ((await tx.byId(Order, orderId))?.placedAt ?? at) : at;
}

/** At most as many as requested; only the orders of a few days are read, however many there are in total. */
async function ordersOfNewcomers(
  tx: Tx,
  providerId: string,
  since: number,
  accountDays: number,
  most: number,
): Promise<number> {
  const rows = await tx.query(
    sql`SELECT o.id FROM service_order o JOIN account a ON a.id = o.consumer_id
     WHERE o.provider_id = ${providerId} AND o.placed_at > ${since} AND o.completed_at IS NOT NULL AND a.created_at > o.placed_at - ${accountDays * DAY}
     LIMIT ${most}`,
  );
  return rows.length;
}

/** One burst leads to one inspection: while it is open, and for as long as the same orders would trigger it again. */
async function isKnown(tx: Tx, providerId: string, since: number): Promise<boolean> {
  const [latest] = await tx.find(Inspection, { providerId, origin: "BURST" }, "ORDER BY opened_at DESC LIMIT 1");
  return latest !== undefined && (latest.status === "OPEN" || latest.openedAt > since);
}
