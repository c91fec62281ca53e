import type { CaseFile } from "../../case/complaints/case-file";
import { openDue } from "../payments/payment-changes";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import { RemediesOfCase } from "./remedies-of-case";
import { balanceIn, transfer } from "../deposit/deposit-ledger";
import { claimedForReplaced, type Debt } from "../deposit/owed.queries";

/** Oldest first, as far as the deposit goes; the rest when it grows. Nothing of what finance may find to be paid. The caller has locked the provider and the cases. */
export async function setAsideForConsumers(
  tx: Tx,
  provider: Provider,
  debts: readonly Debt[],
  files: ReadonlyMap<string, CaseFile>,
): Promise<ReadonlySet<string>> {
  const covered = new Set<string>();
  const claimed = await claimedForReplaced(
    tx,
    debts.map(({ complaintId }) => complaintId),
  );
  for (const debt of debts) {
    const caseFile = files.get(debt.complaintId);
    const heldUp = Math.min(debt.amount, claimed.get(debt.complaintId) ?? 0);
    claimed.set(debt.complaintId, (claimed.get(debt.complaintId) ?? 0) - heldUp);
    const amount = Math.min(debt.amount - heldUp, await balanceIn(tx, provider.id, debt.currency));
    if (!caseFile || amount <= 0) continue;
    await setAside(caseFile, provider, { ...debt, amount });
    if (amount === debt.amount) covered.add(debt.remedyId);
  }
  return covered;
}

/**
 * The money leaves the deposit as a PAYOUT to be sent. The provider no longer owes it; but the consumer has it only when the payout is
 * confirmed, and the remedy is done once that is true of all that it is worth (confirm-payout.ts).
 */
async function setAside(caseFile: CaseFile, provider: Provider, { remedyId, amount, currency }: Debt): Promise<void> {
  const { tx, complaint } = caseFile;
  transfer(tx, provider.id, { from: "DEPOSIT", to: "CONSUMERS", purpose: "COMPENSATION", amount, currency, remedyId });
  const payout = caseFile.follow("PAY_FROM_DEPOSIT");
  const remedies = await RemediesOfCase.read(payout);
  const remedy = remedies.pending(remedyId);
  const setAsideAmount = remedy.setAsideAmount + amount;
  const isWhole = amount === remedy.outstanding;
  tx.change(remedy, { setAsideAmount, ...(isWhole && { setAsideAt: tx.now, checkSince: null }) });
  if (complaint.status !== "CLOSED") remedies.setClocks();
  await openDue(tx, "PAYOUT", { providerId: provider.id, complaintId: complaint.id, remedyId, amount, currency });
  payout.apply({ type: "COMPENSATION_SET_ASIDE", data: { remedyId, amount, currency } });
}
