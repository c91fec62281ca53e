import { list, sql } from "../../platform/database/sql";
import type { Swept } from "../../platform/database/sweep-due";
import { DAY } from "../../platform/time";

const KEPT_MS = 30 * DAY;
const TOGETHER = 500;

/**
 * Removes letters that are no notices, long after they were sent or given up: codes, new passwords, what became of an answer. Notices stay,
 * as the record of service. Those others are about nobody's history, by which the oldest of them are found first.
 */
export async function forgetLetters({ database, clock }: Swept): Promise<void> {
  for (let found = TOGETHER; found === TOGETHER;) {
    const oldest = await database.query<{ id: string; settledAt: number | null }>(
      sql`SELECT id, settled_at AS settledAt FROM letter WHERE stream_id IS NULL ORDER BY id LIMIT ${TOGETHER}`,
    );
    const old = oldest.filter(({ settledAt }) => settledAt !== null && settledAt < clock.now() - KEPT_MS);
    found = old.length;
    if (found > 0)
      await database.transact(async (tx) =>
        tx.execute(sql`DELETE FROM letter WHERE id IN (${list(old.map(({ id }) => id))})`),
      );
  }
}
