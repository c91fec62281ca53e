import type { Tx } from "../../platform/database/tx";
import type { Account } from "./account.entity";
import { recordOnAccount, type Author } from "./record-on-account";

/** What the identity provider or the marketplace says of a person who is known from there. The account is locked. */
export function changeProfile(
  tx: Tx,
  account: Account,
  profile: Pick<Account, "displayName" | "locale" | "externalSubject">,
  author: Author,
): void {
  tx.change(account, profile);
  // The log is kept forever: it says that the name changed, not to what.
  recordOnAccount(tx, account, "ACCOUNT_UPDATED", author, {});
}
