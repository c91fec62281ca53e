import { SEVERITIES, type Severity } from "../../case/complaints/case-enums.types";
import { byGravity, kindAt, rankOf } from "../measures/gravity.pure";
import type { PenaltyKind } from "../measures/penalty-kind.types";

/** A measure as far as one is compared with another. */
export interface Measure {
  kind: PenaltyKind;
  /** Minor units of the decision's currency; null for kinds without one, and for fines in another currency. */
  amount: number | null;
  days: number | null;
}

/** What a rule was broken by how gravely: decisions on the same are each other's precedents. */
export interface Matter {
  ruleCode: string;
  severity: Severity;
}

export interface PrecedentRules {
  /** Fewer precedents show no practice, and nothing departs from them. */
  least: number;
  /** So many measures graver or milder than the median are a departure. */
  steps: number;
  /** So many times the median, or less than that part of it, is a departure. */
  times: number;
}

/** How long, or how much, a kind of measure was, beside how long or much it is to be. */
export interface Extent {
  kind: PenaltyKind;
  /** Precedents that took this kind. */
  precedents: number;
  median: number | null;
  planned: number;
}

/** `kind` is the kind that lasts too long or costs too much; null when the gravest measure itself is another than usual. */
export interface Departure {
  kind: PenaltyKind | null;
  direction: "GRAVER" | "MILDER";
}

export interface Comparison {
  precedents: number;
  /** The median of the gravest measures; null when that is none. */
  medianMeasure: PenaltyKind | null;
  extents: Extent[];
  departures: Departure[];
}

/** 0 when there is no measure. */
export const gravestRank = (measures: readonly Pick<Measure, "kind">[]): number =>
  Math.max(0, ...measures.map(({ kind }) => rankOf(kind)));

/** The middle value; of two the lower, so that it is always one that occurred. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** The gravest violations set the measure, so a decision is compared by them alone. Each matter once. */
export function mattersOf(violations: readonly Matter[]): Matter[] {
  const gravest = Math.max(...violations.map(({ severity }) => SEVERITIES.indexOf(severity)));
  const matters = violations.filter(({ severity }) => SEVERITIES.indexOf(severity) === gravest);
  return [...new Map(matters.map((matter) => [matter.ruleCode, matter])).values()];
}

/** `precedents`: what each past ruling on the same matter ordered. */
export function compare(
  planned: readonly Measure[],
  precedents: readonly (readonly Measure[])[],
  rules: PrecedentRules,
): Comparison {
  const medianRank = median(precedents.map(gravestRank)) ?? 0;
  const extents = extentsOf(planned, precedents);
  return {
    precedents: precedents.length,
    medianMeasure: kindAt(medianRank),
    extents,
    departures: [
      ...(precedents.length < rules.least ? [] : rankDeparture(gravestRank(planned), medianRank, rules)),
      ...extents
        .filter((extent) => extent.precedents >= rules.least)
        .flatMap((extent) => extentDeparture(extent, rules)),
    ],
  };
}

function extentsOf(planned: readonly Measure[], precedents: readonly (readonly Measure[])[]): Extent[] {
  const kinds = [...new Set(planned.map(({ kind }) => kind))].sort(byGravity);
  return kinds.flatMap((kind) => {
    const extent = extentOf(planned, kind);
    if (extent === null) return [];
    const past = precedents.flatMap((measures) => extentOf(measures, kind) ?? []);
    return { kind, precedents: past.length, median: median(past), planned: extent };
  });
}

/** Of several of one kind the greatest: three listings frozen for 7 days each are a freeze of 7 days. */
function extentOf(measures: readonly Measure[], kind: PenaltyKind): number | null {
  const extents = measures
    .filter((measure) => measure.kind === kind)
    .flatMap(({ amount, days }) => amount ?? days ?? []);
  return extents.length === 0 ? null : Math.max(...extents);
}

const rankDeparture = (rank: number, medianRank: number, { steps }: PrecedentRules): Departure[] =>
  Math.abs(rank - medianRank) < steps ? [] : [{ kind: null, direction: rank > medianRank ? "GRAVER" : "MILDER" }];

function extentDeparture({ kind, median: usual, planned }: Extent, { times }: PrecedentRules): Departure[] {
  if (usual === null) return [];
  if (planned > usual * times) return [{ kind, direction: "GRAVER" }];
  return planned * times < usual ? [{ kind, direction: "MILDER" }] : [];
}
