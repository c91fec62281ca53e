import type { District } from "../platform/district";
import type { SystemActs } from "./complaints/sweep-clocks";

/** A district that acts in the case when a clock runs out. */
export interface CaseDistrict extends District {
  /** What the system does for its arrows of the table that a clock takes; `app` holds that together they are all. */
  readonly systemActs: Partial<SystemActs>;
}
