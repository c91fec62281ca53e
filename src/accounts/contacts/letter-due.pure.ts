import { HOUR, MARKET_TIME_ZONE, MINUTE } from "../../platform/time";
import type { ContactKind, LetterFrequency } from "./contact-enums.types";
import { hourAt, isQuiet } from "./quiet-hours.pure";

/** Every time zone's hours begin on one of these. */
const STEP = 15 * MINUTE;
const MOST_STEPS = (48 * HOUR) / STEP;

/** When a notice is sent there; null: not at all. A mail with a deadline disturbs nobody's sleep; what rings waits until the morning. */
export function noticeDueAt(
  now: number,
  { kind, frequency }: Readonly<{ kind: ContactKind; frequency: LetterFrequency }>,
  urgent: boolean,
  timeZone: string | null,
  quiet: { from: number; until: number },
): number | null {
  if (urgent && kind === "EMAIL") return now;
  return letterDueAt(now, urgent ? "AT_ONCE" : frequency, timeZone ?? MARKET_TIME_ZONE, quiet);
}

/** When what has no deadline is sent; null: not at all. At night nothing is; what comes once a day comes when the night ends. */
export function letterDueAt(
  now: number,
  frequency: LetterFrequency,
  timeZone: string,
  quiet: { from: number; until: number },
): number | null {
  const sleeps = (at: number): boolean => isQuiet(at, timeZone, quiet);
  const first = (from: number, step: number, fits: (at: number) => boolean): number => {
    for (let n = 0, at = from; n < MOST_STEPS; n += 1, at += step) if (fits(at)) return at;
    return now;
  };
  const next = (step: number): number => (Math.floor(now / step) + 1) * step;
  switch (frequency) {
    case "AT_ONCE":
      return sleeps(now) ? first(next(STEP), STEP, (at) => !sleeps(at)) : now;
    case "HOURLY":
      return first(next(HOUR), STEP, (at) => !sleeps(at));
    case "DAILY":
      return first(next(STEP), STEP, (at) => startsAt(at, timeZone, quiet.until));
    case "DEADLINES_ONLY":
      return null;
  }
}

/** The first quarter of this hour of the day, or of the next on the day on which clocks that are put forward leave it out. */
function startsAt(at: number, timeZone: string, hour: number): boolean {
  const since = (moment: number): number => (hourAt(moment, timeZone) - hour + 24) % 24;
  return since(at) < 2 && since(at - STEP) > 12;
}
