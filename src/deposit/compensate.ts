import type { CaseFile } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import { Provider } from "../providers/provider.entity";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import { balanceIn, transfer } from "./deposit-ledger";
import { owedToConsumers, type Debt } from "./owed";

/** A remedy is in default: its consumer is paid at once what the deposit can pay. Answers the ids of the remedies paid. */
export async function payDefaultFromDeposit(file: CaseFile): Promise<ReadonlySet<string>> {
  const { tx, complaint } = file;
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} is gone`);
  const owed = await owedToConsumers(tx, provider.id);
  return payConsumers(
    tx,
    provider,
    owed.filter(({ complaintId }) => complaintId === complaint.id),
    new Map([[complaint.id, file]]),
  );
}

/** Oldest first, each in full or not at all. Both the provider and the cases are locked. */
export async function payConsumers(
  tx: Tx,
  provider: Provider,
  debts: readonly Debt[],
  files: ReadonlyMap<string, CaseFile>,
): Promise<ReadonlySet<string>> {
  const paid = new Set<string>();
  for (const debt of debts) {
    const file = files.get(debt.complaintId);
    if (!file || (await balanceIn(tx, provider.id, debt.currency)) < debt.amount) continue;
    await pay(file, provider, debt);
    paid.add(debt.remedyId);
  }
  return paid;
}

async function pay(file: CaseFile, provider: Provider, { remedyId, amount, currency }: Debt): Promise<void> {
  const { tx } = file;
  transfer(tx, provider.id, { from: "DEPOSIT", to: "CONSUMERS", purpose: "COMPENSATION", amount, currency, remedyId });
  const remedies = await RemediesOfCase.read(file.follow("PAY_FROM_DEPOSIT"));
  const remedy = remedies.pending(remedyId);
  tx.change(remedy, { paidFromDepositAt: tx.now });
  await remedies.step("REMEDY_PAID_FROM_DEPOSIT", remedy, { amount, currency });
}
