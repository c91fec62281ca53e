import { LRUCache } from "lru-cache";
import type { LocaleSettings } from "../identity/actor";

/** Making one costs more than a thousand uses of it; time zones are few. */
const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: 200 });

/** Day and time by the reader's clock: `28 Nov 2026, 15:14`. */
export const timeText = (moment: number | string, reader: LocaleSettings): string =>
  formatOf(reader, { ...DAY, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment));

/** The day by the reader's clock: `28 Nov 2026`. A day without a time is the same for every reader. */
export function dayText(day: number | string, { locale, timeZone }: LocaleSettings): string {
  return formatOf({ locale, timeZone: typeof day === "string" ? "UTC" : timeZone }, DAY).format(new Date(day));
}

const DAY = { year: "numeric", month: "short", day: "numeric" } as const;

/** How far from UTC the clock is at the moment: `GMT+8`. */
export const offsetText = (moment: number | string, reader: LocaleSettings): string =>
  formatOf(reader, { timeZoneName: "shortOffset" })
    .formatToParts(new Date(moment))
    .find(({ type }) => type === "timeZoneName")?.value ?? reader.timeZone;

function formatOf({ locale, timeZone }: LocaleSettings, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.keys(options).join()}`;
  let format = formats.get(key);
  // British order: the day before the month, as in the rest of the English texts.
  if (!format)
    formats.set(key, (format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone, ...options })));
  return format;
}

/** Whether clocks are kept by this name; false for a text that is no IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
