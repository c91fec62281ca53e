import { dueOf, type Timers } from "./case-clocks";
import type { HouseRules } from "../../house-rules/house-rules";

/** From now on silence is consent to what the broken promises themselves promise. Returns until when the provider can object. */
export function claimCompensation(timers: Timers, rules: HouseRules, now: number): number {
  const dueAt = dueOf(rules, "COMPENSATION_CLAIM", now);
  timers.stop("FIRST_RESPONSE_GRACE");
  timers.start("COMPENSATION_CLAIM", now, dueAt);
  return dueAt;
}
