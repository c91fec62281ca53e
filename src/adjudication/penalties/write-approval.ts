import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { type ApprovalDecision, PenaltyApproval } from "./penalty-approval.entity";

/** Of each lead one decision: whoever has agreed may still decline, and then has declined. The provider is locked. */
export async function writeApproval(
  tx: Tx,
  { accountId }: Actor,
  penaltyId: string,
  decision: ApprovalDecision,
  note: string | null,
): Promise<void> {
  const former = await tx.findOne(PenaltyApproval, { penaltyId, accountId });
  if (former) tx.change(former, { decision, note, at: tx.now });
  else tx.insert(PenaltyApproval, { id: newId(PenaltyApproval), penaltyId, accountId, decision, note, at: tx.now });
}
