import { DAY } from "../platform/time";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", second: "numeric", ...numbers });
    formats.set(timeZone, format);
  }
  return format;
}

/** By how many milliseconds the zone's clocks are ahead of UTC at an instant. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const [year = NaN, month = NaN, day, hour, minute, second] = (
    ["year", "month", "day", "hour", "minute", "second"] as const
  ).map((name) => Number(parts.find(({ type }) => type === name)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}

/** What the zone's clocks show at an instant, as if they showed UTC. */
export const wallOf = (timeZone: string, instant: number): number => instant + offsetAt(timeZone, instant);

/** When the zone's clocks show this; where they are put forward over it, about then. */
export function instantAt(timeZone: string, wall: number): number {
  const near = wall - offsetAt(timeZone, wall);
  return wall - offsetAt(timeZone, near);
}

/** When the zone's clocks next show midnight. */
export function endOfDay(timeZone: string, instant: number): number {
  const wall = wallOf(timeZone, instant);
  return instantAt(timeZone, wall - (wall % DAY) + DAY);
}
