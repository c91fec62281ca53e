import type { Tx } from "../platform/database/tx";
import { ON_JOIN_STAFF } from "./account-hooks";
import type { Account } from "./account.entity";
import type { AccountRole } from "./account-enums.types";
import { mayActForProviders } from "./account.policy";
import { entryOf } from "./directory/directory-entries";
import { recordOnAccount, type Author } from "./record-on-account";
import { isGrantedByTwo } from "./role-grant.policy";
import { recordRole } from "./record-role";

/** The one place where roles change. Removing a role ends the grant it came from, and that the directory gave it. */
export async function changeRoles(tx: Tx, account: Account, roles: AccountRole[], author: Author): Promise<void> {
  const before = account.roles;
  const taken = before.filter((role) => !roles.includes(role));
  for (const role of taken)
    tx.execute("UPDATE role_grant SET status = 'ENDED' WHERE account_id = ? AND role = ? AND status = 'APPROVED'", [
      account.id,
      role,
    ]);
  const entry = taken.length > 0 ? await entryOf(tx, account.id) : null;
  if (entry) tx.change(entry, { roles: entry.roles.filter((role) => !taken.includes(role)) });
  if (!mayActForProviders(roles)) for (const join of tx.hooked(ON_JOIN_STAFF)) join(tx, account);
  tx.change(account, { roles });
  const data = { before: before.join(" "), after: roles.join(" ") };
  const changed = [...taken, ...roles.filter((role) => !before.includes(role))];
  if (changed.some(isGrantedByTwo)) await recordRole(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
  else recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
}
