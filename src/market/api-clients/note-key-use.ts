import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { atMost } from "../../platform/at-most";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { MINUTE } from "../../platform/time";

const MOST_REMEMBERED = 5_000;

/** Writes when a key was last used: beside the request, and at most once a minute. */
export function noteKeyUse(database: Database, clock: Clock, log: Logger): (keyId: string) => void {
  const noted = new LRUCache<string, number>(atMost(MOST_REMEMBERED));
  return (keyId) => {
    const now = clock.now();
    if (now < (noted.get(keyId) ?? -Infinity) + MINUTE) return;
    noted.set(keyId, now);
    database
      .transact(async (tx) =>
        tx.execute("UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)", [
          now,
          keyId,
          now - MINUTE,
        ]),
      )
      .catch((error: unknown) => log.warn({ err: error, keyId }, "a key's use could not be noted"));
  };
}
