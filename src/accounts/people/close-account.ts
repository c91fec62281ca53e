import type { Tx } from "../../platform/database/tx";
import { endAllSessions } from "../sessions/account-sessions";
import type { Account } from "../account/account.entity";
import { pseudonymOf } from "../account/pseudonym.pure";
import { WithdrawnSubjects } from "../sign-in/withdrawn-subjects";

/**
 * For good: nobody signs in with it again, and whoever reads what the person did reads a pseudonym. The id stays, and leads to nobody. What
 * else is held on the person is removed by whoever calls this. `isWithdrawn`: by the directory, which alone lets them in again.
 */
export function closeAccount(tx: Tx, account: Account, { isWithdrawn }: { isWithdrawn: boolean }): void {
  endAllSessions(tx, account);
  const { login, displayName } = pseudonymOf(account.id);
  const { externalIssuer: issuer, externalSubject: subject } = account;
  const isKnown = isWithdrawn && issuer !== null && subject !== null;
  tx.change(account, {
    ...{ login, displayName, passwordHash: null, externalIssuer: null },
    externalSubject: isKnown ? (WithdrawnSubjects.of(tx).marksOf(issuer, subject)[0] ?? null) : null,
    ...{ timeZone: null, roles: [], status: "CLOSED" as const },
  });
}
