import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { atMost } from "../../platform/at-most";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import { logFault } from "../../platform/telemetry/log-fault";
import { HOUR } from "../../platform/time";
import { Account } from "../account/account.entity";
import { recordOnAccount, SYSTEM } from "../account/record-on-account";

const MOST_ACCOUNTS = 10_000;

/**
 * Wrong passwords, as the account's history records them: a number, at most once an hour, and before the person's next sign-in. One event
 * for each would let anyone fill the log, which is kept forever. What a process has counted and not yet recorded is lost with it.
 */
export class SignInFailures {
  private readonly counted = new LRUCache<string, number>(atMost(MOST_ACCOUNTS));

  count(accountId: string, failures = 1): void {
    if (failures === 0) return;
    this.counted.set(accountId, (this.counted.get(accountId) ?? 0) + failures);
  }

  /** Takes the count out, to be recorded; a caller that fails to record it adds it again. */
  take(accountId: string): number {
    const failures = this.counted.get(accountId) ?? 0;
    this.counted.delete(accountId);
    return failures;
  }

  /** The account is locked. */
  static record(tx: Tx, account: Account, failures: number): void {
    if (failures > 0) recordOnAccount(tx, account, "SIGN_IN_FAILED", SYSTEM, { failures });
  }

  async sweep(database: Database, log: Logger): Promise<void> {
    for (const accountId of [...this.counted.keys()]) {
      const failures = this.take(accountId);
      const recorded = await database
        .transact((tx) => recordUnlessRecent(tx, accountId, failures))
        .catch((error: unknown) => {
          logFault(log, error, { id: accountId }, "failed sign-ins could not be recorded");
          return false;
        });
      if (!recorded) this.count(accountId, failures);
    }
  }
}

/** The hour is measured in the log, which all nodes share. */
async function recordUnlessRecent(tx: Tx, accountId: string, failures: number): Promise<boolean> {
  const account = await tx.lock(Account, accountId);
  if (!account) return true;
  const [last] = await tx.query<{ at: number }>(
    "SELECT at FROM event_log WHERE stream_id = ? AND type = 'SIGN_IN_FAILED' ORDER BY seq DESC LIMIT 1",
    [accountId],
  );
  if (last && Math.abs(tx.now - last.at) < HOUR) return false;
  SignInFailures.record(tx, account, failures);
  return true;
}
