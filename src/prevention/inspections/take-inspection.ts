import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { TakeInspectionInput } from "./inspection.types";
import { lockInspection } from "./lock-inspection";
import { recordInspectionEvent } from "./record-inspection-event";

export async function takeInspection(
  tx: Tx,
  actor: Actor,
  { inspectionId }: TakeInspectionInput,
): Promise<{ inspectionId: string }> {
  const inspection = await lockInspection(tx, actor, inspectionId, "TAKE");
  tx.change(inspection, { assignedToId: actor.accountId });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_TAKEN", { assignedToId: actor.accountId });
  return { inspectionId };
}
