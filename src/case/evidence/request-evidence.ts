import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { RequestEvidenceInput } from "./case-request.types";
import { askSide } from "./ask-side";

/** REQUEST_EVIDENCE. Both sides may submit again, and the seal is broken until the stage ends again; the event keeps the old seal. */
export async function requestEvidence(
  tx: Tx,
  actor: Actor,
  input: RequestEvidenceInput,
): Promise<CaseResult<"requestId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "REQUEST_EVIDENCE");
  const { complaint } = caseFile;
  if (caseFile.facts.isPlatforms && input.addressedTo === "CONSUMER")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.noConsumer", field: "input.addressedTo" });
  const { id, dueAt } = askSide(caseFile, actor, {
    kind: "EVIDENCE",
    addressedTo: input.addressedTo,
    text: input.text,
    mandatory: input.mandatory,
    dueAt: dueOf(caseFile.rules, "EVIDENCE_REQUEST", tx.now),
  });
  caseFile.apply(
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
  return { complaintId: complaint.id, requestId: id };
}
