import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { RequestEvidenceInput } from "./case-request.types";
import { askSide } from "./ask-side";

/** Row 16. Both sides may submit again, and the seal is broken until the stage ends once more; the event keeps what it was. */
export async function requestEvidence(tx: Tx, actor: Actor, input: RequestEvidenceInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REQUEST_EVIDENCE");
  const { complaint } = file;
  const { id, dueAt } = askSide(file, actor, {
    kind: "EVIDENCE",
    addressedTo: input.addressedTo,
    text: input.text,
    mandatory: input.mandatory,
    dueAt: dueOf(file.rules, "EVIDENCE_REQUEST", tx.now),
  });
  file.apply(
    {
      type: "EVIDENCE_REQUESTED",
      data: {
        requestId: id,
        addressedTo: input.addressedTo,
        text: input.text,
        dueAt,
        formerRoot: complaint.evidenceRoot,
      },
    },
    {
      evidenceRounds: complaint.evidenceRounds + 1,
      consumerEvidenceClosedAt: null,
      providerEvidenceClosedAt: null,
      evidenceRoot: null,
    },
  );
  return { complaintId: complaint.id };
}
