import type { SystemAct } from "./sweep-clocks";

/** The act of an arrow that changes nothing but the history: records that a deadline passed. */
export const recordDeadline =
  (type: "ADMISSIBILITY_LATE" | "APPEAL_NOT_ANSWERED"): SystemAct =>
  async (caseFile) =>
    caseFile.apply({ type, data: {} });
