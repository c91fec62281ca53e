import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import type { ClockName } from "./clock-names.pure";
import type { RemedyKind } from "./remedy-kind.pure";
import type { Explained, Reason, RefusalCode } from "../../platform/refusal";

export type Side = "CONSUMER" | "PROVIDER";

/** For whom something is said: a side, or the platform. */
export type Speaker = Side | "PLATFORM";

/** What the table's guards may know of a case, read in one step under the case's lock. */
export interface CaseFacts {
  now: number;
  /** Clocks that have run out and have not been processed yet. */
  overdueClocks: readonly ClockName[];
  openedAt: number;
  providerFirstResponseAt: number | null;
  providerRefusedAt: number | null;
  /** When the provider's first answer is or was due. */
  firstResponseDueAt: number;
  /** From this time on either side may escalate, whatever was said. */
  escalationOpensAt: number;
  lastWord: Side;
  /** The provider gave a final answer with reasons, or its last offer came near enough to the demand. */
  answeredSeriously: boolean;
  /** The order's payment is confirmed, and nothing of it was given back. Read only while the sides negotiate. */
  orderPaid: boolean;
  /** `acceptedBy`: of the platform's proposal, the side that has accepted it already. */
  openOffer: { madeBySide: Speaker; expiresAt: number; acceptedBy: Side | null } | null;
  settlementProvedAt: number | null;
  /** What was agreed is owed in money if it is not kept, and no ruling says otherwise. */
  settlementOwesMoney: boolean;
  /** An agreement was not kept before, and nothing would be owed in money if the demand were conceded and that was not kept either. */
  concededInVain: boolean;
  informationRequests: number;
  evidenceRounds: number;
  evidenceClosedAt: Record<Side, number | null>;
  openMandatoryRequests: number;
  openRequestSides: readonly Side[];
  lease: { holderId: string | null; expiresAt: number | null };
  assignedToId: string | null;
  /** `decidesStill`: who drafted it could decide here still. */
  rulingAwaitingApproval: { decidedById: string; decidesStill: boolean } | null;
  rulingOutcome: "UPHELD" | "PARTLY_UPHELD" | "DISMISSED" | null;
  remedies: readonly {
    kind: RemedyKind;
    /** Owed because the sides agreed on it. */
    isAgreed: boolean;
    provedAt: number | null;
    doneAt: number | null;
    defaultedAt: number | null;
    /** Since when the platform has to check its proof. */
    checkSince: number | null;
    /** Finance checks it: the provider named the payment. */
    isRefundClaimed: boolean;
    /** Its amount was taken from the deposit and is to be sent: only the platform can still act. */
    setAsideAt: number | null;
    /** Until when its consumer may report that the amount sent never arrived; null when nothing was sent. */
    reportableUntil: number | null;
  }[];
  /** Of what is owed back because a ruling was reversed: until when its consumer can say that it never came. */
  owedBackReportableUntil: number | null;
  /** Until when the provider may contest what was paid without a ruling; null when nothing was. */
  compensationContestableUntil: number | null;
  /** When the provider gave its final answer. */
  finalAnswerAt: number | null;
  verdict: { value: Verdict; at: number } | null;
  closedAt: number | null;
  closureReason: string | null;
  /** A ruling is in force. */
  isRuled: boolean;
  /** The consumer said that the settlement was performed, or it was found to be, or paid from the deposit; silence would be less. */
  settlementConfirmed: boolean;
  consumerReopenedAt: number | null;
  /** When a refund that the consumer had confirmed was not found; null unless it was. */
  refundMissedAt: number | null;
  reopenableUntil: number;
  verdictUntil: number;
  /** Number of late pieces that await a decision. */
  lateEvidence: number;
  /** Until when the ruling may be appealed; null when it may not be. */
  appealableUntil: number | null;
  appealWaivedBy: readonly Side[];
  /** Sides that have appealed the current ruling, whatever the outcome. */
  appealedBy: readonly Side[];
  appealOpenOf: readonly Side[];
  /** By appellant: until when the other side may still answer its open appeal; null without one, or once it is answered. */
  answerDueAt: Record<Side, number | null>;
  /** Who decided or approved the ruling appealed. */
  rulingBy: readonly string[];
  /** Accounts that may not work on the case, because of a conflict of interest or an earlier decision in it. */
  recused: readonly string[];
  stayGround: "OUTSIDE_PROCEDURE" | "FORCE_MAJEURE" | null;
  return: { status: ReturnStatus; ofSettlement: boolean } | null;
  /** Its breach class is one of those that go straight to the platform. */
  isGrave: boolean;
  /** The platform complains itself, about what an inspection found: nobody is there to agree with, or to be asked. */
  isPlatforms: boolean;
  interim: InterimFacts;
  /**
   * What other cases of the order have given leaves too little for what is demanded, offered or drafted. Known only to whoever could do it otherwise:
   * the money of an order is much to ask.
   */
  beyond: Readonly<Partial<Record<Spending, Unavailable>>>;
}

