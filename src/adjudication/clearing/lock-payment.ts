import { whyNotSecond } from "../../accounts/signer.policy";
import { readSigner } from "../../accounts/signer.queries";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { Payment } from "../payments/payment.entity";
import { takesTwo } from "../payments/payment.policy";

/** A payment under its provider's lock, and whose order or case it is about. */
export interface LockedPayment {
  payment: Payment;
  provider: Provider;
  consumerId: string | null;
}

const FIELD = "input.paymentId";

export async function findPayment(reader: Reader, id: string): Promise<Payment> {
  const payment = isIdOf(Payment, id) ? await reader.byId(Payment, id) : null;
  if (!payment) throw new Refusal("NOT_FOUND", { field: FIELD });
  return payment;
}

/** Cases that it may pay in are locked before: the order of locks is complaint, provider. */
export async function lockPayment(
  tx: Tx,
  { id, providerId }: Payment,
  expectedVersion?: number | null,
): Promise<LockedPayment> {
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Error(`provider ${providerId} is gone`);
  // Read again under the lock: somebody else may have settled it.
  const payment = await findPayment(tx, id);
  const current = payment.version;
  if (expectedVersion !== undefined && expectedVersion !== null && expectedVersion !== current)
    throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current } });
  return { payment, provider, consumerId: await consumerOf(tx, payment) };
}

async function consumerOf(reader: Reader, { orderId, complaintId }: Payment): Promise<string | null> {
  if (orderId !== null) return (await reader.byId(Order, orderId))?.consumerId ?? null;
  return complaintId === null ? null : ((await reader.byId(Complaint, complaintId))?.consumerId ?? null);
}

/** A large sum, by the house rules. */
export async function needsTwoPersons(tx: Tx, payment: Payment): Promise<boolean> {
  const [limits = {}] = (await HouseRules.inForce(tx, tx.now)).family("payment.twoPersons");
  return takesTwo(payment, limits);
}

/** The second of two: not tied to the first by a role that one of them gave the other, and not new to it. */
export async function refuseTiedSecond(tx: Tx, actor: Actor, first: string): Promise<void> {
  const tied = whyNotSecond(await readSigner(tx, actor, ["FINANCE"]), [first], tx.now);
  if (tied) throw new Refusal(tied.code, { ...tied, field: "input.paymentId" });
}
