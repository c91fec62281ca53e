import type { Severity } from "./case-enums.types";
import type { BreachClass } from "./complaint.lifecycle";

export const SEVERITY_OF: Record<BreachClass, Severity> = {
  ORDINARY: "L2",
  FRAUD: "L4",
  DATA_LEAK: "L4",
  RETALIATION: "L4",
  SAFETY: "L3",
};
