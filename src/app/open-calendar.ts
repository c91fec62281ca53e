import { ConfigError } from "./config-error";
import type { Office } from "../config";
import { CUT_OFF_HOUR, chinaCalendar, type WorkingCalendar } from "../house-rules/working-time.pure";
import { DAY, dateOf } from "../platform/time";

/**
 * The working calendar of the platform's office. China's comes from its own package, since its make-up days follow no rule; every other
 * country's public holidays from date-holidays, which is read only when it is needed, and its weekend from Unicode's data.
 */
export async function openCalendar({ country: place, timeZone }: Office): Promise<WorkingCalendar> {
  if (place === "CN") return { ...chinaCalendar, timeZone: timeZone ?? chinaCalendar.timeZone };
  const { default: Holidays } = await import("date-holidays");
  const [country = "", region] = place.split("-");
  const known = new Holidays();
  if (!(country in known.getCountries())) refuse(`COUNTRY=${place}: there is no calendar of this country`);
  const regions = Object.keys(known.getStates(country) ?? {});
  if (region !== undefined && !regions.includes(region))
    refuse(`COUNTRY=${place}: there is no such region; those of ${country} are ${regions.join(", ") || "none"}`);
  const holidays = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const zones = holidays.getTimezones();
  const zone = timeZone ?? (zones.length === 1 ? zones[0] : undefined);
  if (zone === undefined)
    return refuse(`TIME_ZONE: needed with COUNTRY=${place}, which has more than one: ${zones.join(", ")}`);

  const publicHolidays = (year: number) => holidays.getHolidays(year).filter(({ type }) => type === "public");
  const daysOff = new Map<number, ReadonlySet<string>>();
  const offIn = (year: number): ReadonlySet<string> => {
    let off = daysOff.get(year);
    if (!off) {
      // One that begins in the year before may last into this one.
      off = new Set([...publicHolidays(year - 1), ...publicHolidays(year)].flatMap(datesOf));
      daysOff.set(year, off);
    }
    return off;
  };
  const weekend = weekendOf(country);
  return {
    country: place,
    timeZone: zone,
    cutOffHour: CUT_OFF_HOUR,
    isWorkingDay: (date) =>
      !weekend.has(new Date(`${date}T00:00:00Z`).getUTCDay()) && !offIn(Number(date.slice(0, 4))).has(date),
    knowsYear: (year) => publicHolidays(year).length > 0,
  };
}

/** Every date of a holiday. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  return Array.from({ length: days }, (_, index) => dateOf(first + index * DAY));
}

interface WeekInfo {
  weekend: readonly number[];
}

/** The days of the country's weekend, Sunday as 0. Node 20 has them as a property, later ones as a function. */
function weekendOf(country: string): ReadonlySet<number> {
  const locale = new Intl.Locale(`und-${country}`) as { weekInfo?: WeekInfo; getWeekInfo?: () => WeekInfo };
  const info = locale.getWeekInfo?.() ?? locale.weekInfo;
  if (!info) return refuse(`COUNTRY=${country}: this Node does not know its weekend`);
  return new Set(info.weekend.map((day) => day % 7));
}

function refuse(problem: string): never {
  throw new ConfigError([problem]);
}
