import type { CaseRecord } from "../../case/complaints/case-events";
import type { ClockName } from "../../case/complaints/clock-names.pure";
import type { Events } from "../../platform/database/event";

/** The clocks that bind the platform. */
export const LATE_CLOCKS = [
  "ADMISSIBILITY",
  "ADMISSIBILITY_DEFAULT",
  "REVIEW",
  "APPEAL_DECISION",
  "RETURN_DECISION",
] as const satisfies readonly ClockName[];
export type LateClock = (typeof LATE_CLOCKS)[number];

/** The facts of a case that tell it: which clock ran out. COMPLAINT_ACCEPTED only when nobody had decided until then. */
const TOLD_BY = {
  ADMISSIBILITY_LATE: "ADMISSIBILITY",
  COMPLAINT_ACCEPTED: "ADMISSIBILITY_DEFAULT",
  REVIEW_LATE: "REVIEW",
  APPEAL_DECISION_LATE: "APPEAL_DECISION",
  RETURN_DECISION_LATE: "RETURN_DECISION",
} as const satisfies Partial<Record<CaseRecord, LateClock>>;
export type LateRecord = keyof typeof TOLD_BY;

export const LATENESS_EVENTS = Object.keys(TOLD_BY) as LateRecord[];

type Fact = { [T in LateRecord]: { type: T; at: number; data: Events[T] } }[LateRecord];

/** Which clock the platform missed and when it ran out; null when this fact tells of no lateness. */
export function latenessIn(fact: Fact): { clock: LateClock; dueAt: number } | null {
  if (fact.type === "COMPLAINT_ACCEPTED" && fact.data.because !== "ACCEPT_BY_SILENCE") return null;
  return { clock: TOLD_BY[fact.type], dueAt: fact.data.wasDueAt ?? fact.at };
}
