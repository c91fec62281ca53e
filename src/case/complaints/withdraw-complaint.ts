import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { CaseFile, type CaseResult } from "./case-file";
import { NO_LEASE } from "./no-lease.pure";
import type { WithdrawComplaintInput } from "./complaint.types";

/** WITHDRAW. Ends the consumer's case, not the platform's supervision: an inspection may still be opened over it. */
export async function withdrawComplaint(tx: Tx, actor: Actor, input: WithdrawComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "WITHDRAW");
  caseFile.apply({ type: "COMPLAINT_WITHDRAWN", data: { reason: input.reason ?? null } }, NO_LEASE);
  return { complaintId: caseFile.complaint.id };
}
