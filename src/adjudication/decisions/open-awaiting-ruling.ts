import { CaseFile } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Ruling } from "../rulings/ruling.entity";

export async function openAwaitingRuling(
  tx: Tx,
  actor: Actor,
  rulingId: string,
  action: "APPROVE_RULING" | "DECLINE_RULING",
): Promise<{ caseFile: CaseFile; ruling: Ruling }> {
  const field = "input.rulingId";
  const found = isIdOf(Ruling, rulingId) ? await tx.byId(Ruling, rulingId) : null;
  if (!found) throw new Refusal("NOT_FOUND", { field });
  // The decider never changes, so this can be checked before the lock and refused with its own code.
  if (found.status === "AWAITING_APPROVAL" && found.decidedById === actor.accountId)
    throw new Refusal("SECOND_APPROVER_REQUIRED", { field });
  const caseFile = await CaseFile.open(tx, actor, { complaintId: found.complaintId }, action);
  // Read again under the lock: an older draft of the same case may have been declined.
  const ruling = await tx.findOne(Ruling, { id: rulingId, status: "AWAITING_APPROVAL" });
  if (!ruling) throw new Refusal("NOT_IN_THIS_STATE", { reason: "ruling.notAwaitingApproval", field });
  return { caseFile, ruling };
}
