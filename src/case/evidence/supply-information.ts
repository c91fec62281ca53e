import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { CaseRequest } from "./case-request.entity";
import type { SupplyInformationInput } from "./case-request.types";

export async function supplyInformation(
  tx: Tx,
  actor: Actor,
  input: SupplyInformationInput,
): Promise<CaseResult<"requestId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "SUPPLY_INFORMATION");
  const request = await tx.findOne(
    CaseRequest,
    { complaintId: caseFile.complaint.id, kind: "INFORMATION", answeredAt: null, missedAt: null, lapsedAt: null },
    "ORDER BY id DESC",
  );
  if (!request) throw new Error(`no open request for information in complaint ${caseFile.complaint.id}`);
  tx.change(request, { answeredAt: tx.now, answer: input.text });
  caseFile.apply({ type: "INFORMATION_SUPPLIED", data: { requestId: request.id, text: input.text } });
  return { complaintId: caseFile.complaint.id, requestId: request.id };
}
