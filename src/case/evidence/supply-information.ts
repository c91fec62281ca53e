import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { CaseRequest } from "./case-request.entity";
import type { SupplyInformationInput } from "./case-request.types";

export async function supplyInformation(tx: Tx, actor: Actor, input: SupplyInformationInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "SUPPLY_INFORMATION");
  const request = await tx.findOne(
    CaseRequest,
    { complaintId: file.complaint.id, kind: "INFORMATION", answeredAt: null, missedAt: null, lapsedAt: null },
    "ORDER BY id DESC",
  );
  if (!request) throw new Error(`${file.complaint.id} waits for information that nobody asked for`);
  tx.change(request, { answeredAt: tx.now, answer: input.text });
  file.apply({ type: "INFORMATION_SUPPLIED", data: { requestId: request.id, text: input.text } });
  return { complaintId: file.complaint.id };
}
