import type { District } from "../platform/district";
import type { SystemActs } from "./complaints/sweep-clocks";

/** A district that acts in the case when a clock runs out. */
export interface CaseDistrict extends District {
  /** What the system does for each arrow of the table that a clock takes; `app` asserts that together the districts cover them all. */
  readonly systemActs: Partial<SystemActs>;
}
