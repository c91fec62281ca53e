import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { CaseFile, type CaseResult } from "./case-file";
import type { EscalateComplaintInput } from "./complaint.types";
import { endTalks } from "./end-talks";

/** Row 5. */
export async function escalateComplaint(tx: Tx, actor: Actor, input: EscalateComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "ESCALATE");
  endTalks(file);
  file.apply({ type: "COMPLAINT_ESCALATED", data: { by: file.side, statement: input.statement ?? null } });
  return { complaintId: file.complaint.id };
}
