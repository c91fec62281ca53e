import { Refusal } from "../platform/refusal";
import { DAY } from "../platform/time";
import type { HouseRules } from "./house-rules";

/** Each version begins after the one that it follows: one announced for a distant year would be the last for ever. `earliest`: at the end of its notice. */
export function refuseLateBeginning(rules: HouseRules, effectiveFrom: number, earliest: number): void {
  const latest = earliest + rules.number("rule.begins", "days") * DAY;
  if (effectiveFrom > latest)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "houseRules.beginsTooLate",
      field: "input.effectiveFrom",
      params: { latest },
    });
}
