import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { RequestInformationInput } from "./case-request.types";
import { askSide } from "./ask-side";

/** REQUEST_INFORMATION. The admissibility clocks are paused meanwhile. */
export async function requestInformation(
  tx: Tx,
  actor: Actor,
  input: RequestInformationInput,
): Promise<CaseResult<"requestId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "REQUEST_INFORMATION");
  const { id, dueAt } = askSide(caseFile, actor, {
    kind: "INFORMATION",
    addressedTo: "CONSUMER",
    text: input.text,
    mandatory: true,
    dueAt: dueOf(caseFile.rules, "INFORMATION", tx.now),
  });
  caseFile.apply(
    { type: "INFORMATION_REQUESTED", data: { requestId: id, text: input.text, dueAt } },
    { informationRequests: caseFile.complaint.informationRequests + 1 },
  );
  return { complaintId: caseFile.complaint.id, requestId: id };
}
