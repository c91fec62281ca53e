import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { InspectionPlan } from "./inspection-plan.entity";
import { holdRound } from "./hold-round";

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
