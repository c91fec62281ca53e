import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { recuseFromCases } from "./case-of-finding";
import type { RecordObservationInput } from "./inspection.types";
import { lockObservation } from "./lock-inspection";
import { recordInspectionEvent } from "./record-inspection-event";

/** May be repeated while the inspection is open; its history keeps earlier findings. */
export async function recordObservation(
  tx: Tx,
  actor: Actor,
  input: RecordObservationInput,
): Promise<{ inspectionId: string }> {
  const { inspection, observation } = await lockObservation(tx, actor, input.observationId, "RECORD");
  const { result } = input;
  const note = input.text || null;
  const reference = input.reference || null;
  if (result === "BROKEN" && note === null)
    throw new Refusal("BAD_USER_INPUT", { reason: "inspection.noteNeeded", field: "input.text" });
  if (observation.complaintId !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.caseOpened", existingId: observation.complaintId });
  tx.change(observation, { result, note, reference, recordedById: actor.accountId, recordedAt: tx.now });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_OBSERVED", {
    observationId: observation.id,
    result,
    note,
    reference,
  });
  await recuseFromCases(tx, actor, inspection);
  return { inspectionId: inspection.id };
}
