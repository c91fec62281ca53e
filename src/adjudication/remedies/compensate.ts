import type { CaseFile } from "../../case/complaints/case-file";
import { openPayout } from "../payments/payment-changes";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../../market/providers/provider.entity";
import { RemediesOfCase } from "./remedies-of-case";
import { balanceIn, transfer } from "../deposit/deposit-ledger";
import { owedToConsumers, type Debt } from "../deposit/owed.queries";

/** A remedy is in default: what the deposit can pay of it is set aside for its consumer at once. Answers the ids of those remedies. */
export async function payDefaultFromDeposit(file: CaseFile): Promise<ReadonlySet<string>> {
  const { tx, complaint } = file;
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} is gone`);
  const owed = await owedToConsumers(tx, provider.id);
  return setAsideForConsumers(
    tx,
    provider,
    owed.filter(({ complaintId }) => complaintId === complaint.id),
    new Map([[complaint.id, file]]),
  );
}

/** Oldest first, each in full or not at all. Both the provider and the cases are locked. */
export async function setAsideForConsumers(
  tx: Tx,
  provider: Provider,
  debts: readonly Debt[],
  files: ReadonlyMap<string, CaseFile>,
): Promise<ReadonlySet<string>> {
  const covered = new Set<string>();
  for (const debt of debts) {
    const file = files.get(debt.complaintId);
    if (!file || (await balanceIn(tx, provider.id, debt.currency)) < debt.amount) continue;
    await setAside(file, provider, debt);
    covered.add(debt.remedyId);
  }
  return covered;
}

/**
 * The money leaves the deposit and is to be sent: a PAYOUT. The provider owes it no more; the consumer has it, and the remedy is
 * done, only when that is confirmed (confirm-payout.ts).
 */
async function setAside(file: CaseFile, provider: Provider, { remedyId, amount, currency }: Debt): Promise<void> {
  const { tx, complaint } = file;
  transfer(tx, provider.id, { from: "DEPOSIT", to: "CONSUMERS", purpose: "COMPENSATION", amount, currency, remedyId });
  const payout = file.follow("PAY_FROM_DEPOSIT");
  const remedies = await RemediesOfCase.read(payout);
  tx.change(remedies.pending(remedyId), { setAsideAt: tx.now });
  openPayout(tx, { providerId: provider.id, complaintId: complaint.id, remedyId, amount, currency });
  payout.apply({ type: "COMPENSATION_SET_ASIDE", data: { remedyId, amount, currency } });
}
