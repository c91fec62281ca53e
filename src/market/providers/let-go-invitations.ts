import type { Account } from "../../accounts/account.entity";
import type { Tx } from "../../platform/database/tx";

/** What was only offered is no bond, and stands in nobody's way. To who invited they look as if nobody answered. */
export function letGoInvitations(tx: Tx, { id }: Account): void {
  tx.execute("UPDATE provider_invitation SET account_id = NULL WHERE account_id = ? AND status = 'OPEN'", [id]);
}
