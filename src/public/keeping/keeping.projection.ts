import { Complaint } from "../../case/complaints/complaint.entity";
import type { EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { countPromises } from "./count-promises";

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
  async apply(tx, event) {
    const orderId = isOfCase(event) ? (await tx.byId(Complaint, event.streamId))?.orderId : event.data.orderId;
    if (orderId) await countPromises(tx, orderId, event.at);
  },
};
