import { giveBack } from "../deposit/deposit-ledger";
import { Payment } from "../payments/payment.entity";
import type { Tx } from "../../platform/database/tx";
import type { Remedy } from "./remedy.entity";

/** All of it was sent. Of a part that its consumer misses the platform still owes an answer. */
export function markSent(tx: Tx, remedy: Remedy): void {
  tx.change(remedy, { paidFromDepositAt: tx.now });
}

/** The consumer reports that nothing arrived, of the whole or of the parts sent so far. */
export function markMissing(tx: Tx, remedy: Remedy): void {
  tx.change(remedy, { reportedMissingAt: tx.now });
}

/** What was missing was sent again, or found. */
export function markFound(tx: Tx, remedy: Remedy): void {
  const { paidFromDepositAt } = remedy;
  tx.change(remedy, { reportedMissingAt: null, ...(paidFromDepositAt !== null && { paidFromDepositAt: tx.now }) });
}

/** What was set aside for it is the provider's again. The caller has locked the case and the provider. */
export async function returnToDeposit(tx: Tx, payout: Payment, remedy: Remedy): Promise<void> {
  const { providerId, amount, currency } = payout;
  const from = "CONSUMERS" as const;
  await giveBack(tx, providerId, { from, purpose: "COMPENSATION_RETURNED", amount, currency, remedyId: remedy.id });
  tx.change(remedy, { setAsideAmount: remedy.setAsideAmount - amount, setAsideAt: null });
}

/** Neither sent nor missing: it never came, and is not owed. Of other parts the platform may still owe an answer. */
export async function markUnsent(tx: Tx, payout: Payment, remedy: Remedy): Promise<void> {
  await returnToDeposit(tx, payout, remedy);
  const others = await tx.find(Payment, { remedyId: remedy.id, purpose: "PAYOUT", status: "DISPUTED" });
  tx.change(remedy, { paidFromDepositAt: null, ...(others.length === 0 && { reportedMissingAt: null }) });
}
