import type { Tx } from "../../platform/database/tx";

/** Decided, or thrown away. */
export const forgetDraft = (tx: Tx, complaintId: string, accountId: string): void =>
  tx.execute("DELETE FROM ruling_draft WHERE complaint_id = ? AND account_id = ?", [complaintId, accountId]);
