import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";

export function endAccountLinks(tx: Tx, account: Account): void {
  tx.execute("UPDATE account_link SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", [tx.now, account.id]);
}
