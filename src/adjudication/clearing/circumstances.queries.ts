import { Complaint } from "../../case/complaints/complaint.entity";
import { movesOf, type Move } from "../../case/complaints/complaint.lifecycle";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { Order } from "../../market/orders/order.entity";
import { addUp } from "../../platform/amounts";
import type { Loaders } from "../../platform/database/loaders";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { standingOf, type Standing } from "../instructions/standing.pure";
import { Payment } from "../payments/payment.entity";
import type { PaymentPurpose } from "../payments/payment-enums.types";
import { isOrderedStill } from "../remedies/is-ordered-still";
import { Remedy } from "../remedies/remedy.entity";
import { isOwedStill } from "./is-owed-still";

/** What decides, beside the payment itself, what may be done about it. */
export interface Circumstances {
  /** Of its order or case, if any. */
  consumerId: string | null;
  /** What the payment side was asked to do about it. */
  instructions: readonly PaymentInstruction[];
  standing: Standing;
  /** Of a payout that did not come, as its consumer says: whether it is owed still. */
  isOwed: boolean;
  /** Its case is stayed or being decided again, and says only afterwards what it counts for. */
  caseWaits: boolean;
  /** What else was paid for its order leaves no room for it. */
  isTooMuch: boolean;
}

/** The same for a command, once everything is locked, and for whoever asks what could be done. */
export async function circumstancesOf(
  loaders: Loaders,
  payment: Payment,
  hasPaymentSide: boolean,
): Promise<Circumstances> {
  const [instructions, isOwed, waits, isTooMuch, consumerId] = await Promise.all([
    loaders.manyBy(PaymentInstruction, "paymentId", payment.id),
    isOwedStill(loaders, payment, (remedyId) => loaders.manyBy(Payment, "remedyId", remedyId)),
    caseWaits(loaders, payment),
    isAboveOrder(loaders, payment),
    consumerOf(loaders, payment),
  ]);
  return {
    consumerId,
    instructions,
    standing: standingOf(hasPaymentSide, instructions),
    isOwed,
    caseWaits: waits,
    isTooMuch,
  };
}

/**
 * Only a refund of what nothing orders any longer is settled without its case: of a reversed ruling, of a compensation that was contested,
 * of an agreement that another one or a ruling has replaced. What was paid because of it stays paid.
 */
export async function caseWaits(
  loaders: Loaders,
  { purpose, status, complaintId, remedyId }: Payment,
): Promise<boolean> {
  if (status !== "CLAIMED" || (purpose !== "REFUND" && purpose !== "PAYOUT")) return false;
  const [remedy, complaint] = await Promise.all([loaders.byId(Remedy, remedyId), loaders.byId(Complaint, complaintId)]);
  if (!remedy || !complaint) return false;
  const counts =
    movesOfPayment(purpose, complaint, remedy).length > 0 &&
    (complaint.status !== "SETTLING" || (await isOfSettlement(loaders, remedy)));
  return !counts && (purpose === "PAYOUT" || (await isOrderedStill(loaders, remedy)));
}

/** The arrows that money takes which pays for what the case owes now. */
export const movesOfPayment = (
  purpose: PaymentPurpose,
  { status, currentRulingId }: Complaint,
  { isCancelled, rulingId }: Remedy,
): readonly Move[] =>
  isCancelled || rulingId !== currentRulingId
    ? []
    : movesOf(purpose === "REFUND" ? "SETTLE_REFUND" : "PAY_FROM_DEPOSIT").filter(({ from }) => from.includes(status));

/** What was owed before the sides agreed anew waits until it is known whether that is kept. */
export async function isOfSettlement(loaders: Loaders, { settlementId, complaintId }: Remedy): Promise<boolean> {
  return (await loaders.manyBy(Settlement, "complaintId", complaintId)).at(-1)?.id === settlementId;
}

/** Claims about one order count only up to its price. */
async function isAboveOrder(loaders: Loaders, { purpose, status, orderId, amount }: Payment): Promise<boolean> {
  if (purpose !== "ORDER" || status !== "CLAIMED" || orderId === null) return false;
  const [order, payments] = await Promise.all([
    loaders.byId(Order, orderId),
    loaders.manyBy(Payment, "orderId", orderId),
  ]);
  const paid = payments.filter(
    (each) => each.purpose === "ORDER" && each.status === "CONFIRMED" && each.currency === order?.priceCurrency,
  );
  return order !== null && addUp(paid.map((each) => each.amount)) + amount > order.priceAmount;
}

export async function consumerOf(loaders: Loaders, { orderId, complaintId }: Payment): Promise<string | null> {
  if (orderId !== null) return (await loaders.byId(Order, orderId))?.consumerId ?? null;
  return (await loaders.byId(Complaint, complaintId))?.consumerId ?? null;
}
