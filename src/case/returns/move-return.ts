import type { CaseFile } from "../complaints/case-file";

/** The case is resumed: goods are to be shipped by the time the resumed clock runs out. */
export function moveReturn({ tx, complaint, timers }: CaseFile): void {
  const shipBy = timers.get("RETURN_WINDOW")?.dueAt ?? null;
  if (shipBy !== null)
    tx.execute("UPDATE return_case SET ship_by = ? WHERE complaint_id = ? AND status = 'OPEN'", [shipBy, complaint.id]);
}
