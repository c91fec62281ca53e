import type { PlatformPromise } from "../../market/promises/platform-promise.types";
import type { BreachClass } from "./complaint.lifecycle";

/** Which of the platform's own promises a grave breach breaks, also where the order has frozen none. */
export const GRAVE_PROMISE: Readonly<Record<Exclude<BreachClass, "ORDINARY">, PlatformPromise>> = {
  FRAUD: "HONEST",
  DATA_LEAK: "PERSONAL_DATA",
  RETALIATION: "NO_RETALIATION",
  SAFETY: "SAFE",
};
