import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { letGo } from "../instructions/let-go";
import { returnToDeposit } from "./payout-changes";
import { Remedy } from "./remedy.entity";
import { dropUnsent } from "../payments/drop-unsent";
import { reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";

/**
 * The ruling is reversed, or what was claimed without one is contested: money that was set aside because of it and not yet sent is
 * returned to the provider, and a refund that the payment side has not heard of is not made. What was sent, or may be on its way, is not
 * taken back. The caller has locked the case; this locks the provider.
 */
export async function cancelPayouts(
  tx: Tx,
  providerId: string,
  of: { rulingId: string } | { rulingId: null; complaintId: string },
): Promise<void> {
  const remedies = await tx.find(Remedy, of);
  const ids = remedies.map(({ id }) => id);
  const unsent = await tx.find(Payment, { remedyId: ids, purpose: ["PAYOUT", "REFUND"], status: "CLAIMED" });
  if (unsent.length === 0) return;
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Error(`provider ${providerId} not found`);
  await dropUnsent(tx, provider, { purpose: "REFUND", remedyId: ids });
  // Read again under the lock: the payment side may have answered.
  const payouts = await tx.find(Payment, { remedyId: ids, purpose: "PAYOUT", status: "CLAIMED" }, "ORDER BY id");
  const moving = await letGo(
    tx,
    providerId,
    payouts.map(({ id }) => id),
  );
  for (const payout of payouts) {
    const remedy = remedies.find(({ id }) => id === payout.remedyId);
    if (!remedy) throw new Error(`${payout.id} pays none of these remedies`);
    if (!moving.has(payout.id)) await returnPayout(tx, payout, remedy);
  }
}

/** What was set aside and not sent goes back to the deposit. The caller has locked the case and the provider. */
export async function returnPayout(tx: Tx, payout: Payment, remedy: Remedy): Promise<void> {
  await returnToDeposit(tx, payout, remedy);
  reject(tx, payout);
}
