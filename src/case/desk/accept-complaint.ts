import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { AcceptComplaintInput } from "./admissibility.types";

export async function acceptComplaint(tx: Tx, actor: Actor, input: AcceptComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "ACCEPT");
  caseFile.apply({ type: "COMPLAINT_ACCEPTED", data: { note: input.text ?? null } });
  return { complaintId: caseFile.complaint.id };
}
