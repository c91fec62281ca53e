import type { HouseRules } from "../../house-rules/house-rules";
import { DAY, HOUR } from "../../platform/time";

/** How long a change is announced before it is in force. */
export const noticeOf = (rules: HouseRules, urgent: boolean): number =>
  urgent ? rules.number("houseRules.urgent", "hours") * HOUR : rules.number("houseRules.notice", "days") * DAY;

/** Until when a second person may decide on what is proposed now. */
export const decidedBy = (
  rules: HouseRules,
  now: number,
  { effectiveFrom, urgent }: { effectiveFrom: number; urgent: boolean },
): number => Math.min(now + rules.number("houseRules.proposal", "days") * DAY, effectiveFrom - noticeOf(rules, urgent));
