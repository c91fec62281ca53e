import { checkPromise, tellsOf, type OrderRecord } from "../../market/orders/order-record.pure";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { TERM_BOUNDS, type TermName, type Terms } from "../../market/promises/terms-by-kind.pure";

/** Terms that are to be promised. */
export interface Proposed {
  kind: PromiseKind;
  terms: Terms;
}

/** How many of the orders whose record tells would have kept these terms. */
export interface Tally {
  orders: number;
  kept: number;
  /** null: too few orders. */
  share: number | null;
}

export interface Alternative extends Tally {
  term: TermName;
  value: number;
}

export interface PromiseCheckFacts extends Tally {
  /** NOT_MEASURED: no record of any order could tell. */
  result: "NOT_MEASURED" | "TOO_FEW" | "SELDOM_KEPT" | "KEEPABLE";
  /** The record alone proves what is not kept; otherwise a person would judge. */
  certain: boolean;
  /** By currency: what would have been owed, as far as the record says, and the price of the orders that would not have kept it. */
  owed: Map<string, number>;
  atStake: Map<string, number>;
  /** The strictest number that enough orders would have kept; null where there is none, or too few orders. */
  keepable: Alternative | null;
}

export interface CheckBar {
  /** Fewer orders tell nothing. */
  least: number;
  /** A promise can be kept when at least this part of the orders would have. */
  part: number;
}

/** The kinds that records tell of, with the number that a looser promise would raise. Of returns there is none: more days are the stricter promise. */
const MEASURED_BY: Partial<Record<PromiseKind, TermName | null>> = {
  DELIVERY_TIME: "withinHours",
  PRICE: "maxPrice",
  AFTER_SALES: "responseWithinHours",
  RETURN_REFUND: null,
};

/** What would have become of the terms with these past orders. */
export function checkProposed(
  records: readonly OrderRecord[],
  promise: Proposed,
  at: number,
  bar: CheckBar,
): PromiseCheckFacts {
  const found = shortfalls(records, promise, at);
  const { orders, broken } = found;
  const tally = tallyOf(orders, broken.length, bar);
  const totals = { owed: new Map<string, number>(), atStake: new Map<string, number>() };
  for (const { record, facts } of broken) {
    add(totals.owed, record.priceCurrency, facts.amount ?? 0);
    add(totals.atStake, record.priceCurrency, record.priceAmount);
  }
  return {
    ...tally,
    ...totals,
    result: resultOf(promise, tally, bar),
    certain: broken.every(({ facts }) => facts.certain),
    keepable: keepableOf(records, promise, at, bar),
  };
}

/** Terms without the number that is measured, as of help without a time to answer, are not measured either. */
const isMeasured = ({ kind, terms }: Proposed): boolean => {
  const term = MEASURED_BY[kind];
  return term !== undefined && (term === null || terms[term] !== undefined);
};

function resultOf(promise: Proposed, { share }: Tally, { part }: CheckBar): PromiseCheckFacts["result"] {
  if (!isMeasured(promise)) return "NOT_MEASURED";
  if (share === null) return "TOO_FEW";
  return share >= part ? "KEEPABLE" : "SELDOM_KEPT";
}

const tallyOf = (orders: number, broken: number, { least }: CheckBar): Tally => ({
  orders,
  kept: orders - broken,
  share: orders === 0 || orders < least ? null : (orders - broken) / orders,
});

function shortfalls(records: readonly OrderRecord[], promise: Proposed, at: number) {
  const telling = records.filter((record) => tellsOf(record, promise, at));
  const broken = telling.flatMap((record) => {
    const facts = checkPromise(record, promise, at);
    return facts ? [{ record, facts }] : [];
  });
  return { orders: telling.length, broken };
}

/** Tried from the number that enough orders needed upwards: with more hours other orders tell. */
function keepableOf(records: readonly OrderRecord[], promise: Proposed, at: number, bar: CheckBar): Alternative | null {
  const term = MEASURED_BY[promise.kind];
  if (!term || !isMeasured(promise)) return null;
  const needed = neededNumbers(records, promise, term, at);
  const enough = Math.max(0, Math.ceil(bar.part * needed.length) - 1);
  for (const value of new Set(needed.slice(enough))) {
    const { orders, broken } = shortfalls(records, { ...promise, terms: { ...promise.terms, [term]: value } }, at);
    const tally = tallyOf(orders, broken.length, bar);
    if (tally.share !== null && tally.share >= bar.part) return { term, value, ...tally };
  }
  return null;
}

/** The least whole number that each order would have kept, in ascending order; without those that none would, and within the term's bounds. */
function neededNumbers(
  records: readonly OrderRecord[],
  { kind, terms }: Proposed,
  term: TermName,
  at: number,
): number[] {
  const strictest = { kind, terms: { ...terms, [term]: 0 } };
  const { least, most } = TERM_BOUNDS[term] ?? { least: 0, most: Infinity };
  return records
    .filter((record) => tellsOf(record, strictest, at))
    .map((record) => checkPromise(record, strictest, at))
    .filter((facts) => facts === null || (facts.shortfall !== "NOT_DELIVERED" && facts.shortfall !== "NOT_ANSWERED"))
    .map((facts) => Math.max(least, Math.ceil(facts?.observed ?? 0)))
    .filter((value) => value <= most)
    .sort((a, b) => a - b);
}

const add = (sums: Map<string, number>, currency: string, amount: number): void => {
  if (amount > 0) sums.set(currency, (sums.get(currency) ?? 0) + amount);
};
