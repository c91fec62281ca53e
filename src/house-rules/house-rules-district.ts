import type texts from "./messages/en.json";
import type { KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { CalendarDay } from "./calendar-day.entity";
import { CalendarResolver } from "./calendar.resolver";
import { HouseRuleResolver } from "./house-rule.resolver";
import { PolicyValue } from "./policy-value.entity";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
}

/** The configurable numbers of the platform, and its working calendar. */
export const HOUSE_RULES: District = {
  entities: [CalendarDay, PolicyValue],
  resolvers: [CalendarResolver, HouseRuleResolver],
};
