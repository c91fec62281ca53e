import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { beginInspection } from "./begin-inspection";
import { Inspection } from "./inspection.entity";
import { Observation } from "./observation.entity";

/** Opens the follow-ups whose day has come, each once. */
export const sweepFollowUps: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM inspection WHERE follow_up_id IS NULL AND follow_up_at <= ? ORDER BY follow_up_at LIMIT ?",
        [clock.now(), limit],
      ),
    act: followUp,
    what: "an inspection could not be followed up",
  });

/** Checks the items again that were broken; all of them when none was. */
async function followUp(tx: Tx, id: string): Promise<boolean> {
  const former = await tx.lock(Inspection, id);
  if (!former || former.followUpId !== null || former.followUpAt === null || former.followUpAt > tx.now) return false;
  const broken = await tx.find(Observation, { inspectionId: id, result: "BROKEN" }, "ORDER BY position");
  const items = broken.map(({ checklistId, kind, question }) => ({ checklistId, kind, question }));
  // About the same case or promise, so that no one follows up a matter of their own.
  const { providerId, promiseVersionId, complaintId } = former;
  const next = await beginInspection(tx, null, {
    origin: "FOLLOW_UP",
    providerId,
    promiseVersionId,
    complaintId,
    ...(items.length > 0 ? { items } : {}),
  });
  tx.change(former, { followUpId: next.id });
  return true;
}
