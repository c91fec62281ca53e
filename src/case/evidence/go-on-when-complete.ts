import type { CaseFile } from "../complaints/case-file";
import { findMove } from "../complaints/complaint.lifecycle";
import { sealEvidence } from "./seal-evidence";

/** Row 15: nobody waits for a window in which nothing more can come. */
export async function goOnWhenComplete(file: CaseFile, openMandatoryRequests: number): Promise<void> {
  const { consumerEvidenceClosedAt, providerEvidenceClosedAt, status } = file.complaint;
  const move = findMove("END_EVIDENCE_EARLY", status);
  if (!move || consumerEvidenceClosedAt === null || providerEvidenceClosedAt === null || openMandatoryRequests > 0)
    return;
  await sealEvidence(file.next(move));
}
