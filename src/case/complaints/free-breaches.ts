import type { Tx } from "../../platform/database/tx";
import type { Complaint } from "./complaint.entity";

/** Allows new complaints about the same promises. */
export function freeBreaches(tx: Tx, { id }: Complaint): void {
  tx.execute("UPDATE breach SET open_key = NULL WHERE complaint_id = ?", [id]);
}
