import type { Context } from "../../platform/graphql/context";
import { HouseRules } from "../../house-rules/house-rules";
import type { AutomaticAct } from "./automatic-act.types";
import { readFacts } from "./case-facts.queries";
import type { Complaint } from "./complaint.entity";
import { isOfInterim, type ClockName } from "./clock-names.pure";
import { movesByClock, type AutomaticAction } from "./complaint.lifecycle";
import { SYSTEM_VIEWER } from "./complaint.policy";

/** By the same table and guards as the sweep will take, on the facts as they are now. */
export async function automaticActs(ctx: Context, complaint: Complaint): Promise<AutomaticAct[]> {
  const timers = await ctx.db.query<{ clock: ClockName; due_at: number }>(
    "SELECT clock, due_at FROM case_timer WHERE complaint_id = ? AND due_at IS NOT NULL ORDER BY due_at, clock",
    [complaint.id],
  );
  const announced = timers.filter(({ clock }) => !isOfInterim(clock));
  if (announced.length === 0) return [];
  const now = ctx.now();
  const facts = await readFacts(ctx.db, complaint, await HouseRules.inForce(ctx.db, now), now);
  return announced.flatMap(({ clock, due_at: at }) => {
    const then = { ...facts, now: at };
    const move = movesByClock(clock, complaint.status).find(({ guard }) => !guard?.(then, SYSTEM_VIEWER));
    if (!move) return [];
    const to = move.to === "STAYED_FROM" ? null : move.to;
    return [{ action: move.action as AutomaticAction, at: Number(at), to }];
  });
}