/** What there is of interim measures in a case; the mutable parts empty when something ends them. */
export interface InterimFacts {
  /** Asked for by one person; it acts only when another confirms it. */
  proposed: { id: string; by: string; decidesStill: boolean } | null;
  acting: {
    id: string;
    /** Who asked for it, and who confirmed it. */
    by: readonly string[];
    endsAt: number;
    review: "ASKED" | "DECIDED" | null;
  } | null;
  /** How many have acted in this case, and how many may. */
  imposed: number;
  most: number;
  /** One was lifted on the provider's request. */
  liftedByReview: boolean;
  /** All new orders of the provider are paused in another case. */
  pausedElsewhere: boolean;
}

export type Verdict = "SOLVED" | "PARTLY_SOLVED" | "NOT_SOLVED";

/** OPEN → SHIPPED → RECEIVED → REFUNDED; REJECTED (not intact) → CONTESTED → RECEIVED or LAPSED; LAPSED when it was never shipped. */
export type ReturnStatus = "OPEN" | "SHIPPED" | "RECEIVED" | "REJECTED" | "CONTESTED" | "LAPSED" | "REFUNDED";

/** What takes of the money that may go back for an order. */
export type Spending = "CONCEDE" | "ACCEPT_OFFER" | "APPROVE_RULING";

/** The viewer of a case, as far as the table distinguishes people. */
export interface CaseViewer {
  accountId: string | null;
  side: Side | null;
  isModerator: boolean;
  isLead: boolean;
  /** Why this person, who otherwise could, may not decide anything here for the platform. */
  conflict: Unavailable | null;
  /** Other accounts that are theirs: recused under one of them, they are under all. */
  alsoAs?: readonly string[];
  /** For leads: whose signatures theirs cannot stand beside. */
  signer?: Signer;
}

/** Why an action cannot be taken now, and from when it could. */
export type Unavailable = Pick<Explained, "code" | "reason" | "availableAt" | "field" | "params">;

export type Guard = (facts: CaseFacts, viewer: CaseViewer) => Unavailable | null;

const unavailable = (reason: Reason, code: RefusalCode = "NOT_IN_THIS_STATE", availableAt?: number): Unavailable => ({
  code,
  reason,
  availableAt,
});

