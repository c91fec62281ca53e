import { transfer } from "../deposit/deposit-ledger";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { Remedy } from "./remedy.entity";
import { reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";

/**
 * The ruling is reversed, or what was claimed without one is contested: money that was set aside because of it and not yet sent is returned to the provider. What was sent stays with
 * the consumer. The caller has locked the case; this locks the provider.
 */
export async function cancelPayouts(
  tx: Tx,
  providerId: string,
  of: { rulingId: string } | { rulingId: null; complaintId: string },
): Promise<void> {
  const remedies = (await tx.find(Remedy, of)).filter(({ setAsideAmount }) => setAsideAmount > 0);
  if (remedies.length === 0) return;
  tx.lockAll(Provider, [providerId]);
  const remedyId = remedies.map(({ id }) => id);
  const payouts = await tx.find(Payment, { remedyId, purpose: "PAYOUT", status: "CLAIMED" }, "ORDER BY id");
  for (const payout of payouts) {
    const { amount, currency } = payout;
    const remedy = remedies.find(({ id }) => id === payout.remedyId);
    if (!remedy) throw new Error(`${payout.id} pays none of these remedies`);
    transfer(tx, providerId, {
      from: "CONSUMERS",
      to: "DEPOSIT",
      purpose: "COMPENSATION_RETURNED",
      amount,
      currency,
      remedyId: remedy.id,
    });
    reject(tx, payout);
    tx.change(remedy, { setAsideAmount: remedy.setAsideAmount - amount, setAsideAt: null });
  }
}
