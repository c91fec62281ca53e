import type { CaseResult } from "../complaints/case-file";
import { conflictWith } from "../../accounts/actor/conflict.policy";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import { accountsOf, type Actor } from "../../accounts/actor/actor";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import { findRecusal } from "./recusal.queries";
import type { ReleaseComplaintInput } from "./lease.types";

export async function releaseComplaint(tx: Tx, actor: Actor, input: ReleaseComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RELEASE");
  // Assigned to someone who may not decide it, the case could be taken only by a lead.
  const isTheirs = complaint.assignedToId === actor.accountId;
  const mayNotDecide =
    isTheirs &&
    (conflictWith(actor, complaint.providerId) ?? (await findRecusal(tx, complaint.id, accountsOf(actor)))) !== null;
  const patch = { ...NO_LEASE, ...(mayNotDecide ? { assignedToId: null } : {}) };
  recordOnDesk(tx, complaint, actor, { type: "COMPLAINT_RELEASED", data: {} }, patch);
  return { complaintId: complaint.id };
}