const CONDITIONS = {
  OFFER_OPEN: (f) => isOpen(f),
  DEMAND_REFUSED: (f) => f.providerRefusedAt !== null,
  PROVIDER_RESPONDED: (f) => f.providerFirstResponseAt !== null,
  PROVIDER_SPOKE_LAST: (f) => f.lastWord === "PROVIDER",
  CONSUMER_SPOKE_LAST: (f) => f.lastWord === "CONSUMER",
  ANSWERED_SERIOUSLY: (f) => f.answeredSeriously,
  ORDER_PAID: (f) => f.orderPaid,
  SETTLEMENT_PROVED: (f) => f.settlementProvedAt !== null,
  SETTLEMENT_OWES_MONEY: (f) => f.settlementOwesMoney,
  CONCEDED_IN_VAIN: (f) => f.concededInVain,
  OWN_EVIDENCE_CLOSED: (f, v) => v.side !== null && f.evidenceClosedAt[v.side] !== null,
  OWN_REQUEST_OPEN: (f, v) => v.side !== null && f.openRequestSides.includes(v.side),
  RULING_AWAITS_OTHERS_APPROVAL: (f, v) =>
    f.rulingAwaitingApproval !== null && f.rulingAwaitingApproval.decidedById !== v.accountId,
  RULING_DISMISSED: (f) => f.rulingOutcome === "DISMISSED",
  REMEDY_PROVED_UNCONFIRMED: (f) => f.remedies.some((r) => r.provedAt !== null && r.doneAt === null),
  REMEDY_CONTESTABLE: (f) =>
    f.remedies.some((r) => r.provedAt !== null && r.doneAt === null && r.checkSince === null && r.setAsideAt === null),
  REMEDY_TO_CHECK: (f) => f.remedies.some((r) => r.checkSince !== null && r.doneAt === null && !r.isRefundClaimed),
  REMEDIES_DONE: (f) => f.remedies.every((r) => r.doneAt !== null),
  FINAL_ANSWER_GIVEN: (f) => f.finalAnswerAt !== null,
  SOLVED: (f) => f.verdict?.value === "SOLVED",
  OWN_APPEAL_OPEN: (f, v) => v.side !== null && f.appealOpenOf.includes(v.side),
  STAYED_FOR_OUTSIDE: (f) => f.stayGround === "OUTSIDE_PROCEDURE",
  RETURN_OPEN: (f) => f.return?.status === "OPEN",
  RETURN_SHIPPED: (f) => f.return?.status === "SHIPPED",
  RETURN_REJECTED: (f) => f.return?.status === "REJECTED",
  RETURN_CONTESTED: (f) => f.return?.status === "CONTESTED",
  RETURN_LAPSED: (f) => f.return?.status === "LAPSED",
  REMEDY_DEFAULTED: (f) => f.remedies.some((r) => r.defaultedAt !== null && r.doneAt === null),
  REMEDY_UNPAID: (f) => f.remedies.some((r) => r.defaultedAt !== null && r.doneAt === null && r.setAsideAt === null),
  REMEDY_RUNNING: (f) => f.remedies.some((r) => r.defaultedAt === null && r.doneAt === null && r.setAsideAt === null),
  REMEDY_WAIVABLE: (f) => f.remedies.some((r) => r.doneAt === null && r.setAsideAt === null),
  INTERIM_OPEN: (f) => f.interim.proposed !== null || actsNow(f),
  INTERIM_PROPOSED: (f) => f.interim.proposed !== null,
  INTERIM_ACTS: (f) => actsNow(f),
  INTERIM_REVIEW_ASKED: (f) => actsNow(f) && f.interim.acting?.review === "ASKED",
  PAYOUT_REPORTABLE: (f) =>
    [...f.remedies.map((r) => r.reportableUntil), f.owedBackReportableUntil].some(
      (until) => until !== null && f.now < until,
    ),
} satisfies Record<string, (facts: CaseFacts, viewer: CaseViewer) => boolean>;

type Condition = keyof typeof CONDITIONS;

/** The conditions of which there is a message that this is so, or is not. */
type Told<Form extends "required" | "forbidden"> = {
  [C in Condition]: `guard.${C}.${Form}` extends Reason ? C : never;
}[Condition];

/** The condition must hold; the refusal's message is `guard.NAME.required`. */
export const when =
  (condition: Told<"required">): Guard =>
  (f, v) =>
    CONDITIONS[condition](f, v) ? null : unavailable(`guard.${condition}.required`);

/** DECLINE_RULING. A draft is answered by someone other than its author. */
export const awaitsOthersApproval: Guard = (f, v) =>
  f.rulingAwaitingApproval !== null && f.rulingAwaitingApproval.decidedById === v.accountId
    ? unavailable("guard.ownDraft", "SECOND_APPROVER_REQUIRED")
    : when("RULING_AWAITS_OTHERS_APPROVAL")(f, v);

/** The condition must hold, and this clock must not be overdue. */
export const inTime =
  (condition: Told<"required">, clock: ClockName): Guard =>
  (f, v) =>
    when(condition)(f, v) ?? (f.overdueClocks.includes(clock) ? unavailable("deadlinePassed", "TOO_LATE") : null);

/** The condition must not hold; the refusal's message is `guard.NAME.forbidden`. */
export const unless =
  (condition: Told<"forbidden">): Guard =>
  (f, v) =>
    CONDITIONS[condition](f, v) ? unavailable(`guard.${condition}.forbidden`) : null;

