import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account.entity";

/** Whoever is signed out is told of nothing where they were signed in. Runs under the account's lock. */
export const forgetEndedDevices = (tx: Tx, { id }: Account): void =>
  tx.execute(
    `DELETE FROM contact_point WHERE account_id = ? AND session_id IN (
       SELECT s.id FROM account_session s WHERE s.account_id = ? AND s.ended_at IS NOT NULL)`,
    [id, id],
  );
