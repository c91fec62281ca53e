import { CLOCKS, isOfInterim, type ClockName } from "./clock-names.pure";
import {
  anotherPersonApproves,
  awaitsOthersApproval,
  anotherPersonConfirms,
  anotherPersonDecides,
  decidedOutside,
  givesUp,
  holdsLease,
  inTime,
  mayAnswerAppeal,
  mayAppeal,
  mayContestCompensation,
  mayEscalate,
  mayImposeInterim,
  mayReopen,
  mayRequestReview,
  mayWrite,
  noDraft,
  noMandatoryRequest,
  notRecused,
  onceHeard,
  openOfferOfOther,
  openOfferOfSide,
  openOfferOwn,
  owedInMoney,
  proofExpected,
  silenceEndsIt,
  silencePays,
  silenceSettles,
  thirdPersonReviews,
  unless,
  verdictOpen,
  when,
  withConsumer,
  withinMoney,
  type Guard,
} from "./complaint-guards.pure";

export const COMPLAINT_STATUSES = [
  "NEGOTIATING",
  "SETTLING",
  "SUBMITTED",
  "INFO_REQUESTED",
  "EVIDENCE",
  "UNDER_REVIEW",
  "RULED",
  "APPEALED",
  "ENFORCING",
  "STAYED",
  "CLOSED",
] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

export const CLOSURE_REASONS = [
  "SETTLED",
  "WITHDRAWN",
  "NOT_ACCEPTED",
  "EXPIRED",
  "DISMISSED",
  "REMEDIED",
  "UNREMEDIED",
  "EXTERNAL",
  "COMPENSATED",
] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/** Who may take an arrow. MODERATOR includes the leads; ADMIN never appears here: those who make the rules do not apply them. */
export type Who = "CONSUMER" | "PROVIDER" | "MODERATOR" | "LEAD" | "SYSTEM";

/** The clocks that entering a state starts (or resumes, if paused) and leaving it ends (or pauses, see `pauses`). */
export const CLOCKS_OF: Record<ComplaintStatus, readonly ClockName[]> = {
  NEGOTIATING: ["FIRST_RESPONSE", "FIRST_RESPONSE_GRACE", "NEGOTIATION"],
  SETTLING: ["SETTLEMENT_DUE"],
  SUBMITTED: ["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"],
  INFO_REQUESTED: ["INFORMATION"],
  EVIDENCE: ["EVIDENCE_WINDOW"],
  UNDER_REVIEW: ["REVIEW"],
  RULED: ["APPEAL_WINDOW"],
  APPEALED: ["APPEAL_DECISION"],
  ENFORCING: ["REMEDY_DUE"],
  STAYED: ["STAY_REMINDER"],
  CLOSED: [],
};

/** The states in which the platform must act: the moderators' queue. */
export const IN_QUEUE: ReadonlySet<ComplaintStatus> = new Set([
  "SUBMITTED",
  "INFO_REQUESTED",
  "EVIDENCE",
  "UNDER_REVIEW",
  "APPEALED",
  "STAYED",
]);

interface Arrow {
  /** Number of the step, as in the diagram of docs/case.md; actions of one step share it. */
  row: number;
  from: readonly ComplaintStatus[];
  /** null: the case stays in its state. STAYED_FROM: it returns to the state in which it was stayed. */
  to: ComplaintStatus | "STAYED_FROM" | null;
  who: readonly Who[];
  /** For SYSTEM: the clock that takes this arrow when it runs out. */
  clock?: ClockName;
  guard?: Guard;
  closes?: ClosureReason;
  /** It closes by silence, or unheard: the consumer, who did not agree to it, may have it reopened for some time, once. */
  reopens?: true;
  /** Clocks of the state left that keep their remaining time instead of ending. */
  pauses?: readonly ClockName[];
  /** Clocks that the state entered starts instead of its usual ones. */
  starts?: readonly ClockName[];
  /** The actor must act: the case waits for it, until this clock runs out. */
  mandatory?: ClockName;
}

export interface Move extends Arrow {
  action: Action;
}

