import { sweepDue, type Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { HouseRules } from "../../house-rules/house-rules";
import { dueOf, readTimers } from "./case-clocks";
import { recordCaseEvent } from "./case-file";
import { REMINDED, type ClockName } from "./clock-names.pure";
import { Complaint } from "./complaint.entity";
import type { SystemAct } from "./sweep-clocks";

interface Due {
  complaint_id: string;
  clock: ClockName;
}

/**
 * Tells those who should act that a deadline is near, each once, in a transaction of its own under the case's lock: nodes may sweep
 * at once. Answers how many were told.
 */
export function sweepReminders({ database, clock, log }: Swept): Promise<number> {
  return sweepDue<Due>(database, log, {
    find: (limit) =>
      database.query("SELECT complaint_id, clock FROM case_timer WHERE remind_at <= ? ORDER BY remind_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: (tx, { complaint_id: id, clock: name }) => remind(tx, id, name),
    key: ({ complaint_id: id, clock: name }) => `${id} ${name}`,
    what: "a reminder failed",
  });
}

/** Read again under the lock: another node may have told it meanwhile, or somebody acted. A deadline that has passed is not near. */
async function remind(tx: Tx, complaintId: string, clock: ClockName): Promise<boolean> {
  const complaint = await tx.lock(Complaint, complaintId);
  const timers = await readTimers(tx, complaintId, await HouseRules.inForce(tx, tx.now));
  const timer = timers.get(clock);
  if (!complaint || typeof timer?.remindAt !== "number" || timer.remindAt > tx.now) return false;
  timers.forgetReminder(clock);
  timers.save();
  const audience = REMINDED[clock];
  if (audience === undefined || timer.dueAt === null || timer.dueAt <= tx.now) return false;
  recordCaseEvent(tx, complaint, null, { type: "DEADLINE_NEAR", audience, data: { clock, dueAt: timer.dueAt } });
  return true;
}

/** Row 24: a stay is called to mind again and again, counted from now, so that an outage is not made up for by several at once. */
export const stayReminder: SystemAct = async (file) => {
  file.timers.start("STAY_REMINDER", file.now, dueOf(file.rules, "STAY_REMINDER", file.now));
  file.apply({ type: "STAY_REMINDER", data: {} });
};
