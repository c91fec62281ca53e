import { refuseConflict } from "../../accounts/refuse-conflict";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { isMemberOf, type Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { InspectionPlan } from "./inspection-plan.entity";
import type { CreateInspectionPlanInput, StopInspectionPlanInput } from "./plan.types";
import { recordPlanEvent } from "./record-plan-event";
import { holdRound } from "./hold-round";

type Done = Promise<{ planId: string }>;

export async function createInspectionPlan(tx: Tx, actor: Actor, input: CreateInspectionPlanInput): Done {
  const { kind, everyDays, perRound, reason } = input;
  const category = input.category || null;
  const providerId = input.providerId ?? null;
  const fits = kind === "RANDOM" ? providerId === null : (providerId === null) !== (category === null);
  if (!fits) throw new Refusal("BAD_USER_INPUT", { reason: `inspection.plan.${kind}`, field: "input.providerId" });
  if (providerId !== null) await requireProvider(tx, actor, providerId);
  const plan = Object.assign(new InspectionPlan(), {
    id: newId(InspectionPlan),
    ...{ kind, category, providerId, everyDays, perRound, reason },
    createdById: actor.accountId,
    createdAt: tx.now,
    nextAt: input.firstAt ?? tx.now,
    stoppedById: null,
    stoppedAt: null,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Partial<InspectionPlan>);
  tx.insert(InspectionPlan, plan);
  recordPlanEvent(tx, plan, actor, "INSPECTION_PLAN_MADE", { kind, category, providerId, everyDays, perRound, reason });
  if (plan.nextAt <= tx.now) await holdRound(tx, plan, plan.nextAt);
  return { planId: plan.id };
}

async function requireProvider(tx: Tx, actor: Actor, id: string): Promise<void> {
  const field = "input.providerId";
  const provider = isIdOf(Provider, id) ? await tx.byId(Provider, id) : null;
  if (!provider) throw new Refusal("NOT_FOUND", { field });
  refuseConflict(actor, id, field);
}

export async function stopInspectionPlan(tx: Tx, actor: Actor, { planId }: StopInspectionPlanInput): Done {
  const plan = isIdOf(InspectionPlan, planId) ? await tx.lock(InspectionPlan, planId) : null;
  if (!plan || (plan.providerId !== null && isMemberOf(actor, plan.providerId)))
    throw new Refusal("NOT_FOUND", { field: "input.planId" });
  if (plan.providerId !== null) refuseConflict(actor, plan.providerId);
  if (plan.stoppedAt !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.plan.stopped" });
  tx.change(plan, { nextAt: null, stoppedById: actor.accountId, stoppedAt: tx.now });
  recordPlanEvent(tx, plan, actor, "INSPECTION_PLAN_STOPPED", {});
  return { planId };
}

/** Holds the rounds that are due, each once. */
export const sweepPlans: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(database, "SELECT id FROM inspection_plan WHERE next_at <= ? ORDER BY next_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: async (tx, id) => {
      const plan = await tx.lock(InspectionPlan, id);
      if (!plan || plan.nextAt === null || plan.nextAt > tx.now) return false;
      await holdRound(tx, plan, plan.nextAt);
      return true;
    },
    what: "a round of inspections could not be held",
  });
