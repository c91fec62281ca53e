import { Complaint } from "../../case/complaints/complaint.entity";
import type { EventType } from "../../platform/database/event";
import type { Loaders } from "../../platform/database/loaders";
import { raw, sql } from "../../platform/database/sql";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { Order } from "../../market/orders/order.entity";
import { countPromises } from "./count-promises";
import { rankKeeping } from "./rank-keeping";

/** What may change how an order's promises are counted. */
const OF_ORDERS = [
  "ORDER_DELIVERED",
  "ORDER_NOT_RECEIVED",
  "ORDER_COMPLETED",
  "ORDER_CANCELLED",
  "ORDER_OVERDUE",
] as const;
const OF_CASES = ["COMPLAINT_OPENED", "RULING_FINAL", "RULING_REVERSED"] as const;
type Counted = (typeof OF_ORDERS)[number] | (typeof OF_CASES)[number] | "PAYMENT_CONFIRMED";

const OF_CASE: ReadonlySet<EventType> = new Set(OF_CASES);
const isOfCase = (event: EventOf<Counted>): event is EventOf<(typeof OF_CASES)[number]> => OF_CASE.has(event.type);

/** Keeps the counts of kept and broken promises. The order is counted anew as it is by now, so an event may arrive late or twice. */
export const keepingProjection: Projection<Counted> = {
  name: "keeping",
  types: new Set<Counted>([...OF_ORDERS, ...OF_CASES, "PAYMENT_CONFIRMED"]),
  // All of them together, below: each writes the same few tables.
  apply: () => Promise.resolve(),
  async settle(tx, events, known) {
    const found = await Promise.all(
      events.map(async (event) => ({
        at: event.at,
        order: await known.byId(Order, (await orderOf(known, event)) ?? null),
      })),
    );
    const orders = found.flatMap(({ at, order }) => (order ? [{ at, order }] : []));
    await countPromises(tx, orders, known);
    await rankKeeping(tx, [...new Set(orders.map(({ order }) => order.providerId))].sort());
  },
  async empty(tx) {
    for (const table of ["promise_outcome", "kept_count", "provider_keeping"])
      tx.execute(sql`DELETE FROM ${raw(table)}`);
  },
};

const orderOf = async (known: Loaders, event: EventOf<Counted>): Promise<string | null | undefined> =>
  isOfCase(event) ? (await known.byId(Complaint, event.streamId))?.orderId : event.data.orderId;
