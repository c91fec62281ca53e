import { Account } from "../../accounts/account/account.entity";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import { PaymentInstruction } from "../instructions/payment-instruction.entity";
import { PaymentSide } from "../instructions/payment-side";
import { requestInstruction } from "../instructions/request-instruction";
import { freeReference, refuseTakenReference } from "./free-reference";
import type { PaymentChannel, PaymentPurpose } from "./payment-enums.types";
import { Payment } from "./payment.entity";
import { factsOf, recordPayment } from "./record-payment";

export interface Claim {
  purpose: Exclude<PaymentPurpose, "PAYOUT" | "REPAYMENT" | "ORDER_REFUND">;
  amount: number;
  currency: string;
  channel: PaymentChannel;
  /** Left out for PLATFORM: the instruction's id is the reference. */
  reference?: string | null;
  orderId?: string;
  penaltyId?: string;
  /** For REFUND. */
  complaintId?: string;
  remedyId?: string;
  /** For ORDER: the order's consumer. */
  consumerId?: string;
}

/** As the commands call them that make a claim, and those by which a provider proves that it has refunded. */
const OF_CLAIM = { channel: "input.channel", reference: "input.reference" };
const OF_PROOF: typeof OF_CLAIM = { channel: "input.refundChannel", reference: "input.refundReference" };

/**
 * A claim that money was paid, or, by the channel PLATFORM, is to be paid by the platform's payment side: it changes no balance, fine, order
 * or case. The caller has locked the provider.
 */
export async function claimPayment(
  tx: Tx,
  actor: Actor,
  provider: Provider,
  role: Author["actorRole"],
  claim: Claim,
): Promise<Payment> {
  const { consumerId = null, ...particulars } = claim;
  const fields = claim.purpose === "REFUND" ? OF_PROOF : OF_CLAIM;
  const instructionId = claim.channel === "PLATFORM" ? instructionOf(tx, claim, fields) : null;
  const named = { channel: claim.channel, reference: instructionId ?? claim.reference ?? "" };
  await refuseTooManyClaims(tx, actor);
  const payment = Object.assign(new Payment(), {
    orderId: null,
    penaltyId: null,
    complaintId: null,
    remedyId: null,
    ...particulars,
    ...named,
    id: newId(Payment),
    providerId: provider.id,
    referenceKey: await freeReference(tx, named, { field: fields.reference }),
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
  tx.commitTo(payment);
  await refuseTakenReference(tx, fields.reference);
  const author: Author = { actorId: actor.accountId, actorRole: role };
  recordPayment(tx, provider, payment, "PAYMENT_CLAIMED", author, consumerId, {
    ...factsOf(payment),
    ...named,
  });
  if (instructionId !== null && claim.purpose !== "ORDER") {
    const { id: paymentId, providerId, amount, currency, complaintId, remedyId, penaltyId } = payment;
    const of = { paymentId, providerId, amount, currency, complaintId, remedyId, penaltyId };
    await requestInstruction(tx, { id: instructionId, kind: claim.purpose, ...of });
  }
  return payment;
}

/** Its id. What was paid for an order is no movement that the platform asks for. */
function instructionOf(tx: Tx, { purpose, reference }: Claim, fields: typeof OF_CLAIM): string {
  const field = fields.channel;
  if (!PaymentSide.of(tx)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.noPaymentSide", field });
  if (purpose === "ORDER") throw new Refusal("BAD_USER_INPUT", { reason: "payment.notByPlatform", field });
  if (reference) throw new Refusal("BAD_USER_INPUT", { reason: "payment.ownReference", field: fields.reference });
  return newId(PaymentInstruction);
}

/** Limits open claims, so that no one can flood the list that finance works on: under the person's lock, since each provider has its own. */
async function refuseTooManyClaims(tx: Tx, { accountId }: Actor): Promise<void> {
  tx.lockAll(Account, [accountId]);
  const most = (await HouseRules.inForce(tx, tx.now)).number("payment.openClaims", "count");
  const [row] = await tx.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM payment WHERE claimed_by_id = ? AND status = 'CLAIMED'",
    [accountId],
  );
  if (row && row.n >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "payment.openClaims", params: { limit: most } });
}
