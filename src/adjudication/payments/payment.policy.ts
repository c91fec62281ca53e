import { conflictWith } from "../../accounts/actor/conflict.policy";
import { hasRole, isPerson, isThemself, type Actor } from "../../accounts/actor/actor";
import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import type { Obstacle } from "../../platform/refusal";
import type { Standing } from "../instructions/standing.pure";
import type { PaymentChannel, PaymentPurpose, PaymentStatus } from "./payment-enums.types";
import { firstOf } from "./payment.pure";

export const PAYMENT_ACTIONS = ["CONFIRM", "REJECT", "CONFIRM_PAYOUT", "INSTRUCT"] as const;

export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

export interface PaymentFacts {
  purpose: PaymentPurpose;
  status: PaymentStatus;
  providerId: string;
  channel: PaymentChannel | null;
  reason: string | null;
  claimedById: string | null;
  firstConfirmedById: string | null;
  settledById: string | null;
  standing: Standing;
  /** Of a payout that did not come, as its consumer says: whether it is owed still. */
  isOwed: boolean;
  /** Its case is stayed or being decided again, and says only afterwards what it counts for. */
  caseWaits: boolean;
  /** What else was paid for its order leaves no room for it. */
  isTooMuch: boolean;
  /** Of whoever may be the second of two, where somebody was the first. */
  signer: Signer | null;
  now: number;
}

/** Finance sees all payments; auditors read everything. */
export const maySeeAllPayments = (actor: Actor | null): boolean => hasRole(actor, "FINANCE", "AUDITOR");

/**
 * A PAYOUT is outgoing, everything else is incoming. What the system owes or is owed can be left to the payment side. A payout that never came
 * is sent again while it is owed, and rejected once it is not.
 */
function actionFits(action: PaymentAction, { purpose, status, isOwed }: PaymentFacts): boolean {
  if (action === "INSTRUCT") return purpose === "PAYOUT" || purpose === "REPAYMENT";
  if (action === "REJECT" && purpose === "PAYOUT") return status === "DISPUTED" && !isOwed;
  return (action === "CONFIRM_PAYOUT") === (purpose === "PAYOUT");
}

/** Finance staff never decide about their own money. `consumerId`: the consumer of the payment's order or case, if any. */
export function whyNot(
  action: PaymentAction,
  actor: Actor | null,
  payment: PaymentFacts,
  consumerId: string | null,
): Obstacle | null {
  if (!hasRole(actor, "FINANCE")) return { code: "FORBIDDEN", reason: "role" };
  if (!actionFits(action, payment)) return { code: "NOT_IN_THIS_STATE", reason: "payment.otherDirection" };
  if (payment.claimedById !== null && isThemself(actor, payment.claimedById))
    return { code: "CONFLICT_OF_INTEREST", reason: "payment.ownClaim" };
  if (consumerId !== null && isThemself(actor, consumerId))
    return { code: "CONFLICT_OF_INTEREST", reason: "payment.ownMoney" };
  const conflict = conflictWith(actor, payment.providerId);
  if (conflict) return conflict;
  const open = payment.status === "CLAIMED" || payment.status === "DISPUTED";
  if (!open) return { code: "NOT_IN_THIS_STATE", reason: "payment.settled", params: { status: payment.status } };
  if (payment.standing === "UNDER_WAY") return { code: "NOT_IN_THIS_STATE", reason: "payment.underWay" };
  if (action === "INSTRUCT" && (payment.standing !== "OFFERED" || payment.status !== "CLAIMED"))
    return { code: "NOT_IN_THIS_STATE", reason: "payment.notInstructable" };
  const first = firstOf(action, payment);
  if (first !== null && isPerson(actor, first))
    return { code: "SECOND_APPROVER_REQUIRED", reason: "payment.confirmedByYou" };
  const tied = first !== null && payment.signer && whyNotSecond(payment.signer, [first], payment.now);
  if (tied) return tied;
  if (payment.caseWaits && action !== "INSTRUCT") return { code: "NOT_IN_THIS_STATE", reason: "payment.caseWaits" };
  return payment.isTooMuch && action === "CONFIRM" ? { code: "NOT_IN_THIS_STATE", reason: "payment.orderPaid" } : null;
}

/** What the viewer could do with a payment, with any obstacle. Settled payments offer nothing. */
export function actionsFor(
  actor: Actor | null,
  payment: PaymentFacts,
  consumerId: string | null,
): { action: PaymentAction; refused: Obstacle | null }[] {
  const open = payment.status === "CLAIMED" || payment.status === "DISPUTED";
  if (!hasRole(actor, "FINANCE") || !open) return [];
  return PAYMENT_ACTIONS.filter(
    (action) => actionFits(action, payment) && (action !== "INSTRUCT" || payment.standing === "OFFERED"),
  ).map((action) => ({
    action,
    refused: whyNot(action, actor, payment, consumerId),
  }));
}
