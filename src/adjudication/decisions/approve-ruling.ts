import { CaseFile } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { announceRuling } from "./announce-ruling";
import { approve, decline } from "../rulings/ruling-changes";
import { Ruling } from "../rulings/ruling.entity";
import type { ApproveRulingInput, DeclineRulingInput } from "../rulings/ruling.types";

type Done = Promise<{ complaintId: string; rulingId: string }>;

/** The second person agrees: the ruling takes effect now, with the measures as they were decided. */
export async function approveRuling(tx: Tx, actor: Actor, { rulingId, note }: ApproveRulingInput): Done {
  const { file, ruling } = await openDraft(tx, actor, rulingId, "APPROVE_RULING");
  approve(tx, ruling, actor.accountId, note ?? null);
  await announceRuling(file, ruling);
  return { complaintId: ruling.complaintId, rulingId };
}

/** The second person disagrees: the case waits for another decision, by whoever takes it. */
export async function declineRuling(tx: Tx, actor: Actor, { rulingId, note }: DeclineRulingInput): Done {
  const { file, ruling } = await openDraft(tx, actor, rulingId, "DECLINE_RULING");
  decline(tx, ruling, actor.accountId, note);
  file.apply({ type: "RULING_DECLINED", audience: "STAFF", data: { rulingId, note } });
  return { complaintId: ruling.complaintId, rulingId };
}

async function openDraft(
  tx: Tx,
  actor: Actor,
  rulingId: string,
  action: "APPROVE_RULING" | "DECLINE_RULING",
): Promise<{ file: CaseFile; ruling: Ruling }> {
  const field = "input.rulingId";
  const found = isIdOf(Ruling, rulingId) ? await tx.byId(Ruling, rulingId) : null;
  if (!found) throw new Refusal("NOT_FOUND", { field });
  // Who decided never changes, so it may be asked before the lock, and answered with its own code.
  if (found.status === "AWAITING_APPROVAL" && found.decidedById === actor.accountId)
    throw new Refusal("SECOND_APPROVER_REQUIRED", { field });
  const file = await CaseFile.open(tx, actor, { complaintId: found.complaintId }, action);
  // Under the lock it is read again; an older draft of the same case may have been declined.
  const ruling = await tx.findOne(Ruling, { id: rulingId, status: "AWAITING_APPROVAL" });
  if (!ruling) throw new Refusal("NOT_IN_THIS_STATE", { reason: "ruling.notAwaitingApproval", field });
  return { file, ruling };
}
