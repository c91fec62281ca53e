import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";

/** None of these people works on the case from now on. Those who are recused already stay so, on the ground they had. */
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
