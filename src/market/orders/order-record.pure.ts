import { DAY, HOUR } from "../../platform/time";
import type { PromiseKind } from "../promises/promise-kind.types";
import type { Terms } from "../promises/terms-by-kind.pure";
import type { OrderStatus } from "./order-status.types";

/** What the platform itself has on record of an order; nothing here is merely claimed by a party. */
export interface OrderRecord {
  status: OrderStatus;
  placedAt: number;
  deliveredAt: number | null;
  completedAt: number | null;
  /** The consumer has said that a recorded delivery did not arrive. */
  notReceivedReports: number;
  priceAmount: number;
  priceCurrency: string;
  /** What the consumer asked of the provider over this order, through the platform. */
  requests: readonly RequestRecord[];
}

export interface RequestRecord {
  askedAt: number;
  /** When the provider first responded. */
  answeredAt: number | null;
  /** The provider's answer is still awaited. */
  waits: boolean;
  /** The consumer asked to return the goods … */
  returnAsked: boolean;
  /** … and the provider refused. */
  returnRefused: boolean;
}

/** How the record falls short of the promise. */
export type Shortfall =
  | "DELIVERED_LATE"
  | "NOT_DELIVERED"
  | "OVERPRICED"
  | "ANSWERED_LATE"
  | "NOT_ANSWERED"
  | "RETURN_REFUSED";

/** Kept with a breach as it was when the complaint was opened. */
export interface MachineFacts {
  shortfall: Shortfall;
  promised: number;
  observed: number;
  unit: "HOURS" | "DAYS" | "MINOR_UNITS";
  /** True when the record alone proves it. Otherwise it is an indication, and a person must judge. */
  certain: boolean;
  /** The loss in minor units of the order's currency, if it can be computed. */
  amount: number | null;
}

type Check = (record: OrderRecord, terms: Terms, at: number) => MachineFacts | null;

/**
 * Kinds not listed here cannot be checked: a service's quality or uptime is not recorded, and every order is placed at the listed
 * price, so comparing the two would find every promised discount not given.
 */
const CHECKS: Partial<Record<PromiseKind, Check>> = {
  DELIVERY_TIME: deliveredInTime,
  PRICE: notOverpriced,
  AFTER_SALES: answeredInTime,
  RETURN_REFUND: takenBack,
};

/** Kinds that are checked against what the consumer asked for. */
export const CHECKED_BY_REQUESTS: ReadonlySet<PromiseKind> = new Set(["AFTER_SALES", "RETURN_REFUND"]);

/** How the record falls short of a promise at this moment; null when it does not, or when it cannot be determined. Meeting the promise exactly counts as kept. */
export function checkPromise(
  record: OrderRecord,
  promise: { kind: PromiseKind; terms: Terms },
  at: number,
): MachineFacts | null {
  // The time of a cancellation is not on record, nor what the sides agreed then.
  if (record.status === "CANCELLED") return null;
  return CHECKS[promise.kind]?.(record, promise.terms, at) ?? null;
}

function deliveredInTime(record: OrderRecord, { withinHours }: Terms, at: number): MachineFacts | null {
  const delivered = record.deliveredAt !== null && record.deliveredAt <= at;
  const took = (delivered ? (record.deliveredAt ?? at) : at) - record.placedAt;
  if (withinHours === undefined || took <= withinHours * HOUR) return null;
  return {
    shortfall: delivered ? "DELIVERED_LATE" : "NOT_DELIVERED",
    promised: withinHours,
    observed: took / HOUR,
    unit: "HOURS",
    // Where the sides disagree about whether it arrived, a person must judge.
    certain: record.notReceivedReports === 0,
    // An undelivered order is worth nothing; the worth of a late one is for the sides to agree on.
    amount: delivered ? null : record.priceAmount,
  };
}

