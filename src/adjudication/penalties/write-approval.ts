import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { type ApprovalDecision, PenaltyApproval } from "./penalty-approval.entity";

export function writeApproval(
  tx: Tx,
  actor: Actor,
  penaltyId: string,
  decision: ApprovalDecision,
  note: string | null,
): void {
  const id = newId(PenaltyApproval);
  tx.insert(PenaltyApproval, { id, penaltyId, accountId: actor.accountId, decision, note, at: tx.now });
}
