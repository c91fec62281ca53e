import { CaseFile } from "../../case/complaints/case-file";
import { payDefaultFromDeposit } from "../remedies/compensate";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { moveDatesAlong } from "./move-dates-along";
import { endRunningStay } from "./running-stay";
import type { ResumeComplaintInput } from "./stay.inputs";

/** Row 24, back: the case goes on where it was, every clock with what was left of it. */
export async function resumeComplaint(
  tx: Tx,
  actor: Actor,
  input: ResumeComplaintInput,
): Promise<{ complaintId: string }> {
  const file = await CaseFile.open(tx, actor, input, "RESUME");
  const stay = await endRunningStay(file, input.reason);
  file.apply({ type: "COMPLAINT_RESUMED", data: { stayId: stay.id, reason: input.reason } });
  moveDatesAlong(file, stay.stayedAt);
  // While the case was stayed its consumer was paid nothing, whatever came into the deposit.
  if (file.complaint.status === "ENFORCING") await payDefaultFromDeposit(file);
  return { complaintId: file.complaint.id };
}
