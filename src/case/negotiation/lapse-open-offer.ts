import type { Complaint } from "../complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";

/** When the case is closed or submitted to the platform. */
export function lapseOpenOffer(tx: Tx, { id }: Complaint): void {
  tx.execute("UPDATE offer SET status = 'EXPIRED', answered_at = ?, open_key = NULL WHERE open_key = ?", [tx.now, id]);
}
