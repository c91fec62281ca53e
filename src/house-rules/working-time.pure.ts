import { getDayDetail, isWorkday } from "chinese-days";
import { DAY, HOUR, MINUTE, dateOf } from "../platform/time";

export type Length = { hours: number } | { days: number } | { workingDays: number };

export interface WorkingCalendar {
  /** Minutes east of UTC of the office's wall clock. */
  utcOffsetMinutes: number;
  /** Hour of the office's day after which arrivals count as the next working day's, and at which working days fall due. */
  cutOffHour: number;
  /** `2026-10-01` → false. */
  isWorkingDay(date: string): boolean;
  /** Whether the day was officially made a holiday, or a working day in place of one. */
  isDecided(date: string): boolean;
}

/** China's official holidays and make-up days, from the chinese-days package. */
export const chinaCalendar: WorkingCalendar = {
  utcOffsetMinutes: 480,
  cutOffHour: 18,
  isWorkingDay: (date) => isWorkday(date),
  // The package names weekdays `Friday`, and decided days `National Day,国庆节,3`.
  isDecided: (date) => getDayDetail(date).name.includes(","),
};

/** The calendar, with days that the house has set itself: `2027-10-01` → false. */
export const withDays = (calendar: WorkingCalendar, days: ReadonlyMap<string, boolean>): WorkingCalendar => ({
  ...calendar,
  isWorkingDay: (date) => days.get(date) ?? calendar.isWorkingDay(date),
  isDecided: (date) => days.has(date) || calendar.isDecided(date),
});

/** The last day of the last year whose holidays are known: the State Council decides a whole year at once, National Day in each. */
export function certainUntil(calendar: WorkingCalendar, now: number): string {
  let year = Number(dateOf(now + calendar.utcOffsetMinutes * MINUTE).slice(0, 4));
  while (calendar.isDecided(`${year}-10-01`)) year += 1;
  return `${year - 1}-12-31`;
}

/** When a length of time that starts now is over. Working days end at the cut-off hour. */
export function dueAfter(calendar: WorkingCalendar, start: number, length: Length): number {
  if ("hours" in length) return start + length.hours * HOUR;
  if ("days" in length) return start + length.days * DAY;
  let day = firstWorkingDay(calendar, start);
  for (let left = length.workingDays; left > 0; left -= 1) day = nextWorkingDay(calendar, day + DAY);
  return toInstant(calendar, day) + calendar.cutOffHour * HOUR;
}

/** What is left of a running clock, to be given to `dueAfter` when it continues. */
export function remaining(calendar: WorkingCalendar, now: number, dueAt: number, length: Length): Length {
  if (!("workingDays" in length)) return { hours: Math.max(0, dueAt - now) / HOUR };
  let workingDays = 0;
  for (let day = firstWorkingDay(calendar, now); toInstant(calendar, day) + calendar.cutOffHour * HOUR < dueAt;) {
    day = nextWorkingDay(calendar, day + DAY);
    workingDays += 1;
  }
  return { workingDays };
}

/** Days are counted as the office's wall clock at midnight, in milliseconds. */
function firstWorkingDay(calendar: WorkingCalendar, instant: number): number {
  const wall = instant + calendar.utcOffsetMinutes * MINUTE;
  const day = Math.floor(wall / DAY) * DAY;
  return nextWorkingDay(calendar, wall - day >= calendar.cutOffHour * HOUR ? day + DAY : day);
}

function nextWorkingDay(calendar: WorkingCalendar, day: number): number {
  let candidate = day;
  while (!calendar.isWorkingDay(dateOf(candidate))) candidate += DAY;
  return candidate;
}

function toInstant(calendar: WorkingCalendar, day: number): number {
  return day - calendar.utcOffsetMinutes * MINUTE;
}
