import { CaseFile } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import type { CloseUnremediedInput } from "./remedy.inputs";

export async function closeUnremedied(
  tx: Tx,
  actor: Actor,
  input: CloseUnremediedInput,
): Promise<{ complaintId: string }> {
  const file = await CaseFile.open(tx, actor, input, "CLOSE_UNREMEDIED");
  file.apply({ type: "COMPLAINT_UNREMEDIED", data: { reason: input.reason } });
  return { complaintId: file.complaint.id };
}
