import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { RequestInformationInput } from "./case-request.types";
import { askSide } from "./ask-side";

/** Row 10. Admissibility waits meanwhile. */
export async function requestInformation(tx: Tx, actor: Actor, input: RequestInformationInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REQUEST_INFORMATION");
  const { id, dueAt } = askSide(file, actor, {
    kind: "INFORMATION",
    addressedTo: "CONSUMER",
    text: input.text,
    mandatory: true,
    dueAt: dueOf(file.rules, "INFORMATION", tx.now),
  });
  file.apply(
    { type: "INFORMATION_REQUESTED", data: { requestId: id, text: input.text, dueAt } },
    { informationRequests: file.complaint.informationRequests + 1 },
  );
  return { complaintId: file.complaint.id };
}
