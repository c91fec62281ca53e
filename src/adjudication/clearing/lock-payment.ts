import { Provider } from "../../market/providers/provider.entity";
import { Loaders } from "../../platform/database/loaders";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { PaymentSide } from "../instructions/payment-side";
import { Payment } from "../payments/payment.entity";
import { circumstancesOf, type Circumstances } from "./circumstances.queries";

/** A payment under its provider's lock. */
export interface LockedPayment extends Circumstances {
  payment: Payment;
  provider: Provider;
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
  return { payment, provider, ...(await circumstancesOf(new Loaders(tx), payment, PaymentSide.of(tx) !== null)) };
}
