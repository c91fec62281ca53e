/** Named times; their lengths are policies, data with an effective date (`clock.NAME`). */
export const CLOCKS = [
  "FIRST_RESPONSE",
  "FIRST_RESPONSE_GRACE",
  "NEGOTIATION",
  "OFFER_EXPIRY",
  "SETTLEMENT_DUE",
  "SETTLEMENT_OBJECTION",
  "ADMISSIBILITY",
  "ADMISSIBILITY_DEFAULT",
  "INFORMATION",
  "EVIDENCE_WINDOW",
  "EVIDENCE_REQUEST",
  "REVIEW",
  "APPEAL_WINDOW",
  "APPEAL_DECISION",
  "REMEDY_DUE",
  "REMEDY_OBJECTION",
  "STAY_REMINDER",
] as const;
export type ClockName = (typeof CLOCKS)[number];
