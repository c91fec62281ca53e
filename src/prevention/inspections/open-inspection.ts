import { lockCase } from "../../case/complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { beginInspection } from "./begin-inspection";
import { kindsComplainedOf } from "./checklists.queries";
import { Inspection } from "./inspection.entity";
import type { OpenInspectionInput } from "./inspection.types";
import { whyNotInspect } from "./inspection.policy";

/** The case's lock ensures that two people do not open one at the same time. */
export async function openInspection(
  tx: Tx,
  actor: Actor,
  { complaintId, reason }: OpenInspectionInput,
): Promise<{ inspectionId: string }> {
  const complaint = await lockCase(tx, actor, complaintId);
  const open = await tx.findOne(Inspection, { complaintId, status: "OPEN" });
  const refused = whyNotInspect(actor, complaint, open !== null);
  if (refused) throw new Refusal(refused.code, { reason: refused.reason, existingId: open?.id });
  const { id } = await beginInspection(tx, actor, {
    origin: "EX_OFFICIO",
    providerId: complaint.providerId,
    complaintId,
    reason,
    kinds: await kindsComplainedOf(tx, complaintId),
    category: complaint.category,
  });
  return { inspectionId: id };
}
