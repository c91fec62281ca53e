import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { UnitOf } from "../../house-rules/house-rules.table";
import { beginInspection } from "./begin-inspection";
import { Inspection } from "./inspection.entity";

/**
 * Many orders completed within days by people who were new to the platform when they ordered: a shop that has just been found, or one
 * that buys from itself. The machine does not tell which; it shows them to an inspector.
 */
export const burstProjection: Projection<"ORDER_COMPLETED"> = {
  name: "burst-watch",
  types: new Set(["ORDER_COMPLETED"]),
  async apply(tx, { streamId: providerId, at }) {
    const rules = await HouseRules.inForce(tx, tx.now);
    const number = (unit: UnitOf<"inspection.burst">): number => rules.number("inspection.burst", unit);
    const [days, enough] = [number("days"), number("orders")];
    // Old ones, taken over from elsewhere or read anew, are no burst of today.
    if (at <= tx.now - days * DAY) return;
    const orders = await ordersOfNewcomers(tx, providerId, at - days * DAY, number("accountDays"), enough);
    if (orders < enough || (await isKnown(tx, providerId, at - days * DAY))) return;
    await beginInspection(tx, null, { origin: "BURST", providerId, basis: { burst: { orders, days } } });
  },
};

/** No more than are asked for; the orders of a few days are looked at, however many there were before. */
async function ordersOfNewcomers(
  tx: Tx,
  providerId: string,
  since: number,
  accountDays: number,
  most: number,
): Promise<number> {
  const rows = await tx.query(
    `SELECT o.id FROM service_order o JOIN account a ON a.id = o.consumer_id
     WHERE o.provider_id = ? AND o.placed_at > ? AND o.completed_at IS NOT NULL AND a.created_at > o.placed_at - ?
     LIMIT ${most}`,
    [providerId, since, accountDays * DAY],
  );
  return rows.length;
}

/** One burst is one matter: while it is looked into, and for as long as the same orders would tell of it again. */
async function isKnown(tx: Tx, providerId: string, since: number): Promise<boolean> {
  const [latest] = await tx.find(Inspection, { providerId, origin: "BURST" }, "ORDER BY opened_at DESC LIMIT 1");
  return latest !== undefined && (latest.status === "OPEN" || latest.openedAt > since);
}
