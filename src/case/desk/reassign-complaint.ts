import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { assignment, findAssignee } from "./assignment.queries";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import { findRecusal } from "./recusal.queries";
import type { ReassignComplaintInput } from "./handing-on.types";

export async function reassignComplaint(tx: Tx, actor: Actor, input: ReassignComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "REASSIGN");
  const assignee = await findAssignee(tx, input, "input", tx.now);
  const recusal = await findRecusal(tx, complaint.id, assignee.accounts);
  recordOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_REASSIGNED", data: { assignedToId: assignee.accountId, reason: input.reason } },
    assignment(complaint, assignee, recusal !== null),
  );
  return { complaintId: complaint.id };
}
