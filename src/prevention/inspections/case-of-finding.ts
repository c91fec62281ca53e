import { addRecusals } from "../../case/desk/add-recusals";
import type { BreachInput } from "../../case/complaints/complaint.types";
import type { Tx } from "../../platform/database/tx";
import { LoggedEvent } from "../../platform/database/event.entity";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Inspection } from "./inspection.entity";
import { lockObservation } from "./lock-inspection";
import { Observation } from "./observation.entity";
import { recordInspectionEvent } from "./record-inspection-event";

interface Finding {
  inspection: Inspection;
  observation: Observation;
}

/** An item found BROKEN, under its inspection's lock, from which no case was opened yet. */
export async function lockBroken(tx: Tx, actor: Actor, observationId: string): Promise<Finding> {
  const finding = await lockObservation(tx, actor, observationId, "OPEN_CASE");
  const { complaintId, result } = finding.observation;
  if (complaintId !== null)
    throw new Refusal("ALREADY_EXISTS", { reason: "inspection.caseOpened", existingId: complaintId });
  if (result !== "BROKEN") throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.notBroken" });
  return finding;
}

export async function requireItsKind(
  tx: Tx,
  { kind }: Observation,
  breaches: readonly Pick<BreachInput, "promiseVersionId">[],
): Promise<void> {
  if (kind === null) return;
  const ids = breaches.map(({ promiseVersionId }) => promiseVersionId);
  const versions = await tx.find(PromiseVersion, { id: ids });
  if (!versions.some((version) => version.kind === kind))
    throw new Refusal("BAD_USER_INPUT", { reason: "inspection.otherKind", field: "input.breaches", params: { kind } });
}

/** The item and the case belong together from now on. Those who inspected have formed an opinion, and must not judge. */
export async function joinCase(
  tx: Tx,
  actor: Actor,
  { inspection, observation }: Finding,
  complaintId: string,
): Promise<void> {
  await addRecusals(tx, complaintId, [actor.accountId, ...(await inspectorsOf(tx, inspection))], "INSPECTED");
  tx.change(observation, { complaintId });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_CASE_OPENED", {
    observationId: observation.id,
    complaintId,
  });
}

/** Whoever goes on with an inspection must not judge what was opened from it before, either. */
export async function recuseFromCases(tx: Tx, actor: Actor, { id: inspectionId }: Inspection): Promise<void> {
  for (const { complaintId } of await tx.find(Observation, { inspectionId }))
    if (complaintId !== null) await addRecusals(tx, complaintId, [actor.accountId], "INSPECTED");
}

/** The person who has it, and everyone who ever recorded a finding, even one recorded again since. */
async function inspectorsOf(tx: Tx, { id, assignedToId }: Inspection): Promise<string[]> {
  const found = await tx.find(LoggedEvent, {
    streamId: id,
    type: ["INSPECTION_OBSERVED", "INSPECTION_PROVIDER_TOLD", "INSPECTION_CLOSED"],
  });
  return [assignedToId, ...found.map(({ actorId }) => actorId)].flatMap((accountId) => accountId ?? []);
}
