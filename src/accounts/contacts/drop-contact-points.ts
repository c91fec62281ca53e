import { sql, type Sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";

/** What waits to be sent there is looked at now, and goes to where else its person is to be told: see `sendLetters`. `which`: of this account's. */
export function dropContactPoints(tx: Tx, accountId: string, which: Sql): void {
  const own = sql`account_id = ${accountId} AND ${which}`;
  tx.execute(
    sql`UPDATE letter SET due_at = ${tx.now} WHERE account_id = ${accountId} AND state = 'QUEUED'
        AND contact_point_id IN (SELECT id FROM contact_point WHERE ${own})`,
  );
  tx.execute(sql`DELETE FROM contact_point WHERE ${own}`);
}
