import { CaseFile } from "../../case/complaints/case-file";
import { movesOf } from "../../case/complaints/complaint.lifecycle";
import { collectOverdueFines } from "../penalties/fines";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { setAsideForConsumers } from "../remedies/compensate";
import { balanceIn, transfer, type Amount } from "../deposit/deposit-ledger";
import { isPayable, owedToConsumers } from "../deposit/owed.queries";

interface Incoming extends Amount {
  reference: string | null;
  byId: string | null;
  byRole: string;
}

/**
 * Confirmed money comes in: what consumers are owed is set aside first, then overdue fines are paid. The caller has locked the cases
 * (`openOwingCases`), then the provider, and reconciles afterwards: a provider that owes nothing more is frozen no more.
 */
export async function enterDeposit(
  tx: Tx,
  provider: Provider,
  files: ReadonlyMap<string, CaseFile>,
  { amount, currency, reference, byId, byRole }: Incoming,
): Promise<void> {
  addUp([await balanceIn(tx, provider.id, currency), amount]);
  const by = byId === null ? {} : { byId };
  transfer(tx, provider.id, { from: "OUTSIDE", to: "DEPOSIT", purpose: "TOP_UP", amount, currency, reference, ...by });
  recordOnProvider(tx, provider, "DEPOSIT_TOPPED_UP", { actorId: byId, actorRole: byRole }, "MEMBERS", {
    amount,
    currency,
  });
  await setAsideForConsumers(tx, provider, await owedToConsumers(tx, provider.id), files);
  await collectOverdueFines(tx, provider);
}

/** The cases whose consumers wait for money, locked. Always in the same order: two payments at once must not wait for each other. */
export async function openOwingCases(tx: Tx, providerId: string): Promise<Map<string, CaseFile>> {
  const owing = (await owedToConsumers(tx, providerId)).filter(isPayable);
  const files = new Map<string, CaseFile>();
  for (const id of [...new Set(owing.map(({ complaintId }) => complaintId))].sort()) {
    const file = await CaseFile.openBySystem(tx, id, ({ status }) =>
      movesOf("PAY_FROM_DEPOSIT").filter(({ from }) => from.includes(status)),
    );
    if (file) files.set(id, file);
  }
  return files;
}
