import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { PaymentChannel } from "./payment-enums.types";
import { Payment } from "./payment.entity";
import { foldReference } from "../../case/complaints/order-money.pure";

interface Reference {
  channel: PaymentChannel;
  reference: string;
}

/** The key under which a reference is stored; refused if it is empty after folding, or belongs to another payment that was not rejected. */
export async function freeReference(
  tx: Tx,
  { channel, reference }: Reference,
  { field, paymentId }: { field: string; paymentId?: string },
): Promise<string> {
  const referenceKey = foldReference(reference);
  if (referenceKey === "") throw new Refusal("BAD_USER_INPUT", { reason: "payment.noReference", field });
  const taken = await tx.findOne(Payment, { channel, referenceKey });
  if (taken && taken.id !== paymentId) throw new Refusal("ALREADY_EXISTS", { reason: "payment.referenceTaken", field });
  return referenceKey;
}

/** Two claims at the same moment: the unique key refuses one. */
export const refuseTakenReference = (tx: Tx, field: string): Promise<void> =>
  refuseDuplicates(tx, { uq_payment_channel_reference_key: field });
