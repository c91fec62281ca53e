import type { CaseRecord } from "./case-events";
import type { Side } from "./complaint-guards.pure";
import { maySeeAudience, type Audience } from "./complaint.policy";

/** HANDLER: the moderator the case is assigned to, otherwise the holder of its lease. */
type Told = Side | "HANDLER";

const SIDES = ["CONSUMER", "PROVIDER"] as const;
const ALL = [...SIDES, "HANDLER"] as const;

/** Who is notified of which events of a case; an empty list notifies no one. A side is not notified of its own acts, nor of events that its audience excludes. */
export const NOTICES: Readonly<Record<CaseRecord, readonly Told[]>> = {
  COMPLAINT_OPENED: SIDES,
  COMPLAINT_OPENED_BY_PLATFORM: ["CONSUMER"],
  COMPENSATION_CLAIMED: SIDES,
  COMPENSATION_DUE: SIDES,
  COMPENSATION_CONTESTED: SIDES,
  MESSAGE_SENT: ALL,
  OFFER_MADE: SIDES,
  SETTLEMENT_PROPOSED: SIDES,
  PROPOSAL_ACCEPTED: ALL,
  OFFER_COUNTERED: SIDES,
  OFFER_DECLINED: SIDES,
  OFFER_WITHDRAWN: SIDES,
  OFFER_ACCEPTED: ALL,
  DEMAND_CONCEDED: ALL,
  OFFER_EXPIRED: SIDES,
  DEMAND_REFUSED: SIDES,
  FINAL_ANSWER_GIVEN: SIDES,
  VERDICT_GIVEN: SIDES,
  FIRST_RESPONSE_MISSED: SIDES,
  SETTLEMENT_PROOF_FILED: SIDES,
  SETTLEMENT_CONFIRMED: SIDES,
  SETTLEMENT_UNCONTESTED: SIDES,
  SETTLEMENT_CONTESTED: SIDES,
  SETTLEMENT_DEFAULTED: SIDES,
  SETTLEMENT_OWED: SIDES,
  COMPLAINT_SETTLED: SIDES,
  COMPLAINT_ESCALATED: SIDES,
  COMPLAINT_EXPIRED: SIDES,
  COMPLAINT_WITHDRAWN: ALL,
  INFORMATION_REQUESTED: ["CONSUMER"],
  INFORMATION_SUPPLIED: ["HANDLER"],
  INFORMATION_MISSED: ALL,
  COMPLAINT_REFUSED: SIDES,
  COMPLAINT_ACCEPTED: ALL,
  ADMISSIBILITY_LATE: ALL,
  EVIDENCE_SUBMITTED: ALL,
  DEFENCE_SUBMITTED: ALL,
  EVIDENCE_CLOSED: SIDES,
  EVIDENCE_SEALED: ALL,
  EVIDENCE_REQUESTED: SIDES,
  EVIDENCE_REQUEST_ANSWERED: ALL,
  LATE_EVIDENCE_DECIDED: SIDES,
  REVIEW_LATE: ALL,
  RULING_DECLINED: ["HANDLER"],
  RULING_ISSUED: ALL,
  RULING_FINAL: SIDES,
  RULING_REVERSED: SIDES,
  RULING_APPEALED: SIDES,
  RULING_REVIEWABLE: SIDES,
  APPEAL_ANSWERED: ALL,
  APPEAL_NOT_ANSWERED: SIDES,
  APPEAL_WITHDRAWN: ALL,
  APPEAL_WAIVED: SIDES,
  APPEAL_DECIDED: SIDES,
  APPEAL_DECISION_LATE: ALL,
  REMEDY_PROOF_FILED: SIDES,
  REMEDY_CONTESTED: SIDES,
  REMEDY_UNANSWERED: SIDES,
  REMEDY_VERIFIED: SIDES,
  REMEDY_REFUTED: SIDES,
  REMEDY_REFUNDED_IN_PART: SIDES,
  CONFIRMED_REFUND_NOT_FOUND: SIDES,
  REMEDY_CHECK_LATE: ALL,
  REMEDY_CONFIRMED: SIDES,
  REMEDY_WAIVED: SIDES,
  REMEDY_DEFAULTED: ALL,
  COMPENSATION_SET_ASIDE: SIDES,
  REMEDY_PAID_FROM_DEPOSIT: SIDES,
  REMEDY_PAYMENT_FAILED: SIDES,
  REMEDY_PAID_IN_PART: SIDES,
  COMPENSATION_OWED_BACK: SIDES,
  COMPENSATION_CREDITED: SIDES,
  COMPENSATION_OWED_AGAIN: SIDES,
  ORDER_REFUNDED: ALL,
  COMPENSATION_MISSING: ALL,
  COMPENSATION_ANSWERED: ALL,
  COMPLAINT_REMEDIED: SIDES,
  COMPLAINT_UNREMEDIED: SIDES,
  COMPLAINT_COMPENSATED: SIDES,
  RETURN_OPENED: SIDES,
  RETURN_SHIPPED: SIDES,
  RETURN_RECEIVED: SIDES,
  RETURN_REJECTED: SIDES,
  RETURN_CONTESTED: ALL,
  RETURN_DECIDED: SIDES,
  RETURN_DECISION_LATE: ALL,
  RETURN_LAPSED: SIDES,
  COMPLAINT_STAYED: ALL,
  STAY_REMINDER: ALL,
  COMPLAINT_RESUMED: ALL,
  COMPLAINT_DECIDED_OUTSIDE: ALL,
  REFERRAL_CREATED: ALL,
  REFERRAL_UPDATED: ALL,
  REFERRAL_DECIDED: ALL,
  STAY_MAY_END: ["HANDLER"],
  INTERIM_DECLINED: ["HANDLER"],
  INTERIM_NOT_CONFIRMED: ["HANDLER"],
  INTERIM_IMPOSED: ["PROVIDER", "HANDLER"],
  INTERIM_REVIEW_REQUESTED: ["HANDLER"],
  INTERIM_REVIEW_DECIDED: ["PROVIDER", "HANDLER"],
  INTERIM_REVIEW_LATE: ["HANDLER"],
  INTERIM_ENDED: ["PROVIDER", "HANDLER"],
  COMPLAINT_REOPENED: SIDES,
  CONSUMER_LOCKED_OUT: ["HANDLER"],
  CONSUMER_BACK: ["HANDLER"],
  COMPLAINT_REASSIGNED: ["HANDLER"],
  NOTE_WRITTEN: ["HANDLER"],
  DEADLINE_NEAR: ALL,
  // Internal to the desk.
  BULK_ACTION_UNDONE: [],
  COMPLAINT_ESCALATED_TO_LEAD: [],
  COMPLAINT_HELD: [],
  COMPLAINT_MOVED_TO_QUEUE: [],
  COMPLAINT_RELEASED: [],
  COMPLAINT_TAKEN: [],
  INTERIM_PROPOSED: [],
  MODERATOR_RECUSED: [],
  WORDS_ERASED: [],
  LEGAL_HOLD_PLACED: [],
  LEGAL_HOLD_ENDED: [],
  RULING_AWAITS_APPROVAL: [],
  SEVERITY_CHANGED: [],
  STILL_UNREMEDIED: [],
  // Another event of the same moment notifies of it.
  COMPLAINT_REMITTED: [],
  REGISTER_CORRECTED: [],
  RULING_PUBLISHED: [],
  // Shown beside the message.
  MESSAGES_SEEN: [],
  // The response tells the sender, and no one else ever had it.
  EVIDENCE_REFUSED: [],
  // Happened before the case was imported.
  COMPLAINT_SENT_TO_PROVIDER: [],
  PROVIDER_RESPONDED: [],
};

