import type { Tx } from "../../platform/database/tx";

/** The time for agreeing is over. */
export function lapseOpenOffer(tx: Tx, complaintId: string): void {
  tx.execute("UPDATE offer SET status = 'EXPIRED', answered_at = ?, open_key = NULL WHERE open_key = ?", [
    tx.now,
    complaintId,
  ]);
}
