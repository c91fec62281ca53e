import type { Tx } from "../../platform/database/tx";
import { lapseOpenOffer } from "./lapse-open-offer";
import { REQUEST_IS_OPEN } from "./open-request";

/**
 * A closed case waits for nobody, and one that is reopened must not find anything open from before: no offer, question, draft
 * or return, and no promise that may not be complained about again.
 */
export function endOpenBusiness(tx: Tx, complaintId: string): void {
  tx.execute("UPDATE breach SET open_key = NULL WHERE complaint_id = ?", [complaintId]);
  lapseOpenOffer(tx, complaintId);
  tx.execute(`UPDATE case_request SET lapsed_at = ? WHERE complaint_id = ? AND ${REQUEST_IS_OPEN}`, [
    tx.now,
    complaintId,
  ]);
  tx.execute("UPDATE ruling SET status = 'DECLINED' WHERE complaint_id = ? AND status = 'AWAITING_APPROVAL'", [
    complaintId,
  ]);
  tx.execute(
    "UPDATE return_case SET status = 'LAPSED', ended_at = ? WHERE complaint_id = ? AND status IN ('OPEN', 'SHIPPED', 'REJECTED', 'CONTESTED')",
    [tx.now, complaintId],
  );
}
