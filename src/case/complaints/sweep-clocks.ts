import { sweepDue, type Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { HouseRules } from "../../house-rules/house-rules";
import { readTimers } from "./case-clocks";
import { CaseFile, nextDue, setQuietly } from "./case-file";
import { Complaint } from "./complaint.entity";
import type { ClockName } from "./clock-names.pure";
import type { Action, ActionOfClock } from "./complaint.lifecycle";

/** What the system does when it takes an arrow. Must call `caseFile.apply`. */
export type SystemAct = (caseFile: CaseFile) => Promise<void>;
export type SystemActs = Readonly<Record<ActionOfClock, SystemAct> & Partial<Record<Action, SystemAct>>>;

interface Due {
  complaint_id: string;
  clock: ClockName;
}

/**
 * Applies every move whose time has come, the longest overdue first, each in a transaction of its own under the case's lock: nodes may
 * sweep at once, and after an outage the backlog is processed in order. Returns the number of clocks processed.
 */
export function sweepClocks({ database, clock, log }: Swept, acts: SystemActs): Promise<number> {
  return sweepDue<Due>(database, log, {
    find: (limit) =>
      database.query("SELECT complaint_id, clock FROM case_timer WHERE due_at <= ? ORDER BY due_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    async act(tx, { complaint_id: id, clock: name }) {
      await ring(tx, id, name, acts);
      return true;
    },
    key: ({ complaint_id: id, clock: name }) => `${id} ${name}`,
    once: true,
    what: "a due move failed",
  });
}

async function ring(tx: Tx, complaintId: string, clock: ClockName, acts: SystemActs): Promise<void> {
  const caseFile = await CaseFile.openByClock(tx, complaintId, clock);
  if (!caseFile) return putAway(tx, complaintId, clock);
  caseFile.timers.stop(clock);
  const act = acts[caseFile.move.action];
  if (!act) throw new Error(`no clock takes ${caseFile.move.action}`);
  await act(caseFile);
}

/** The clock ran out in a state where it no longer means anything. */
async function putAway(tx: Tx, complaintId: string, clock: ClockName): Promise<void> {
  const complaint = await tx.lock(Complaint, complaintId);
  const timers = complaint && (await readTimers(tx, complaint, await HouseRules.inForce(tx, tx.now)));
  const dueAt = timers?.get(clock)?.dueAt;
  if (!timers || typeof dueAt !== "number" || dueAt > tx.now) return;
  timers.stop(clock);
  timers.save();
  setQuietly(tx, complaint, { dueAt: nextDue(complaint, timers) });
}
