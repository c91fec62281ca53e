import type { Severity } from "../../case/complaints/case-enums.types";
import { DAY } from "../../platform/time";
import type { Formula, Totals } from "./reputation.pure";

/** The kinds of ledger lines. */
export type InputKind =
  | "ORDER_COMPLETED"
  | "UPHELD"
  | "SETTLED"
  | "ANSWERED"
  | "UNANSWERED"
  | "SOLVED"
  | "PARTLY_SOLVED"
  | "NOT_SOLVED"
  | "FORMULA_CHANGED";

/** The part of a line on which reputation depends. */
export interface Fact {
  kind: InputKind;
  level: Severity | null;
  /** The order or the case that it is about. */
  sourceId: string;
  /** For ORDER_COMPLETED, for answers and verdicts: the consumer. */
  consumerId: string | null;
  agesFrom: number;
  /** What its order cost, in thousandths of what is usual in its category; null where nothing is known of that. */
  worth: number | null;
  /** For the same: the consumer's account was new. */
  fresh: boolean;
  /** For SETTLED: the provider settles far more often than others. */
  often: boolean;
  /** It takes back an earlier line, which it repeats. */
  takesBackId: string | null;
}

const SUMS = ["orders", "faults", "asked", "answered", "judged", "solved"] as const;
/** The totals that fade. */
type Sums = Pick<Totals, (typeof SUMS)[number]>;
export type Contribution = Partial<Sums>;

export const noTotals = (at: number): Totals => ({ at, ...eachSum(() => 0) });

/** The fraction left of a line at some age. */
export const weightAt = (agesFrom: number, at: number, { halfLifeDays }: Formula): number =>
  2 ** (-(at - agesFrom) / (halfLifeDays * DAY));

/** How many of the consumer's orders, or cases, close to this one counted before it; null when it does not count. */
export type Place = number | null;

/** What a line adds when it is fresh, or subtracts when it takes back another. */
export function contributionOf(fact: Fact, place: Place, formula: Formula): Contribution {
  const fresh = freshContribution(fact, place, formula);
  if (fact.takesBackId === null) return fresh;
  return Object.fromEntries(Object.entries(fresh).map(([sum, value]) => [sum, -value]));
}

/** An order weighs what it cost, up to what is usual; less from a new account, and the less the more its consumer had before. */
function orderWeight({ worth, fresh }: Fact, place: number, { weights }: Formula): number {
  const byAge = fresh ? weights.fresh : 1;
  return Math.min(1, (worth ?? 1_000) / 1_000) * byAge * weights.further ** place;
}

/** Cheap orders weigh little, but breaking a promise never weighs nothing. */
const faultWeight = ({ worth }: Fact, { weights }: Formula): number =>
  Math.max(weights.leastFault, Math.min(1, (worth ?? 1_000) / 1_000));

/** An answer and a verdict weigh what their order does. From before that was kept with them they weigh as they did. */
const talkWeight = (fact: Fact, place: Place, formula: Formula): number =>
  fact.consumerId === null ? 1 : place === null ? 0 : orderWeight(fact, place, formula);

function freshContribution(fact: Fact, place: Place, formula: Formula): Contribution {
  const { kind, level } = fact;
  const weight = level === null ? 0 : formula.levels[level] * faultWeight(fact, formula);
  const talk = talkWeight(fact, place, formula);
  switch (kind) {
    case "ORDER_COMPLETED":
      return place === null ? {} : { orders: orderWeight(fact, place, formula) };
    case "UPHELD":
      return { faults: weight };
    case "SETTLED":
      return { faults: weight * (fact.often ? formula.settledOften.share : formula.settled) };
    case "ANSWERED":
      return { asked: talk, answered: talk };
    case "UNANSWERED":
      return { asked: talk };
    case "SOLVED":
      return { judged: talk, solved: talk };
    case "PARTLY_SOLVED":
      return { judged: talk, solved: talk * formula.solved.partly };
    case "NOT_SOLVED":
      return { judged: talk };
    case "FORMULA_CHANGED":
      return {};
  }
}

/** The same totals a while later: everything fades at the same rate, so the single lines need not be read. */
export function agedTo<T extends Totals>(totals: T, at: number, formula: Formula): T {
  const left = weightAt(totals.at, at, formula);
  return { ...totals, ...eachSum((sum) => totals[sum] * left), at };
}

/** The totals with this much more, or less, of what began to age then. Nothing is left of what is taken back, whatever rounding says. */
export function plus<T extends Totals>(totals: T, contribution: Contribution, agesFrom: number, formula: Formula): T {
  const weight = weightAt(agesFrom, totals.at, formula);
  return { ...totals, ...eachSum((sum) => Math.max(0, totals[sum] + (contribution[sum] ?? 0) * weight)) };
}

/** The totals after one more line, as of a moment not before the last one. The whole cost of an event. */
export function after(totals: Totals, fact: Fact, place: Place, knownAt: number, formula: Formula): Totals {
  const contribution = contributionOf(fact, place, formula);
  return plus(agedTo(totals, knownAt, formula), contribution, fact.agesFrom, formula);
}

/** Are two orders, or cases, of one consumer close enough to share an allowance? */
const isNear = (a: number, b: number, { orders }: Formula): boolean => Math.abs(a - b) < orders.days * DAY;

/**
 * Recomputes everything from the lines alone, in their order, as it weighs at one moment: the stored totals must agree with it,
 * and come from it when the formula changes. An order counts when fewer than the limit of its consumer's orders that counted before
 * are close to it: so each is decided once, and a later one never changes an earlier one. So do cases, by the first that counts of them.
 */
export class Recount {
  private current: Totals;
  private readonly places = new Map<string, Place>();
  private readonly counted = new Map<string, Pick<Fact, "sourceId" | "agesFrom">[]>();

  constructor(
    private readonly formula: Formula,
    at: number,
  ) {
    this.current = noTotals(at);
  }

  get totals(): Totals {
    return this.current;
  }

  /** Returns the place of an order or a case; null when it does not count, and for what has none. */
  add(fact: Fact): Place {
    const place = fact.consumerId === null ? null : this.placeOf(fact);
    this.current = after(this.current, fact, place, this.current.at, this.formula);
    return place;
  }

  private placeOf({ kind, sourceId, consumerId, agesFrom }: Fact): Place {
    const allowance = `${consumerId} ${kind === "ORDER_COMPLETED" ? "orders" : "cases"}`;
    const counted = this.counted.get(allowance) ?? [];
    let place = this.places.get(sourceId);
    if (place === undefined) {
      const near = new Set(counted.filter((other) => isNear(other.agesFrom, agesFrom, this.formula)).map(sourceOf));
      place = near.size < this.formula.orders.most ? near.size : null;
      this.places.set(sourceId, place);
    }
    if (place !== null) this.counted.set(allowance, [...counted, { sourceId, agesFrom }]);
    return place;
  }
}

const sourceOf = ({ sourceId }: Pick<Fact, "sourceId">): string => sourceId;

function eachSum(value: (sum: keyof Sums) => number): Sums {
  return Object.fromEntries(SUMS.map((sum) => [sum, value(sum)])) as unknown as Sums;
}
