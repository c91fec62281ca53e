import type { CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import type { EscalateToLeadInput } from "./handing-on.types";

/** A moderator who hands a case to the leads gives it up. */
export async function escalateToLead(tx: Tx, actor: Actor, input: EscalateToLeadInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "ESCALATE_TO_LEAD");
  recordOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_ESCALATED_TO_LEAD", data: { reason: input.reason } },
    { ...NO_LEASE, escalatedAt: complaint.escalatedAt ?? tx.now, assignedToId: null },
  );
  return { complaintId: complaint.id };
}
