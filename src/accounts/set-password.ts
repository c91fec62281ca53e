import type { Tx } from "../platform/database/tx";
import type { Account } from "./account.entity";
import { oneself, recordOnAccount } from "./record-on-account";
import { endAllSessions } from "./refresh-tokens";

/** The account, locked, has another password from now on, and whoever is signed in with the old one is not any more. Hash it before: others wait for the transaction. */
export function setPassword(tx: Tx, account: Account, passwordHash: string): void {
  tx.change(account, { passwordHash });
  endAllSessions(tx, account);
  recordOnAccount(tx, account, "PASSWORD_CHANGED", oneself(account));
}
