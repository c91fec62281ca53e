import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { Inspection } from "./inspection.entity";
import type { CloseInspectionInput } from "./inspection.inputs";
import { sees } from "./inspection.queries";
import { recordInspectionEvent } from "./record-inspection-event";

/** What was found is written down once and for all. */
export async function closeInspection(
  tx: Tx,
  actor: Actor,
  { inspectionId, finding, breachFound }: CloseInspectionInput,
): Promise<{ inspectionId: string }> {
  const inspection = isIdOf("inspection", inspectionId) ? await tx.lock(Inspection, inspectionId) : null;
  if (!inspection || !(await sees(tx, actor, inspection)))
    throw new Refusal("NOT_FOUND", { field: "input.inspectionId" });
  if (inspection.status === "CLOSED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.closed" });
  const found = breachFound ? 1 : 0;
  tx.change(inspection, {
    status: "CLOSED",
    finding,
    breachFound: found,
    closedById: actor.accountId,
    closedAt: tx.now,
  });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_CLOSED", { finding, breachFound: found });
  return { inspectionId };
}
