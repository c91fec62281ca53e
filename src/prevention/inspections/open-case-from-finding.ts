import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { fileComplaint } from "../../case/complaints/file-complaint";
import { findOrdered } from "../../case/complaints/ordered.queries";
import { addRecusals } from "../../case/desk/add-recusals";
import type { Tx } from "../../platform/database/tx";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Inspection } from "./inspection.entity";
import type { OpenCaseFromFindingInput } from "./inspection.types";
import { lockObservation } from "./lock-inspection";
import type { Observation } from "./observation.entity";
import { recordInspectionEvent } from "./record-inspection-event";

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
  const { inspection, observation } = await lockObservation(tx, actor, input.observationId, "OPEN_CASE");
  if (observation.complaintId !== null)
    throw new Refusal("ALREADY_EXISTS", { reason: "inspection.caseOpened", existingId: observation.complaintId });
  if (observation.result !== "BROKEN") throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.notBroken" });
  const ordered = await findOrdered(tx, input.orderId);
  if (ordered?.order.providerId !== inspection.providerId) throw new Refusal("NOT_FOUND", { field: "input.orderId" });
  if (ordered.order.consumerId === actor.accountId)
    throw new Refusal("CONFLICT_OF_INTEREST", { field: "input.orderId" });
  await requireItsKind(tx, observation, input);

  const { complaintId } = await fileComplaint(tx, actor, ordered, input, { status: "SUBMITTED", openedBy: "PLATFORM" });
  const complaint = await tx.byId(Complaint, complaintId);
  if (!complaint) throw new Error(`complaint ${complaintId} not found`);
  recordCaseEvent(tx, complaint, actor, { type: "COMPLAINT_OPENED_BY_PLATFORM", data: {} });
  await addRecusals(tx, complaintId, [actor.accountId, ...(await inspectorsOf(tx, inspection))], "INSPECTED");
  tx.change(observation, { complaintId });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_CASE_OPENED", {
    observationId: observation.id,
    complaintId,
  });
  return { inspectionId: inspection.id, complaintId };
}

async function requireItsKind(tx: Tx, { kind }: Observation, { breaches }: OpenCaseFromFindingInput): Promise<void> {
  if (kind === null) return;
  const ids = breaches.map(({ promiseVersionId }) => promiseVersionId);
  const versions = await tx.find(PromiseVersion, { id: ids });
  if (!versions.some((version) => version.kind === kind))
    throw new Refusal("BAD_USER_INPUT", { reason: "inspection.otherKind", field: "input.breaches", params: { kind } });
}

/** The person who has it, and everyone who ever recorded a finding, even one recorded again since. */
async function inspectorsOf(tx: Tx, { id, assignedToId }: Inspection): Promise<string[]> {
  const found = await tx.find(LoggedEvent, { streamId: id, type: ["INSPECTION_OBSERVED", "INSPECTION_CLOSED"] });
  return [assignedToId, ...found.map(({ actorId }) => actorId)].flatMap((accountId) => accountId ?? []);
}
