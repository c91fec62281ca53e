import { Complaint } from "../../case/complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { PaymentSide } from "../instructions/payment-side";
import { standingOf, type Standing } from "../instructions/standing.pure";
import { Payment } from "../payments/payment.entity";
import { isOwedStill } from "./is-owed-still";

/** A payment under its provider's lock, with the consumer of its order or case. */
export interface LockedPayment {
  payment: Payment;
  provider: Provider;
  consumerId: string | null;
  /** What the payment side was asked to do about it. */
  instructions: readonly PaymentInstruction[];
  standing: Standing;
  /** Of a payout that did not come, as its consumer says: whether it is owed still. */
  isOwed: boolean;
}

export async function findPayment(reader: Reader, id: string): Promise<Payment> {
  const payment = isIdOf(Payment, id) ? await reader.byId(Payment, id) : null;
  if (!payment) throw new Refusal("NOT_FOUND", { field: "input.paymentId" });
  return payment;
}

/** Cases that it may pay must be locked before: the order of locks is complaint, then provider. */
export async function lockPayment(
  tx: Tx,
  { id, providerId }: Payment,
  expectedVersion?: number | null,
): Promise<LockedPayment> {
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Error(`provider ${providerId} not found`);
  // Read again under the lock: someone else may have settled it.
  const payment = await findPayment(tx, id);
  const current = payment.version;
  if (expectedVersion !== undefined && expectedVersion !== null && expectedVersion !== current)
    throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current } });
  const instructions = await tx.find(PaymentInstruction, { paymentId: id }, "ORDER BY id");
  const standing = standingOf(PaymentSide.of(tx) !== null, instructions);
  const consumerId = await consumerOf(tx, payment);
  const isOwed = await isOwedStill(tx, payment, (remedyId) => tx.find(Payment, { remedyId }));
  return { payment, provider, consumerId, instructions, standing, isOwed };
}

async function consumerOf(reader: Reader, { orderId, complaintId }: Payment): Promise<string | null> {
  if (orderId !== null) return (await reader.byId(Order, orderId))?.consumerId ?? null;
  return complaintId === null ? null : ((await reader.byId(Complaint, complaintId))?.consumerId ?? null);
}
