import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { InspectionAction } from "./inspection-enums.types";
import { Inspection } from "./inspection.entity";
import { whyNot } from "./inspection.policy";
import { maySeeInspection } from "./inspection.queries";
import { Observation } from "./observation.entity";

/** The inspection under its lock, for one action that its policy allows. */
export async function lockInspection(
  tx: Tx,
  actor: Actor,
  id: string,
  action: InspectionAction,
  field = "input.inspectionId",
): Promise<Inspection> {
  const inspection = isIdOf(Inspection, id) ? await tx.lock(Inspection, id) : null;
  if (!inspection || !(await maySeeInspection(tx, actor, inspection))) throw new Refusal("NOT_FOUND", { field });
  const refused = whyNot(action, actor, inspection, tx.now);
  if (refused) throw new Refusal(refused.code, refused);
  return inspection;
}

/** The same for the inspection that a checklist item belongs to, with the item. */
export async function lockObservation(
  tx: Tx,
  actor: Actor,
  id: string,
  action: InspectionAction,
): Promise<{ inspection: Inspection; observation: Observation }> {
  const field = "input.observationId";
  const known = isIdOf(Observation, id) ? await tx.byId(Observation, id) : null;
  if (!known) throw new Refusal("NOT_FOUND", { field });
  const inspection = await lockInspection(tx, actor, known.inspectionId, action, field);
  const observation = await tx.lock(Observation, id);
  if (!observation) throw new Refusal("NOT_FOUND", { field });
  return { inspection, observation };
}
