import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor";
import type { InspectionPlan } from "./inspection-plan.entity";
import { inspectingRole } from "./record-inspection-event";

/** One fact of a plan's own history: when a round was held, and by what draw. */
export function recordPlanEvent(
  tx: Tx,
  plan: InspectionPlan,
  actor: Actor | null,
  type: "INSPECTION_PLAN_MADE" | "INSPECTION_ROUND_HELD" | "INSPECTION_PLAN_STOPPED",
  data: EventData = {},
): void {
  tx.record(plan, {
    type,
    actorId: actor?.accountId ?? null,
    actorRole: inspectingRole(actor),
    topics: [`inspection-plan:${plan.id}`],
    audience: "STAFF",
    data,
  });
}
