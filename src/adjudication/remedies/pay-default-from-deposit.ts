import type { CaseFile } from "../../case/complaints/case-file";
import { Provider } from "../../market/providers/provider.entity";
import { owedToConsumers } from "../deposit/owed.queries";
import { setAsideForConsumers } from "./set-aside-for-consumers";

/**
 * Remedies are in default: what they are worth is set aside for the consumer at once, as far as the deposit goes. Returns the ids of
 * those covered whole.
 */
export async function payDefaultFromDeposit(caseFile: CaseFile): Promise<ReadonlySet<string>> {
  const { tx, complaint } = caseFile;
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} not found`);
  const owed = await owedToConsumers(tx, provider.id);
  return setAsideForConsumers(
    tx,
    provider,
    owed.filter(({ complaintId }) => complaintId === complaint.id),
    new Map([[complaint.id, caseFile]]),
  );
}
