const HOUR = 60;
const DAY = 24 * HOUR;
/** In minutes; the first that needs few enough bins. */
const STEPS = [HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY] as const;
const MOST_BINS = 14;

interface Count {
  withinMinutes: number;
  cases: number;
}

interface Bin {
  /** In the unit of all of them; `to` is null for all that took longer. */
  from: number;
  to: number | null;
  cases: number;
  /** Wholly past the limit. */
  isBeyond: boolean;
}

interface Bins {
  bins: Bin[];
  unit: "h" | "d";
  /** How many bins lie before the limit, with a fraction. */
  limitAfter: number | null;
}

/** Durations as the server counts them, in bins of even width; the few longest share the last one. */
export function binsOf(spread: readonly Count[], limitMinutes: number | null): Bins {
  const all = spread.reduce((sum, { cases }) => sum + cases, 0);
  let passed = 0;
  const mostly = spread.find(({ cases }) => (passed += cases) >= all * 0.95)?.withinMinutes ?? HOUR;
  const end = Math.max(mostly, (limitMinutes ?? 0) * 1.25);
  const step = STEPS.find((each) => end / each <= MOST_BINS) ?? 90 * DAY;
  const count = Math.max(1, Math.ceil(end / step));
  const unit = step < DAY ? "h" : "d";
  const inUnit = (minutes: number): number => minutes / (unit === "h" ? HOUR : DAY);
  const cases = Array.from({ length: count + 1 }, () => 0);
  for (const { withinMinutes, cases: some } of spread) {
    const at = Math.min(count, Math.ceil(withinMinutes / step) - 1);
    cases[at] = (cases[at] ?? 0) + some;
  }
  const bins = cases.map((some, at) => ({
    from: inUnit(at * step),
    to: at === count ? null : inUnit((at + 1) * step),
    cases: some,
    isBeyond: limitMinutes !== null && at * step >= limitMinutes,
  }));
  return { bins, unit, limitAfter: limitMinutes === null ? null : limitMinutes / step };
}

/** What a house rule allows, in minutes; five working days are mostly seven days. */
export function limitOf({ unit, value }: { unit: string; value: number }): number | null {
  switch (unit) {
    case "hours":
      return value * HOUR;
    case "days":
      return value * DAY;
    case "workingDays":
      return ((value * 7) / 5) * DAY;
    default:
      return null;
  }
}
