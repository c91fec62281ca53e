import { minutesWithin } from "./duration-bucket.pure";
import { PLATFORM_STAGES, PUBLIC_FIGURES, type PublicFigureName } from "./public-figures.table";
import type { Counts, StageHistogram } from "./statistics.queries";

/** What was counted under one heading. */
export interface Counted {
  counts: Counts;
  stages: ReadonlyMap<string, StageHistogram>;
}

/** A figure before it is decided whether it may be shown. */
export interface Figure {
  /** null for counts and for medians. */
  numerator: number | null;
  denominator: number;
  /** null when there was nothing. */
  value: number | null;
  /** Of how many people the denominator tells. */
  people: number;
}
type Value = Omit<Figure, "people">;
export type Figures = Record<PublicFigureName, Figure>;
/** null: fewer than the least. */
export type ShownFigures = Record<PublicFigureName, Figure | null>;

export const FIGURE_NAMES = Object.keys(PUBLIC_FIGURES) as PublicFigureName[];
const MINUTES_A_DAY = 24 * 60;

const each = <T>(value: (name: PublicFigureName) => T): Record<PublicFigureName, T> =>
  Object.fromEntries(FIGURE_NAMES.map((name) => [name, value(name)])) as Record<PublicFigureName, T>;

export const figuresOf = (counted: Counted): Figures =>
  each((name) => ({ ...valueOf(name, counted), people: counted.counts[PUBLIC_FIGURES[name].people] ?? 0 }));

function valueOf(name: PublicFigureName, { counts, stages }: Counted): Value {
  const definition = PUBLIC_FIGURES[name];
  switch (definition.denominator) {
    case "COUNTED":
    case "REMEDY":
      return median(stages.get(definition.denominator));
    case "PLATFORM_STAGES":
      return ratio(sum(stages, "late"), sum(stages, "cases"));
    case "FILED":
      return { numerator: null, denominator: counts.FILED ?? 0, value: counts.FILED ?? 0 };
    default:
      return ratio(counts[definition.numerator] ?? 0, counts[definition.denominator] ?? 0);
  }
}

const ratio = (numerator: number, denominator: number): Value => ({
  numerator,
  denominator,
  value: denominator > 0 ? numerator / denominator : null,
});

function median(times: StageHistogram | undefined): Value {
  const minutes = times ? minutesWithin(times.buckets, 0.5) : null;
  return { numerator: null, denominator: times?.cases ?? 0, value: minutes === null ? null : minutes / MINUTES_A_DAY };
}

const sum = (stages: Counted["stages"], what: "late" | "cases"): number =>
  PLATFORM_STAGES.reduce((total, stage) => total + (stages.get(stage)?.[what] ?? 0), 0);

/**
 * What may be shown: no figure of fewer people than the least, however many cases they have, and none that could be told from the
 * others. Where the total less all that is shown would leave a few, the smallest of those shown is withheld, too.
 */
export function withhold(total: Figures, groups: readonly Figures[], least: number) {
  const hidden = groups.map(() => new Set<PublicFigureName>());
  for (const name of FIGURE_NAMES) {
    const sizes = groups.map((figures) => figures[name].people);
    for (const index of withheld(total[name].people, sizes, least)) hidden[index]?.add(name);
  }
  const show = (figures: Figures, isHidden: (name: PublicFigureName) => boolean): ShownFigures =>
    each((name) => (isHidden(name) ? null : figures[name]));
  return {
    total: show(total, (name) => total[name].people < least),
    groups: groups.map((figures, index) => show(figures, (name) => hidden[index]?.has(name) ?? true)),
  };
}

/** The places of the groups that are not shown. */
function withheld(total: number, sizes: readonly number[], least: number): Set<number> {
  const hidden = new Set([...sizes.keys()].filter((index) => (sizes[index] ?? 0) < least));
  const bySize = [...sizes.keys()].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  const rest = (): number =>
    total - bySize.reduce((shown, index) => shown + (hidden.has(index) ? 0 : (sizes[index] ?? 0)), 0);
  for (const index of bySize) {
    if (rest() === 0 || rest() >= least) break;
    hidden.add(index);
  }
  return hidden;
}
