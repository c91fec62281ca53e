import type { ClockName } from "./clock-names.pure";
import { COMPLAINT_STATUSES, LIFECYCLE, type Action, type ComplaintStatus, type Move } from "./complaint.lifecycle";

/**
 * The clock by which those who must act in a stage are judged. Stages that only give the sides time (evidence, the window for
 * appeals) or wait for the outside have none: that they run to their end is nobody's fault.
 *
 * Nothing is subtracted for pauses: waiting for information, for evidence or during a stay is a stage of its own, and a stage
 * that goes on afterwards has a new record with the time that was left.
 */
export const JUDGED_BY: Record<ComplaintStatus, ClockName | null> = {
  NEGOTIATING: "FIRST_RESPONSE",
  SETTLING: "SETTLEMENT_DUE",
  SUBMITTED: "ADMISSIBILITY",
  INFO_REQUESTED: "INFORMATION",
  EVIDENCE: null,
  UNDER_REVIEW: "REVIEW",
  RULED: null,
  APPEALED: "APPEAL_DECISION",
  ENFORCING: "REMEDY_DUE",
  STAYED: null,
  CLOSED: null,
};

/** Arrows that take a stage's own clock along, to go on with a later record: leaving by them is neither in time nor late. */
export const PUT_OFF: readonly { stage: ComplaintStatus; action: Action }[] = COMPLAINT_STATUSES.flatMap((stage) =>
  (LIFECYCLE as readonly Move[])
    .filter(({ from, pauses }) => from.includes(stage) && pauses?.some((clock) => clock === JUDGED_BY[stage]))
    .map(({ action }) => ({ stage, action })),
);

export type Sla = "HIT" | "MISSED" | "RUNNING" | "NONE";

interface Stage {
  stage: ComplaintStatus;
  dueAt: number | null;
  lateAt: number | null;
  leftAt: number | null;
  leftBy: Action | null;
}

/** `clockDueAt`: when the stage's clock runs out, as long as it runs; only asked of a stage that is not over. */
export function slaOf(record: Stage, clockDueAt: number | null, now: number): Sla {
  if (record.lateAt !== null) return "MISSED";
  if (record.dueAt === null) return "NONE";
  if (record.leftAt === null) return clockDueAt === null ? "HIT" : clockDueAt > now ? "RUNNING" : "MISSED";
  return PUT_OFF.some(({ stage, action }) => stage === record.stage && action === record.leftBy) ? "NONE" : "HIT";
}
