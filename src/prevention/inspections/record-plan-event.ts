import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor/actor";
import type { PlanEvents } from "./inspection-events";
import type { InspectionPlan } from "./inspection-plan.entity";
import { inspectingRole } from "./record-inspection-event";

/** Records one event in a plan's own history: when a round was held, and by which draw. */
export function recordPlanEvent<T extends keyof PlanEvents>(
  tx: Tx,
  plan: InspectionPlan,
  actor: Actor | null,
  type: T,
  data: Events[T],
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
