import type { Tx } from "../../platform/database/tx";
import { ON_JOIN_STAFF, ON_ROLES_TAKEN } from "../account/account-hooks";
import type { Account } from "../account/account.entity";
import type { AccountRole } from "../actor/account-enums.types";
import { mayActForProviders } from "../actor/account.policy";
import { recordOnAccount, type Author } from "../account/record-on-account";
import { isGrantedByTwo } from "./role-grant.policy";
import { recordRole } from "./record-role";

/** The one place where roles change. Removing a role ends the grant it came from, and whatever else gave it. */
export async function changeRoles(tx: Tx, account: Account, roles: AccountRole[], author: Author): Promise<void> {
  const before = account.roles;
  const taken = before.filter((role) => !roles.includes(role));
  for (const role of taken)
    tx.execute("UPDATE role_grant SET status = 'ENDED' WHERE account_id = ? AND role = ? AND status = 'APPROVED'", [
      account.id,
      role,
    ]);
  if (taken.length > 0) for (const take of tx.hooked(ON_ROLES_TAKEN)) await take(tx, account, taken);
  if (!mayActForProviders(roles)) for (const join of tx.hooked(ON_JOIN_STAFF)) join(tx, account);
  tx.change(account, { roles });
  const data = { before: before.join(" "), after: roles.join(" ") };
  const changed = [...taken, ...roles.filter((role) => !before.includes(role))];
  if (changed.some(isGrantedByTwo)) await recordRole(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
  else recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
}
