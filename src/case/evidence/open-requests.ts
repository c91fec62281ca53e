import type { CaseFile } from "../complaints/case-file";
import type { Complaint } from "../complaints/complaint.entity";
import { REQUEST_IS_OPEN } from "../complaints/open-request.queries";
import { raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";

/** Marks them as missed: their time is over. */
export function missOpenRequests({ tx, complaint }: CaseFile): void {
  tx.execute(
    sql`UPDATE case_request SET missed_at = ${tx.now} WHERE complaint_id = ${complaint.id} AND ${raw(REQUEST_IS_OPEN)}`,
  );
}

/** The case is closed, or the sides have agreed: no one needs to answer them. */
export function lapseOpenRequests(tx: Tx, { id }: Complaint): void {
  tx.execute(sql`UPDATE case_request SET lapsed_at = ${tx.now} WHERE complaint_id = ${id} AND ${raw(REQUEST_IS_OPEN)}`);
}

/** The case is resumed: they are due when their resumed clocks run out. */
export function moveOpenRequests({ tx, complaint, timers }: CaseFile): void {
  for (const [clock, kind] of [
    ["INFORMATION", "INFORMATION"],
    ["EVIDENCE_REQUEST", "EVIDENCE"],
  ] as const) {
    const dueAt = timers.get(clock)?.dueAt ?? null;
    if (dueAt === null) continue;
    tx.execute(
      sql`UPDATE case_request SET due_at = ${dueAt} WHERE complaint_id = ${complaint.id} AND kind = ${kind} AND ${raw(REQUEST_IS_OPEN)}`,
    );
  }
}
