import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { CloseEvidenceInput } from "./evidence.types";
import { goOnWhenComplete } from "./go-on-when-complete";

export async function closeEvidence(tx: Tx, actor: Actor, input: CloseEvidenceInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CLOSE_EVIDENCE");
  const own = file.side === "CONSUMER" ? { consumerEvidenceClosedAt: tx.now } : { providerEvidenceClosedAt: tx.now };
  file.apply({ type: "EVIDENCE_CLOSED", data: { by: file.side } }, own);
  await goOnWhenComplete(file, file.facts.openMandatoryRequests);
  return { complaintId: file.complaint.id };
}
