import { defineEnum } from "../../platform/graphql/enum";
import type { ReturnStatus, Side, Verdict } from "./complaint-guards.pure";
import type { CompensationBasis } from "./compensation.pure";
import type { BreachClass, ClosureReason, ComplaintStatus } from "./complaint.lifecycle";
import type { RemedyKind } from "./remedy-kind.pure";
import type { Track } from "./track.pure";

export const ComplaintStatusEnum = defineEnum<ComplaintStatus>(
  "ComplaintStatus",
  "The state of a case. The arrows between these states are one table; `Complaint.availableActions` says which the viewer may take.",
  {
    NEGOTIATING: "Consumer and provider talk it over inside the case.",
    SETTLING: "They agreed; the provider performs what was agreed.",
    SUBMITTED: "Before the platform: a moderator checks whether it can be accepted.",
    INFO_REQUESTED: "The platform waits for information from the consumer.",
    EVIDENCE: "Accepted; both sides submit evidence.",
    UNDER_REVIEW: "The evidence is sealed; a moderator decides.",
    RULED: "Decided; the window for appeals is open, and the provider pays what it owes in money.",
    APPEALED: "Another person looks at the ruling.",
    ENFORCING: "The ruling is final; the provider performs the remedies.",
    STAYED: "Everything waits, usually for an outside procedure. All clocks keep their remaining time.",
    CLOSED: "Over; see `closureReason`.",
  },
);

export const ClosureReasonEnum = defineEnum<ClosureReason>("ClosureReason", "Why a case was closed.", {
  SETTLED: "The sides agreed and the agreement was performed, or what it owed was paid from the provider's deposit.",
  WITHDRAWN: "The consumer took the complaint back. The platform may still look into it on its own.",
  NOT_ACCEPTED: "The platform did not accept it, with a typed ground, or asked information was not supplied.",
  EXPIRED: "The consumer did not answer the provider's final answer or serious offer in time.",
  DISMISSED: "The ruling found no broken promise, and is final.",
  REMEDIED: "The provider performed what the ruling ordered, or it ordered nothing to be performed.",
  UNREMEDIED: "The provider did not perform, and nothing was left to take it from.",
  EXTERNAL: "An outside body decided.",
  COMPENSATED: "The compensation that the broken promise itself promises was paid, without a ruling.",
});

export const BreachClassEnum = defineEnum<BreachClass>(
  "BreachClass",
  "How grave the alleged breach is. All but ORDINARY go straight to the platform, without negotiation.",
  {
    ORDINARY: "A promise was not kept.",
    FRAUD: "The provider deceived on purpose.",
    DATA_LEAK: "Personal data was exposed.",
    RETALIATION: "The consumer was threatened or punished for complaining.",
    SAFETY: "A person's safety is at risk.",
  },
);

export const TrackEnum = defineEnum<Track>("Track", "How fast a case is decided once it is before the platform.", {
  STANDARD: "With the ordinary times (house rules `clock.…`).",
  FAST: "A small sum: with shorter times to accept it, for evidence and for the ruling (house rules `fastTrack.…`). The provider's time to answer before that is the same.",
});

export const SideEnum = defineEnum<Side>("Side", "A side of the case.", {
  CONSUMER: "The person who ordered.",
  PROVIDER: "The provider, through any of its members.",
});

export type { CompensationBasis } from "./compensation.pure";
export { IS_MONEY, NEEDS_AMOUNT, type RemedyKind } from "./remedy-kind.pure";
export const RemedyKindEnum = defineEnum<RemedyKind>(
  "RemedyKind",
  "A remedy for a broken promise: demanded, offered, agreed or ordered.",
  {
    REFUND_FULL: "The whole price back.",
    REFUND_PART: "Part of the price back; needs an amount.",
    RETURN_AND_REFUND: "The goods go back, then the price.",
    REPLACE: "Another one in its place.",
    REPERFORM: "The service is done again, as promised.",
    EXTEND_SERVICE: "The service lasts longer.",
    CREDIT: "Credit for later orders; needs an amount. With a basis it is compensation.",
    COMPENSATION: "Money beyond the price, on a basis; needs an amount. No part of the price goes back with it.",
    APOLOGY: "An apology in words.",
  },
);

