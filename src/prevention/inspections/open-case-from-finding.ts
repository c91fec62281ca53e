import { Account } from "../../accounts/account/account.entity";
import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { fileComplaint } from "../../case/complaints/file-complaint";
import { findOrdered } from "../../case/complaints/ordered.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { joinCase, lockBroken, requireItsKind } from "./case-of-finding";
import type { OpenCaseFromFindingInput } from "./inspection.types";

/**
 * The platform opens a case for the consumer whose order is affected: submitted to itself at once, since the consumer has made no demand to negotiate
 * yet. It is their case from then on: they are notified, may take part, appeal or withdraw it, and are entitled to what is ordered.
 * Those who inspected have formed an opinion, and must not judge.
 */
export async function openCaseFromFinding(
  tx: Tx,
  actor: Actor,
  input: OpenCaseFromFindingInput,
): Promise<{ inspectionId: string; complaintId: string }> {
  const { inspection, observation } = await lockBroken(tx, actor, input.observationId);
  const ordered = await findOrdered(tx, input.orderId);
  if (ordered?.order.providerId !== inspection.providerId) throw new Refusal("NOT_FOUND", { field: "input.orderId" });
  if (ordered.order.consumerId === actor.accountId)
    throw new Refusal("CONFLICT_OF_INTEREST", { field: "input.orderId" });
  await requireItsKind(tx, observation, input.breaches);
  // Whoever is gone or shut out can neither take part nor be given anything.
  if ((await tx.lock(Account, ordered.order.consumerId))?.status !== "ACTIVE")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.consumerGone", field: "input.orderId" });

  const { complaintId } = await fileComplaint(tx, actor, ordered, input, { status: "SUBMITTED", openedBy: "PLATFORM" });
  const complaint = await tx.byId(Complaint, complaintId);
  if (!complaint) throw new Error(`complaint ${complaintId} not found`);
  recordCaseEvent(tx, complaint, actor, { type: "COMPLAINT_OPENED_BY_PLATFORM", data: {} });
  await joinCase(tx, actor, { inspection, observation }, complaintId);
  return { inspectionId: inspection.id, complaintId };
}
