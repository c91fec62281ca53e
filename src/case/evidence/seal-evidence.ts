import type { CaseFile } from "../complaints/case-file";
import { readEvidenceList } from "./evidence-list.queries";
import { missOpenRequests } from "./open-requests";

/** END_EVIDENCE, by the clock of the first window. */
export const endEvidence = sealEvidence;

/** EVIDENCE_REQUEST_MISSED, by the clock of a request; also when all were answered, since both sides had the same time. */
export const evidenceRequestMissed = sealEvidence;

/** However the stage ends, the list is sealed (late pieces only if admitted) and open requests count as missed: they must not hold up a later round. */
export async function sealEvidence(caseFile: CaseFile): Promise<void> {
  missOpenRequests(caseFile);
  const { root, pieces } = await readEvidenceList(caseFile);
  caseFile.apply(
    {
      type: "EVIDENCE_SEALED",
      data: {
        because: caseFile.move.action,
        evidenceRoot: root,
        pieces,
        unanswered: caseFile.facts.openRequestSides.join(" ") || null,
      },
    },
    { evidenceRoot: root },
  );
}
