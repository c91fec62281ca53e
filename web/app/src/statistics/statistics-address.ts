import type { StatisticComparison, StatisticDimension, StatisticMeasure } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";
import { valuesOf } from "../text/room-labels";

/** The query of the page; all of it is in the address. */
export interface Asked {
  from: string;
  to: string;
  compareWith: StatisticComparison | null;
  by: StatisticDimension;
  measure: StatisticMeasure;
}

/** The default count for each grouping. */
const USUAL: Record<StatisticDimension, StatisticMeasure> = {
  RULE: "RULINGS",
  PROMISE_KIND: "OPENED",
  ROOT_CAUSE: "RULINGS",
  CATEGORY: "OPENED",
  PROVIDER: "OPENED",
  OUTCOME: "RULINGS",
  CLOSURE_REASON: "CLOSED",
};

const DAY = 86_400_000;
/** The figures are kept by the market's days, UTC+8. */
const MARKET = 8 * 3_600_000;

export const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const today = (): string => dateOf(serverNow() + MARKET);
export const daysBefore = (date: string, days: number): string => dateOf(Date.parse(date) - days * DAY);

const one = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text);

export function readAddress(params: URLSearchParams): Asked {
  const to = params.get("to") ?? today();
  const compare = params.get("compare");
  const by = one(valuesOf("StatisticDimension"), params.get("by")) ?? "PROMISE_KIND";
  return {
    to,
    from: params.get("from") ?? daysBefore(to, 89),
    compareWith: compare === "none" ? null : (one(valuesOf("StatisticComparison"), compare) ?? "PERIOD_BEFORE"),
    by,
    measure: one(valuesOf("StatisticMeasure"), params.get("measure")) ?? USUAL[by],
  };
}

/** The twelve months that end with the period; the last one only as far as the period extends. */
export function twelveMonths(to: string): { from: string; to: string }[] {
  const [year = 0, month = 1] = to.split("-").map(Number);
  return Array.from({ length: 12 }, (_, at) => {
    const first = Date.UTC(year, month - 12 + at, 1);
    const last = Date.UTC(year, month - 11 + at, 0);
    return { from: dateOf(first), to: at === 11 ? to : dateOf(last) };
  });
}
