import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { CaseRequest } from "./case-request.entity";
import { goOnWhenComplete } from "./go-on-when-complete";
import type { AnswerEvidenceRequestInput } from "./case-request.types";

export async function answerEvidenceRequest(
  tx: Tx,
  actor: Actor,
  input: AnswerEvidenceRequestInput,
): Promise<CaseResult<"requestId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "ANSWER_EVIDENCE_REQUEST");
  const request = await tx.findOne(CaseRequest, {
    id: input.requestId,
    complaintId: caseFile.complaint.id,
    kind: "EVIDENCE",
    addressedTo: caseFile.side,
  });
  if (!request) throw new Refusal("NOT_FOUND", { field: "input.requestId" });
  if (request.answeredAt !== null || request.missedAt !== null || request.lapsedAt !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "request.over", field: "input.requestId" });
  tx.change(request, { answeredAt: tx.now, answer: input.text });
  caseFile.apply({
    type: "EVIDENCE_REQUEST_ANSWERED",
    data: { requestId: request.id, by: caseFile.side, text: input.text },
  });
  await goOnWhenComplete(caseFile, caseFile.facts.openMandatoryRequests - Number(request.mandatory));
  return { complaintId: caseFile.complaint.id, requestId: request.id };
}