function notOverpriced(record: OrderRecord, { maxPrice, currency }: Terms): MachineFacts | null {
  const { priceAmount, priceCurrency } = record;
  if (maxPrice === undefined || currency !== priceCurrency || priceAmount <= maxPrice) return null;
  return {
    shortfall: "OVERPRICED",
    promised: maxPrice,
    observed: priceAmount,
    unit: "MINOR_UNITS",
    certain: true,
    amount: priceAmount - maxPrice,
  };
}

/** What was asked while help was promised, and answered or still waits for an answer. */
function askedAfterSale(record: OrderRecord, { supportDays }: Terms, at: number): RequestRecord[] {
  const { deliveredAt: from, completedAt } = record;
  if (from === null) return [];
  const until = supportDays === undefined || completedAt === null ? at : completedAt + supportDays * DAY;
  return record.requests.filter(
    ({ askedAt, answeredAt, waits }) => askedAt >= from && askedAt <= until && (answeredAt !== null || waits),
  );
}

/** Not certain: a person must judge whether the request is what the promise is about. */
function answeredInTime(record: OrderRecord, terms: Terms, at: number) {
  const { responseWithinHours } = terms;
  if (responseWithinHours === undefined) return null;
  const waited = askedAfterSale(record, terms, at)
    .map(({ askedAt, answeredAt }) => ({ answered: answeredAt !== null, took: (answeredAt ?? at) - askedAt }))
    .sort((a, b) => b.took - a.took)[0];
  if (!waited || waited.took <= responseWithinHours * HOUR) return null;
  return {
    shortfall: waited.answered ? "ANSWERED_LATE" : "NOT_ANSWERED",
    promised: responseWithinHours,
    observed: waited.took / HOUR,
    unit: "HOURS",
    certain: false,
    amount: null,
  } satisfies MachineFacts;
}

const isReturnInTime = (
  { deliveredAt }: OrderRecord,
  { askedAt, returnAsked }: RequestRecord,
  returnDays: number,
): boolean =>
  returnAsked && deliveredAt !== null && askedAt >= deliveredAt && askedAt <= deliveredAt + returnDays * DAY;

/** Not certain: whether the goods were in the condition the promise requires is not recorded. */
function takenBack(record: OrderRecord, { returnDays }: Terms): MachineFacts | null {
  const { deliveredAt } = record;
  if (returnDays === undefined || deliveredAt === null) return null;
  const refused = record.requests.find(
    (request) => request.returnRefused && isReturnInTime(record, request, returnDays),
  );
  if (!refused) return null;
  return {
    shortfall: "RETURN_REFUSED",
    promised: returnDays,
    observed: (refused.askedAt - deliveredAt) / DAY,
    unit: "DAYS",
    certain: false,
    amount: record.priceAmount,
  };
}

type Tells = (record: OrderRecord, terms: Terms, at: number) => boolean;

/** Only orders of which the time is over, delivered or not: otherwise the quick ones alone would be counted. */
const TELLS: Partial<Record<PromiseKind, Tells>> = {
  DELIVERY_TIME: ({ placedAt }, { withinHours = 0 }, at) => placedAt + withinHours * HOUR < at,
  PRICE: ({ priceCurrency }, { currency }) => priceCurrency === currency,
  AFTER_SALES(record, terms, at) {
    const { responseWithinHours } = terms;
    if (responseWithinHours === undefined) return false;
    const asked = askedAfterSale(record, terms, at);
    return asked.length > 0 && asked.every(({ askedAt }) => askedAt + responseWithinHours * HOUR < at);
  },
  RETURN_REFUND: (record, { returnDays = 0 }) =>
    record.requests.some((request) => !request.waits && isReturnInTime(record, request, returnDays)),
};

/** Whether the record tells at this moment if these terms were kept, or would have been; where it does not, nothing may be concluded from silence. */
export const tellsOf = (record: OrderRecord, { kind, terms }: { kind: PromiseKind; terms: Terms }, at: number) =>
  record.status !== "CANCELLED" && (TELLS[kind]?.(record, terms, at) ?? false);
