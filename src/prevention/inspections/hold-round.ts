import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { newId } from "../../platform/ids";
import { beginInspection } from "./begin-inspection";
import { draw, poolDigest, seedOf } from "./draw.pure";
import { InspectionDraw } from "./inspection-draw.entity";
import type { RoundDraw } from "./inspection-events";
import type { InspectionPlan } from "./inspection-plan.entity";
import { Inspection } from "./inspection.entity";
import { nextRound } from "./plan-schedule.pure";
import { recordPlanEvent } from "./record-plan-event";
import { longestUnseen, providersInPool } from "./round.queries";

interface Chosen {
  providerIds: string[];
  drawId: string | null;
  told: Partial<RoundDraw>;
}

/** One round of a plan, under its lock. A provider with an open inspection of the plan does not get a second one. */
export async function holdRound(tx: Tx, plan: InspectionPlan, dueAt: number): Promise<void> {
  const { providerIds, drawId, told } = plan.kind === "RANDOM" ? await drawLots(tx, plan) : await takeTurns(tx, plan);
  let opened = 0;
  for (const providerId of providerIds) {
    if (await tx.findOne(Inspection, { planId: plan.id, providerId, status: "OPEN" })) continue;
    const { category, reason } = plan;
    await beginInspection(tx, null, { origin: plan.kind, providerId, planId: plan.id, drawId, category, reason });
    opened += 1;
  }
  tx.change(plan, { nextAt: nextRound(dueAt, plan.everyDays, tx.now) });
  recordPlanEvent(tx, plan, null, "INSPECTION_ROUND_HELD", { dueAt, chosen: providerIds.length, opened, ...told });
}

async function takeTurns(tx: Tx, plan: InspectionPlan): Promise<Chosen> {
  return { providerIds: await longestUnseen(tx, plan), drawId: null, told: {} };
}

async function drawLots(tx: Tx, plan: InspectionPlan): Promise<Chosen> {
  const [last] = await tx.query<{ position: number; hash: string }>(
    "SELECT p.position, e.hash FROM log_position p JOIN event_log e ON e.id = p.event_id ORDER BY p.position DESC LIMIT 1",
  );
  const logPosition = last?.position ?? 0;
  const logHash = last?.hash ?? FIRST_HASH;
  const seed = seedOf(plan.id, logPosition, logHash);
  const pool = await providersInPool(tx, plan);
  const drawn = draw(seed, pool, plan.perRound);
  const facts = { logPosition, logHash, seed, poolSize: pool.length, poolDigest: poolDigest(pool) };
  const id = newId(InspectionDraw);
  tx.insert(InspectionDraw, { id, planId: plan.id, at: tx.now, ...facts, drawn });
  return { providerIds: drawn, drawId: id, told: { drawId: id, ...facts } };
}
