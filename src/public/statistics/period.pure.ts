import { DAY, HOUR, dateOf } from "../../platform/time";

/** Days by the market's wall clock: `YYYYMMDD`; months: `YYYYMM`. */
export type Grain = "DAY" | "MONTH";

/** Inclusive days, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
}

/** A run of whole days or whole months, inclusive, as stored in the tables. */
export interface Span {
  grain: Grain;
  from: number;
  to: number;
}

/** China's wall clock, which has no summer time. */
const OFFSET = 8 * HOUR;

export const dayOf = (instant: number): number => dayNumber(dateOf(instant + OFFSET));
export const monthOf = (day: number): number => Math.floor(day / 100);

export const dayNumber = (date: string): number => Number(date.replaceAll("-", ""));
const toMs = (date: string): number => Date.parse(`${date}T00:00:00Z`);
/** True when it names a day that exists: not 30 February. */
export const isDate = (date: string): boolean => !Number.isNaN(toMs(date)) && dateOf(toMs(date)) === date;

export const daysIn = ({ from, to }: Period): number => Math.round((toMs(to) - toMs(from)) / DAY) + 1;

export const dayBefore = (date: string): string => dateOf(toMs(date) - DAY);

/** `YYYY-MM-DD` of `YYYYMMDD`. */
export const dateOfDay = (day: number): string => `${day}`.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");

/** Every so many days of the period, counted back from its last one, in order. */
export function everyDay(period: Period, step: number): number[] {
  const count = Math.ceil(daysIn(period) / step);
  return Array.from({ length: count }, (_, at) => dayNumber(dateOf(toMs(period.to) - (count - 1 - at) * step * DAY)));
}

/** The same number of days, immediately before. */
export const periodBefore = (period: Period): Period => ({
  from: dateOf(toMs(period.from) - daysIn(period) * DAY),
  to: dateOf(toMs(period.from) - DAY),
});

/** The same days of the year before; 29 February becomes 28. */
export const yearBefore = ({ from, to }: Period): Period => ({ from: sameDayLastYear(from), to: sameDayLastYear(to) });

function sameDayLastYear(date: string): string {
  const shifted = `${Number(date.slice(0, 4)) - 1}`.padStart(4, "0") + date.slice(4);
  return isDate(shifted) ? shifted : `${shifted.slice(0, 8)}28`;
}

/** Whole months where they fit, days at the edges: few rows are read however long the period is. */
export function spansOf({ from, to }: Period): Span[] {
  const firstMonth = from.endsWith("-01") ? from : monthAfter(from);
  const endMonth = monthAfter(to) === dateOf(toMs(to) + DAY) ? monthAfter(to) : `${to.slice(0, 8)}01`;
  if (firstMonth >= endMonth) return [days(from, to)];
  const months: Span = {
    grain: "MONTH",
    from: monthOf(dayNumber(firstMonth)),
    to: monthOf(dayNumber(dateOf(toMs(endMonth) - DAY))),
  };
  return [
    ...(from < firstMonth ? [days(from, dateOf(toMs(firstMonth) - DAY))] : []),
    months,
    ...(endMonth <= to ? [days(endMonth, to)] : []),
  ];
}

const days = (from: string, to: string): Span => ({ grain: "DAY", from: dayNumber(from), to: dayNumber(to) });

/** First day of the month after. */
function monthAfter(date: string): string {
  const [year = 0, month = 0] = date.split("-").map(Number);
  return dateOf(Date.UTC(year, month, 1));
}
