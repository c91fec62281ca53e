import type { Severity } from "../../case/complaints/case-enums.types";
import { kindsWith, measureOf, type RestrictionKind } from "../../house-rules/measures.table";

/** The numbers of the formula in force; each is a house rule. */
export interface Formula {
  version: number;
  halfLifeDays: number;
  newBelow: number;
  /** How a case weighs by its level, and what is left of that when the sides settled it themselves. */
  levels: Record<Severity, number>;
  settled: number;
  /** Of one consumer's orders so many count within so many days. */
  orders: { most: number; days: number };
  /** What is believed of somebody of whom nothing is known: `weight` orders or cases, so good or bad. */
  faults: { weight: number; rate: number };
  answered: { weight: number; prior: number };
  solved: { weight: number; prior: number; partly: number };
  verified: { least: number };
  exponents: { keep: number; answered: number; solved: number; verified: number };
  z: number;
  caps: Record<CappingKind, number>;
}

/** Penalties that put a ceiling on the score. The end of the cooperation hides it. */
export const CAPPING_KINDS = kindsWith("restricts", ["PLACE", "ORDERS", "TRADE"]);
export type CappingKind = (typeof CAPPING_KINDS)[number];

/** A measure that acts on the provider as a whole; `until` is null when it does not end by itself. */
export interface Acting {
  kind: RestrictionKind;
  until: number | null;
  /** A suspension that is no penalty: what must be verified has run out. */
  untilVerified?: true;
}

/** What a provider's ledger comes to, as it weighs at one moment. */
export interface Totals {
  at: number;
  /** N: completed orders. */
  orders: number;
  /** D: broken promises. */
  faults: number;
  asked: number;
  answered: number;
  judged: number;
  solved: number;
}

/** With the share of the required verification and training that is complete at that moment. */
export interface Standing extends Totals {
  verified: number;
}

export interface Parts {
  orders: number;
  faults: number;
  faultRate: number;
  keep: number;
  answered: number;
  solved: number;
  verified: number;
}

/** d, keep, R, S and V of the formula. */
export function partsOf(standing: Standing, formula: Formula): Parts {
  const { orders, faults } = standing;
  const { weight, rate } = formula.faults;
  const faultRate = (faults + weight * rate) / (orders + weight);
  return {
    orders,
    faults,
    faultRate,
    keep: 100 * 2 ** (-faultRate / rate),
    answered: believed(standing.answered, standing.asked, formula.answered),
    solved: believed(standing.solved, standing.judged, formula.solved),
    // Never nothing: a product with nothing in it would say the same of everybody.
    verified: Math.max(standing.verified, formula.verified.least),
  };
}

const believed = (good: number, all: number, { weight, prior }: { weight: number; prior: number }): number =>
  (good + weight * prior) / (all + weight);

/** 0 to 100, whatever acts on the provider and however little is known of it. */
export const scoreOf = ({ keep, answered, solved, verified }: Parts, { exponents }: Formula): number =>
  100 *
  (keep / 100) ** exponents.keep *
  answered ** exponents.answered *
  solved ** exponents.solved *
  verified ** exponents.verified;

/** How few of the orders might be broken promises after all; n is the weight of the orders themselves, so that one more never hurts. */
export const rankKeyOf = ({ faults, orders }: Pick<Totals, "faults" | "orders">, { z }: Formula): number =>
  1 - wilsonUpper(faults, orders, z);

/** The upper end of Wilson's interval for `hits` of `n`; 1 when nothing is known. More hits than tries count as all of them. */
export function wilsonUpper(hits: number, n: number, z: number): number {
  const h = Math.min(hits, n);
  const spread = n === 0 ? 0 : (h * (n - h)) / n;
  return (h + z ** 2 / 2 + z * Math.sqrt(spread + z ** 2 / 4)) / (n + z ** 2);
}

export const isExpelled = (acting: readonly Acting[]): boolean =>
  acting.some(({ kind }) => measureOf(kind).restricts === "COOPERATION");

/** As long as too little is known, no number is shown. */
export const isNew = ({ orders }: Pick<Totals, "orders">, { newBelow }: Formula): boolean => orders < newBelow;

/** The gravest cap among what acts, if any. */
export function capOf(acting: readonly Acting[], { caps }: Formula): CappingKind | null {
  const kinds = acting.map(({ kind }) => kind).filter((kind): kind is CappingKind => kind in caps);
  return kinds.sort((a, b) => caps[a] - caps[b])[0] ?? null;
}

/** The score as it is shown: null for who is new or expelled for good. */
export function shownScore(standing: Standing, acting: readonly Acting[], formula: Formula): number | null {
  if (isExpelled(acting) || isNew(standing, formula)) return null;
  const cap = capOf(acting, formula);
  return Math.min(scoreOf(partsOf(standing, formula), formula), cap === null ? 100 : formula.caps[cap]);
}
