import type { CaseFile } from "../../case/complaints/case-file";

/** The case was decided externally: open appeals lapse without a decision. */
export function lapseAppeals({ tx, complaint }: CaseFile): void {
  tx.execute("UPDATE appeal SET status = 'LAPSED', decided_at = ? WHERE complaint_id = ? AND status = 'FILED'", [
    tx.now,
    complaint.id,
  ]);
}
