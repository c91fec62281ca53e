import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";

/** The case is closed: a ruling that awaits approval is declined. */
export function declineDraft(tx: Tx, { id }: Complaint): void {
  tx.executeUnseen("UPDATE ruling SET status = 'DECLINED' WHERE complaint_id = ? AND status = 'AWAITING_APPROVAL'", [
    id,
  ]);
}
