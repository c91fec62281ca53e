import { ownProvider } from "../deposit/own-provider";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { claimPayment } from "../payments/claim-payment";
import type { Tx } from "../../platform/database/tx";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Fine } from "./fine.entity";
import { payFineFromDeposit } from "./pay-fine-from-deposit";
import { Penalty } from "./penalty.entity";
import type { PayFineInput } from "./penalty.types";
import { whyNot } from "./penalty.policy";
import { reconcile } from "./reconcile";

/** From the deposit at once; a transfer is only a claim, which settle-payment.ts turns into a payment. */
export async function payFine(
  tx: Tx,
  actor: Actor,
  { penaltyId, from, channel, reference }: Omit<PayFineInput, "clientMutationId">,
): Promise<{ penaltyId: string; paymentId: string | null }> {
  const field = "input.penaltyId";
  const found = isIdOf(Penalty, penaltyId) ? await tx.byId(Penalty, penaltyId) : null;
  if (!found || !isMemberOf(actor, found.providerId)) throw new Refusal("NOT_FOUND", { field });
  const byTransfer = from === "TRANSFER" && (Boolean(reference) || channel === "PLATFORM");
  if (from === "TRANSFER" && !byTransfer)
    throw new Refusal("BAD_USER_INPUT", { reason: "fine.referenceRequired", field: "input.reference" });
  const provider = await ownProvider(tx, actor, found.providerId, field);
  // Read again under the lock: it may have been paid, or its ruling reversed.
  const penalty = await tx.findOne(Penalty, { id: penaltyId });
  const fine = await tx.findOne(Fine, { penaltyId });
  if (!penalty || !fine || whyNot("PAY_FINE", penalty, fine, tx.now))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "fine.notDue", field });
  // Asked for twice, it would be taken twice.
  if (channel === "PLATFORM" && (await tx.findOne(PaymentInstruction, { penaltyId, state: ["REQUESTED", "SENT"] })))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.underWay", field });
  if (byTransfer) {
    const { amount, currency } = fine;
    const claim = { purpose: "FINE" as const, amount, currency, channel, reference, penaltyId };
    return { penaltyId, paymentId: (await claimPayment(tx, actor, provider, "PROVIDER_OWNER", claim)).id };
  }
  if (!(await payFineFromDeposit(tx, provider, fine, penalty)))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "fine.depositTooSmall", field });
  await reconcile(tx, provider);
  return { penaltyId, paymentId: null };
}
