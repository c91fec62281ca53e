import type { ClockName } from "./clock-names";
import type { RefusalCode } from "../platform/refusal";

export type Side = "CONSUMER" | "PROVIDER";

/** What the table's guards may know of a case, read in one go under the case's lock. */
export interface CaseFacts {
  now: number;
  /** Clocks that ran out and have not been dealt with yet. */
  overdueClocks: readonly ClockName[];
  openedAt: number;
  providerFirstResponseAt: number | null;
  providerRefusedAt: number | null;
  /** When the provider's first answer is or was due. */
  firstResponseDueAt: number;
  /** From when either side may escalate, whatever was said. */
  escalationOpensAt: number;
  lastWord: Side;
  openOffer: { madeBySide: Side; expiresAt: number } | null;
  settlementProvedAt: number | null;
  informationRequests: number;
  evidenceRounds: number;
  evidenceClosedAt: Record<Side, number | null>;
  openMandatoryRequests: number;
  openRequestSides: readonly Side[];
  lease: { holderId: string | null; expiresAt: number | null };
  rulingAwaitingApproval: { decidedById: string } | null;
  rulingOutcome: "UPHELD" | "PARTLY_UPHELD" | "DISMISSED" | null;
  remedies: readonly { provedAt: number | null; doneAt: number | null; defaultedAt: number | null }[];
}

/** Who looks at the case, as far as the table can tell people apart. */
export interface CaseViewer {
  accountId: string | null;
  side: Side | null;
  isModerator: boolean;
  isLead: boolean;
}

/** Why an action cannot be taken now, and from when it could. */
export interface Unavailable {
  code: RefusalCode;
  reason: string;
  availableAt?: number;
}

export type Guard = (facts: CaseFacts, viewer: CaseViewer) => Unavailable | null;

const unavailable = (reason: string, code: RefusalCode = "NOT_IN_THIS_STATE", availableAt?: number): Unavailable => ({
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
  SETTLEMENT_PROVED: (f) => f.settlementProvedAt !== null,
  OWN_EVIDENCE_CLOSED: (f, v) => v.side !== null && f.evidenceClosedAt[v.side] !== null,
  OWN_REQUEST_OPEN: (f, v) => v.side !== null && f.openRequestSides.includes(v.side),
  RULING_AWAITS_OTHERS_APPROVAL: (f, v) =>
    f.rulingAwaitingApproval !== null && f.rulingAwaitingApproval.decidedById !== v.accountId,
  RULING_DISMISSED: (f) => f.rulingOutcome === "DISMISSED",
  REMEDIES_PROVED: (f) => f.remedies.every((r) => r.provedAt !== null || r.doneAt !== null),
  REMEDY_PROVED_UNCONFIRMED: (f) => f.remedies.some((r) => r.provedAt !== null && r.doneAt === null),
  REMEDIES_DONE: (f) => f.remedies.every((r) => r.doneAt !== null),
  REMEDY_DEFAULTED: (f) => f.remedies.some((r) => r.defaultedAt !== null && r.doneAt === null),
} satisfies Record<string, (facts: CaseFacts, viewer: CaseViewer) => boolean>;

type Condition = keyof typeof CONDITIONS;

/** The condition must hold; the refusal's message is `guard.NAME.required`. */
export const enough =
  (condition: Condition): Guard =>
  (f, v) =>
    CONDITIONS[condition](f, v) ? null : unavailable(`guard.${condition}.required`, codeOf(condition, f));

/** One's own draft is somebody else's to approve, and that has a code of its own. */
const codeOf = (condition: Condition, f: CaseFacts): RefusalCode =>
  condition === "RULING_AWAITS_OTHERS_APPROVAL" && f.rulingAwaitingApproval
    ? "SECOND_APPROVER_REQUIRED"
    : "NOT_IN_THIS_STATE";

/** The condition must not hold; the refusal's message is `guard.NAME.forbidden`. */
export const not =
  (condition: Condition): Guard =>
  (f, v) =>
    CONDITIONS[condition](f, v) ? unavailable(`guard.${condition}.forbidden`) : null;

export const remediesProved: Guard = enough("REMEDIES_PROVED");

export const noMandatoryRequest: Guard = (f) =>
  f.openMandatoryRequests > 0 ? unavailable("guard.mandatoryRequestOpen") : null;

/** Only the addressee answers, and only the open offer. */
export const openOfferOfOther: Guard = (f, v) =>
  !isOpen(f)
    ? unavailable("guard.noOpenOffer", "OFFER_NOT_OPEN")
    : f.openOffer?.madeBySide === v.side
      ? unavailable("guard.ownOffer", "OFFER_NOT_OPEN")
      : null;

export const openOfferOwn: Guard = (f, v) =>
  !isOpen(f)
    ? unavailable("guard.noOpenOffer", "OFFER_NOT_OPEN")
    : f.openOffer?.madeBySide !== v.side
      ? unavailable("guard.othersOffer", "OFFER_NOT_OPEN")
      : null;

/** Row 5: the consumer at once when refused or unanswered in time; either side when the talking had its time. */
export const elapsed: Guard = (f, v) => {
  const consumerMay =
    v.side === "CONSUMER" &&
    (f.providerRefusedAt !== null || (f.providerFirstResponseAt === null && f.now >= f.firstResponseDueAt));
  if (consumerMay || f.now >= f.escalationOpensAt) return null;
  const opensAt =
    v.side === "CONSUMER" && f.providerFirstResponseAt === null
      ? Math.min(f.firstResponseDueAt, f.escalationOpensAt)
      : f.escalationOpensAt;
  return unavailable("guard.escalationNotOpen", "NOT_YET", opensAt);
};

interface Desk {
  informationRequestsBelow?: number;
  evidenceRoundsBelow?: number;
  bothSidesClosed?: boolean;
  noDraftAwaitingApproval?: boolean;
}

/** Moderators act under a lease; the deciding transaction also checks its fencing token. */
export const holdsLease =
  (desk: Desk): Guard =>
  (f, v) => {
    const { informationRequestsBelow = Infinity, evidenceRoundsBelow = Infinity } = desk;
    if (f.informationRequests >= informationRequestsBelow)
      return unavailable("guard.informationRequests", "LIMIT_REACHED");
    if (f.evidenceRounds >= evidenceRoundsBelow) return unavailable("guard.evidenceRounds", "LIMIT_REACHED");
    if (desk.bothSidesClosed && (f.evidenceClosedAt.CONSUMER === null || f.evidenceClosedAt.PROVIDER === null))
      return unavailable("guard.evidenceStillOpen");
    if (desk.noDraftAwaitingApproval && f.rulingAwaitingApproval) return unavailable("guard.rulingAwaitsApproval");
    const mine = f.lease.holderId === v.accountId && (f.lease.expiresAt ?? 0) > f.now;
    return mine ? null : unavailable("guard.leaseRequired", "LEASE_REQUIRED");
  };

function isOpen(f: CaseFacts): boolean {
  return f.openOffer !== null && f.openOffer.expiresAt > f.now;
}
