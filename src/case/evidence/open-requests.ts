import type { CaseFile } from "../complaints/case-file";
import type { Complaint } from "../complaints/complaint.entity";
import { REQUEST_IS_OPEN } from "../complaints/open-request.queries";
import type { Tx } from "../../platform/database/tx";

/** Their time is over. */
export function missOpenRequests({ tx, complaint }: CaseFile): void {
  tx.execute(`UPDATE case_request SET missed_at = ? WHERE complaint_id = ? AND ${REQUEST_IS_OPEN}`, [
    tx.now,
    complaint.id,
  ]);
}

/** The case is closed: nobody need answer them any more. */
export function lapseOpenRequests(tx: Tx, { id }: Complaint): void {
  tx.execute(`UPDATE case_request SET lapsed_at = ? WHERE complaint_id = ? AND ${REQUEST_IS_OPEN}`, [tx.now, id]);
}

/** The case is resumed: they are due when their clocks say so now. */
export function moveOpenRequests({ tx, complaint, timers }: CaseFile): void {
  for (const [clock, kind] of [
    ["INFORMATION", "INFORMATION"],
    ["EVIDENCE_REQUEST", "EVIDENCE"],
  ] as const) {
    const dueAt = timers.get(clock)?.dueAt ?? null;
    if (dueAt === null) continue;
    tx.execute(`UPDATE case_request SET due_at = ? WHERE complaint_id = ? AND kind = ? AND ${REQUEST_IS_OPEN}`, [
      dueAt,
      complaint.id,
      kind,
    ]);
  }
}
