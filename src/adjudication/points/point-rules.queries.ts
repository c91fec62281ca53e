import { SEVERITIES } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { needsAmount, needsDays, type PenaltyKind } from "../../house-rules/measures.table";
import type { Measure, PointRules, RulesAt, Threshold } from "./points.pure";

/** The house rules about points, as they stood at each of these moments: what was counted under a rule stays counted under it. */
export async function pointRulesAt(reader: Reader, times: Iterable<number>): Promise<RulesAt> {
  const known = new Map<number, PointRules>();
  for (const at of new Set(times)) known.set(at, toPointRules(await HouseRules.inForce(reader, at)));
  return (at) => {
    const rules = known.get(at);
    if (!rules) throw new Error(`the rules at ${at} were not read`);
    return rules;
  };
}

function toPointRules(rules: HouseRules): PointRules {
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
    promptRemedyLeaves: rules.number("points.promptRemedy", "percent"),
    thresholds: rules.family("threshold.").map(toThreshold),
  };
}

/** `{ points, KIND: n … }`, where n is a number of days, or an amount for a fine, or 0 for kinds that take neither. */
function toThreshold({ points = Infinity, ...kinds }: Readonly<Record<string, number>>): Threshold {
  return { points, measures: Object.entries(kinds).map(([kind, n]) => toMeasure(kind as PenaltyKind, n)) };
}

const toMeasure = (kind: PenaltyKind, n: number): Measure => ({
  kind,
  days: needsDays(kind) ? n : null,
  amount: needsAmount(kind) ? n : null,
});
