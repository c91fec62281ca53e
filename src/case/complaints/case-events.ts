import type { NoData } from "../../platform/database/event";
import type { ClockName } from "./clock-names.pure";
import type { Side } from "./complaint-guards.pure";
import type { Action, ClosureReason, ComplaintStatus } from "./complaint.lifecycle";

/** What a case's history tells. Open: each room that acts on cases declares what it records of them. */
export interface CaseEvents {
  COMPLAINT_OPENED: { title: string; breaches: number; amountAtStake: number; openedBy?: "PLATFORM" } & Partial<Source>;
  /** `because`: the arrow by which it came there without anybody's asking. */
  COMPLAINT_ESCALATED: { by: Side | "SYSTEM"; statement?: string | null; because?: Action };
  COMPLAINT_EXPIRED: NoData;
  COMPLAINT_WITHDRAWN: { reason: string | null };
  COMPLAINT_REOPENED: { reason: string; wasClosedAs: ClosureReason | null };
  DEADLINE_NEAR: { clock: ClockName; dueAt: number };
  STAY_REMINDER: NoData;
  // A clock ran out, and that is all.
  FIRST_RESPONSE_MISSED: NoData;
  ADMISSIBILITY_LATE: NoData;
  APPEAL_DECISION_LATE: NoData;
  // Of cases taken over from elsewhere.
  COMPLAINT_SENT_TO_PROVIDER: NoData;
  PROVIDER_RESPONDED: { response: string; publicResponse: string | null; earliestPossible: number };
}
export type CaseRecord = keyof CaseEvents;

/** Where a case was taken over from. */
type Source = {
  source: string;
  sourceId: string;
  submittedVia: string;
  state: string;
  importedAt: number;
};

/** What stands with any fact of a case: the states between which it took the case, and when the clock that caused it ran out. */
type Passage = {
  from?: ComplaintStatus;
  to?: ComplaintStatus;
  closureReason?: ClosureReason | null;
  wasDueAt?: number;
};
type OnTheWay<E> = { [T in keyof E]: (E[T] extends NoData ? unknown : E[T]) & Passage };

declare module "../../platform/database/event" {
  interface Events extends OnTheWay<CaseEvents> {}
}