/** There must be a consumer; then the other guard is checked. What the platform itself found is not bargained away. */
export const withConsumer =
  (guard: Guard): Guard =>
  (f, v) =>
    f.isPlatforms ? unavailable("guard.noConsumer") : guard(f, v);

/** The other guard is checked; then, what there is to give must still be there. */
export const withinMoney =
  (action: Spending, guard: Guard): Guard =>
  (f, v) =>
    guard(f, v) ?? f.beyond[action] ?? null;

/** EXPIRE_CONSUMER_SILENT. Silence ends a case only after something that deserved an answer. */
export const silenceEndsIt: Guard = (f, v) => unless("CONSUMER_SPOKE_LAST")(f, v) ?? when("ANSWERED_SERIOUSLY")(f, v);

/** SETTLE_UNCONTESTED. Silence is no receipt: where money is owed, only who holds it can tell whether it was paid. */
export const silenceSettles: Guard = (f, v) => when("SETTLEMENT_PROVED")(f, v) ?? unless("SETTLEMENT_OWES_MONEY")(f, v);

/** What was agreed is owed in money; then the other guard is checked. */
export const owedInMoney =
  (guard: Guard): Guard =>
  (f, v) =>
    when("SETTLEMENT_OWES_MONEY")(f, v) ?? guard(f, v);

/** COMPENSATE_BY_SILENCE. Orders cost nothing, and neither do accounts: nothing leaves a deposit by silence for what was never paid. */
export const silencePays: Guard = (f, v) => unless("PROVIDER_RESPONDED")(f, v) ?? when("ORDER_PAID")(f, v);

export const noMandatoryRequest: Guard = (f) =>
  f.openMandatoryRequests > 0 ? unavailable("guard.mandatoryRequestOpen") : null;

/** Only the addressee may answer an offer, and only the open one; the platform's proposal each side once. */
export const openOfferOfOther: Guard = (f, v) => {
  if (!isOpen(f)) return unavailable("guard.noOpenOffer", "OFFER_NOT_OPEN");
  if (f.openOffer?.madeBySide === v.side) return unavailable("guard.ownOffer", "OFFER_NOT_OPEN");
  return f.openOffer?.acceptedBy === v.side ? unavailable("guard.acceptedAlready", "OFFER_NOT_OPEN") : null;
};

/** COUNTER_OFFER. The platform's proposal is accepted or declined as it is; it does not bargain. */
export const openOfferOfSide: Guard = (f, v) =>
  openOfferOfOther(f, v) ??
  (f.openOffer?.madeBySide === "PLATFORM" ? unavailable("guard.platformsOffer", "OFFER_NOT_OPEN") : null);

export const openOfferOwn: Guard = (f, v) =>
  !isOpen(f)
    ? unavailable("guard.noOpenOffer", "OFFER_NOT_OPEN")
    : f.openOffer?.madeBySide !== v.side
      ? unavailable("guard.othersOffer", "OFFER_NOT_OPEN")
      : null;

/** What a draft that awaits approval decides is not changed by the sides meanwhile. */
export const noDraft =
  (guard: Guard): Guard =>
  (f, v) =>
    f.rulingAwaitingApproval ? unavailable("guard.rulingAwaitsApproval") : guard(f, v);

/** ESCALATE. The consumer at once when refused, finally answered or not answered in time; either side once the negotiation has had its time. */
export const mayEscalate: Guard = (f, v) => {
  const consumerMay =
    v.side === "CONSUMER" &&
    (f.providerRefusedAt !== null ||
      f.finalAnswerAt !== null ||
      (f.providerFirstResponseAt === null && f.now >= f.firstResponseDueAt));
  if (consumerMay || f.now >= f.escalationOpensAt) return null;
  const opensAt =
    v.side === "CONSUMER" && f.providerFirstResponseAt === null
      ? Math.min(f.firstResponseDueAt, f.escalationOpensAt)
      : f.escalationOpensAt;
  return unavailable("guard.escalationNotOpen", "NOT_YET", opensAt);
};

