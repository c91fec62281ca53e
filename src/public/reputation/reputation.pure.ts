import type { Severity } from "../../case/complaints/case-enums.types";
import { kindsWith, measureOf, type RestrictionKind } from "../../house-rules/measures.table";

/** The numbers of the formula in force; each is a house rule. */
export interface Formula {
  version: number;
  halfLifeDays: number;
  newBelow: number;
  /** The weight of a case by its level, and the fraction of it when the sides settled the case themselves. */
  levels: Record<Severity, number>;
  settled: number;
  /** The fraction instead, for a provider that settles more than so many times as often as others, known from so many orders: at least `least` of its own. */
  settledOften: {
    share: number;
    cases: number;
    times: number;
    least: number;
    permille: number;
    days: number;
    known: number;
  };
  /** What an order weighs: from an account younger than `freshDays`, after each earlier one of its consumer; and a fault at least. */
  weights: { freshDays: number; fresh: number; further: number; leastFault: number };
  /** How many of one consumer's orders count within how many days. */
  orders: { most: number; days: number };
  /** The prior for a provider without a record: `weight` orders or cases of this quality. */
  faults: { weight: number; rate: number };
  answered: { weight: number; prior: number };
  solved: { weight: number; prior: number; partly: number };
  verified: { least: number };
  exponents: { keep: number; answered: number; solved: number; verified: number };
  z: number;
  caps: Record<CappingKind, number>;
  /** The ceiling while the points of a case of this level last. */
  seriousCaps: Record<SeriousLevel, number>;
}

/** Levels that are remembered as long as their points last, however many good orders follow. */
export const SERIOUS_LEVELS = ["L3", "L4"] as const;
export type SeriousLevel = (typeof SERIOUS_LEVELS)[number];

/** A case of such a level, and when its points expire. */
export interface SeriousCase {
  level: SeriousLevel;
  until: number;
}

/** Penalties that put a ceiling on the score. The end of the cooperation hides it. */
export const CAPPING_KINDS = kindsWith("restricts", ["PLACE", "ORDERS", "TRADE"]);
export type CappingKind = (typeof CAPPING_KINDS)[number];

/** A measure in force against the provider as a whole; `until` is null when it does not end automatically. */
export interface Acting {
  kind: RestrictionKind;
  until: number | null;
  /** A suspension that is not a penalty: a required verification has expired. */
  untilVerified?: true;
}

/** The totals of a provider's ledger, as they weigh at one moment. */
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
  /** Cases whose points still last at that moment. */
  serious: readonly SeriousCase[];
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
    // Never zero: a product with a zero factor would be the same for everyone.
    verified: Math.max(standing.verified, formula.verified.least),
  };
}

const believed = (good: number, all: number, { weight, prior }: { weight: number; prior: number }): number =>
  (good + weight * prior) / (all + weight);

/** 0 to 100, regardless of measures in force and of how little is known. */
export const scoreOf = ({ keep, answered, solved, verified }: Parts, { exponents }: Formula): number =>
  100 *
  (keep / 100) ** exponents.keep *
  answered ** exponents.answered *
  solved ** exponents.solved *
  verified ** exponents.verified;

/** 1 less the upper bound of the share of broken promises; n is the weight of the orders themselves, so that one more never hurts. */
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

/** The gravest cap among the measures in force, if any. */
export function capOf(acting: readonly Acting[], { caps }: Formula): CappingKind | null {
  const kinds = acting.map(({ kind }) => kind).filter((kind): kind is CappingKind => kind in caps);
  return kinds.sort((a, b) => caps[a] - caps[b])[0] ?? null;
}

/** The score as it is shown: null for providers that are new or permanently expelled. */
export function shownScore(standing: Standing, acting: readonly Acting[], formula: Formula): number | null {
  if (isExpelled(acting) || isNew(standing, formula)) return null;
  const cap = capOf(acting, formula);
  const ceiling = Math.min(cap === null ? 100 : formula.caps[cap], seriousCapOf(standing, formula));
  return Math.min(scoreOf(partsOf(standing, formula), formula), ceiling);
}

/** The gravest of them, the one that lasts longest first. */
export const seriousCaseOf = ({ serious, at }: Pick<Standing, "serious" | "at">): SeriousCase | null =>
  serious
    .filter(({ until }) => until > at)
    .sort((a, b) => (a.level === b.level ? b.until - a.until : a.level < b.level ? 1 : -1))[0] ?? null;

export function seriousCapOf(standing: Standing, { seriousCaps }: Formula): number {
  const worst = seriousCaseOf(standing);
  return worst === null ? 100 : seriousCaps[worst.level];
}
