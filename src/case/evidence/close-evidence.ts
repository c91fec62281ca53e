import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { CloseEvidenceInput } from "./evidence.types";
import { goOnWhenComplete } from "./go-on-when-complete";

export async function closeEvidence(tx: Tx, actor: Actor, input: CloseEvidenceInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CLOSE_EVIDENCE");
  const own =
    caseFile.side === "CONSUMER" ? { consumerEvidenceClosedAt: tx.now } : { providerEvidenceClosedAt: tx.now };
  caseFile.apply({ type: "EVIDENCE_CLOSED", data: { by: caseFile.side } }, own);
  await goOnWhenComplete(caseFile, caseFile.facts.openMandatoryRequests);
  return { complaintId: caseFile.complaint.id };
}
