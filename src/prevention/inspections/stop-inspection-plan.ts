import type { Tx } from "../../platform/database/tx";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { InspectionPlan } from "./inspection-plan.entity";
import type { StopInspectionPlanInput } from "./plan.types";
import { whyNotStop } from "./inspection.policy";
import { recordPlanEvent } from "./record-plan-event";

export async function stopInspectionPlan(
  tx: Tx,
  actor: Actor,
  { planId }: StopInspectionPlanInput,
): Promise<{ planId: string }> {
  const plan = isIdOf(InspectionPlan, planId) ? await tx.lock(InspectionPlan, planId) : null;
  if (!plan || (plan.providerId !== null && isMemberOf(actor, plan.providerId)))
    throw new Refusal("NOT_FOUND", { field: "input.planId" });
  const obstacle = whyNotStop(actor, plan);
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  tx.change(plan, { nextAt: null, stoppedById: actor.accountId, stoppedAt: tx.now });
  recordPlanEvent(tx, plan, actor, "INSPECTION_PLAN_STOPPED", {});
  return { planId };
}