const OVER: ReadonlySet<ReturnStatus> = new Set(["RECEIVED", "REFUNDED", "LAPSED"]);

/** Whether goods are still to come back, or it is disputed that they did. The last return may be that of an agreement which something else has replaced. */
export const awaitsGoods = (f: CaseFacts): boolean => f.return !== null && !OVER.has(f.return.status);

/** The refund of a return is not expected before the goods have come back. What is in default can still be proved, but is not in default again. */
export const proofExpected =
  (of: "SETTLEMENT" | "REMEDY" | "REMEDY_IN_TIME"): Guard =>
  (f) => {
    const waits = awaitsGoods(f);
    if (of === "SETTLEMENT") {
      if (f.settlementProvedAt !== null) return unavailable("guard.SETTLEMENT_PROVED.forbidden");
      return waits ? unavailable("guard.returnNotReceived") : null;
    }
    const unproved = f.remedies.filter((r) => r.provedAt === null && r.doneAt === null && r.setAsideAt === null);
    const open = of === "REMEDY" ? unproved : unproved.filter((r) => r.defaultedAt === null);
    if (open.length === 0) return unavailable("guard.REMEDIES_PROVED.forbidden");
    return waits && open.every(({ kind }) => kind === "RETURN_AND_REFUND")
      ? unavailable("guard.returnNotReceived")
      : null;
  };

/** CLOSE_UNREMEDIED. Goods that are on their way, and proofs that nobody has answered or checked yet, would end with the case. */
export const givesUp: Guard = (f, v) => when("REMEDY_UNPAID")(f, v) ?? unless("REMEDY_RUNNING")(f, v);

/** CONTEST_COMPENSATION. Once, and for some time after the provider's silence was taken for consent. */
export const mayContestCompensation: Guard = (f) => {
  if (f.compensationContestableUntil === null) return unavailable("guard.notCompensated");
  return f.now < f.compensationContestableUntil ? null : unavailable("deadlinePassed", "TOO_LATE");
};

/** GIVE_VERDICT. After the provider's final answer, and once more about how the case ended. */
export const verdictOpen: Guard = (f) => {
  const since = f.closedAt ?? f.finalAnswerAt;
  if (since === null) return unavailable("guard.FINAL_ANSWER_GIVEN.required");
  if (f.verdict && f.verdict.at >= since) return unavailable("guard.verdictGiven");
  return f.closedAt !== null && f.now >= f.verdictUntil ? unavailable("guard.verdictTooLate", "TOO_LATE") : null;
};

/** APPEAL and WAIVE_APPEAL. In time, once for each party and round, and not after waiving the appeal. */
export const mayAppeal: Guard = (f, v) => {
  if (v.side === null) return unavailable("notYours", "FORBIDDEN");
  if (f.appealWaivedBy.includes(v.side)) return unavailable("guard.appealWaived");
  if (f.appealedBy.includes(v.side)) return unavailable("guard.appealedBefore", "LIMIT_REACHED");
  return f.appealableUntil !== null && f.now < f.appealableUntil
    ? null
    : unavailable("guard.appealWindowClosed", "TOO_LATE");
};

const OTHER: Record<Side, Side> = { CONSUMER: "PROVIDER", PROVIDER: "CONSUMER" };

/** ANSWER_APPEAL. The other side's, in time and once. */
export const mayAnswerAppeal: Guard = (f, v) => {
  if (v.side === null) return unavailable("notYours", "FORBIDDEN");
  const dueAt = f.answerDueAt[OTHER[v.side]];
  if (dueAt === null) return unavailable("guard.noAppealToAnswer");
  return f.now < dueAt ? null : unavailable("deadlinePassed", "TOO_LATE");
};

/** The other side of each appeal was heard, or had its time; then the other guard is checked. */
export const onceHeard =
  (guard: Guard): Guard =>
  (f, v) => {
    const last = Math.max(f.answerDueAt.CONSUMER ?? 0, f.answerDueAt.PROVIDER ?? 0);
    return guard(f, v) ?? (f.now < last ? unavailable("guard.appealNotAnswered", "NOT_YET", last) : null);
  };

