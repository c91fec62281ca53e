import type { Tx } from "../../platform/database/tx";

/** After the decision, or when it is discarded. */
export const deleteDraft = (tx: Tx, complaintId: string, accountId: string): void =>
  tx.execute("DELETE FROM ruling_draft WHERE complaint_id = ? AND account_id = ?", [complaintId, accountId]);
