import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { Timers } from "./case-clocks";
import type { Complaint } from "./complaint.entity";
import type { Action, ComplaintStatus } from "./complaint.lifecycle";
import { StageRecord } from "./stage-record.entity";
import { JUDGED_BY } from "./stage-record.pure";

/** When the clock that judges this state runs or ran out; null when none runs. */
export function judgedDueAt(timers: Timers, status: ComplaintStatus): number | null {
  const clock = JUDGED_BY[status];
  return clock === null ? null : (timers.get(clock)?.dueAt ?? null);
}

/** Writes that the case is in its present state from now on. Reads nothing: the number is counted where it is written. */
export function recordEntering(tx: Tx, { id, status }: Complaint, timers: Timers): void {
  if (status === "CLOSED") return;
  tx.execute(
    `INSERT INTO stage_record (id, complaint_id, number, stage, entered_at, due_at)
     SELECT ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ? FROM stage_record WHERE complaint_id = ?`,
    [newId(StageRecord), id, status, tx.now, judgedDueAt(timers, status), id],
  );
}

/** `lateAt`: when the clock of the state left ran out, if it did. */
export function recordLeaving(tx: Tx, { id }: Complaint, leftBy: Action, lateAt: number | null): void {
  tx.execute(
    "UPDATE stage_record SET left_at = ?, left_by = ?, late_at = COALESCE(late_at, ?) WHERE complaint_id = ? AND left_at IS NULL",
    [tx.now, leftBy, lateAt, id],
  );
}

/** The clock of the present state ran out, and the case stays in it. */
export function recordLateness(tx: Tx, { id }: Complaint, lateAt: number): void {
  tx.execute("UPDATE stage_record SET late_at = ? WHERE complaint_id = ? AND left_at IS NULL AND late_at IS NULL", [
    lateAt,
    id,
  ]);
}
