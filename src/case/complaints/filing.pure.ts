import { promisedUntil, type OrderTimes } from "../../market/orders/promise-time.pure";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Complaint } from "./complaint.entity";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

type Promised = Pick<PromiseVersion, "kind" | "terms"> & Partial<Pick<PromiseVersion, "platformPromise">>;

/**
 * Until when each promise may be complained about: some time after the order, and some time after its own time is over, as long as
 * the rules said when it was placed. Retaliation comes after a complaint: as long after the last case about the order was opened or closed (`lastCaseAt`).
 */
export function fileableUntil(
  order: OrderTimes,
  promise: Promised,
  rules: HouseRules,
  lastCaseAt: number | null = null,
): number {
  const after = rules.at(order.placedAt).number("filing.afterPromise", "days") * DAY;
  const isOfCase = promise.platformPromise === "NO_RETALIATION" && lastCaseAt !== null;
  const window = windowOf(order, rules);
  return Math.max(
    order.placedAt + window,
    promisedUntil(order, promise) + after,
    isOfCase ? lastCaseAt + window : -Infinity,
  );
}

const windowOf = ({ placedAt }: OrderTimes, rules: HouseRules): number =>
  rules.at(placedAt).number("filing.window", "days") * DAY;

/** Until when a case about any of its promises may be opened. */
export const lastFileableUntil = (
  order: OrderTimes,
  promises: readonly Promised[],
  rules: HouseRules,
  lastCaseAt: number | null,
): number =>
  Math.max(
    order.placedAt + windowOf(order, rules),
    ...promises.map((promise) => fileableUntil(order, promise, rules, lastCaseAt)),
  );

/** When the last of these cases was opened or closed. Those about retaliation itself do not count, or each would allow the next. */
export function lastCaseOf(cases: readonly Pick<Complaint, "breachClass" | "openedAt" | "closedAt">[]): number | null {
  const about = cases.filter(({ breachClass }) => breachClass !== "RETALIATION");
  return about.length === 0 ? null : Math.max(...about.map(({ openedAt, closedAt }) => closedAt ?? openedAt));
}
