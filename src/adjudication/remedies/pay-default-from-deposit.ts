import type { CaseFile } from "../../case/complaints/case-file";
import { Provider } from "../../market/providers/provider.entity";
import { owedToConsumers, type Debt } from "../deposit/owed.queries";
import { oweAgain } from "./credit-given-back";
import { creditReceived } from "./owed-back";
import { Remedy } from "./remedy.entity";
import { setAsideForConsumers } from "./set-aside-for-consumers";
import { settleOwedAgain } from "./settle-owed-again";

/**
 * Remedies are in default: what they are worth, and the consumer does not have already, is set aside at once, as far as the deposit goes.
 * Returns the ids of those covered whole.
 */
export async function payDefaultFromDeposit(caseFile: CaseFile): Promise<ReadonlySet<string>> {
  const { tx, complaint } = caseFile;
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} not found`);
  const again = await oweAgain(caseFile);
  const owed = async (): Promise<Debt[]> =>
    (await owedToConsumers(tx, provider.id)).filter(({ complaintId }) => complaintId === complaint.id);
  const inDefault = (await owed()).map(({ remedyId }) => remedyId);
  if (inDefault.length > 0)
    await creditReceived(caseFile, await tx.find(Remedy, { id: inDefault }, "ORDER BY defaulted_at, id"));
  const covered = await setAsideForConsumers(tx, provider, await owed(), new Map([[complaint.id, caseFile]]));
  await settleOwedAgain(caseFile, again);
  return covered;
}
