import type { CaseResult } from "../complaints/case-file";
import { conflictWith } from "../../accounts/conflict.policy";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { noteOnDesk, openForDesk } from "./desk-case";
import type { ReleaseComplaintInput } from "./lease.types";

export async function releaseComplaint(tx: Tx, actor: Actor, input: ReleaseComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RELEASE");
  // Assigned to somebody who may not decide it, nobody but a lead could take it.
  const partial = conflictWith(actor, complaint.providerId) && complaint.assignedToId === actor.accountId;
  const patch = { ...NO_LEASE, ...(partial ? { assignedToId: null } : {}) };
  noteOnDesk(tx, complaint, actor, { type: "COMPLAINT_RELEASED", data: {} }, patch);
  return { complaintId: complaint.id };
}
