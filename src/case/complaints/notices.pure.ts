import type { CaseRecord } from "./case-events";
import type { Side } from "./complaint-guards.pure";
import { maySeeAudience, type Audience } from "./complaint.policy";

/** HANDLER: the moderator the case is assigned to, or else who holds it. */
type Told = Side | "HANDLER";

const SIDES = ["CONSUMER", "PROVIDER"] as const;
const ALL = [...SIDES, "HANDLER"] as const;

/** Which facts of a case are put into whose inbox; those with nobody are news to nobody. A side is not told of its own acts, nor of what its audience leaves out. */
export const NOTICES: Readonly<Record<CaseRecord, readonly Told[]>> = {
  COMPLAINT_OPENED: SIDES,
  COMPLAINT_OPENED_BY_PLATFORM: ["CONSUMER"],
  MESSAGE_SENT: ALL,
  OFFER_MADE: SIDES,
  OFFER_COUNTERED: SIDES,
  OFFER_DECLINED: SIDES,
  OFFER_WITHDRAWN: SIDES,
  OFFER_ACCEPTED: SIDES,
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
  APPEAL_WITHDRAWN: ALL,
  APPEAL_WAIVED: SIDES,
  APPEAL_DECIDED: SIDES,
  APPEAL_DECISION_LATE: ALL,
  REMEDY_PROOF_FILED: SIDES,
  REMEDY_CONFIRMED: SIDES,
  REMEDY_WAIVED: SIDES,
  REMEDY_DEFAULTED: ALL,
  COMPENSATION_SET_ASIDE: SIDES,
  REMEDY_PAID_FROM_DEPOSIT: SIDES,
  COMPENSATION_MISSING: ALL,
  COMPENSATION_ANSWERED: ALL,
  COMPLAINT_REMEDIED: SIDES,
  COMPLAINT_UNREMEDIED: SIDES,
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
  COMPLAINT_REOPENED: SIDES,
  COMPLAINT_REASSIGNED: ["HANDLER"],
  DEADLINE_NEAR: ALL,
  // The desk's own affairs.
  BULK_ACTION_UNDONE: [],
  COMPLAINT_ESCALATED_TO_LEAD: [],
  COMPLAINT_HELD: [],
  COMPLAINT_MOVED_TO_QUEUE: [],
  COMPLAINT_RELEASED: [],
  COMPLAINT_TAKEN: [],
  MODERATOR_RECUSED: [],
  RULING_AWAITS_APPROVAL: [],
  SEVERITY_CHANGED: [],
  STILL_UNREMEDIED: [],
  // Told by another event of the same moment.
  COMPLAINT_REMITTED: [],
  REGISTER_CORRECTED: [],
  RULING_PUBLISHED: [],
  // Who sent it is told in the answer, and nobody else ever had it.
  EVIDENCE_REFUSED: [],
  // Happened before the case came here.
  COMPLAINT_SENT_TO_PROVIDER: [],
  PROVIDER_RESPONDED: [],
};

/** What the map must know of a fact. */
interface Fact {
  type: CaseRecord;
  audience: Audience;
}

interface Concerned {
  consumerId: string;
  providerId: string;
  handlerId: string | null;
}

/** The ids of those in whose inboxes a fact is put: accounts, and the provider for all its members. */
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

/** Who works on a case for the platform: whom it is assigned to, or else who holds it just now. */
export function handlerOf({ assignedToId, leaseHolderId, leaseExpiresAt }: Desk, now: number): string | null {
  return assignedToId ?? ((leaseExpiresAt ?? 0) > now ? leaseHolderId : null);
}
