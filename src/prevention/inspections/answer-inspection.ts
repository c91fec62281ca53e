import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { actingRole } from "../../market/providers/provider.policy";
import { Inspection } from "./inspection.entity";
import type { AnswerInspectionInput } from "./inspection.types";
import { mayReadHearings, whyNotAnswer } from "./inspection.policy";
import { recordInspectionEvent } from "./record-inspection-event";

/** The provider's one statement on what it was told. */
export async function answerInspection(
  tx: Tx,
  actor: Actor,
  { inspectionId, text }: AnswerInspectionInput,
): Promise<{ inspectionId: string }> {
  const field = "input.inspectionId";
  const inspection = isIdOf(Inspection, inspectionId) ? await tx.lock(Inspection, inspectionId) : null;
  if (!inspection || inspection.toldAt === null || !mayReadHearings(actor, inspection.providerId))
    throw new Refusal("NOT_FOUND", { field });
  const obstacle = whyNotAnswer(actor, inspection, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  tx.change(inspection, { statement: text, statementAt: tx.now, statementById: actor.accountId });
  const role = actingRole(actor, inspection.providerId);
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_ANSWERED", { statement: text }, role);
  return { inspectionId };
}
