import type { Amount, Code, Currency, Id, NoData, Quantity, Text, Time } from "../../platform/database/event";
import type { ClockName } from "./clock-names.pure";
import type { Side } from "./complaint-guards.pure";
import type { Action, ClosureReason, ComplaintStatus } from "./complaint.lifecycle";

/** The events of a case's history. Open: each room that acts on cases declares the events it records. */
export interface CaseEvents {
  COMPLAINT_OPENED: { title: Text; breaches: Quantity; amountAtStake: Amount; openedBy?: "PLATFORM" } & Partial<
    Source & Anew
  >;
  /** `because`: the arrow that took the case there without anyone's request. */
  /** The broken promises say what is paid: it is, unless the provider answers by then. */
  COMPENSATION_CLAIMED: { amount: Amount; currency: Currency; dueAt: Time };
  COMPLAINT_ESCALATED: { by: Side | "SYSTEM"; statement?: Text | null; because?: Action };
  COMPLAINT_EXPIRED: NoData;
  COMPLAINT_WITHDRAWN: { reason: Text | null };
  COMPLAINT_REOPENED: { reason: Text; wasClosedAs: ClosureReason | null };
  DEADLINE_NEAR: { clock: ClockName; dueAt: Time };
  STAY_REMINDER: NoData;
  CONSUMER_LOCKED_OUT: NoData;
  CONSUMER_BACK: NoData;
  // A clock ran out; nothing else changed.
  FIRST_RESPONSE_MISSED: NoData;
  ADMISSIBILITY_LATE: NoData;
  APPEAL_NOT_ANSWERED: NoData;
  APPEAL_DECISION_LATE: NoData;
  // Only in cases imported from another system.
  COMPLAINT_SENT_TO_PROVIDER: NoData;
  PROVIDER_RESPONDED: { response: Text; publicResponse: Text | null; earliestPossible: Time };
}
export type CaseRecord = keyof CaseEvents;

/** What was decided before, and why it should be looked at again. */
type Anew = { newFacts: Text; decidedCaseId: Id };

/** The system a case was imported from. */
type Source = {
  source: Code;
  sourceId: Code;
  submittedVia: Code;
  state: Code;
  importedAt: Time;
};

/**
 * Data that any event of a case may carry: the states between which it moved the case, and when the clock that caused it ran out; of some that close it,
 * until when its consumer may have it reopened.
 */
type Passage = {
  from?: ComplaintStatus;
  to?: ComplaintStatus;
  closureReason?: ClosureReason | null;
  wasDueAt?: Time;
  reopenableUntil?: Time;
};
type OnTheWay<E> = { [T in keyof E]: (E[T] extends NoData ? unknown : E[T]) & Passage };

declare module "../../platform/database/event" {
  interface Events extends OnTheWay<CaseEvents> {}
}
