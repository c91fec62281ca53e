import type { Reader } from "../platform/database/reader";
import { CalendarDay } from "./calendar-day.entity";
import type { WorkingCalendarInfo } from "./calendar.types";
import { HouseRules } from "./house-rules";
import { DAY } from "../platform/time";
import { certainUntil } from "./working-time.pure";

export async function readCalendar(reader: Reader, now: number): Promise<WorkingCalendarInfo> {
  const { calendar } = await HouseRules.inForce(reader, now);
  const days = await reader.find(CalendarDay, {}, "ORDER BY date, effective_from");
  const { country, timeZone } = calendar;
  return { country, timeZone, certainUntil: certainUntil(calendar, now), days };
}

/** Where the official holidays end, when that is nearer than the house rule wants; null when it is not. */
export async function calendarEndsSoon(reader: Reader, now: number): Promise<{ certainUntil: string } | null> {
  const rules = await HouseRules.inForce(reader, now);
  const last = certainUntil(rules.calendar, now);
  const left = (Date.parse(last) - now) / DAY;
  return left < rules.number("calendar.horizon", "days") ? { certainUntil: last } : null;
}
