import type { CaseFile } from "../complaints/case-file";
import { readEvidenceList } from "./evidence-list.queries";
import { missOpenRequests } from "./open-requests";

/** Row 15, by the clock of the first window. */
export const endEvidence = sealEvidence;

/** Row 15, by the clock of a request; also when all was answered, since both sides had the same time. */
export const evidenceRequestMissed = sealEvidence;

/** Whatever ends the stage, the list is sealed (late pieces only if they were admitted) and what is unanswered is missed: it must not hold up a later round. */
export async function sealEvidence(file: CaseFile): Promise<void> {
  missOpenRequests(file);
  const { root, pieces } = await readEvidenceList(file);
  file.apply(
    {
      type: "EVIDENCE_SEALED",
      data: {
        because: file.move.action,
        evidenceRoot: root,
        pieces,
        unanswered: file.facts.openRequestSides.join(" ") || null,
      },
    },
    { evidenceRoot: root },
  );
}
