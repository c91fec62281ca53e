import type { District } from "../platform/district";
import { CalendarDay } from "./calendar-day.entity";
import { CalendarResolver } from "./calendar.resolver";
import { HouseRuleResolver } from "./house-rule.resolver";
import { PolicyValue } from "./policy-value.entity";

/** The configurable numbers of the platform, and its working calendar. */
export const HOUSE_RULES: District = {
  entities: [CalendarDay, PolicyValue],
  resolvers: [CalendarResolver, HouseRuleResolver],
};
