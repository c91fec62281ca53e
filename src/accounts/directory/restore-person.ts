import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import { recordOnAccount, type Author } from "../account/record-on-account";
import type { DirectoryEntry } from "./directory-entry.entity";

/** Signs in again, unless an administrator has suspended the account. The account is locked. */
export function restorePerson(tx: Tx, account: Account, entry: DirectoryEntry, author: Author): void {
  tx.change(entry, { isActive: true, changedAt: tx.now });
  if (account.status !== "DEPROVISIONED") return;
  tx.change(account, { status: "ACTIVE" });
  recordOnAccount(tx, account, "ACCOUNT_REPROVISIONED", author, {});
}
