import type { EventType } from "../../platform/database/event";

/**
 * Notices of what begins, ends or brings near a deadline by which somebody loses a right: they are sent at once, one by one, and nobody can
 * switch them off.
 */
// oxfmt-ignore
export const DEADLINE_NOTICES: ReadonlySet<EventType> = new Set<EventType>([
  "DEADLINE_NEAR",
  // The provider has to answer, or the platform goes on without it.
  "COMPLAINT_OPENED", "COMPLAINT_REOPENED", "FIRST_RESPONSE_MISSED", "COMPENSATION_CLAIMED", "COMPENSATION_DUE",
  // Offers lapse, and what was agreed is due.
  "OFFER_MADE", "OFFER_COUNTERED", "SETTLEMENT_PROPOSED", "OFFER_EXPIRED", "OFFER_ACCEPTED", "DEMAND_CONCEDED",
  "DEMAND_REFUSED", "FINAL_ANSWER_GIVEN", "COMPLAINT_EXPIRED",
  "SETTLEMENT_PROOF_FILED", "SETTLEMENT_UNCONTESTED", "SETTLEMENT_DEFAULTED", "SETTLEMENT_OWED",
  // Before the platform.
  "COMPLAINT_ESCALATED", "INFORMATION_REQUESTED", "INFORMATION_MISSED", "COMPLAINT_ACCEPTED", "COMPLAINT_REFUSED",
  "EVIDENCE_REQUESTED", "EVIDENCE_SEALED", "COMPLAINT_RESUMED",
  // Rulings and appeals.
  "RULING_ISSUED", "RULING_FINAL", "RULING_REVERSED", "RULING_REVIEWABLE", "RULING_APPEALED", "APPEAL_NOT_ANSWERED", "APPEAL_DECIDED",
  // What was ordered.
  "REMEDY_PROOF_FILED", "REMEDY_UNANSWERED", "REMEDY_REFUTED", "REMEDY_DEFAULTED",
  "RETURN_OPENED", "RETURN_SHIPPED", "RETURN_RECEIVED", "RETURN_REJECTED", "RETURN_LAPSED",
  // Restrictions that can be contested in time, and what is due.
  "INTERIM_IMPOSED", "FILING_LIMIT_IMPOSED", "PENALTY_AWAITS_APPROVAL", "PENALTY_STARTED", "FINE_DUE", "FINE_OVERDUE",
  "INSPECTION_HEARING", "LICENCE_CONTESTED", "VERIFICATION_DUE", "VERIFICATION_EXPIRED", "TRAINING_ASSIGNED", "TRAINING_DUE_SOON",
  // Orders.
  "ORDER_DELIVERED", "ORDER_COMPLETED", "ORDER_OVERDUE",
  // Whoever is not told in time loses the account.
  "ERASURE_ASKED", "SECOND_FACTOR_RESET_ASKED",
]);
