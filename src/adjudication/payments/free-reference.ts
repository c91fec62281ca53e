import { refuseDuplicates } from "../../accounts/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { PaymentChannel } from "./payment-enums.types";
import { Payment } from "./payment.entity";
import { foldReference } from "./payment.policy";

interface Reference {
  channel: PaymentChannel;
  reference: string;
}

/** The key that a reference is kept under; refused when nothing is left of it, or another payment that was not rejected has it. */
export async function freeReference(tx: Tx, { channel, reference }: Reference, paymentId?: string): Promise<string> {
  const referenceKey = foldReference(reference);
  const field = "input.reference";
  if (referenceKey === "") throw new Refusal("BAD_USER_INPUT", { reason: "payment.noReference", field });
  const taken = await tx.findOne(Payment, { channel, referenceKey });
  if (taken && taken.id !== paymentId) throw new Refusal("ALREADY_EXISTS", { reason: "payment.referenceTaken", field });
  return referenceKey;
}

/** Two at the same moment: the unique key speaks up. */
export const refuseTakenReference = (tx: Tx): Promise<void> =>
  refuseDuplicates(tx, { uq_payment_channel_reference_key: "input.reference" });
