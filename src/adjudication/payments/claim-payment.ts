import type { Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import { freeReference, refuseTakenReference } from "./free-reference";
import type { PaymentChannel, PaymentPurpose } from "./payment-enums.types";
import { Payment } from "./payment.entity";
import { factsOf, recordPayment } from "./record-payment";

export interface Claim {
  purpose: Exclude<PaymentPurpose, "PAYOUT" | "REPAYMENT">;
  amount: number;
  currency: string;
  channel: PaymentChannel;
  reference: string;
  orderId?: string;
  penaltyId?: string;
  /** For REFUND. */
  complaintId?: string;
  remedyId?: string;
  /** For ORDER: the order's consumer. */
  consumerId?: string;
}

/** A claim that money was paid: it changes no balance, fine, order or case. The caller has locked the provider. */
export async function claimPayment(
  tx: Tx,
  actor: Actor,
  provider: Provider,
  role: Author["actorRole"],
  claim: Claim,
): Promise<Payment> {
  const { consumerId = null, ...particulars } = claim;
  await refuseTooManyClaims(tx, actor);
  const payment = Object.assign(new Payment(), {
    orderId: null,
    penaltyId: null,
    complaintId: null,
    remedyId: null,
    ...particulars,
    id: newId(Payment),
    providerId: provider.id,
    referenceKey: await freeReference(tx, claim),
    status: "CLAIMED" as const,
    claimedById: actor.accountId,
    claimedAt: tx.now,
    firstConfirmedById: null,
    firstConfirmedAt: null,
    settledById: null,
    settledAt: null,
    reason: null,
    reports: 0,
    version: 1,
  });
  tx.insert(Payment, payment);
  await refuseTakenReference(tx);
  const author: Author = { actorId: actor.accountId, actorRole: role };
  recordPayment(tx, provider, payment, "PAYMENT_CLAIMED", author, consumerId, {
    ...factsOf(payment),
    channel: claim.channel,
    reference: claim.reference,
  });
  return payment;
}

/** Limits open claims, so that no one can flood the list that finance works on. */
async function refuseTooManyClaims(tx: Tx, { accountId }: Actor): Promise<void> {
  const most = (await HouseRules.inForce(tx, tx.now)).number("payment.openClaims", "count");
  const [row] = await tx.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM payment WHERE claimed_by_id = ? AND status = 'CLAIMED'",
    [accountId],
  );
  if (row && row.n >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "payment.openClaims", params: { limit: most } });
}
