import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";

/** Recuses these people from the case. Those already recused keep their earlier ground. */
export async function addRecusals(
  tx: Tx,
  complaintId: string,
  accountIds: readonly string[],
  ground: Exclude<CaseRecusal["ground"], "DECLARED">,
): Promise<void> {
  const already = await tx.find(CaseRecusal, { complaintId, accountId: accountIds });
  const rows = [...new Set(accountIds)]
    .filter((accountId) => !already.some((recusal) => recusal.accountId === accountId))
    .map((accountId) => ({ id: newId(CaseRecusal), complaintId, accountId, ground, reason: null, at: tx.now }));
  tx.insert(CaseRecusal, ...rows);
}
