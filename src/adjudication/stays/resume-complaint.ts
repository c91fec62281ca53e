import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { endRunningStay } from "./end-running-stay";
import { ON_RESUME } from "./stay-hooks";
import type { ResumeComplaintInput } from "./stay.types";

/** Row 24, back: the case goes on where it was, every clock with what was left of it. */
export async function resumeComplaint(tx: Tx, actor: Actor, input: ResumeComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "RESUME");
  const stay = await endRunningStay(file, input.reason);
  file.apply({ type: "COMPLAINT_RESUMED", data: { stayId: stay.id, reason: input.reason } });
  for (const resume of tx.hooked(ON_RESUME)) await resume(file, stay.stayedAt);
  return { complaintId: file.complaint.id };
}
