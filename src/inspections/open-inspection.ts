import { Complaint } from "../complaints/complaint.entity";
import { maySee } from "../complaints/complaint.policy";
import type { Tx } from "../platform/database/tx";
import { FIRST_HASH } from "../platform/feed/event-hash";
import type { Actor } from "../platform/identity/actor";
import { isIdOf, newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { Inspection } from "./inspection.entity";
import type { OpenInspectionInput } from "./inspection.inputs";
import { whyNotInspect } from "./inspection.policy";
import { recordInspectionEvent } from "./record-inspection-event";

/** Row 26. The case's lock sees to it that two do not open one at once. */
export async function openInspection(
  tx: Tx,
  actor: Actor,
  { complaintId, reason }: OpenInspectionInput,
): Promise<{ inspectionId: string }> {
  const complaint = isIdOf("complaint", complaintId) ? await tx.lock(Complaint, complaintId) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field: "input.complaintId" });
  const open = await tx.findOne(Inspection, { complaintId, status: "OPEN" });
  const refused = whyNotInspect(actor, complaint, open !== null);
  if (refused) throw new Refusal(refused.code, { reason: refused.reason, existingId: open?.id });
  const inspection = Object.assign(new Inspection(), {
    id: newId("inspection"),
    providerId: complaint.providerId,
    complaintId,
    origin: "EX_OFFICIO",
    reason,
    status: "OPEN",
    openedById: actor.accountId,
    openedAt: tx.now,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Partial<Inspection>);
  tx.insert(Inspection, inspection);
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_OPENED", { complaintId, reason });
  return { inspectionId: inspection.id };
}
