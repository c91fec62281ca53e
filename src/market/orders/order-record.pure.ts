import { DAY, HOUR } from "../../platform/time";
import type { PromiseKind } from "../promises/promise-kind.types";
import type { Terms } from "../promises/terms-by-kind.pure";
import type { OrderStatus } from "./order-status.types";

/** What the platform itself has on record of an order; of nobody's saying so. */
export interface OrderRecord {
  status: OrderStatus;
  placedAt: number;
  deliveredAt: number | null;
  completedAt: number | null;
  priceAmount: number;
  priceCurrency: string;
  /** What the consumer asked of the provider over this order, through the platform. */
  requests: readonly RequestRecord[];
}

export interface RequestRecord {
  askedAt: number;
  /** When the provider first answered. */
  answeredAt: number | null;
  /** The provider is still the one to answer. */
  waits: boolean;
  /** The goods are to go back, and the provider has refused. */
  returnRefused: boolean;
}

/** In what way the record falls short of the promise. */
export type Shortfall =
  "DELIVERED_LATE" | "NOT_DELIVERED" | "OVERPRICED" | "ANSWERED_LATE" | "NOT_ANSWERED" | "RETURN_REFUSED";

/** Kept with a breach as it was when the complaint was opened. */
export interface MachineFacts {
  shortfall: Shortfall;
  promised: number;
  observed: number;
  unit: "HOURS" | "DAYS" | "MINOR_UNITS";
  /** The record alone settles it. Otherwise it points there, and somebody must look. */
  certain: boolean;
  /** What it comes to in minor units of the order's currency, if it can be counted. */
  amount: number | null;
}

type Check = (record: OrderRecord, terms: Terms, at: number) => MachineFacts | null;

/**
 * Kinds that are not here cannot be checked: nobody records a service's quality or uptime, and every order is placed at the listed
 * price, so that comparing the two would say of every promised discount that it was not given.
 */
const CHECKS: Partial<Record<PromiseKind, Check>> = {
  DELIVERY_TIME: deliveredInTime,
  PRICE: notOverpriced,
  AFTER_SALES: answeredInTime,
  RETURN_REFUND: takenBack,
};

/** Kinds that are checked against what the consumer asked for. */
export const CHECKED_BY_REQUESTS: ReadonlySet<PromiseKind> = new Set(["AFTER_SALES", "RETURN_REFUND"]);

/** How the record falls short of a promise at this moment; null when it does not, or cannot tell. Exactly what was promised is kept. */
export function checkPromise(
  record: OrderRecord,
  promise: { kind: PromiseKind; terms: Terms },
  at: number,
): MachineFacts | null {
  // When a cancelled order was cancelled is not on record, nor what the sides said to each other then.
  if (record.status === "CANCELLED") return null;
  return CHECKS[promise.kind]?.(record, promise.terms, at) ?? null;
}

function deliveredInTime(record: OrderRecord, { withinHours }: Terms, at: number): MachineFacts | null {
  const delivered = record.deliveredAt !== null && record.deliveredAt <= at;
  const took = (delivered ? (record.deliveredAt ?? at) : at) - record.placedAt;
  if (withinHours === undefined || took <= withinHours * HOUR) return null;
  return {
    shortfall: delivered ? "DELIVERED_LATE" : "NOT_DELIVERED",
    ...{ promised: withinHours, observed: took / HOUR, unit: "HOURS", certain: true },
    // What has not come at all is worth nothing; what came late is worth what the sides agree on.
    amount: delivered ? null : record.priceAmount,
  };
}

function notOverpriced(record: OrderRecord, { maxPrice, currency }: Terms): MachineFacts | null {
  const { priceAmount, priceCurrency } = record;
  if (maxPrice === undefined || currency !== priceCurrency || priceAmount <= maxPrice) return null;
  return {
    shortfall: "OVERPRICED",
    ...{ promised: maxPrice, observed: priceAmount, unit: "MINOR_UNITS", certain: true },
    amount: priceAmount - maxPrice,
  };
}

/** Not certain: whether what was asked is what the promise is about, a person must say. */
function answeredInTime(record: OrderRecord, { responseWithinHours, supportDays }: Terms, at: number) {
  if (responseWithinHours === undefined || record.deliveredAt === null) return null;
  const from = record.deliveredAt;
  const until = supportDays === undefined || record.completedAt === null ? at : record.completedAt + supportDays * DAY;
  const waited = record.requests
    .filter(({ askedAt, answeredAt, waits }) => askedAt >= from && askedAt <= until && (answeredAt !== null || waits))
    .map(({ askedAt, answeredAt }) => ({ answered: answeredAt !== null, took: (answeredAt ?? at) - askedAt }))
    .sort((a, b) => b.took - a.took)[0];
  if (!waited || waited.took <= responseWithinHours * HOUR) return null;
  return {
    shortfall: waited.answered ? "ANSWERED_LATE" : "NOT_ANSWERED",
    ...{ promised: responseWithinHours, observed: waited.took / HOUR, unit: "HOURS", certain: false, amount: null },
  } satisfies MachineFacts;
}

/** Not certain: whether the goods were as the promise asks, nobody has recorded. */
function takenBack(record: OrderRecord, { returnDays }: Terms): MachineFacts | null {
  const { deliveredAt } = record;
  if (returnDays === undefined || deliveredAt === null) return null;
  const refused = record.requests.find(
    ({ askedAt, returnRefused }) =>
      returnRefused && askedAt >= deliveredAt && askedAt <= deliveredAt + returnDays * DAY,
  );
  if (!refused) return null;
  return {
    shortfall: "RETURN_REFUSED",
    ...{ promised: returnDays, observed: (refused.askedAt - deliveredAt) / DAY, unit: "DAYS", certain: false },
    amount: record.priceAmount,
  };
}
