import { SEVERITIES } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import type { HouseRule } from "../../house-rules/house-rules.table";
import { needsAmount, needsDays, PENALTY_KINDS, type PenaltyKind } from "../../house-rules/measures.table";
import type { Measure, PointRules, RulesAt, Threshold } from "./points.pure";

/** The house rules about points in force at each of these moments: what was counted under a rule stays counted under it. */
export async function pointRulesAt(reader: Reader, times: Iterable<number>): Promise<RulesAt> {
  const known = new Map<number, PointRules>();
  for (const at of new Set(times)) known.set(at, toPointRules(await HouseRules.inForce(reader, at)));
  return (at) => {
    const rules = known.get(at);
    if (!rules) throw new Error(`no rules were read for ${at}`);
    return rules;
  };
}

export function toPointRules(rules: HouseRules): PointRules {
  const only = (code: HouseRule): Readonly<Record<string, number>> => rules.family(code)[0] ?? {};
  const levels = SEVERITIES.map((level) => [
    level,
    {
      points: rules.number(`points.${level}`, "points"),
      expiresAfterDays: rules.number(`points.${level}`, "expiresAfterDays"),
    },
  ]);
  return {
    levels: Object.fromEntries(levels) as PointRules["levels"],
    lenientDays: rules.number("points.lenient", "days"),
    repeated: { count: rules.number("points.repeated", "count"), days: rules.number("points.repeated", "days") },
    incident: { days: rules.number("points.incident", "days"), most: rules.number("points.incident", "multiple") },
    promptRemedyLeaves: rules.number("points.promptRemedy", "percent"),
    thresholds: rules.family("threshold.").map(toThreshold),
    rate: {
      least: rules.number("rate.bar", "least"),
      most: rules.number("rate.bar", "most"),
      enough: rules.number("rate.bar", "orders"),
      permille: rules.number("rate.confidence", "permille"),
      rungs: rules.number("rate.confidence", "rungs"),
      far: {
        times: rules.number("rate.far", "multiple"),
        consumers: rules.number("rate.far", "consumers"),
        percent: rules.number("rate.far", "percent"),
        rungs: rules.number("rate.far", "rungs"),
      },
      stopConsumers: rules.number("rate.stop", "consumers"),
    },
    duties: PENALTY_KINDS.filter((kind) => only("points.duties")[kind] === 1),
    charge: {
      shares: only("charge.share") as PointRules["charge"]["shares"],
      least: only("charge.least"),
      most: only("charge.most"),
    },
  };
}

/** `{ points, KIND: n … }`, where n is a number of days, or an amount for a fine (0: in proportion), or 0 for kinds that take neither. */
function toThreshold({ points = Infinity, ...kinds }: Readonly<Record<string, number>>): Threshold {
  return { points, measures: Object.entries(kinds).map(([kind, n]) => toMeasure(kind as PenaltyKind, n)) };
}

const toMeasure = (kind: PenaltyKind, n: number): Measure => ({
  kind,
  days: needsDays(kind) ? n : null,
  amount: needsAmount(kind) ? n : null,
});
