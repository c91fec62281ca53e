import type { Author } from "../../accounts/account/record-on-account";
import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { foldReference } from "../../case/complaints/order-money.pure";
import { Payment } from "./payment.entity";
import { factsOf, recordPayment } from "./record-payment";

/**
 * So much of a refund arrived that was rejected as a whole: it takes the place of that claim, whose sum is written down for good. The caller
 * has locked the provider.
 */
export function claimPart(
  tx: Tx,
  provider: Provider,
  claim: Payment,
  { amount, reason, author }: { amount: number; reason: string; author: Author },
): Payment {
  const { channel, reference, currency } = claim;
  if (channel === null || reference === null) throw new Error(`${claim.id} names no payment`);
  const part = Object.assign(new Payment(), {
    ...claim,
    ...{ id: newId(Payment), amount, reason, referenceKey: foldReference(reference), status: "CLAIMED" as const },
    ...{ firstConfirmedById: null, firstConfirmedAt: null, settledById: null, settledAt: null, version: 1 },
  });
  tx.insert(Payment, part);
  tx.commitTo(part);
  recordPayment(tx, provider, part, "PAYMENT_CLAIMED", author, null, {
    ...factsOf(part),
    ...{ amount, currency, channel, reference },
  });
  return part;
}
