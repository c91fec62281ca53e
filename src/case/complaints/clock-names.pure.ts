/** Named times; their lengths are policies, data with an effective date (`clock.NAME`). */
export const CLOCKS = [
  "FIRST_RESPONSE",
  "FIRST_RESPONSE_GRACE",
  "COMPENSATION_CLAIM",
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
  "APPEAL_ANSWER",
  "APPEAL_DECISION",
  "REMEDY_DUE",
  "REMEDY_OBJECTION",
  "REMEDY_CHECK",
  "STAY_REMINDER",
  "RETURN_WINDOW",
  "RETURN_RECEIPT",
  "RETURN_CONTEST",
  "RETURN_DECISION",
  "UNREMEDIED",
  "INTERIM_CONFIRMATION",
  "INTERIM_REVIEW",
  "INTERIM_END",
] as const;
export type ClockName = (typeof CLOCKS)[number];

/** Clocks of an interim measure: they belong to it, not to a state of the case, and a stay does not lengthen what it restricts. */
export const INTERIM_CLOCKS: readonly ClockName[] = ["INTERIM_CONFIRMATION", "INTERIM_REVIEW", "INTERIM_END"];
export const isOfInterim = (clock: ClockName): boolean => INTERIM_CLOCKS.includes(clock);

/** Their lengths on the fast track are rules of their own (`fastTrack.NAME`). */
const FAST_CLOCKS = [
  "ADMISSIBILITY",
  "ADMISSIBILITY_DEFAULT",
  "EVIDENCE_WINDOW",
  "REVIEW",
] as const satisfies ClockName[];
export type FastClock = (typeof FAST_CLOCKS)[number];
export const isFast = (clock: ClockName): clock is FastClock => (FAST_CLOCKS as readonly ClockName[]).includes(clock);

/** Who is reminded before a clock runs out: those who should act. Clocks not listed have no reminder. */
export const REMINDED: Partial<Record<ClockName, "PARTIES" | "CONSUMER_SIDE" | "PROVIDER_SIDE" | "STAFF">> = {
  FIRST_RESPONSE: "PROVIDER_SIDE",
  COMPENSATION_CLAIM: "PROVIDER_SIDE",
  NEGOTIATION: "PARTIES",
  OFFER_EXPIRY: "PARTIES",
  SETTLEMENT_DUE: "PROVIDER_SIDE",
  SETTLEMENT_OBJECTION: "CONSUMER_SIDE",
  ADMISSIBILITY: "STAFF",
  INFORMATION: "CONSUMER_SIDE",
  EVIDENCE_WINDOW: "PARTIES",
  EVIDENCE_REQUEST: "PARTIES",
  REVIEW: "STAFF",
  APPEAL_WINDOW: "PARTIES",
  APPEAL_ANSWER: "PARTIES",
  APPEAL_DECISION: "STAFF",
  REMEDY_DUE: "PROVIDER_SIDE",
  REMEDY_OBJECTION: "CONSUMER_SIDE",
  REMEDY_CHECK: "STAFF",
  RETURN_WINDOW: "CONSUMER_SIDE",
  RETURN_RECEIPT: "PROVIDER_SIDE",
  RETURN_CONTEST: "CONSUMER_SIDE",
  RETURN_DECISION: "STAFF",
  INTERIM_REVIEW: "STAFF",
};
