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
 * Reminds those who should act that a deadline is near, each once, in a transaction of its own under the case's lock: nodes may sweep
 * at once. Returns the number of reminders.
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

/** Read again under the lock: another node may have sent it meanwhile, or someone acted. A deadline that has passed is not near. */
async function remind(tx: Tx, complaintId: string, clock: ClockName): Promise<boolean> {
  const complaint = await tx.lock(Complaint, complaintId);
  const timers = complaint && (await readTimers(tx, complaint, await HouseRules.inForce(tx, tx.now)));
  const timer = timers?.get(clock);
  if (!timers || typeof timer?.remindAt !== "number" || timer.remindAt > tx.now) return false;
  timers.forgetReminder(clock);
  timers.save();
  const audience = REMINDED[clock];
  if (audience === undefined || timer.dueAt === null || timer.dueAt <= tx.now) return false;
  recordCaseEvent(tx, complaint, null, { type: "DEADLINE_NEAR", audience, data: { clock, dueAt: timer.dueAt } });
  return true;
}

/** STAY_REMINDER. Repeated for as long as the stay lasts; counted from now, so that an outage is not followed by several at once. */
export const stayReminder: SystemAct = async (caseFile) => {
  caseFile.timers.start("STAY_REMINDER", caseFile.now, dueOf(caseFile.rules, "STAY_REMINDER", caseFile.now));
  caseFile.apply({ type: "STAY_REMINDER", data: {} });
};
