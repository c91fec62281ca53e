import { promisedUntil, type OrderTimes } from "../../market/orders/promise-time.pure";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

type Promised = Pick<PromiseVersion, "kind" | "terms">;

/**
 * Until when each promise may be complained about: some time after the order, and some time after its own time is over, as long as
 * the rules said when it was placed.
 */
export function fileableUntil(order: OrderTimes, promise: Promised, rules: HouseRules): number {
  const after = rules.at(order.placedAt).number("filing.afterPromise", "days") * DAY;
  return Math.max(windowOf(order, rules), promisedUntil(order, promise) + after);
}

const windowOf = ({ placedAt }: OrderTimes, rules: HouseRules): number =>
  placedAt + rules.at(placedAt).number("filing.window", "days") * DAY;

/** Until when a case about any of its promises may be opened. */
export const lastFileableUntil = (order: OrderTimes, promises: readonly Promised[], rules: HouseRules): number =>
  Math.max(windowOf(order, rules), ...promises.map((promise) => fileableUntil(order, promise, rules)));
