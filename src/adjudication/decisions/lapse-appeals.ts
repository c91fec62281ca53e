import type { CaseFile } from "../../case/complaints/case-file";

/** The case was decided elsewhere: nobody decides the appeals that are open. */
export function lapseAppeals({ tx, complaint }: CaseFile): void {
  tx.execute("UPDATE appeal SET status = 'LAPSED', decided_at = ? WHERE complaint_id = ? AND status = 'FILED'", [
    tx.now,
    complaint.id,
  ]);
}
