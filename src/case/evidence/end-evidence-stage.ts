import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { EndEvidenceStageInput } from "./evidence.types";
import { sealEvidence } from "./seal-evidence";

export async function endEvidenceStage(tx: Tx, actor: Actor, input: EndEvidenceStageInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "END_EVIDENCE_STAGE");
  await sealEvidence(caseFile);
  return { complaintId: caseFile.complaint.id };
}
