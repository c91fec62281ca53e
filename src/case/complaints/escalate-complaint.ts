import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { CaseFile, type CaseResult } from "./case-file";
import type { EscalateComplaintInput } from "./complaint.types";

/** ESCALATE. */
export async function escalateComplaint(tx: Tx, actor: Actor, input: EscalateComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "ESCALATE");
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: caseFile.side, statement: input.text ?? null } });
  return { complaintId: caseFile.complaint.id };
}
