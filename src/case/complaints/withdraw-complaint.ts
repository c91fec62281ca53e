import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { CaseFile, type CaseResult } from "./case-file";
import { NO_LEASE } from "./no-lease.pure";
import type { WithdrawComplaintInput } from "./complaint.types";

/** Row 26. It ends the consumer's case, not the platform's supervision: an inspection may be opened over it. */
export async function withdrawComplaint(tx: Tx, actor: Actor, input: WithdrawComplaintInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "WITHDRAW");
  file.apply({ type: "COMPLAINT_WITHDRAWN", data: { reason: input.reason ?? null } }, NO_LEASE);
  return { complaintId: file.complaint.id };
}
