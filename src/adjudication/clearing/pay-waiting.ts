import type { CaseFile } from "../../case/complaints/case-file";
import type { Provider } from "../../market/providers/provider.entity";
import { TransientConflict } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { isPayable, owedToConsumers } from "../deposit/owed.queries";
import { collectOverdueFines } from "../penalties/collect-overdue-fines";
import { setAsideForConsumers } from "../remedies/set-aside-for-consumers";

/**
 * A deposit has grown: what consumers are owed is set aside first, then overdue fines are paid, as far as it goes. The caller has locked the
 * cases (`openOwingCases`), then the provider, and reconciles afterwards: a provider that owes nothing is no longer frozen.
 */
export async function payWaiting(tx: Tx, provider: Provider, files: ReadonlyMap<string, CaseFile>): Promise<void> {
  const owed = await owedToConsumers(tx, provider.id);
  // Its case cannot be locked after the provider, and nobody would ask again before the next payment.
  if (owed.some((debt) => isPayable(debt) && !files.has(debt.complaintId)))
    throw new TransientConflict("a consumer came to be owed money just now");
  await setAsideForConsumers(tx, provider, owed, files);
  await collectOverdueFines(tx, provider);
}
