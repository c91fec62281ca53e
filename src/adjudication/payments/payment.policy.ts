import { conflictWith } from "../../accounts/conflict.policy";
import { hasRole, isPerson, type Actor } from "../../accounts/actor";
import type { Obstacle } from "../../platform/refusal";
import type { OrderPaymentStatus, PaymentPurpose, PaymentStatus } from "./payment-enums.types";

export const PAYMENT_ACTIONS = ["CONFIRM", "REJECT", "CONFIRM_PAYOUT"] as const;
export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

interface PaymentFacts {
  purpose: PaymentPurpose;
  status: PaymentStatus;
  providerId: string;
  claimedById: string | null;
  firstConfirmedById: string | null;
}

/** Who works on payments sees all of them; auditors read everything. */
export const maySeeAllPayments = (actor: Actor | null): boolean => hasRole(actor, "FINANCE", "AUDITOR");

/** PAYOUT goes out, everything else comes in. */
const actionFits = (action: PaymentAction, purpose: PaymentPurpose): boolean =>
  (action === "CONFIRM_PAYOUT") === (purpose === "PAYOUT");

/** Finance never has a say in its own money. `consumerId`: whose order or case the payment is about, if any. */
export function whyNot(
  action: PaymentAction,
  actor: Actor | null,
  payment: PaymentFacts,
  consumerId: string | null,
): Obstacle | null {
  if (!hasRole(actor, "FINANCE")) return { code: "FORBIDDEN", reason: "role" };
  if (!actionFits(action, payment.purpose)) return { code: "NOT_IN_THIS_STATE", reason: "payment.otherDirection" };
  if (payment.claimedById !== null && isPerson(actor, payment.claimedById))
    return { code: "CONFLICT_OF_INTEREST", reason: "payment.ownClaim" };
  if (consumerId !== null && isPerson(actor, consumerId))
    return { code: "CONFLICT_OF_INTEREST", reason: "payment.ownMoney" };
  const conflict = conflictWith(actor, payment.providerId);
  if (conflict) return conflict;
  const open = payment.status === "CLAIMED" || payment.status === "DISPUTED";
  if (!open) return { code: "NOT_IN_THIS_STATE", reason: "payment.settled", params: { status: payment.status } };
  return action === "CONFIRM" && payment.firstConfirmedById !== null && isPerson(actor, payment.firstConfirmedById)
    ? { code: "SECOND_APPROVER_REQUIRED", reason: "payment.confirmedByYou" }
    : null;
}

/** What the viewer could do with a payment, and what stands in the way. Nothing is offered for what is settled. */
export function actionsFor(
  actor: Actor | null,
  payment: PaymentFacts,
  consumerId: string | null,
): { action: PaymentAction; refused: Obstacle | null }[] {
  const open = payment.status === "CLAIMED" || payment.status === "DISPUTED";
  if (!hasRole(actor, "FINANCE") || !open) return [];
  return PAYMENT_ACTIONS.filter((action) => actionFits(action, payment.purpose)).map((action) => ({
    action,
    refused: whyNot(action, actor, payment, consumerId),
  }));
}

/** `limits`: by currency, and `other`. A sum above its limit is confirmed by two persons. */
export const takesTwo = (
  { amount, currency }: { amount: number; currency: string },
  limits: Readonly<Record<string, number>>,
): boolean => amount > (limits[currency] ?? limits.other ?? 0);

/** One spelling for each reference: capitals, full-width forms, spaces and punctuation make no difference. */
export const foldReference = (reference: string): string =>
  [
    ...reference
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ]
    .slice(0, 200)
    .join("");

/** Only what is confirmed counts as paid. */
export function paymentStatusOf(
  { priceAmount }: { priceAmount: number },
  payments: readonly { status: PaymentStatus; amount: number }[],
): OrderPaymentStatus {
  const paid = payments.filter(({ status }) => status === "CONFIRMED").reduce((sum, { amount }) => sum + amount, 0);
  if (paid > 0) return paid >= priceAmount ? "PAID" : "PART_PAID";
  return payments.some(({ status }) => status === "CLAIMED") ? "CLAIMED" : "UNPAID";
}
