import { refuseConflict } from "../../accounts/actor/refuse-conflict";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { InspectionPlan } from "./inspection-plan.entity";
import type { CreateInspectionPlanInput } from "./plan.types";
import { recordPlanEvent } from "./record-plan-event";
import { holdRound } from "./hold-round";

export async function createInspectionPlan(
  tx: Tx,
  actor: Actor,
  input: CreateInspectionPlanInput,
): Promise<{ planId: string }> {
  const { kind, everyDays, perRound, reason } = input;
  const category = input.category || null;
  const providerId = input.providerId ?? null;
  const fits = kind === "RANDOM" ? providerId === null : (providerId === null) !== (category === null);
  if (!fits) throw new Refusal("BAD_USER_INPUT", { reason: `inspection.plan.${kind}`, field: "input.providerId" });
  if (providerId !== null) await requireProvider(tx, actor, providerId);
  const plan = Object.assign(new InspectionPlan(), {
    id: newId(InspectionPlan),
    kind,
    category,
    providerId,
    everyDays,
    perRound,
    reason,
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
