import { promisedUntil, type OrderTimes } from "../../market/orders/promise-time.pure";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

type Promised = Pick<PromiseVersion, "kind" | "terms">;

/** Until when each promise may be complained about: some time after the order, and some time after its own time is over. */
export const fileableUntil = (order: OrderTimes, promise: Promised, rules: HouseRules): number =>
  Math.max(
    order.placedAt + rules.number("filing.window", "days") * DAY,
    promisedUntil(order, promise) + rules.number("filing.afterPromise", "days") * DAY,
  );

/** Until when a case about any of its promises may be opened. */
export const lastFileableUntil = (order: OrderTimes, promises: readonly Promised[], rules: HouseRules): number =>
  Math.max(
    order.placedAt + rules.number("filing.window", "days") * DAY,
    ...promises.map((promise) => fileableUntil(order, promise, rules)),
  );
