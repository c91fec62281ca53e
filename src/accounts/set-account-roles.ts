import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import type { AccountRole } from "./account.enums";
import { mayActForProviders } from "./account.policy";
import { administerAccount } from "./administer-account";
import { recordOnAccount } from "./record-on-account";

/** Takes effect on the person's next request, and on the next delivery of a subscription they hold. */
export async function setAccountRoles(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; roles: AccountRole[] },
): Promise<{ accountId: string }> {
  const { account, author } = await administerAccount(tx, actor, "SET_ROLES", input.accountId);
  const before = account.roles;
  const roles = [...new Set(input.roles)];
  if (!mayActForProviders(roles)) {
    if (await actsForProvider(tx, account.id))
      throw new Refusal("CONFLICT_OF_INTEREST", { reason: "account.isProviderMember", field: "input.roles" });
    letGoInvitations(tx, account.id);
  }
  tx.change(account, { roles });
  recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", author, { before: before.join(" "), after: roles.join(" ") });
  return { accountId: account.id };
}

/** Members join under the account's lock, which is held here. */
async function actsForProvider(tx: Tx, accountId: string): Promise<boolean> {
  return (await tx.query("SELECT 1 FROM provider_member WHERE account_id = ? LIMIT 1", [accountId])).length > 0;
}

/** What was only offered is no bond, and stands in nobody's way. To who invited they look as if nobody answered. */
function letGoInvitations(tx: Tx, accountId: string): void {
  tx.execute("UPDATE provider_invitation SET account_id = NULL WHERE account_id = ? AND status = 'OPEN'", [accountId]);
}