/** The states that a stay can interrupt, and resume. */
export const PLATFORM_STATES = [
  "SUBMITTED",
  "INFO_REQUESTED",
  "EVIDENCE",
  "UNDER_REVIEW",
  "RULED",
  "APPEALED",
  "ENFORCING",
] as const;

const OPEN_STATES = COMPLAINT_STATUSES.filter((status) => status !== "CLOSED");

/** The states in which the sides are among themselves: only here does it matter who spoke last, and when the provider first answered. */
export const AMONG_THEMSELVES: ReadonlySet<ComplaintStatus> = new Set(["NEGOTIATING", "SETTLING"]);

const BEFORE_PLATFORM = ["SUBMITTED", "INFO_REQUESTED", "EVIDENCE", "UNDER_REVIEW"] as const;

/** The states in which the sides may still agree: until the platform has ruled. */
export const MAY_AGREE = ["NEGOTIATING", ...BEFORE_PLATFORM] as const;

/** Where the provider may be restricted for a time, before it is known who is right. When a ruling is final, what it orders acts. */
const BEFORE_FINAL = [...BEFORE_PLATFORM, "RULED", "APPEALED"] as const;

/** Where a ruling orders what is to be done: money at once, everything else when no appeal is possible any longer. */
const WHILE_OWED = ["RULED", "ENFORCING"] as const;

/** Where a case is whose ruling was reversed, until it is decided again or the sides agree. */
const REMITTED = ["SETTLING", "EVIDENCE", "UNDER_REVIEW"] as const;

/** Where such a restriction lasts: also while the sides perform what they agreed, or that is enforced, and in a stay. */
export const INTERIM_STATES = ["SETTLING", ...BEFORE_FINAL, "ENFORCING", "STAYED"] as const;

const PAUSED_BY_STAY = CLOCKS.filter((clock) => !isOfInterim(clock));

