import type { CaseFile } from "../complaints/case-file";
import type { Complaint } from "../complaints/complaint.entity";
import { raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { ReturnOf } from "./open-return";
import { stopReturnClocks } from "./stop-return-clocks";

/** The remedy or settlement behind the return has ended, and the return with it: refunded, or waived. Must be called before `apply`. */
export function endReturn(caseFile: CaseFile, of: ReturnOf, as: "REFUNDED" | "LAPSED"): void {
  const { tx } = caseFile;
  const [column, id] = "remedyId" in of ? ["remedy_id", of.remedyId] : ["settlement_id", of.settlementId];
  tx.execute(
    sql`UPDATE return_case SET status = ${as}, ended_at = ${tx.now}, refunded_at = ${as === "REFUNDED" ? tx.now : null} WHERE ${raw(column)} = ${id} AND ended_at IS NULL`,
  );
  stopReturnClocks(caseFile);
}

/** The case is closed, for whatever reason: goods that are not back yet are no longer returned. */
export function lapseOpenReturn(tx: Tx, { id }: Complaint): void {
  tx.execute(
    "UPDATE return_case SET status = 'LAPSED', ended_at = ? WHERE complaint_id = ? AND status IN ('OPEN', 'SHIPPED', 'REJECTED', 'CONTESTED')",
    [tx.now, id],
  );
}
