import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { endRunningStay } from "./end-running-stay";
import { ON_RESUME } from "./stay-hooks";
import type { ResumeComplaintInput } from "./stay.types";

/** RESUME. The case continues in the state it was stayed in, every clock with its remaining time. */
export async function resumeComplaint(tx: Tx, actor: Actor, input: ResumeComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "RESUME");
  const stay = await endRunningStay(caseFile, input.reason);
  caseFile.apply({ type: "COMPLAINT_RESUMED", data: { stayId: stay.id, reason: input.reason } });
  for (const resume of tx.hooked(ON_RESUME)) await resume(caseFile, stay.stayedAt);
  return { complaintId: caseFile.complaint.id };
}
