import type { SystemAct } from "./sweep-clocks";

/** The act of an arrow that changes nothing but the history: a deadline passed. */
export const tell =
  (type: "FIRST_RESPONSE_MISSED" | "ADMISSIBILITY_LATE" | "APPEAL_DECISION_LATE"): SystemAct =>
  async (file) =>
    file.apply({ type, data: {} });
