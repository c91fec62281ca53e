import { SYSTEM } from "../../accounts/record-on-account";
import { giveBack } from "../deposit/deposit-ledger";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { letGo } from "../instructions/let-go";
import { Remedy } from "./remedy.entity";
import { reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import { factsOf, recordPayment } from "../payments/record-payment";

const NOT_OWED =
  "不再需要支付：处理决定已撤销，或者另有决定或约定。\nNothing is owed for it any more: the ruling was reversed, or something else has taken its place.";

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
  const payments = await tx.find(
    Payment,
    { remedyId: remedies.map(({ id }) => id), purpose: ["PAYOUT", "REFUND"], status: "CLAIMED" },
    "ORDER BY id",
  );
  // What the provider says that it paid itself is for finance to find.
  const unsent = payments.filter(({ purpose, channel }) => purpose === "PAYOUT" || channel === "PLATFORM");
  if (unsent.length === 0) return;
  tx.lockAll(Provider, [providerId]);
  const ids = unsent.map(({ id }) => id);
  const moving = await letGo(tx, providerId, ids);
  const provider = await tx.lock(Provider, providerId);
  if (!provider) throw new Error(`provider ${providerId} not found`);
  // Read again under the lock: the payment side may have answered.
  for (const payment of await tx.find(Payment, { id: ids, status: "CLAIMED" }, "ORDER BY id")) {
    const remedy = remedies.find(({ id }) => id === payment.remedyId);
    if (!remedy) throw new Error(`${payment.id} pays none of these remedies`);
    if (moving.has(payment.id)) continue;
    if (payment.purpose === "PAYOUT") await returnPayout(tx, payment, remedy);
    else {
      reject(tx, payment);
      const data = { ...factsOf(payment), reason: NOT_OWED };
      recordPayment(tx, provider, payment, "PAYMENT_REJECTED", SYSTEM, null, data);
    }
  }
}

/** What was set aside and not sent goes back to the deposit. The caller has locked the case and the provider. */
export async function returnPayout(tx: Tx, payout: Payment, remedy: Remedy): Promise<void> {
  const { providerId, amount, currency } = payout;
  const from = "CONSUMERS" as const;
  await giveBack(tx, providerId, { from, purpose: "COMPENSATION_RETURNED", amount, currency, remedyId: remedy.id });
  reject(tx, payout);
  tx.change(remedy, { setAsideAmount: remedy.setAsideAmount - amount, setAsideAt: null });
}
