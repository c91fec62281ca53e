import { DAY } from "../../platform/time";
import { agedTo, plus, type Contribution } from "./reputation-ledger.pure";
import { capOf, isExpelled, isNew, shownScore, type Acting, type Formula, type Standing } from "./reputation.pure";

export type OutlookKind =
  | "CLEAN_ORDERS"
  | "ANSWERS_IN_TIME"
  | "SOLVED_CASES"
  | "VERIFICATION"
  | "FADING"
  | "MEASURE_ENDS";

/** What would change the score, computed as it would be computed then. */
export interface Outlook {
  kind: OutlookKind;
  /** How many orders or cases; null for kinds that need none. */
  count: number | null;
  /** When; null if it could happen at once. */
  at: number | null;
  /** The score then, all else being equal; null while it still would not be shown. */
  scoreAfter: number | null;
}

/** A provider at the moment from which the outlook starts. */
interface Viewpoint {
  standing: Standing;
  formula: Formula;
  acting: readonly Acting[];
  /** Since when the broken promise that weighs most does so; null when none does. */
  heaviestFaultSince: number | null;
  /** How many orders and cases to assume. */
  thinkOf: { orders: number; cases: number };
}

/** Nothing changes the score of a provider that is expelled permanently. */
export function outlookOf(viewpoint: Viewpoint): Outlook[] {
  const { standing, formula, acting, thinkOf, heaviestFaultSince } = viewpoint;
  if (isExpelled(acting)) return [];
  const now = (kind: OutlookKind, count: number, after: Standing): Outlook => ({
    kind,
    count,
    at: null,
    scoreAfter: scoreAt(viewpoint, after),
  });
  const add = (more: Contribution): Standing => plus(standing, more, standing.at, formula);
  const orders = Math.max(thinkOf.orders, missingOrders(standing, formula));
  const { cases } = thinkOf;
  return [
    now("CLEAN_ORDERS", orders, add({ orders })),
    now("ANSWERS_IN_TIME", cases, add({ asked: cases, answered: cases })),
    now("SOLVED_CASES", cases, add({ judged: cases, solved: cases })),
    ...(standing.verified < 1 ? [onceVerified(viewpoint)] : []),
    ...(heaviestFaultSince === null
      ? []
      : [later("FADING", nextHalving(heaviestFaultSince, standing.at, formula), viewpoint)]),
    ...measureEnds(viewpoint),
  ];
}

/** It also ends the suspension of a provider whose verification has expired. */
const onceVerified = (viewpoint: Viewpoint): Outlook => ({
  kind: "VERIFICATION",
  count: null,
  at: null,
  scoreAfter: scoreAt(
    { ...viewpoint, acting: viewpoint.acting.filter(({ untilVerified }) => !untilVerified) },
    { ...viewpoint.standing, verified: 1 },
  ),
});

const missingOrders = (standing: Standing, formula: Formula): number =>
  isNew(standing, formula) ? Math.ceil(formula.newBelow - standing.orders) : 0;

/** When what has weighed since then next weighs half of what it did a half-life before. */
function nextHalving(since: number, at: number, { halfLifeDays }: Formula): number {
  const halfLife = halfLifeDays * DAY;
  return since + (Math.floor((at - since) / halfLife) + 1) * halfLife;
}

/** The measure that caps the score ends automatically. */
function measureEnds(viewpoint: Viewpoint): Outlook[] {
  const { acting, formula } = viewpoint;
  const cap = capOf(acting, formula);
  const ends = acting.filter(({ kind }) => kind === cap).map(({ until }) => until);
  if (ends.length === 0 || ends.includes(null)) return [];
  return [later("MEASURE_ENDS", Math.max(...ends.map(Number)), viewpoint)];
}

const later = (kind: OutlookKind, at: number, viewpoint: Viewpoint): Outlook => ({
  kind,
  count: null,
  at,
  scoreAfter: scoreAt(viewpoint, agedTo(viewpoint.standing, at, viewpoint.formula)),
});

/** The score under the measures still in force then. */
const scoreAt = ({ acting, formula }: Viewpoint, standing: Standing): number | null =>
  shownScore(
    standing,
    acting.filter(({ until }) => until === null || until > standing.at),
    formula,
  );

/** In what words the score that would be is told. By then so much may have faded that too little is left for one. */
export function toldAs(score: number | null, scoreAfter: number | null): "first" | "by" | "still" | "none" {
  if (score === null) return scoreAfter === null ? "still" : "first";
  return scoreAfter === null ? "none" : "by";
}
