import { randomBytes } from "node:crypto";
import { sql, type Sql } from "../database/sql";
import type { Tx } from "../database/tx";

/**
 * After a database has been put back, positions are given out a second time: under a new epoch clients that have seen more of the log
 * are told to read again (RESYNC_REQUIRED), instead of missing silently what came in between.
 */
export async function renewEpoch(tx: Tx): Promise<void> {
  tx.execute(newEpoch());
}

/** The statement alone, for a database that nobody has opened yet. */
export const newEpoch = (): Sql => sql`UPDATE feed_counter SET epoch = ${randomBytes(16).toString("hex")} WHERE id = 1`;
