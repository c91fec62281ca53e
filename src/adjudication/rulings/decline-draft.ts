import type { CaseFacts } from "../../case/complaints/complaint-guards.pure";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";

/** The case is closed: a ruling that awaits approval is declined. While there is one, a case is UNDER_REVIEW, or stayed from there. */
export function declineDraft(tx: Tx, { id }: Complaint, { rulingAwaitingApproval }: CaseFacts): void {
  if (rulingAwaitingApproval)
    tx.execute("UPDATE ruling SET status = 'DECLINED' WHERE complaint_id = ? AND status = 'AWAITING_APPROVAL'", [id]);
}