/** A lead may sign only when known to be independent of those who signed first. */
const signsBeside = (first: readonly string[], f: CaseFacts, v: CaseViewer): Unavailable | null => {
  if (!v.isLead) return null;
  if (!v.signer) return unavailable("secondSignature.tied", "SECOND_APPROVER_REQUIRED");
  return whyNotSecond(v.signer, first, f.now);
};

/** APPROVE_RULING. Another lead approves, one who is independent; beside somebody who may decide here still. */
export const anotherPersonApproves: Guard = (f, v) => {
  const draft = f.rulingAwaitingApproval;
  return awaitsOthersApproval(f, v) ?? (draft && (firstDecidesStill(draft) ?? signsBeside([draft.decidedById], f, v)));
};

/** What the first of two signed takes effect with the second signature: until then they must be who may sign it. */
const firstDecidesStill = ({ decidesStill }: { decidesStill: boolean }): Unavailable | null =>
  decidesStill ? null : unavailable("guard.firstSignerGone");

/** DECIDE_APPEAL. No one decides on their own ruling, nor on one by someone who owes them the role or to whom they owe it. */
export const anotherPersonDecides: Guard = (f, v) =>
  v.accountId !== null && f.rulingBy.includes(v.accountId)
    ? unavailable("guard.ownRuling", "CONFLICT_OF_INTEREST")
    : signsBeside(f.rulingBy, f, v);

/** CLOSE_EXTERNAL. Closing a case that waits for an appeal decides the appeal, too. */
export const decidedOutside: Guard = (f, v) =>
  when("STAYED_FOR_OUTSIDE")(f, v) ?? (f.appealOpenOf.length > 0 ? anotherPersonDecides(f, v) : null);

/**
 * IMPOSE_INTERIM_MEASURE. Only in grave cases, by the person who handles the case, one at a time. Asking again while one acts renews
 * it, as often as the house allows; not while its review is undecided, and never after one was lifted on review.
 */
export const mayImposeInterim: Guard = (f, v) => {
  const { proposed, acting, imposed, most, liftedByReview, pausedElsewhere } = f.interim;
  if (!f.isGrave) return unavailable("guard.notGrave");
  if (proposed) return unavailable("guard.INTERIM_PROPOSED.forbidden");
  if (liftedByReview) return unavailable("guard.interimLifted", "LIMIT_REACHED");
  if (imposed >= most) return unavailable("guard.interimLimit", "LIMIT_REACHED");
  if (acting?.review === "ASKED") return unavailable("guard.INTERIM_REVIEW_ASKED.forbidden");
  if (!isHandler(f, v)) return unavailable("guard.interimHandler", "LEASE_REQUIRED");
  return pausedElsewhere ? unavailable("guard.pausedElsewhere", "LIMIT_REACHED") : null;
};

/** CONFIRM_INTERIM_MEASURE. Never the person who asked for it, nor one who is not independent of that person; and not while the one it renews is under review. */
export const anotherPersonConfirms: Guard = (f, v) => {
  const { proposed, acting, pausedElsewhere } = f.interim;
  if (!proposed) return unavailable("guard.INTERIM_PROPOSED.required");
  if (f.overdueClocks.includes("INTERIM_CONFIRMATION")) return unavailable("deadlinePassed", "TOO_LATE");
  if (proposed.by === v.accountId) return unavailable("guard.ownInterim", "SECOND_APPROVER_REQUIRED");
  if (acting?.review === "ASKED") return unavailable("guard.INTERIM_REVIEW_ASKED.forbidden");
  return (
    firstDecidesStill(proposed) ??
    signsBeside([proposed.by], f, v) ??
    (pausedElsewhere ? unavailable("guard.pausedElsewhere", "LIMIT_REACHED") : null)
  );
};

/** REQUEST_INTERIM_REVIEW. Once for each measure. */
export const mayRequestReview: Guard = (f, v) =>
  when("INTERIM_ACTS")(f, v) ??
  (f.interim.acting?.review === null ? null : unavailable("guard.interimReviewed", "LIMIT_REACHED"));

/** DECIDE_INTERIM_REVIEW. By neither of the two who imposed it. */
export const thirdPersonReviews: Guard = (f, v) => {
  const by = f.interim.acting?.by ?? [];
  return (
    when("INTERIM_REVIEW_ASKED")(f, v) ??
    (v.accountId !== null && by.includes(v.accountId)
      ? unavailable("guard.imposedInterim", "CONFLICT_OF_INTEREST")
      : signsBeside(by, f, v))
  );
};