/** What the map must know of an event. */
interface Fact {
  type: CaseRecord;
  audience: Audience;
}

interface Concerned {
  consumerId: string;
  providerId: string;
  handlerId: string | null;
}

/** The ids whose inboxes receive the event: accounts, and the provider for all its members. */
export function recipientsOf(
  fact: Fact,
  concerned: Concerned,
  actor: { accountId: string; side: Side | null } | null,
): string[] {
  const ids: Record<Told, string | null> = {
    CONSUMER: concerned.consumerId,
    PROVIDER: concerned.providerId,
    HANDLER: concerned.handlerId,
  };
  const told = NOTICES[fact.type].filter((who) => who !== actor?.side && mayBeTold(fact.audience, who));
  return [...new Set(told.flatMap((who) => ids[who] ?? []))].filter((id) => id !== actor?.accountId);
}

function mayBeTold(audience: Audience, who: Told): boolean {
  const side = who === "CONSUMER" || who === "PROVIDER" ? who : null;
  return maySeeAudience(audience, { side, isStaff: side === null });
}

interface Desk {
  assignedToId: string | null;
  leaseHolderId: string | null;
  leaseExpiresAt: number | null;
}

/** Who works on a case for the platform: the assignee, otherwise the present holder of its lease. */
export function handlerOf({ assignedToId, leaseHolderId, leaseExpiresAt }: Desk, now: number): string | null {
  return assignedToId ?? ((leaseExpiresAt ?? 0) > now ? leaseHolderId : null);
}
