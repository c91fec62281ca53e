import { keptFormat } from "./kept-formats";
import { defineText, getLanguage, say } from "./said";
import { digitsOf, moneyFormat, type MoneyLike } from "./money";

const text = defineText("format", {
  en: {
    days_one: "{{count}} day",
    days_other: "{{count}} days",
    hours_one: "{{count}} hour",
    hours_other: "{{count}} hours",
    minutes_one: "{{count}} minute",
    minutes_other: "{{count}} minutes",
    underAMinute: "under a minute",
    notStated: "not stated",
    quarter: "Q{{number}} {{year}}",
    colon: ": ",
    comma: ", ",
    inBrackets: " ({{words}})",
  },
  zh: {
    days_other: "{{count}} 天",
    hours_other: "{{count}} 小时",
    minutes_other: "{{count}} 分钟",
    underAMinute: "不到 1 分钟",
    notStated: "未注明",
    quarter: "{{year}}年第{{number}}季度",
    colon: "：",
    comma: "，",
    inBrackets: "（{{words}}）",
  },
});

export const formatMoney = ({ amount, currency }: MoneyLike): string =>
  moneyFormat(getLanguage(), currency).format(amount / 10 ** digitsOf(currency));

/** What a complaint is about in money: who did not say any sum has not said nothing at all. */
export const formatStake = (stake: MoneyLike): string =>
  stake.amount === 0 ? say(text, "notStated") : formatMoney(stake);

const DATE: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "numeric" };
const TIME: Intl.DateTimeFormatOptions = { ...DATE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** In English as in the platform's messages and dossiers, which stand on the same pages. */
function written(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = getLanguage() === "en" ? "en-GB" : getLanguage();
  return keptFormat(`${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  keptFormat(`${getLanguage()} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(getLanguage(), options));

/** In the viewer's own time zone. */
export const formatDate = (at: string): string => written(DATE).format(new Date(at));
/** A day of the market's calendar, `YYYY-MM-DD`, whatever the reader's time zone. */
export const formatDay = (day: string): string => written({ ...DATE, timeZone: "UTC" }).format(new Date(day));
/** Of a quarter as the API names it, `2026-Q3`. */
export function formatQuarter(quarter: string): string {
  const [year = "", number = ""] = quarter.split("-Q");
  return say(text, "quarter", { year, number });
}
export const formatTime = (at: string): string => written(TIME).format(new Date(at));

export const formatClock = (at: string): string => written(CLOCK).format(new Date(at));

export const formatNumber = (value: number, digits = 0): string =>
  numbers({ maximumFractionDigits: digits }).format(value);

export const formatPercent = (share: number, digits = 0): string =>
  numbers({ style: "percent", maximumFractionDigits: digits }).format(share);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shows the two largest units: `3 days 4 hours`, `25 minutes`. */
export function formatDuration(ms: number): string {
  const length = Math.abs(ms);
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const parts = [
    days > 0 && say(text, "days", { count: days }),
    hours > 0 && days < 10 && say(text, "hours", { count: hours }),
    minutes > 0 && days === 0 && say(text, "minutes", { count: minutes }),
  ].filter((part) => part !== false);
  return parts.slice(0, 2).join(" ") || say(text, "underAMinute");
}

/** Between what stands beside each other on a page, as the language writes it, its space with it. */
export const colon = (): string => say(text, "colon");
export const comma = (): string => say(text, "comma");
/** Written at once behind what it explains. */
export const inBrackets = (words: string): string => say(text, "inBrackets", { words });

export const formatList = (parts: readonly string[]): string => new Intl.ListFormat(getLanguage()).format(parts);

export function formatBytes(size: number): string {
  const [value, unit] = size < 1e3 ? [size, "byte"] : size < 1e6 ? [size / 1e3, "kilobyte"] : [size / 1e6, "megabyte"];
  return numbers({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(value);
}
