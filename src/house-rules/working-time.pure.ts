import { getDayDetail } from "chinese-days";
import { DAY, HOUR, MARKET_TIME_ZONE, dateOf } from "../platform/time";
import { instantAt, wallOf } from "./wall-clock.pure";

export type Length = { hours: number } | { days: number } | { workingDays: number };

export interface WorkingCalendar {
  /** Whose official holidays these are: ISO 3166, `CN`, `DE-BY`. */
  country: string;
  /** The zone of the office's clocks, with their summer time. */
  timeZone: string;
  /** Hour of the office's day after which arrivals count as the next working day's, and at which working days fall due. */
  cutOffHour: number;
  /** `2026-10-01` → false. */
  isWorkingDay(date: string): boolean;
  /** Whether the official holidays of the year are known. */
  knowsYear(year: number): boolean;
}

export const CUT_OFF_HOUR = 18;

/**
 * China's official holidays and make-up days, from the chinese-days package. Of other days it tells the weekday that they are where the host's
 * clock is, which west of Greenwich is the one before.
 */
export const chinaCalendar: WorkingCalendar = {
  country: "CN",
  timeZone: MARKET_TIME_ZONE,
  cutOffHour: CUT_OFF_HOUR,
  isWorkingDay: (date) => decided(date)?.work ?? isWeekday(date),
  // The State Council decides a whole year at once, National Day in each.
  knowsYear: (year) => decided(nationalDay(year)) !== null,
};

/** The package names weekdays `Friday`, and days that were decided `National Day,国庆节,3`. */
function decided(date: string): { work: boolean } | null {
  const day = getDayDetail(date);
  return day.name.includes(",") ? day : null;
}

function isWeekday(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The calendar, with days that the house has set itself: `2027-10-01` → false. */
export const withDays = (calendar: WorkingCalendar, days: ReadonlyMap<string, boolean>): WorkingCalendar => ({
  ...calendar,
  isWorkingDay: (date) => days.get(date) ?? calendar.isWorkingDay(date),
  knowsYear: (year) => days.has(nationalDay(year)) || calendar.knowsYear(year),
});

/** Holidays that follow rules are known as long as the rules stay: nobody needs to hear of more years than these. */
const FAR = 10;

/** The last day of the last year whose holidays are known. */
export function certainUntil(calendar: WorkingCalendar, now: number): string {
  const first = Number(dateOf(wallOf(calendar.timeZone, now)).slice(0, 4));
  let year = first;
  while (year < first + FAR && calendar.knowsYear(year)) year += 1;
  return `${year - 1}-12-31`;
}

/** When a length of time that starts now is over. Days have 24 hours; working days end at the cut-off hour of the office's clock. */
export function dueAfter(calendar: WorkingCalendar, start: number, length: Length): number {
  if ("hours" in length) return start + length.hours * HOUR;
  if ("days" in length) return start + length.days * DAY;
  let day = firstWorkingDay(calendar, start);
  for (let left = length.workingDays; left > 0; left -= 1) day = nextWorkingDay(calendar, day + DAY);
  return endOf(calendar, day);
}

/** What is left of a running clock, to be given to `dueAfter` when it continues. */
export function remaining(calendar: WorkingCalendar, now: number, dueAt: number, length: Length): Length {
  if (!("workingDays" in length)) return { hours: Math.max(0, dueAt - now) / HOUR };
  let workingDays = 0;
  for (let day = firstWorkingDay(calendar, now); endOf(calendar, day) < dueAt;) {
    day = nextWorkingDay(calendar, day + DAY);
    workingDays += 1;
  }
  return { workingDays };
}

/** Days are counted as the office's wall clock at midnight, in milliseconds. */
function firstWorkingDay(calendar: WorkingCalendar, instant: number): number {
  const wall = wallOf(calendar.timeZone, instant);
  const day = Math.floor(wall / DAY) * DAY;
  return nextWorkingDay(calendar, wall - day >= calendar.cutOffHour * HOUR ? day + DAY : day);
}

function nextWorkingDay(calendar: WorkingCalendar, day: number): number {
  let candidate = day;
  while (!calendar.isWorkingDay(dateOf(candidate))) candidate += DAY;
  return candidate;
}

const endOf = ({ timeZone, cutOffHour }: WorkingCalendar, day: number): number =>
  instantAt(timeZone, day + cutOffHour * HOUR);

const nationalDay = (year: number): string => `${year}-10-01`;