export const CompensationBasisEnum = defineEnum<CompensationBasis>(
  "CompensationBasis",
  "Why more is owed than the price. Each basis has a limit (house rules `compensation.…`) and a proof of its own.",
  {
    STATUTORY: "A law grants it; which one is named in words.",
    PROMISED: "The provider promised it, with a promise of its own that it broke.",
    ACTUAL_LOSS: "The breach cost the consumer more than the price; shown by evidence.",
  },
);

export const SeverityEnum = defineEnum("Severity", "How grave a violation is.", {
  L1: "Minor: a late answer, a small deviation cured at once.",
  L2: "Material: a promised price, gift, quality or after-sales service not delivered.",
  L3: "Serious or repeated.",
  L4: "Critical: fraud, forged evidence, retaliation, data leak.",
});
export type Severity = keyof typeof SeverityEnum;
export const SEVERITIES = Object.values(SeverityEnum);

export const VerdictEnum = defineEnum<Verdict>("Verdict", "What the consumer says of the result.", {
  SOLVED: "The matter is solved.",
  PARTLY_SOLVED: "Part of the matter is solved.",
  NOT_SOLVED: "The matter is not solved.",
});

export const ReturnStatusEnum = defineEnum<ReturnStatus>("ReturnStatus", "How far a return has come.", {
  OPEN: "The consumer may send the goods, until `shipBy`.",
  SHIPPED: "On its way; the provider says what arrives.",
  RECEIVED: "Back and intact, or held to be; the refund is due.",
  REJECTED: "The provider says that the parcel was damaged, empty, wrong or never came; the consumer may contest that.",
  CONTESTED: "The consumer contests what the provider says; a moderator decides.",
  LAPSED:
    "Never sent, finally rejected, or ended because the refund was waived or the case closed: nothing is refunded.",
  REFUNDED: "The consumer was refunded.",
});

/** The closed list of a provider's final answers, after the categories by which financial ombudsmen publish. */
export const FinalAnswerEnum = defineEnum("FinalAnswer", "The provider's final answer to a complaint.", {
  MONETARY_RELIEF: "Money was or is given back.",
  NON_MONETARY_RELIEF: "Something else was done: replaced, done again, extended.",
  EXPLANATION: "Nothing is owed, and here is why.",
  REFUSED: "The provider does not answer the complaint.",
});
export type FinalAnswer = keyof typeof FinalAnswerEnum;

export const RefusalGround = defineEnum("RefusalGround", "Why the platform does not accept a complaint.", {
  NOT_COVERED: "Not about a service of this marketplace.",
  OUT_OF_TIME: "Filed too late.",
  NO_PROMISE: "What is complained of was not promised.",
  DUPLICATE: "It repeats an earlier complaint.",
  ALREADY_DECIDED: "It was decided before, and the facts given as new would not change the decision.",
  DECIDED_ELSEWHERE: "A court, authority or other body decided or is deciding it.",
  ABUSIVE: "Made to harm, or threatening.",
  INCOMPREHENSIBLE: "It cannot be understood, also after asking.",
});
export type RefusalGround = keyof typeof RefusalGround;

export const ComplaintSort = defineEnum("ComplaintSort", "The order of a list of cases.", {
  OPENED_AT_DESC: "The newest first.",
  UPDATED_AT_ASC:
    "The longest unchanged first. A program that keeps a copy reads on after the last `endCursor` it has: a case that has changed meanwhile comes again. At the end of the list that cursor leads back by a minute, since what began before the last change may still be committed: what changed in that minute comes more than once.",
  UPDATED_AT_DESC: "What changed last first.",
});
export type ComplaintSort = keyof typeof ComplaintSort;
