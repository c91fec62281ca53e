const hours = new Map<string, Intl.DateTimeFormat>();

function hourIn(timeZone: string): Intl.DateTimeFormat {
  const known = hours.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" });
  hours.set(timeZone, known);
  return known;
}

/** The hour of the day, by these clocks. */
export const hourAt = (at: number, timeZone: string): number => Number(hourIn(timeZone).format(at));

/** Whether people sleep, by their own clocks. From 22 until 7 passes midnight; equal hours are no time at all. */
export function isQuiet(at: number, timeZone: string, { from, until }: { from: number; until: number }): boolean {
  const hour = hourAt(at, timeZone);
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}
