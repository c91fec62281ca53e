/** `codes`: separated by spaces. */
type OfChange = { changeId: string; codes: string; effectiveFrom: number };

/** What happens to house rules. When the numbers come into force nothing does: the date was recorded. */
export interface HouseRuleEvents {
  HOUSE_RULES_PROPOSED: OfChange & { urgent: string };
  HOUSE_RULES_ANNOUNCED: OfChange;
  HOUSE_RULES_DECLINED: OfChange;
  HOUSE_RULES_WITHDRAWN: OfChange;
  HOUSE_RULES_LAPSED: OfChange;
}
export type HouseRuleRecord = keyof HouseRuleEvents;

declare module "../../platform/database/event" {
  interface Events extends HouseRuleEvents {}
}
