import type { Tx } from "../platform/database/tx";
import { endAllSessions } from "./account-sessions";
import type { Account } from "./account.entity";
import { pseudonymOf } from "./pseudonym.pure";

/**
 * For good: nobody signs in with it again, and whoever reads what the person did reads a pseudonym. The id stays, and leads to nobody. What
 * else is held on the person is removed by whoever calls this.
 */
export function closeAccount(tx: Tx, account: Account): void {
  endAllSessions(tx, account);
  const { login, displayName } = pseudonymOf(account.id);
  tx.change(account, {
    ...{ login, displayName, passwordHash: null, externalSubject: null, externalIssuer: null },
    ...{ timeZone: null, roles: [], status: "CLOSED" as const },
  });
}