/** The viewer must not be recused; then the other guard is checked. */
export const notRecused =
  (guard: Guard = () => null): Guard =>
  (f, v) =>
    v.accountId !== null && [v.accountId, ...(v.alsoAs ?? [])].some((id) => f.recused.includes(id))
      ? unavailable("guard.recused", "CONFLICT_OF_INTEREST")
      : guard(f, v);

const REOPENED_BY_CONSUMER: readonly string[] = ["SETTLED", "EXPIRED", "NOT_ACCEPTED"];

/**
 * REOPEN. The consumer once, within 30 days of some closings that it did not itself agree to, or of one that left unpaid what no ruling ordered; again,
 * and whatever it agreed to, once a refund that it had confirmed turns out not to have come. A lead whenever there is a reason to.
 */
export const mayReopen: Guard = (f, v) => {
  if (v.isLead) return null;
  const isMissed = f.refundMissedAt !== null && f.refundMissedAt > (f.consumerReopenedAt ?? 0);
  const unpaid = isMissed || (f.closureReason === "UNREMEDIED" && !f.isRuled);
  if (!unpaid && !REOPENED_BY_CONSUMER.includes(f.closureReason ?? "")) return unavailable("guard.notReopenable");
  if (f.settlementConfirmed && !isMissed) return unavailable("guard.settlementConfirmed");
  if (f.consumerReopenedAt !== null && !isMissed) return unavailable("guard.reopenedBefore", "LIMIT_REACHED");
  return f.now >= f.reopenableUntil ? unavailable("guard.reopenTooLate", "TOO_LATE") : null;
};

interface Desk {
  /** There is late evidence to decide on. */
  lateEvidence?: boolean;
  informationRequestsBelow?: number;
  evidenceRoundsBelow?: number;
  bothSidesClosed?: boolean;
  noDraftAwaitingApproval?: boolean;
  noOpenOffer?: boolean;
}

/** Moderators act under a lease; the deciding transaction also checks its fencing token. Whoever is recused since does nothing more under theirs. */
export const holdsLease = (desk: Desk): Guard =>
  notRecused((f, v) => {
    const { informationRequestsBelow = Infinity, evidenceRoundsBelow = Infinity } = desk;
    if (f.informationRequests >= informationRequestsBelow)
      return unavailable("guard.informationRequests", "LIMIT_REACHED");
    if (f.evidenceRounds >= evidenceRoundsBelow) return unavailable("guard.evidenceRounds", "LIMIT_REACHED");
    if (desk.bothSidesClosed && (f.evidenceClosedAt.CONSUMER === null || f.evidenceClosedAt.PROVIDER === null))
      return unavailable("guard.evidenceStillOpen");
    if (desk.lateEvidence && f.lateEvidence === 0) return unavailable("guard.noLateEvidence");
    if (desk.noDraftAwaitingApproval && f.rulingAwaitingApproval) return unavailable("guard.rulingAwaitsApproval");
    if (desk.noOpenOffer && isOpen(f)) return unavailable("guard.offerOpen");
    return isHolder(f, v) ? null : unavailable("guard.leaseRequired", "LEASE_REQUIRED");
  });

/** SEND_MESSAGE. For the platform only one person speaks: who has taken the case, or has it assigned. */
export const mayWrite: Guard = (f, v) =>
  v.side !== null || isHandler(f, v) ? null : unavailable("guard.notHandler", "LEASE_REQUIRED");

const isHandler = (f: CaseFacts, v: CaseViewer): boolean => isHolder(f, v) || f.assignedToId === v.accountId;

const isHolder = (f: CaseFacts, v: CaseViewer): boolean =>
  f.lease.holderId === v.accountId && (f.lease.expiresAt ?? 0) > f.now;

const actsNow = (f: CaseFacts): boolean => f.interim.acting !== null && f.interim.acting.endsAt > f.now;

function isOpen(f: CaseFacts): boolean {
  return f.openOffer !== null && f.openOffer.expiresAt > f.now;
}
