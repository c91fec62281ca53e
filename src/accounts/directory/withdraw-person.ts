import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { endAllSessions } from "../sessions/account-sessions";
import { recordOnAccount, type Author } from "../account/record-on-account";
import type { DirectoryEntry } from "./directory-entry.entity";

/**
 * Whoever has left the directory is signed out everywhere at once, and not let in again. What an administrator has suspended stays
 * suspended besides. The account is locked.
 */
export function withdrawPerson(tx: Tx, account: Account, entry: DirectoryEntry, author: Author): void {
  tx.change(entry, { isActive: false, changedAt: tx.now });
  if (account.status !== "ACTIVE") return;
  tx.change(account, { status: "DEPROVISIONED" });
  endAllSessions(tx, account);
  recordOnAccount(tx, account, "ACCOUNT_DEPROVISIONED", author, {});
}