/** The whole case: states, arrows, who, guard and clock. Enforced, offered as `availableActions`, printed in docs/case.md, walked by tests. One row, one line. */
// oxfmt-ignore
export const LIFECYCLE = [
  // Steps 1 and 2, `openComplaint`, have no state to leave: see open-complaint.ts and `openingStatus` below.
  { row: 3, action: "SEND_MESSAGE", from: OPEN_STATES, to: null, who: ["CONSUMER", "PROVIDER", "MODERATOR"], guard: notRecused(mayWrite) },
  { row: 3, action: "MAKE_OFFER", from: MAY_AGREE, to: null, who: ["CONSUMER", "PROVIDER"], guard: withConsumer(noDraft(unless("OFFER_OPEN"))) },
  { row: 3, action: "PROPOSE_SETTLEMENT", from: ["SUBMITTED", "EVIDENCE", "UNDER_REVIEW"], to: null, who: ["MODERATOR"], guard: withConsumer(holdsLease({ noDraftAwaitingApproval: true, noOpenOffer: true })) },
  { row: 3, action: "COUNTER_OFFER", from: MAY_AGREE, to: null, who: ["CONSUMER", "PROVIDER"], guard: noDraft(openOfferOfSide) },
  { row: 3, action: "DECLINE_OFFER", from: MAY_AGREE, to: null, who: ["CONSUMER", "PROVIDER"], guard: noDraft(openOfferOfOther) },
  { row: 3, action: "WITHDRAW_OFFER", from: MAY_AGREE, to: null, who: ["CONSUMER", "PROVIDER"], guard: noDraft(openOfferOwn) },
  { row: 3, action: "REFUSE_DEMAND", from: ["NEGOTIATING"], to: null, who: ["PROVIDER"], guard: unless("DEMAND_REFUSED") },
  { row: 3, action: "GIVE_FINAL_ANSWER", from: ["NEGOTIATING"], to: null, who: ["PROVIDER"], guard: unless("FINAL_ANSWER_GIVEN") },
  { row: 3, action: "OFFER_EXPIRES", from: MAY_AGREE, to: null, who: ["SYSTEM"], clock: "OFFER_EXPIRY" },
  { row: 3, action: "FIRST_RESPONSE_MISSED", from: ["NEGOTIATING"], to: null, who: ["SYSTEM"], clock: "FIRST_RESPONSE" },
  { row: 4, action: "ACCEPT_OFFER", from: MAY_AGREE, to: "SETTLING", who: ["CONSUMER", "PROVIDER"], guard: withinMoney("ACCEPT_OFFER", noDraft(openOfferOfOther)) },
  { row: 4, action: "ACCEPT_OFFER", from: BEFORE_PLATFORM, to: null, who: ["CONSUMER", "PROVIDER"], guard: withinMoney("ACCEPT_OFFER", noDraft(openOfferOfOther)) }, // the platform's: the other side must accept it, too
  { row: 4, action: "CONCEDE", from: MAY_AGREE, to: "SETTLING", who: ["PROVIDER"], guard: withinMoney("CONCEDE", withConsumer(noDraft(unless("CONCEDED_IN_VAIN")))) }, // an agreement on the demand as it stands
  { row: 5, action: "ESCALATE", from: ["NEGOTIATING"], to: "SUBMITTED", who: ["CONSUMER", "PROVIDER"], guard: mayEscalate },
  { row: 6, action: "ESCALATE_UNANSWERED", from: ["NEGOTIATING"], to: "SUBMITTED", who: ["SYSTEM"], clock: "FIRST_RESPONSE_GRACE", guard: unless("PROVIDER_RESPONDED") },
  { row: 6, action: "COMPENSATE_BY_SILENCE", from: ["NEGOTIATING"], to: "ENFORCING", who: ["SYSTEM"], clock: "COMPENSATION_CLAIM", guard: silencePays, starts: ["UNREMEDIED"] }, // what the promise itself promises, without a ruling
  { row: 6, action: "ESCALATE_UNANSWERED", from: ["NEGOTIATING"], to: "SUBMITTED", who: ["SYSTEM"], clock: "COMPENSATION_CLAIM", guard: unless("PROVIDER_RESPONDED") }, // the order is not, or no longer, paid
  { row: 6, action: "ESCALATE_PROVIDER_SILENT", from: ["NEGOTIATING"], to: "SUBMITTED", who: ["SYSTEM"], clock: "NEGOTIATION", guard: unless("PROVIDER_SPOKE_LAST") },
  { row: 6, action: "ESCALATE_NO_SERIOUS_ANSWER", from: ["NEGOTIATING"], to: "SUBMITTED", who: ["SYSTEM"], clock: "NEGOTIATION", guard: unless("ANSWERED_SERIOUSLY") },
  { row: 7, action: "EXPIRE_CONSUMER_SILENT", from: ["NEGOTIATING"], to: "CLOSED", closes: "EXPIRED", reopens: true, who: ["SYSTEM"], clock: "NEGOTIATION", guard: silenceEndsIt },
  { row: 8, action: "FILE_SETTLEMENT_PROOF", from: ["SETTLING"], to: null, who: ["PROVIDER"], guard: proofExpected("SETTLEMENT"), mandatory: "SETTLEMENT_DUE" },
  { row: 8, action: "CONFIRM_SETTLEMENT", from: ["SETTLING"], to: "CLOSED", closes: "SETTLED", who: ["CONSUMER"], guard: when("SETTLEMENT_PROVED") },
  { row: 8, action: "SETTLE_UNCONTESTED", from: ["SETTLING"], to: "CLOSED", closes: "SETTLED", reopens: true, who: ["SYSTEM"], clock: "SETTLEMENT_OBJECTION", guard: silenceSettles }, // only where no money is owed
  { row: 8, action: "CLOSE_SETTLED", from: ["SETTLING", "ENFORCING"], to: "CLOSED", closes: "SETTLED", who: ["SYSTEM"], guard: when("REMEDIES_DONE") }, // what was agreed was paid or verified
  { row: 8, action: "GIVE_VERDICT", from: ["NEGOTIATING", "CLOSED"], to: null, who: ["CONSUMER"], guard: verdictOpen },
  { row: 8, action: "CLOSE_SOLVED", from: ["NEGOTIATING"], to: "CLOSED", closes: "SETTLED", who: ["SYSTEM"], guard: when("SOLVED") },
  { row: 9, action: "CONTEST_SETTLEMENT", from: ["SETTLING"], to: "ENFORCING", who: ["CONSUMER"], guard: when("SETTLEMENT_PROVED"), starts: [] }, // verified, or proved again: as CONTEST_REMEDY
  { row: 9, action: "CONTEST_SETTLEMENT", from: ["SETTLING"], to: "SUBMITTED", who: ["CONSUMER"], guard: when("SETTLEMENT_PROVED") }, // nothing is owed in money
  { row: 9, action: "SETTLEMENT_UNANSWERED", from: ["SETTLING"], to: "ENFORCING", who: ["SYSTEM"], clock: "SETTLEMENT_OBJECTION", guard: owedInMoney(when("SETTLEMENT_PROVED")), starts: [] }, // silence proves nothing: as REMEDY_UNANSWERED
  { row: 9, action: "SETTLEMENT_DEFAULTS", from: ["SETTLING"], to: "ENFORCING", who: ["SYSTEM"], clock: "SETTLEMENT_DUE", guard: owedInMoney(proofExpected("SETTLEMENT")), starts: ["UNREMEDIED"] }, // what was agreed is paid, without a ruling
  { row: 9, action: "ESCALATE_BROKEN_SETTLEMENT", from: ["SETTLING"], to: "SUBMITTED", who: ["SYSTEM"], clock: "SETTLEMENT_DUE", guard: proofExpected("SETTLEMENT") }, // nothing is owed in money
  { row: 10, action: "REQUEST_INFORMATION", from: ["SUBMITTED"], to: "INFO_REQUESTED", who: ["MODERATOR"], guard: withConsumer(holdsLease({ informationRequestsBelow: 2 })), pauses: ["ADMISSIBILITY", "ADMISSIBILITY_DEFAULT"] },
  { row: 10, action: "SUPPLY_INFORMATION", from: ["INFO_REQUESTED"], to: "SUBMITTED", who: ["CONSUMER"], mandatory: "INFORMATION" },
  { row: 11, action: "INFORMATION_MISSED", from: ["INFO_REQUESTED"], to: "CLOSED", closes: "NOT_ACCEPTED", reopens: true, who: ["SYSTEM"], clock: "INFORMATION" },
  { row: 12, action: "REFUSE", from: ["SUBMITTED"], to: "CLOSED", closes: "NOT_ACCEPTED", reopens: true, who: ["MODERATOR"], guard: holdsLease({}) },
  { row: 13, action: "ACCEPT", from: ["SUBMITTED"], to: "EVIDENCE", who: ["MODERATOR"], guard: holdsLease({}) },
  { row: 13, action: "ADMISSIBILITY_LATE", from: ["SUBMITTED"], to: null, who: ["SYSTEM"], clock: "ADMISSIBILITY" },
  { row: 13, action: "ACCEPT_BY_SILENCE", from: ["SUBMITTED"], to: "EVIDENCE", who: ["SYSTEM"], clock: "ADMISSIBILITY_DEFAULT" },
  { row: 14, action: "SUBMIT_EVIDENCE", from: ["NEGOTIATING", "SETTLING", "SUBMITTED", "INFO_REQUESTED", "EVIDENCE"], to: null, who: ["CONSUMER", "PROVIDER"], guard: unless("OWN_EVIDENCE_CLOSED") },
  { row: 14, action: "SUBMIT_EVIDENCE", from: ["UNDER_REVIEW"], to: null, who: ["CONSUMER", "PROVIDER"] }, // flagged late: see DECIDE_LATE_EVIDENCE
  { row: 14, action: "SUBMIT_EVIDENCE", from: ["RULED", "APPEALED"], to: null, who: ["CONSUMER", "PROVIDER"] }, // for the appeal: outside the seal
  { row: 14, action: "SUBMIT_EVIDENCE", from: ["ENFORCING"], to: null, who: ["CONSUMER", "PROVIDER"] }, // of what was ordered: outside the seal
  { row: 14, action: "DECIDE_LATE_EVIDENCE", from: ["EVIDENCE", "UNDER_REVIEW"], to: null, who: ["MODERATOR"], guard: holdsLease({ lateEvidence: true, noDraftAwaitingApproval: true }) },
  { row: 14, action: "SUBMIT_DEFENCE", from: ["EVIDENCE"], to: null, who: ["PROVIDER"], guard: unless("OWN_EVIDENCE_CLOSED") },
  { row: 14, action: "CLOSE_EVIDENCE", from: ["EVIDENCE"], to: null, who: ["CONSUMER", "PROVIDER"], guard: unless("OWN_EVIDENCE_CLOSED") },
  { row: 15, action: "END_EVIDENCE_EARLY", from: ["EVIDENCE"], to: "UNDER_REVIEW", who: ["SYSTEM"], guard: noMandatoryRequest },
  { row: 15, action: "END_EVIDENCE", from: ["EVIDENCE"], to: "UNDER_REVIEW", who: ["SYSTEM"], clock: "EVIDENCE_WINDOW", guard: noMandatoryRequest },
  { row: 15, action: "EVIDENCE_REQUEST_MISSED", from: ["EVIDENCE"], to: "UNDER_REVIEW", who: ["SYSTEM"], clock: "EVIDENCE_REQUEST" },
  { row: 15, action: "END_EVIDENCE_STAGE", from: ["EVIDENCE"], to: "UNDER_REVIEW", who: ["MODERATOR"], guard: holdsLease({ bothSidesClosed: true }) },
  { row: 16, action: "REQUEST_EVIDENCE", from: ["UNDER_REVIEW"], to: "EVIDENCE", who: ["MODERATOR"], guard: holdsLease({ evidenceRoundsBelow: 2, noDraftAwaitingApproval: true }), pauses: ["REVIEW"], starts: ["EVIDENCE_REQUEST"] },
  { row: 16, action: "ANSWER_EVIDENCE_REQUEST", from: ["EVIDENCE"], to: null, who: ["CONSUMER", "PROVIDER"], guard: when("OWN_REQUEST_OPEN"), mandatory: "EVIDENCE_REQUEST" },
  { row: 17, action: "ISSUE_RULING", from: ["UNDER_REVIEW"], to: "RULED", who: ["MODERATOR"], guard: holdsLease({ noDraftAwaitingApproval: true }), mandatory: "REVIEW" },
  { row: 17, action: "APPROVE_RULING", from: ["UNDER_REVIEW"], to: "RULED", who: ["LEAD"], guard: withinMoney("APPROVE_RULING", notRecused(anotherPersonApproves)), mandatory: "REVIEW" },
  { row: 17, action: "DECLINE_RULING", from: ["UNDER_REVIEW"], to: null, who: ["LEAD"], guard: notRecused(awaitsOthersApproval) },
  { row: 17, action: "REVIEW_LATE", from: ["UNDER_REVIEW"], to: null, who: ["SYSTEM"], clock: "REVIEW" },
  { row: 18, action: "APPEAL", from: ["RULED"], to: "APPEALED", who: ["CONSUMER", "PROVIDER"], guard: mayAppeal, pauses: ["APPEAL_WINDOW"] },
  { row: 18, action: "APPEAL", from: ["APPEALED"], to: null, who: ["CONSUMER", "PROVIDER"], guard: mayAppeal },
  { row: 18, action: "ANSWER_APPEAL", from: ["APPEALED"], to: null, who: ["CONSUMER", "PROVIDER"], guard: mayAnswerAppeal, mandatory: "APPEAL_ANSWER" },
  { row: 18, action: "APPEAL_NOT_ANSWERED", from: ["APPEALED"], to: null, who: ["SYSTEM"], clock: "APPEAL_ANSWER" },
  { row: 18, action: "WITHDRAW_APPEAL", from: ["APPEALED"], to: "RULED", who: ["CONSUMER", "PROVIDER"], guard: when("OWN_APPEAL_OPEN") },
  { row: 18, action: "WITHDRAW_APPEAL", from: ["APPEALED"], to: null, who: ["CONSUMER", "PROVIDER"], guard: when("OWN_APPEAL_OPEN") }, // the other side's is still open
  { row: 19, action: "WAIVE_APPEAL", from: ["RULED"], to: null, who: ["CONSUMER", "PROVIDER"], guard: mayAppeal },
  { row: 19, action: "ENFORCE", from: ["RULED"], to: "ENFORCING", who: ["SYSTEM"], clock: "APPEAL_WINDOW", guard: unless("RULING_DISMISSED"), starts: [] },
  { row: 19, action: "CLOSE_DISMISSED", from: ["RULED"], to: "CLOSED", closes: "DISMISSED", who: ["SYSTEM"], clock: "APPEAL_WINDOW", guard: when("RULING_DISMISSED") },
  { row: 20, action: "DECIDE_APPEAL", from: ["APPEALED"], to: "ENFORCING", who: ["LEAD"], guard: notRecused(onceHeard(anotherPersonDecides)), mandatory: "APPEAL_DECISION", starts: [] }, // a ruling for the consumer is upheld, or replaces the one appealed
  { row: 20, action: "DECIDE_APPEAL", from: ["APPEALED"], to: "CLOSED", closes: "DISMISSED", who: ["LEAD"], guard: notRecused(onceHeard(anotherPersonDecides)) },
  { row: 20, action: "DECIDE_APPEAL", from: ["APPEALED"], to: "EVIDENCE", who: ["LEAD"], guard: notRecused(onceHeard(anotherPersonDecides)) }, // remitted
  { row: 20, action: "DECIDE_APPEAL", from: ["APPEALED"], to: "RULED", who: ["LEAD"], guard: notRecused(onceHeard(anotherPersonDecides)) }, // replaced, and worse for a side that was not heard
  { row: 20, action: "APPEAL_DECISION_LATE", from: ["APPEALED"], to: null, who: ["SYSTEM"], clock: "APPEAL_DECISION" },
  { row: 21, action: "FILE_REMEDY_PROOF", from: WHILE_OWED, to: null, who: ["PROVIDER"], guard: proofExpected("REMEDY"), mandatory: "REMEDY_DUE" },
  { row: 21, action: "CONFIRM_REMEDY", from: WHILE_OWED, to: null, who: ["CONSUMER"], guard: when("REMEDY_PROVED_UNCONFIRMED") },
  { row: 21, action: "CLOSE_REMEDIED", from: ["ENFORCING"], to: "CLOSED", closes: "REMEDIED", who: ["SYSTEM"], guard: when("REMEDIES_DONE") },
  { row: 21, action: "CLOSE_COMPENSATED", from: ["ENFORCING"], to: "CLOSED", closes: "COMPENSATED", who: ["SYSTEM"], guard: when("REMEDIES_DONE") },
  { row: 21, action: "CONTEST_COMPENSATION", from: ["ENFORCING", "CLOSED"], to: "SUBMITTED", who: ["PROVIDER"], guard: mayContestCompensation },
  { row: 21, action: "CONTEST_REMEDY", from: WHILE_OWED, to: null, who: ["CONSUMER"], guard: inTime("REMEDY_CONTESTABLE", "REMEDY_OBJECTION") },
  { row: 21, action: "REMEDY_UNANSWERED", from: WHILE_OWED, to: null, who: ["SYSTEM"], clock: "REMEDY_OBJECTION" }, // silence proves nothing: verified, or proved again
  { row: 21, action: "CHECK_REMEDY", from: WHILE_OWED, to: null, who: ["MODERATOR"], guard: notRecused(when("REMEDY_TO_CHECK")), mandatory: "REMEDY_CHECK" },
  { row: 21, action: "REMEDY_CHECK_LATE", from: WHILE_OWED, to: null, who: ["SYSTEM"], clock: "REMEDY_CHECK" },
  { row: 21, action: "WAIVE_REMEDY", from: WHILE_OWED, to: null, who: ["CONSUMER"], guard: when("REMEDY_WAIVABLE") },
  { row: 21, action: "SETTLE_REFUND", from: ["SETTLING", ...WHILE_OWED, "CLOSED"], to: null, who: ["SYSTEM"] }, // finance found the provider's payment, or did not
  { row: 21, action: "SETTLE_REFUND", from: ["SETTLING"], to: "ENFORCING", who: ["SYSTEM"], starts: [] }, // not found: the agreement is not kept
  { row: 21, action: "SHIP_RETURN", from: ["SETTLING", "ENFORCING"], to: null, who: ["CONSUMER"], guard: inTime("RETURN_OPEN", "RETURN_WINDOW"), mandatory: "RETURN_WINDOW" },
  { row: 21, action: "RECEIVE_RETURN", from: ["SETTLING", "ENFORCING"], to: null, who: ["PROVIDER"], guard: inTime("RETURN_SHIPPED", "RETURN_RECEIPT"), mandatory: "RETURN_RECEIPT" },
  { row: 21, action: "CONTEST_RETURN", from: ["SETTLING", "ENFORCING"], to: null, who: ["CONSUMER"], guard: inTime("RETURN_REJECTED", "RETURN_CONTEST") },
  { row: 21, action: "DECIDE_RETURN", from: ["SETTLING", "ENFORCING"], to: null, who: ["MODERATOR"], guard: notRecused(when("RETURN_CONTESTED")), mandatory: "RETURN_DECISION" },
  { row: 21, action: "RETURN_NOT_SHIPPED", from: ["SETTLING", "ENFORCING"], to: null, who: ["SYSTEM"], clock: "RETURN_WINDOW" },
  { row: 21, action: "RETURN_RECEIVED_BY_SILENCE", from: ["SETTLING", "ENFORCING"], to: null, who: ["SYSTEM"], clock: "RETURN_RECEIPT" },
  { row: 21, action: "RETURN_UNCONTESTED", from: ["SETTLING", "ENFORCING"], to: null, who: ["SYSTEM"], clock: "RETURN_CONTEST" },
  { row: 21, action: "RETURN_DECISION_LATE", from: ["SETTLING", "ENFORCING"], to: null, who: ["SYSTEM"], clock: "RETURN_DECISION" },
  { row: 21, action: "CLOSE_RETURN_LAPSED", from: ["SETTLING"], to: "CLOSED", closes: "SETTLED", reopens: true, who: ["SYSTEM"], guard: when("RETURN_LAPSED") },
  { row: 22, action: "REMEDY_DEFAULTS", from: WHILE_OWED, to: null, who: ["SYSTEM"], clock: "REMEDY_DUE", guard: proofExpected("REMEDY_IN_TIME") },
  { row: 22, action: "PAY_FROM_DEPOSIT", from: [...WHILE_OWED, "CLOSED"], to: null, who: ["SYSTEM"] }, // set aside, then paid out; also after CLOSE_UNREMEDIED, when the deposit has grown
  { row: 22, action: "REPORT_COMPENSATION_MISSING", from: [...REMITTED, ...WHILE_OWED, "APPEALED", "CLOSED"], to: null, who: ["CONSUMER"], guard: when("PAYOUT_REPORTABLE") }, // in an appeal, and after one, too: what never came is not owed back
  { row: 23, action: "STILL_UNREMEDIED", from: ["ENFORCING"], to: null, who: ["SYSTEM"], clock: "UNREMEDIED", guard: when("REMEDY_DEFAULTED") },
  { row: 23, action: "CLOSE_UNREMEDIED", from: ["ENFORCING"], to: "CLOSED", closes: "UNREMEDIED", who: ["LEAD"], guard: notRecused(givesUp) }, // once nothing that is owed has its time any more
  { row: 24, action: "STAY", from: PLATFORM_STATES, to: "STAYED", who: ["LEAD"], guard: notRecused(), pauses: PAUSED_BY_STAY },
  { row: 24, action: "RESUME", from: ["STAYED"], to: "STAYED_FROM", who: ["LEAD"], guard: notRecused() },
  { row: 24, action: "STAY_REMINDER", from: ["STAYED"], to: null, who: ["SYSTEM"], clock: "STAY_REMINDER" },
  { row: 25, action: "CLOSE_EXTERNAL", from: ["STAYED"], to: "CLOSED", closes: "EXTERNAL", who: ["LEAD"], guard: notRecused(decidedOutside) },
  { row: 26, action: "WITHDRAW", from: ["NEGOTIATING", "SETTLING", "SUBMITTED", "INFO_REQUESTED", "EVIDENCE", "UNDER_REVIEW"], to: "CLOSED", closes: "WITHDRAWN", who: ["CONSUMER"] },
  { row: 27, action: "REOPEN", from: ["CLOSED"], to: "SUBMITTED", who: ["CONSUMER", "LEAD"], guard: notRecused(mayReopen) },
  { row: 28, action: "IMPOSE_INTERIM_MEASURE", from: BEFORE_FINAL, to: null, who: ["MODERATOR"], guard: notRecused(mayImposeInterim) }, // asked by one person
  { row: 28, action: "CONFIRM_INTERIM_MEASURE", from: INTERIM_STATES, to: null, who: ["LEAD"], guard: notRecused(anotherPersonConfirms), mandatory: "INTERIM_CONFIRMATION" },
  { row: 28, action: "INTERIM_NOT_CONFIRMED", from: INTERIM_STATES, to: null, who: ["SYSTEM"], clock: "INTERIM_CONFIRMATION" },
  { row: 28, action: "LIFT_INTERIM_MEASURE", from: INTERIM_STATES, to: null, who: ["MODERATOR"], guard: notRecused(when("INTERIM_OPEN")) }, // or refuses to confirm it: one person is enough
  { row: 28, action: "REQUEST_INTERIM_REVIEW", from: INTERIM_STATES, to: null, who: ["PROVIDER"], guard: mayRequestReview },
  { row: 28, action: "DECIDE_INTERIM_REVIEW", from: INTERIM_STATES, to: null, who: ["LEAD"], guard: notRecused(thirdPersonReviews), mandatory: "INTERIM_REVIEW" },
  { row: 28, action: "INTERIM_REVIEW_LATE", from: INTERIM_STATES, to: null, who: ["SYSTEM"], clock: "INTERIM_REVIEW" }, // not decided in time: lifted
  { row: 28, action: "INTERIM_ENDS", from: INTERIM_STATES, to: null, who: ["SYSTEM"], clock: "INTERIM_END" },
] as const satisfies readonly (Arrow & { action: string })[];

