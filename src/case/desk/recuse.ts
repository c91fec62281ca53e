import type { CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import type { RecuseInput } from "./recusal.types";

/** Cannot be withdrawn. Possible at any time, since a closed case may be reopened. */
export async function recuse(tx: Tx, actor: Actor, input: RecuseInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RECUSE");
  const { accountId } = actor;
  tx.insert(CaseRecusal, {
    id: newId(CaseRecusal),
    complaintId: complaint.id,
    accountId,
    ground: "DECLARED",
    reason: input.reason,
    at: tx.now,
  });
  recordOnDesk(
    tx,
    complaint,
    actor,
    { type: "MODERATOR_RECUSED", data: { accountId, ground: "DECLARED", reason: input.reason } },
    {
      ...(complaint.leaseHolderId === accountId ? NO_LEASE : {}),
      ...(complaint.assignedToId === accountId ? { assignedToId: null } : {}),
    },
  );
  return { complaintId: complaint.id };
}
