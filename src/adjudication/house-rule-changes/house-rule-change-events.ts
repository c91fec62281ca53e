import type { Code, Flag, Time } from "../../platform/database/event";

/** `codes`: separated by spaces. */
type OfChange = { changeId: string; codes: string; effectiveFrom: number };

/** What happens to house rules, and to the working calendar. When the numbers come into force nothing does: the date was recorded. */
export interface HouseRuleEvents {
  HOUSE_RULES_PROPOSED: OfChange & { urgent: string };
  HOUSE_RULES_ANNOUNCED: OfChange;
  HOUSE_RULES_DECLINED: OfChange;
  HOUSE_RULES_WITHDRAWN: OfChange;
  HOUSE_RULES_LAPSED: OfChange;
  /** `date`: `YYYY-MM-DD`; why stands in the calendar. */
  CALENDAR_DAY_SET: { date: Code; working: Flag; effectiveFrom: Time };
}
export type HouseRuleRecord = Exclude<keyof HouseRuleEvents, "CALENDAR_DAY_SET">;

declare module "../../platform/database/event" {
  interface Events extends HouseRuleEvents {}
}
