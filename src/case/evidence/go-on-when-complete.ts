import type { CaseFile } from "../complaints/case-file";
import { findMove } from "../complaints/complaint.lifecycle";
import { sealEvidence } from "./seal-evidence";

/** END_EVIDENCE_EARLY. No one waits for a window in which nothing more can come. */
export async function goOnWhenComplete(caseFile: CaseFile, openMandatoryRequests: number): Promise<void> {
  const { consumerEvidenceClosedAt, providerEvidenceClosedAt, status } = caseFile.complaint;
  const move = findMove("END_EVIDENCE_EARLY", status);
  if (!move || consumerEvidenceClosedAt === null || providerEvidenceClosedAt === null || openMandatoryRequests > 0)
    return;
  await sealEvidence(caseFile.next(move));
}
