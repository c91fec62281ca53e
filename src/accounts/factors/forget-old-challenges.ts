import type { Swept } from "../../platform/database/sweep-due";
import { DAY } from "../../platform/time";

/** Outcomes of challenges are kept for a day after they expire, so that a clock set back does not make one valid again. */
export async function forgetOldChallenges({ database, clock }: Swept): Promise<void> {
  const before = clock.now() - DAY;
  const old = await database.query("SELECT id FROM met_challenge WHERE expires_at < ? LIMIT 1", [before]);
  if (old.length > 0)
    await database.transact(async (tx) => tx.execute("DELETE FROM met_challenge WHERE expires_at < ?", [before]));
}
