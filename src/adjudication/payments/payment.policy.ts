import { conflictWith } from "../../accounts/actor/conflict.policy";
import { hasRole, isPerson, isThemself, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { Standing } from "../instructions/standing.pure";
import type { PaymentChannel, PaymentPurpose, PaymentStatus } from "./payment-enums.types";
import { firstToSay } from "./payment.pure";

export const PAYMENT_ACTIONS = ["CONFIRM", "REJECT", "CONFIRM_PAYOUT", "INSTRUCT"] as const;

export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

interface PaymentFacts {
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
  return first !== null && isPerson(actor, first)
    ? { code: "SECOND_APPROVER_REQUIRED", reason: "payment.confirmedByYou" }
    : null;
}

/** Who must not be the one to say it: the first of two, and of a payout that never came whoever confirmed that it was sent. */
function firstOf(action: PaymentAction, payment: PaymentFacts): string | null {
  if (action === "CONFIRM_PAYOUT") return null;
  return action === "REJECT" && payment.purpose === "PAYOUT" ? payment.settledById : firstToSay(action, payment);
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
