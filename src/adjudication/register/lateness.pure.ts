import type { CaseRecord } from "../../case/complaints/case-events";
import type { ClockName } from "../../case/complaints/clock-names.pure";
import type { Events } from "../../platform/database/event";

/** The events that show it, with the expired clock. COMPLAINT_ACCEPTED only counts if no one had decided by then. */
const CLOCK_OF = {
  ADMISSIBILITY_LATE: "ADMISSIBILITY",
  COMPLAINT_ACCEPTED: "ADMISSIBILITY_DEFAULT",
  REVIEW_LATE: "REVIEW",
  APPEAL_DECISION_LATE: "APPEAL_DECISION",
  RETURN_DECISION_LATE: "RETURN_DECISION",
  INTERIM_NOT_CONFIRMED: "INTERIM_CONFIRMATION",
  INTERIM_REVIEW_LATE: "INTERIM_REVIEW",
  PENALTY_APPROVAL_LATE: "PENALTY_APPROVAL",
} as const satisfies Partial<Record<CaseRecord | "PENALTY_APPROVAL_LATE", ClockName | "PENALTY_APPROVAL">>;
/** The clocks that bind the platform: those of cases, and the one for a penalty that waits for approval. */
export type LateClock = (typeof CLOCK_OF)[LateRecord];
export type LateRecord = keyof typeof CLOCK_OF;

export const LATENESS_EVENTS = Object.keys(CLOCK_OF) as LateRecord[];

type Fact = { [T in LateRecord]: { type: T; at: number; data: Events[T] } }[LateRecord];

/** Which clock the platform missed and when it expired; null if this event shows no lateness. */
export function latenessIn(fact: Fact): { clock: LateClock; dueAt: number } | null {
  if (fact.type === "COMPLAINT_ACCEPTED" && fact.data.because !== "ACCEPT_BY_SILENCE") return null;
  return { clock: CLOCK_OF[fact.type], dueAt: fact.data.wasDueAt ?? fact.at };
}