export type Action = (typeof LIFECYCLE)[number]["action"];
/** The actions that clocks take. */
export type ActionOfClock = Extract<(typeof LIFECYCLE)[number], { clock: ClockName }>["action"];
/** Those that are announced: an interim measure tells its own end. */
export type AutomaticAction = Exclude<ActionOfClock, `INTERIM_${string}`>;

const MOVES: readonly Move[] = LIFECYCLE;

export const PERSONAL_ACTIONS = [
  ...new Set(MOVES.filter(({ who }) => !who.includes("SYSTEM")).map(({ action }) => action)),
];

/** The arrow an action takes from a state, or undefined when there is none. */
export const findMove = (action: Action, from: ComplaintStatus): Move | undefined =>
  MOVES.find((move) => move.action === action && move.from.includes(from));

/** The arrow an action takes to a certain state, where the table leaves that to the decision. */
export const findMoveTo = (action: Action, from: ComplaintStatus, to: ComplaintStatus | null): Move | undefined =>
  MOVES.find((move) => move.action === action && move.from.includes(from) && move.to === to);

export const movesOf = (action: Action): readonly Move[] => MOVES.filter((move) => move.action === action);

/** Whether an offer that is still open lapses: the case was taken to the platform because the talks failed, was ruled on, or is stayed. */
export const endsTalks = (from: ComplaintStatus, to: ComplaintStatus): boolean =>
  from !== to &&
  (to === "RULED" || to === "STAYED" || (from === "NEGOTIATING" && (to === "SUBMITTED" || to === "ENFORCING")));

/** The arrows an expired clock may take from a state, in the table's order; the first whose guard holds is taken. */
export const movesByClock = (clock: ClockName, from: ComplaintStatus): readonly Move[] =>
  MOVES.filter((move) => move.clock === clock && move.from.includes(from));

/** Steps 1 and 2: complaints about grave breaches, or against providers who may no longer negotiate, go straight to the platform. */
export const openingStatus = (breachClass: BreachClass, providerBarred: boolean): "NEGOTIATING" | "SUBMITTED" =>
  providerBarred || breachClass !== "ORDINARY" ? "SUBMITTED" : "NEGOTIATING";

export const BREACH_CLASSES = ["ORDINARY", "FRAUD", "DATA_LEAK", "RETALIATION", "SAFETY"] as const;
export type BreachClass = (typeof BREACH_CLASSES)[number];
