import type { Account } from "../../accounts/account/account.entity";
import type { Tx } from "../../platform/database/tx";

/** Open invitations bind no one and must not get in the way. To the inviting owner they look unanswered. */
export function letGoInvitations(tx: Tx, { id }: Account): void {
  tx.execute("UPDATE provider_invitation SET account_id = NULL WHERE account_id = ? AND status = 'OPEN'", [id]);
}
