import type { Severity } from "../../case/complaints/case-enums.types";
import { DAY } from "../../platform/time";
import type { Formula, Totals } from "./reputation.pure";

/** What a line of the ledger says happened. */
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

/** A line, as far as reputation depends on it. */
export interface Fact {
  kind: InputKind;
  level: Severity | null;
  /** For ORDER_COMPLETED: whose. */
  consumerId: string | null;
  agesFrom: number;
  /** It takes back an earlier line, which it repeats. */
  takesBackId: string | null;
}

const SUMS = ["orders", "faults", "asked", "answered", "judged", "solved"] as const;
/** What fades. */
type Sums = Pick<Totals, (typeof SUMS)[number]>;
export type Contribution = Partial<Sums>;

export const noTotals = (at: number): Totals => ({ at, ...eachSum(() => 0) });

/** How much is left of one at some age. */
export const weightAt = (agesFrom: number, at: number, { halfLifeDays }: Formula): number =>
  2 ** (-(at - agesFrom) / (halfLifeDays * DAY));

/** What a line adds when it is fresh, or takes away when it takes back another. */
export function contributionOf(fact: Fact, counted: boolean, formula: Formula): Contribution {
  const fresh = freshContribution(fact, counted, formula);
  if (fact.takesBackId === null) return fresh;
  return Object.fromEntries(Object.entries(fresh).map(([sum, value]) => [sum, -value]));
}

function freshContribution({ kind, level }: Fact, counted: boolean, formula: Formula): Contribution {
  const weight = level === null ? 0 : formula.levels[level];
  switch (kind) {
    case "ORDER_COMPLETED":
      return counted ? { orders: 1 } : {};
    case "UPHELD":
      return { faults: weight };
    case "SETTLED":
      return { faults: weight * formula.settled };
    case "ANSWERED":
      return { asked: 1, answered: 1 };
    case "UNANSWERED":
      return { asked: 1 };
    case "SOLVED":
      return { judged: 1, solved: 1 };
    case "PARTLY_SOLVED":
      return { judged: 1, solved: formula.solved.partly };
    case "NOT_SOLVED":
      return { judged: 1 };
    case "FORMULA_CHANGED":
      return {};
  }
}

/** The same a while later: all that fades fades alike, so nobody has to look at the single lines. */
export function agedTo<T extends Totals>(totals: T, at: number, formula: Formula): T {
  const left = weightAt(totals.at, at, formula);
  return { ...totals, ...eachSum((sum) => totals[sum] * left), at };
}

/** With this much more, or less, of what began to age then. Of what is taken back nothing is left, whatever rounding says. */
export function plus<T extends Totals>(totals: T, contribution: Contribution, agesFrom: number, formula: Formula): T {
  const weight = weightAt(agesFrom, totals.at, formula);
  return { ...totals, ...eachSum((sum) => Math.max(0, totals[sum] + (contribution[sum] ?? 0) * weight)) };
}

/** The totals after one more line, told at a moment not before the last one. The whole cost of an event. */
export function after(totals: Totals, fact: Fact, counted: boolean, knownAt: number, formula: Formula): Totals {
  const contribution = contributionOf(fact, counted, formula);
  return plus(agedTo(totals, knownAt, formula), contribution, fact.agesFrom, formula);
}

/** Are two orders of one consumer so near each other that they share an allowance? */
const isNear = (a: number, b: number, { orders }: Formula): boolean => Math.abs(a - b) < orders.days * DAY;

/**
 * Everything once more, from the lines alone and in their order, as it weighs at one moment: what the kept totals must agree with,
 * and where they come from when the formula changes. An order counts when fewer than the most of its consumer's that counted before
 * it are near it: so each is decided once, and a later one never unsettles an earlier.
 */
export class Recount {
  private current: Totals;
  private readonly countedOrders = new Map<string, number[]>();

  constructor(
    private readonly formula: Formula,
    at: number,
  ) {
    this.current = noTotals(at);
  }

  get totals(): Totals {
    return this.current;
  }

  /** Answers whether an order counts. */
  add(fact: Fact): boolean {
    const counted = fact.kind === "ORDER_COMPLETED" && this.countOrder(fact);
    this.current = after(this.current, fact, counted, this.current.at, this.formula);
    return counted;
  }

  private countOrder({ consumerId, agesFrom }: Fact): boolean {
    const before = this.countedOrders.get(consumerId ?? "") ?? [];
    const near = before.filter((other) => isNear(other, agesFrom, this.formula));
    if (near.length >= this.formula.orders.most) return false;
    this.countedOrders.set(consumerId ?? "", [...before, agesFrom]);
    return true;
  }
}

function eachSum(value: (sum: keyof Sums) => number): Sums {
  return Object.fromEntries(SUMS.map((sum) => [sum, value(sum)])) as unknown as Sums;
}
