import type { ReplayTotals } from "./replay-report.types";
import {
  changesOf,
  gonePenalties,
  newPenalties,
  wouldChange,
  type RulingChange,
  type RulingUnderDraft,
} from "./replay.pure";

/** The numbers of one provider. */
export function totalsOf(rulings: readonly RulingUnderDraft[]): ReplayTotals {
  const tried = rulings.filter((ruling) => ruling.tried).map(changesOf);
  const changed = tried.filter(wouldChange).length;
  const otherRulings = rulings.length - tried.length;
  const having = (change: RulingChange): number => tried.filter((changes) => changes.includes(change)).length;
  const sum = (of: (ruling: RulingUnderDraft) => unknown[]): number =>
    rulings.reduce((total, ruling) => total + of(ruling).length, 0);
  return {
    rulings: tried.length,
    changed,
    severity: having("SEVERITY"),
    measureNotAllowed: having("MEASURE_NOT_ALLOWED"),
    measureNewlyAllowed: having("MEASURE_NEWLY_ALLOWED"),
    points: having("POINTS"),
    penalties: having("PENALTIES"),
    otherRulings,
    providers: tried.length > 0 ? 1 : 0,
    providersChanged: changed + otherRulings > 0 ? 1 : 0,
    newPenalties: sum(newPenalties),
    gonePenalties: sum(gonePenalties),
  };
}

export const addUp = (a: ReplayTotals, b: ReplayTotals): ReplayTotals =>
  Object.fromEntries(
    Object.entries(a).map(([key, value]) => [key, Number(value) + b[key as keyof ReplayTotals]]),
  ) as unknown as ReplayTotals;
